/** Reads a PDF as Chromium writes it: sizes of its pages in points, and the stroked paths of its content, in points. */
import { inflateSync } from 'node:zlib'

export type PdfPoint = readonly [number, number]
type Matrix = readonly [number, number, number, number, number, number]

export function pageSizes(pdf: Buffer): PdfPoint[] {
  return [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(([, left = '0', bottom = '0', right = '0', top = '0']) => [Number(right) - Number(left), Number(top) - Number(bottom)])
}

/** Every stroked path of moves and lines, wherever it stands in the file. */
export function strokedPaths(pdf: Buffer): PdfPoint[][] {
  return streamsOf(pdf).flatMap(pathsIn)
}

function streamsOf(pdf: Buffer): string[] {
  const found: string[] = []
  for (let at = pdf.indexOf('stream'); at !== -1; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue
    const from = at + 6 + (pdf[at + 6] === 13 ? 2 : 1)
    const to = pdf.indexOf('endstream', from)
    try {
      found.push(inflateSync(pdf.subarray(from, to)).toString('latin1'))
    } catch {
      // fonts and pictures in other packings hold no paths
    }
  }
  return found.filter((content) => /(^|\s)[mlS]\s/.test(content))
}

function pathsIn(content: string): PdfPoint[][] {
  const paths: PdfPoint[][] = []
  const stack: Matrix[] = []
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  let numbers: number[] = []
  /** The parts of the path begun: each move begins one. */
  let parts: PdfPoint[][] = []
  const last = (count: number): number[] => numbers.slice(-count)
  for (const [word] of content.matchAll(/[^\s]+/g)) {
    if (/^[-+.\d]+$/.test(word)) {
      numbers.push(Number(word))
      continue
    }
    if (word === 'q') stack.push(matrix)
    else if (word === 'Q') matrix = stack.pop() ?? matrix
    else if (word === 'cm') matrix = times(last(6), matrix)
    else if (word === 'm') parts.push([place(last(2), matrix)])
    else if (word === 'l') parts.at(-1)?.push(place(last(2), matrix))
    else if (word === 'S' || word === 's') paths.push(...parts)
    if (word === 'S' || word === 's' || word === 'n' || word === 'f' || word === 'f*') parts = []
    numbers = []
  }
  return paths
}

function times([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}

function place([x = 0, y = 0]: readonly number[], [a, b, c, d, e, f]: Matrix): PdfPoint {
  return [x * a + y * c + e, x * b + y * d + f]
}
