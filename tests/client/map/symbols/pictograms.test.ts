/** The pictograms as eyes meet them: 16 pixels, one ink. */
import { describe, expect, test } from 'vitest'
import { markerSymbols } from '../../../../shared/board/markerSymbols.ts'
import { frames, pictograms } from '../../../../client/map/symbols/markerShapes.ts'
import { pathsOf, rasterise } from '../../../support/rasterise.ts'

const pixels = 16
const inks = markerSymbols.map((symbol) => ({ symbol, ink: rasterise(pictograms[symbol], pixels) }))
const sum = (ink: readonly number[]): number => ink.reduce((total, each) => total + each, 0)

/** Ink that stands in one picture only, as a share of both, where the pictures cover each other best within a pixel. */
function difference(one: readonly number[], other: readonly number[]): number {
  let least = Infinity
  for (const right of [-1, 0, 1]) {
    for (const down of [-1, 0, 1]) {
      const apart = one.map((ink, index) => {
        const [x, y] = [(index % pixels) + right, Math.floor(index / pixels) + down]
        const inside = x >= 0 && y >= 0 && x < pixels && y < pixels
        return Math.abs(ink - (inside ? (other[y * pixels + x] ?? 0) : 0))
      })
      least = Math.min(least, sum(apart))
    }
  }
  return least / (sum(one) + sum(other))
}

describe('[SYM1] pictograms at 16 pixels in black and white', () => {
  test('[SYM1] there are at least forty of them', () => {
    expect(markerSymbols.length).toBeGreaterThanOrEqual(40)
    expect(new Set(markerSymbols).size).toBe(markerSymbols.length)
  })

  test('[SYM1] no two are taken for each other', () => {
    const alike = inks.flatMap((one, index) => inks.slice(index + 1)
      .filter((other) => difference(one.ink, other.ink) < 0.25)
      .map((other) => `${one.symbol} and ${other.symbol}`))
    expect(alike).toEqual([])
  })

  test('[SYM1] each has enough ink to be seen and enough paper to be read', () => {
    const bad = inks.filter(({ ink }) => sum(ink) / ink.length < 0.1 || sum(ink) / ink.length > 0.45).map(({ symbol }) => symbol)
    expect(bad).toEqual([])
  })

  test('[SYM1] nothing touches the edge of the grid', () => {
    const spilled = markerSymbols.filter((symbol) => {
      const { lines, solid } = pictograms[symbol]
      const reach = [...pathsOf(lines).flat().map((point) => ({ point, half: 1 })), ...pathsOf(solid ?? '').flat().map((point) => ({ point, half: 0 }))]
      return reach.some(({ point: [x, y], half }) => Math.min(x, y) - half < 0.25 || Math.max(x, y) + half > 23.75)
    })
    expect(spilled).toEqual([])
  })

  test('[SYM2] a role is told by the shape of its frame, without colour', () => {
    const outlines = Object.values(frames).map((lines) => rasterise({ lines }, pixels, 40))
    const apart = outlines.flatMap((one, index) => outlines.slice(index + 1).map((other) => difference(one, other)))
    expect(Math.min(...apart)).toBeGreaterThan(0.08)
  })
})
