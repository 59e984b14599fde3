/**
 * Heights as a file: a node each 200 m, decimetres, each told by its difference from the one to its west; deflated.
 * For tests and whoever asks how high a place lies; browsers never get it.
 */
import { deflateSync, inflateSync } from 'node:zlib'
import type { Km } from '#shared/exercise/scenario.ts'
import { Raster } from './raster.ts'

const stepKm = 0.2

export function packHeights(heights: Raster, [width, height]: Km): Buffer {
  const [columns, rows] = [Math.round(width / stepKm) + 1, Math.round(height / stepKm) + 1]
  const bytes = Buffer.alloc(columns * rows * 2)
  for (let row = 0; row < rows; row += 1) {
    let before = 0
    for (let column = 0; column < columns; column += 1) {
      const whole = Math.round(heights.read([column * stepKm, row * stepKm]) * 10)
      bytes.writeInt16LE(whole - before, (row * columns + column) * 2)
      before = whole
    }
  }
  return deflateSync(bytes, { level: 9 })
}

export function readHeights(packed: Buffer, [width, height]: Km): Raster {
  const [columns, rows] = [Math.round(width / stepKm) + 1, Math.round(height / stepKm) + 1]
  const bytes = inflateSync(packed)
  const raster = new Raster({ step: stepKm, west: 0, south: 0, columns, rows })
  for (let row = 0; row < rows; row += 1) {
    let value = 0
    for (let column = 0; column < columns; column += 1) {
      value += bytes.readInt16LE((row * columns + column) * 2)
      raster.values[row * columns + column] = value / 10
    }
  }
  return raster
}
