import { forward } from 'mgrs'
import { describe, expect, test } from 'vitest'
import { formatLatLong, formatMgrs, gridBearing, gridDistance, gridLength, kmToLatLng, latLngToKm } from '../../../shared/geo/grid.ts'
import { fromUtm, toUtm } from '../../../shared/geo/utm.ts'

const wenza = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }

/** Meridian arc from the equator by numerical integration of the ellipsoid's radius of curvature: an independent way. */
function meridianArc(lat: number): number {
  const e2 = (2 - 1 / 298.257223563) / 298.257223563
  const steps = 20_000
  const width = (lat * Math.PI) / 180 / steps
  let sum = 0
  for (let step = 0; step < steps; step += 1) {
    const sin = Math.sin((step + 0.5) * width)
    sum += (6_378_137 * (1 - e2)) / (1 - e2 * sin * sin) ** 1.5
  }
  return sum * width
}

describe('[MAP4] the grid', () => {
  test.each([-6, -5.88, -30, -60])('[MAP4] on the central meridian northing is the scaled meridian arc, at %d degrees', (lat) => {
    const { easting, northing } = toUtm(lat, -9, 29, true)
    expect(easting).toBeCloseTo(500_000, 6)
    expect(northing).toBeCloseTo(10_000_000 + 0.9996 * meridianArc(lat), 3)
  })

  test('[MAP4] agrees with a published conversion, which gives whole metres', () => {
    // 43° 38' 33.24" N 79° 23' 13.7" W in zone 17: 630 084 m E, 4 833 438 m N.
    const tower = toUtm(43 + 38 / 60 + 33.24 / 3600, -(79 + 23 / 60 + 13.7 / 3600), 17, false)
    expect(Math.floor(tower.easting)).toBe(630_084)
    expect(Math.floor(tower.northing)).toBe(4_833_438)
  })

  test('[MAP4] kilometres survive the way there and back, to a tenth of a millimetre', () => {
    for (let x = -10; x <= 130; x += 7) {
      for (let y = -10; y <= 100; y += 9) {
        const [backX, backY] = latLngToKm(wenza, kmToLatLng(wenza, [x, y]))
        expect(Math.hypot(backX - x, backY - y)).toBeLessThan(1e-7)
      }
    }
  })

  test('[MAP4] holds far from the central meridian too', () => {
    const [lat, lng] = fromUtm(toUtm(-75, -14.5, 29, true), 29, true)
    expect(lat).toBeCloseTo(-75, 9)
    expect(lng).toBeCloseTo(-14.5, 9)
  })

  test('[MAP4] the middle of the sheet lies in the open ocean at about 5.88° S 9.00° W', () => {
    const [lat, lng] = kmToLatLng(wenza, [60, 45])
    expect(lat).toBeCloseTo(-5.88, 2)
    expect(lng).toBeCloseTo(-9, 2)
  })

  test('[MAP5] grid references agree with the mgrs library all over the sheet', () => {
    for (let x = 0.05; x < 120; x += 6.7) {
      for (let y = 0.05; y < 90; y += 5.3) {
        const [lat, lng] = kmToLatLng(wenza, [x, y])
        const [zone, square, easting, northing] = formatMgrs(wenza, [lat, lng], 4).split(' ')
        const theirs = /^(\d+[A-Z])([A-Z]{2})(\d{4})(\d{4})$/.exec(forward([lng, lat], 4))
        expect([zone, square]).toEqual([theirs?.[1], theirs?.[2]])
        // The library's short series is good to a metre or so: at most one figure of ten metres may differ.
        expect(Math.abs(Number(easting) - Number(theirs?.[3]))).toBeLessThanOrEqual(1)
        expect(Math.abs(Number(northing) - Number(theirs?.[4]))).toBeLessThanOrEqual(1)
      }
    }
  })

  test('[MAP5] says where in the field\'s words', () => {
    const centre = kmToLatLng(wenza, [49, 51])
    expect(formatMgrs(wenza, centre)).toMatch(/^29M MP 8[89]\d 5[56]\d$/)
    expect(formatLatLong([-5.8812, -9.00341])).toBe('5.8812° S 9.0034° W')
    expect(formatLatLong([5, 9], 2)).toBe('5.00° N 9.00° E')
  })

  test('[MAP5] measures on the grid', () => {
    expect(gridDistance([0, 0], [3, 4])).toBe(5)
    expect(gridLength([[0, 0], [3, 4], [3, 5]])).toBe(6)
    expect([gridBearing([0, 0], [0, 1]), gridBearing([0, 0], [1, 0]), gridBearing([0, 0], [-1, 0])]).toEqual([0, 90, 270])
  })
})
