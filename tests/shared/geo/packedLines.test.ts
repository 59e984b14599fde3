import { describe, expect, test } from 'vitest'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { eachPoint, packSet, readGroundLayer } from '#shared/geo/packedLines.ts'
import { sheetProjection, toWorldPlane } from '#shared/geo/sheetProjection.ts'

const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }

describe('[MAP12] lines in little room', () => {
  test('[MAP12] come back as they went in, to the unit', () => {
    const lines = [[[0, 0], [1.004, 2.006], [-0.5, 3]], [[120, 90], [119.99, 89.5]]] as const
    const set = packSet('contour', 400, 0.01, lines)
    const back = set.lines.map((line) => {
      const points: (readonly [number, number])[] = []
      eachPoint(set, line, (x, y) => points.push([Math.round(x * 100) / 100, Math.round(y * 100) / 100]))
      return points
    })
    expect(back).toEqual([[[0, 0], [1, 2.01], [-0.5, 3]], [[120, 90], [119.99, 89.5]]])
  })

  test('[MAP12] what is no layer is refused, what is no line is left out', () => {
    for (const body of [null, 7, 'x', {}, { version: 2, sets: [] }, { version: 1 }]) expect(readGroundLayer(body)).toBeNull()
    const layer = readGroundLayer({ version: 1, sets: [{ kind: 'woods', value: 0, unit: 0.01, lines: [[1, 2, 3, 4], [1, 'a', 2, 3], [1], null] }, { kind: 3 }], figures: [[1, 2, 300, 45], [1]], summits: 'none' })
    expect(layer?.sets).toEqual([{ kind: 'woods', value: 0, unit: 0.01, lines: [[1, 2, 3, 4]] }])
    expect(layer?.figures).toEqual([[1, 2, 300, 45]])
    expect(layer?.summits).toEqual([])
  })
})

test('[MAP13] the quick projection is within a metre of the true one, all over the sheet', () => {
  const projection = sheetProjection(grid, [120, 90])
  const worldMetres = 40_075_017
  for (let x = 0.3; x <= 120; x += 7.7) {
    for (let y = 0.9; y <= 90; y += 6.1) {
      const [quickX, quickY] = projection.point([x, y])
      const [trueX, trueY] = toWorldPlane(kmToLatLng(grid, [x, y]))
      expect(Math.hypot(quickX - trueX, quickY - trueY) * worldMetres).toBeLessThan(1)
    }
  }
})
