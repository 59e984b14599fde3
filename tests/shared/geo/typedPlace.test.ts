import { describe, expect, test } from 'vitest'
import type { Zone } from '../../../shared/exercise/scenario.ts'
import { formatLatLong, formatMgrs, gridDistance, kmToLatLng } from '../../../shared/geo/grid.ts'
import { isOnSheet, readTypedPlace } from '../../../shared/geo/typedPlace.ts'
import { smallScenario } from '../../fixtures/smallScenario.ts'

const zone: Zone = { ...smallScenario.zone, grid: { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }, sizeKm: [120, 90] }
const middle = [60, 45] as const
const kmOf = (typed: string, near: readonly [number, number] = middle): readonly number[] | null => readTypedPlace(zone, typed, near)?.km ?? null

describe('[MAP21] a place as it is typed', () => {
  test('[MAP21] whatever the map writes, the map reads', () => {
    for (let x = 1; x < 120; x += 9.7) {
      for (let y = 1; y < 90; y += 7.3) {
        const at = kmToLatLng(zone.grid, [x, y])
        for (const digits of [3, 4, 5]) {
          const read = readTypedPlace(zone, formatMgrs(zone.grid, at, digits), middle)
          expect(gridDistance(read?.km ?? [0, 0], [x, y])).toBeLessThan(10 ** (2 - digits) * 0.75)
        }
        expect(gridDistance(readTypedPlace(zone, formatLatLong(at), middle)?.km ?? [0, 0], [x, y])).toBeLessThan(0.02)
      }
    }
  })

  test.each([
    ['29M MP 890 560', [49.05, 51.05]], ['29mmp890560', [49.05, 51.05]], ['MP 8900 5600', [49.005, 51.005]], ['  mp  890   560 ', [49.05, 51.05]],
  ])('[MAP21] %j', (typed, km) => {
    const read = kmOf(typed)
    expect(read?.[0]).toBeCloseTo(km[0] ?? 0, 6)
    expect(read?.[1]).toBeCloseTo(km[1] ?? 0, 6)
  })

  test('[MAP21] figures alone mean the place on the sheet nearest to where one looks', () => {
    expect(kmOf('450 512', [10, 45])?.[0]).toBeCloseTo(5.05, 6)
    expect(kmOf('450512', [110, 45])?.[0]).toBeCloseTo(105.05, 6)
  })

  test.each([
    '5.8812 S 9.0034 W', '-5.8812, -9.0034', '-5.8812 -9.0034', 'S 5.8812 W 9.0034', '9.0034W 5.8812S', '5,8812 S; 9,0034 W', '5.8812° S 9.0034° W',
    '5°52\'52.3"S 9°00\'12.2"W', '5 52.872\' S 9 0.204\' W',
  ])('[MAP21] %j', (typed) => {
    const at = readTypedPlace(zone, typed, middle)?.at
    expect(at?.[0]).toBeCloseTo(-5.8812, 3)
    expect(at?.[1]).toBeCloseTo(-9.0034, 3)
  })

  test.each(['', 'Adrun', '44', '440 51', '4405123', '30M MP 890 560', '29T MP 890 560', '91 S 9 W', '5.9 S 6.1 S', '5°75\'S 9°W', '1 2 3', '29M 890 560', 'IO 440 512', '__proto__'])('[MAP21] cannot read %j', (typed) => {
    expect(readTypedPlace(zone, typed, middle)).toBeNull()
  })

  test('[MAP21] a place off the sheet is read and said to be off it', () => {
    const london = readTypedPlace(zone, '51.5 N 0.12 W', middle)
    expect(london === null ? null : isOnSheet(zone, london.km)).toBe(false)
    expect(isOnSheet(zone, [120, 0])).toBe(true)
  })
})
