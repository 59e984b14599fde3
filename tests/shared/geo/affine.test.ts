import { describe, expect, test } from 'vitest'
import { fitByThree, type FittingPair } from '../../../shared/geo/affine.ts'

const size = [4000, 3000] as const
/** A picture lying north up: 4000 pixels over two degrees of longitude. */
const north: readonly [FittingPair, FittingPair, FittingPair] = [
  { on: [0, 0], at: [-5, -10] }, { on: [4000, 0], at: [-5, -8] }, { on: [0, 3000], at: [-6.5, -10] },
]

describe('[MAP40] a picture is fitted to the ground by three points', () => {
  test('[MAP40] its own corners give themselves back', () => {
    const fitted = fitByThree(north, size)
    expect(fitted?.mirrored).toBe(false)
    for (const [corner, place] of [[fitted?.topLeft, [-5, -10]], [fitted?.topRight, [-5, -8]], [fitted?.bottomLeft, [-6.5, -10]]] as const) {
      expect(corner?.[0]).toBeCloseTo(place[0], 9)
      expect(corner?.[1]).toBeCloseTo(place[1], 9)
    }
  })

  test('[MAP40] any three points of the same laid picture give the same corners, turned pictures too', () => {
    const turned = fitByThree([{ on: [100, 200], at: [-5.2, -9.7] }, { on: [3900, 400], at: [-5.9, -8.4] }, { on: [900, 2800], at: [-6.3, -9.9] }], size)
    if (turned === null) throw new Error('fits')
    const again = fitByThree([{ on: [0, 0], at: turned.topLeft }, { on: [4000, 0], at: turned.topRight }, { on: [0, 3000], at: turned.bottomLeft }], size)
    expect(again?.topRight[0]).toBeCloseTo(turned.topRight[0], 9)
    expect(turned.mirrored).toBe(false)
  })

  test('[MAP40] exchanged points are seen: the picture would lie on its face', () => {
    const [one, two, three] = north
    expect(fitByThree([one, { ...two, at: three.at }, { ...three, at: two.at }], size)?.mirrored).toBe(true)
  })

  test.each([
    ['on the picture', [{ on: [0, 0], at: [-5, -10] }, { on: [100, 100], at: [-5, -8] }, { on: [200, 200], at: [-6, -9] }]],
    ['on the ground', [{ on: [0, 0], at: [-5, -10] }, { on: [4000, 0], at: [-5, -9] }, { on: [0, 3000], at: [-5, -8] }]],
    ['at one place', [{ on: [0, 0], at: [-5, -10] }, { on: [4000, 0], at: [-5, -10] }, { on: [0, 3000], at: [-5, -10] }]],
    ['off the globe', [{ on: [0, 0], at: [80, 0] }, { on: [40, 0], at: [80, 100] }, { on: [0, 300], at: [-80, 0] }]],
  ] as const)('[MAP40] three points on one line %s fit nothing', (_, pairs) => {
    expect(fitByThree(pairs, size)).toBeNull()
  })
})
