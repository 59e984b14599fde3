/** Sheets of paper and true scales, in millimetres. A CSS pixel is a 96th of an inch, on the screen and on paper. */
import type { Km } from '#shared/exercise/scenario.ts'

export const papers = ['a4-landscape', 'a4-portrait', 'a3-landscape', 'a3-portrait'] as const
export type Paper = (typeof papers)[number]

/** What a printed sheet can be drawn at; 'fit' shows the whole zone. */
export const scales = ['fit', '100000', '250000'] as const
export type ScaleChoice = (typeof scales)[number]

const pixelsPerMm = 96 / 25.4
const margin = 8
const headMm = 14
const footMm = 8
const legendColumnMm = 56
const legendRowMm = 46
const gapMm = 3

/** Width and height of a whole sheet. */
export function paperSize(paper: Paper): readonly [number, number] {
  switch (paper) {
    case 'a4-landscape': return [297, 210]
    case 'a4-portrait': return [210, 297]
    case 'a3-landscape': return [420, 297]
    case 'a3-portrait': return [297, 420]
  }
}

export function isLandscape(paper: Paper): boolean {
  const [width, height] = paperSize(paper)
  return width > height
}

/** Width and height of the map on it: the legend stands beside it, or below. */
export function mapSize(paper: Paper): readonly [number, number] {
  const [width, height] = paperSize(paper)
  const [across, down] = [width - 2 * margin, height - 2 * margin - headMm - footMm]
  return isLandscape(paper) ? [across - legendColumnMm - gapMm, down] : [across, down - legendRowMm - gapMm]
}

/** The denominator of the scale: 250000 for 1:250 000. What fits is rounded up to whole ten thousands. */
export function scaleOf(choice: ScaleChoice, paper: Paper, sheetKm: Km): number {
  if (choice !== 'fit') return Number(choice)
  const [width, height] = mapSize(paper)
  const needed = Math.max((sheetKm[0] * 1e6) / (width - 4), (sheetKm[1] * 1e6) / (height - 4))
  return Math.ceil(needed / 10_000) * 10_000
}

export function mmPerKm(scale: number): number {
  return 1e6 / scale
}

export function pixelsPerKm(scale: number): number {
  return mmPerKm(scale) * pixelsPerMm
}

/** The longest round number of kilometres that is at most this long on paper. */
export function scaleBarKm(scale: number, mostMm: number): number {
  const round = [0.5, 1, 2, 5, 10, 20, 50, 100]
  return round.findLast((km) => km * mmPerKm(scale) <= mostMm) ?? 0.5
}

/** '1:250 000' */
export function writeScale(scale: number): string {
  return `1:${String(scale).replace(/\B(?=(\d{3})+$)/g, '\u00a0')}`
}
