import { expect, test } from 'vitest'
import { legWords, measureWords } from '../../../client/map/measure.ts'
import { gridConvergence, kmToLatLng } from '../../../shared/geo/grid.ts'
import { gridPoint } from '../../../shared/geo/ring.ts'

const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }
const from = kmToLatLng(grid, [20, 30])

test('[MAP20] distance is on the grid, bearing on the grid and true, told apart', () => {
  expect(legWords(grid, [from, gridPoint(grid, from, 12.3, 7)])).toBe('12.3 km, bearing 007° grid, 007° true')
  expect(legWords(grid, [from])).toBeNull()
  expect(legWords(grid, [from, gridPoint(grid, from, 0.4, 90), from])).toMatch(/^400 m, bearing 270° grid, .* · 800 m in all$/)
})

test('[MAP20] far from the zone\'s middle grid and true north part: south of the equator and east of it, grid north lies to the west', () => {
  const far = { ...grid, easting: 700_000, northing: 6_000_000 }
  const at = kmToLatLng(far, [50, 50])
  expect(gridConvergence(far, at)).toBeLessThan(-1)
  expect(gridConvergence(grid, [-5.8, -9])).toBeCloseTo(0, 6)
  // due true north changes no longitude
  const north = gridPoint(far, at, 10, -gridConvergence(far, at))
  expect(north[1]).toBeCloseTo(at[1], 4)
  expect(legWords(far, [at, north])).toMatch(/ grid, 000° true$/)
})

test('[MAP20] a circle says how much ground it covers', () => {
  expect(measureWords(grid, { id: 'c', kind: 'circle', label: '', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, order: 'V00000', locked: false, radiusKm: 5, rings: 1, geometry: [-5.8, -9] })).toBe('79 km²')
})
