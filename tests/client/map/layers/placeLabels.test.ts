import { describe, expect, test } from 'vitest'
import { placeLabels, type LabelWish } from '../../../../client/map/layers/placeLabels.ts'
import { centreOf, middleOf, smoothLine } from '../../../../client/map/layers/smooth.ts'

const wish = (key: string, x: number, y: number, more: Partial<LabelWish> = {}): LabelWish => ({ key, x, y, width: 60, height: 14, priority: 1, seat: 'around', gap: 8, must: false, ...more })

function boxes(wishes: readonly LabelWish[], seats: ReadonlyMap<string, readonly [number, number]>) {
  return wishes.flatMap(({ key, x, y, width, height }) => {
    const seat = seats.get(key)
    return seat === undefined ? [] : [{ left: x + seat[0], top: y + seat[1], right: x + seat[0] + width, bottom: y + seat[1] + height }]
  })
}

describe('[MAP11] words on the map', () => {
  test('[MAP11] no label lies on another, in a crowd of two thousand', () => {
    const wishes = Array.from({ length: 2000 }, (_, index) => wish(`l${index}`, (index * 137) % 1500, (index * 89) % 900))
    const placed = boxes(wishes, placeLabels(wishes))
    expect(placed.length).toBeGreaterThan(100)
    const overlaps = placed.filter((one, index) => placed.slice(index + 1).some((other) =>
      one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom))
    expect(overlaps).toEqual([])
  })

  test('[MAP11] the more important label keeps its place, the other steps aside', () => {
    const seats = placeLabels([wish('village', 0, 0, { priority: 9 }), wish('town', 4, 0, { priority: 1 })])
    expect(seats.get('town')).toEqual([8, -7])
    expect(seats.get('village')).toEqual([-68, -7])
  })

  test("[MAP11] officers' words that must be read are never hidden", () => {
    const wall = [{ left: -500, top: -500, right: 500, bottom: 500 }]
    expect(placeLabels([wish('a', 0, 0)], wall).size).toBe(0)
    expect(placeLabels([wish('a', 0, 0, { must: true, seat: 'over' })], wall).get('a')).toEqual([-30, -7])
  })

  test('[MAP11] a turned label keeps clear by the box it takes, beside its anchor', () => {
    const seats = placeLabels([wish('river', 0, 0, { turn: 45, width: 60, height: 14, gap: 7 }), wish('near', 20, -26, { seat: 'over', priority: 2, gap: 24 })])
    const [x, y] = seats.get('river') ?? [0, 0]
    expect(Math.hypot(x + 30, y + 7)).toBeCloseTo(14)
    expect(seats.has('near')).toBe(true)
    expect(seats.get('near')).not.toEqual([-30, -7])
  })

  test('[MAP11] one name looking for room along a river is written once', () => {
    const seats = placeLabels([wish('a', 0, 0, { once: 'wenza' }), wish('b', 400, 0, { once: 'wenza', priority: 2 }), wish('c', 800, 0)])
    expect(Array.from(seats.keys()).sort()).toEqual(['a', 'c'])
  })

  test('[MAP11] a curve passes through every point it was given', () => {
    const line = [[0, 0], [10, 5], [20, 0], [30, 9]] as const
    const curve = smoothLine(line, 4)
    for (const point of line) expect(curve.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) < 1e-9)).toBe(true)
    expect(middleOf([[0, 0], [10, 0]])).toEqual({ at: [5, 0], bearing: 90 })
    expect(centreOf([[0, 0], [10, 0], [10, 10], [0, 10]])).toEqual([5, 5])
  })
})
