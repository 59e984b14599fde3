/** The program that makes a sheet: the same on every machine, and true to what its author drew. Small grids: it is fast. */
import { describe, expect, test } from 'vitest'
import type { Km } from '#shared/exercise/scenario.ts'
import { digestOf } from '../../../maps/generate/digest.ts'
import { drain } from '../../../maps/generate/drainage.ts'
import { coursesOf, makeGround } from '../../../maps/generate/heights.ts'
import { packHeights, readHeights } from '../../../maps/generate/heightFile.ts'
import { isolines } from '../../../maps/generate/isolines.ts'
import { hash2, layeredNoise, noise2 } from '../../../maps/generate/noise.ts'
import { far, farFromPath, lengthOf } from '../../../maps/generate/plane.ts'
import { Raster } from '../../../maps/generate/raster.ts'
import { coverOf } from '../../../maps/generate/cover.ts'
import { streamsOf } from '../../../maps/generate/streams.ts'
import { wenza } from '../../../maps/generate/wenza.ts'
import { wenza as wenzaScenario } from '../../support/wenzaFiles.ts'

const sizeKm: Km = [120, 90]
const courses = coursesOf(wenza)
const ground = makeGround(wenza, sizeKm, 0.8, courses)

describe('the same on every machine', () => {
  test('[SCN30] chance comes from whole numbers', () => {
    expect([hash2(0, 0, 1), hash2(3, -7, 9914), hash2(-120, 90, 5)]).toEqual([2328593439, 2788413853, 2459552434])
    expect([noise2(0.25, 0.75, 9), layeredNoise(3.3, -1.7, 9914, 4)].map((each) => Math.round(each * 1e9))).toEqual([493932592, 244766179])
  })

  test('[SCN30] a small sheet has its heights, to the decimetre', () => {
    expect(digestOf(ground.heights.values, 0.1)).toBe('a82740b8940ba47d')
  })

  test('[SCN30] and its rivers, to the metre, and its woods', () => {
    const rivers = Array.from(courses.values()).flatMap(({ line }) => line.flat())
    expect(digestOf(rivers, 0.001)).toBe('40f02acb1c6f80ea')
    const { woods } = coverOf({ control: wenza, ground, places: wenzaScenario().zone.places, streams: streamsOf(ground), tilled: [], sizeKm, step: 0.6 })
    expect(digestOf(woods.values.map((value) => (value > 0 ? 1 : 0)), 1)).toBe('af3e0398ac788587')
  })
})

describe('rivers', () => {
  test.each(wenza.waters.map((water) => [water.id, water] as const))('[SCN31] %s passes its crossings and stays in its valley', (id, water) => {
    const line = courses.get(id)?.line ?? []
    for (const pin of water.pins) expect(line.some((at) => far(at, pin) < 1e-9), pin.join()).toBe(true)
    for (const at of line) expect(farFromPath(at, water.course), at.join()).toBeLessThan(water.reach * 1.6 + 0.3)
    expect(lengthOf(line)).toBeGreaterThan(lengthOf(water.course))
  })

  test('[SCN31] tributaries end in the Wenza', () => {
    const wenzaLine = courses.get('wenza')?.line ?? []
    for (const id of ['dorr-water', 'yedd-water', 'ommel-river']) {
      const mouth = courses.get(id)?.line.at(-1) ?? [0, 0]
      expect(wenzaLine.some((at) => far(at, mouth) < 1e-9), id).toBe(true)
    }
  })

  test('[SCN31] every drop finds its way out', () => {
    const outlets = new Uint8Array(25)
    outlets[12] = 1
    const bowl = Raster.made({ step: 1, west: 0, south: 0, columns: 5, rows: 5 }, ([x, y]) => (x - 2) * (x - 2) + (y - 2) * (y - 2))
    bowl.values[6] = -9
    const { down, order, area } = drain(bowl, outlets)
    expect(new Set(order).size).toBe(25)
    for (let node = 0; node < 25; node += 1) {
      let [at, steps] = [node, 0]
      while (at !== 12 && steps < 25) {
        at = down[at] ?? 12
        steps += 1
      }
      expect(at, `from ${node}`).toBe(12)
    }
    expect(area[12]).toBe(25)
  })
})

test('[SCN32] a round hill has one round contour', () => {
  const lines = isolines({ columns: 41, rows: 41, place: (column, row) => [column - 20, row - 20], value: (column, row) => 400 - (column - 20) * (column - 20) - (row - 20) * (row - 20) }, 300)
  expect(lines).toHaveLength(1)
  expect(lines[0]?.closed).toBe(true)
  for (const at of lines[0]?.line ?? []) expect(Math.abs(far(at, [0, 0]) - 10)).toBeLessThan(0.1)
})

test('[SCN32] heights come back from their file as they went in', () => {
  const read = readHeights(packHeights(ground.heights, sizeKm), sizeKm)
  for (const at of [[58, 46], [101, 67], [0, 0], [120, 90]] as const) expect(read.read(at)).toBeCloseTo(ground.heights.read(at), 1)
})
