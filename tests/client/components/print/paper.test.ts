import { describe, expect, test } from 'vitest'
import { mapSize, mmPerKm, papers, paperSize, pixelsPerKm, scaleBarKm, scaleOf, writeScale } from '../../../../client/components/print/paper.ts'

describe('[PRT1] scales are true', () => {
  test('[PRT1] a kilometre at 1:100 000 is ten millimetres, at 1:250 000 four', () => {
    expect([mmPerKm(100_000), mmPerKm(250_000)]).toEqual([10, 4])
    expect(pixelsPerKm(100_000)).toBeCloseTo(37.795, 3)
  })

  test.each(papers)('[PRT1] the whole zone fits on %s, at the next round scale', (paper) => {
    const [width, height] = mapSize(paper)
    const scale = scaleOf('fit', paper, [120, 90])
    expect(scale % 10_000).toBe(0)
    expect(120 * mmPerKm(scale)).toBeLessThanOrEqual(width)
    expect(90 * mmPerKm(scale)).toBeLessThanOrEqual(height)
    expect(Math.max((120 * mmPerKm(scale - 20_000)) / width, (90 * mmPerKm(scale - 20_000)) / height)).toBeGreaterThan(0.97)
  })

  test.each(papers)('[PRT1] the map lies within %s', (paper) => {
    const [[width, height], [mapWidth, mapHeight]] = [paperSize(paper), mapSize(paper)]
    expect(mapWidth).toBeLessThanOrEqual(width - 16)
    expect(mapHeight).toBeLessThan(height - 16)
    expect(Math.min(mapWidth, mapHeight)).toBeGreaterThan(150)
  })

  test('[PRT1] the bar is a round number of kilometres, and says so in words', () => {
    expect([scaleBarKm(100_000, 44), scaleBarKm(250_000, 44), scaleBarKm(540_000, 44)]).toEqual([2, 10, 20])
    expect(writeScale(250_000)).toBe('1:250\u00a0000')
  })
})
