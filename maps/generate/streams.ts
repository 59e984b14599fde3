/** Streams without a name: where enough land drains together, down to the waters that are drawn by hand. */
import type { Km } from '#shared/exercise/scenario.ts'
import { simplifyPath } from '#shared/geo/simplify.ts'
import type { Ground } from './heights.ts'
import { layeredNoise, rise } from './noise.ts'
import { lengthOf, relax, resample, type Path } from './plane.ts'

export interface Stream {
  readonly line: Path
  /** 1 = runs in the rains only, 2 = a stream, 3 = a large one. */
  readonly size: 1 | 2 | 3
}

/** Square kilometres a stream needs: less in the hills, much more on dry flat ground. */
function needed(ground: Ground, node: number): number {
  const height = ground.heights.values[node] ?? 0
  return 5.5 - 4 * rise(420, 800, height)
}

export function streamsOf(ground: Ground): Stream[] {
  const { drainage: { order, down, area }, heights } = ground
  const { columns, step, west, south } = heights.frame
  // no stream runs by the squares of a grid: all of them are bent alike, so that they still meet
  const bent = ([x, y]: Km): Km => [
    x + 0.13 * layeredNoise(x / 0.8, y / 0.8, 551, 2) + 0.05 * layeredNoise(x / 0.24, y / 0.24, 553, 1), y + 0.13 * layeredNoise(x / 0.8, y / 0.8, 552, 2) + 0.05 * layeredNoise(x / 0.24, y / 0.24, 554, 1),
  ]
  const at = (node: number): Km => [west + (node % columns) * step, south + Math.floor(node / columns) * step]
  const isStream = (node: number): boolean => (area[node] ?? 0) >= needed(ground, node) && (ground.toWater.values[node] ?? 0) > 0
  const fed = new Uint8Array(order.length)
  for (const node of order) {
    const to = down[node] ?? node
    if (to !== node && isStream(node)) fed[to] = 1
  }
  const taken = new Uint8Array(order.length)
  const heads = Array.from(order).filter((node) => isStream(node) && fed[node] !== 1)
  heads.sort((one, other) => longestFirst(area, down, one, other))
  const streams: Stream[] = []
  for (const head of heads) {
    let run: Km[] = []
    let size: Stream['size'] = 1
    const end = (): void => {
      const line = run.length < 3 ? run : simplifyPath(relax(resample(relax(run, 8), 0.06).map(bent), 3), 0.012)
      if (line.length > 1 && lengthOf(line) > 0.8) streams.push({ line, size })
    }
    let node = head
    for (;;) {
      run.push(at(node))
      const to = down[node] ?? node
      const last = taken[node] === 1 || to === node
      taken[node] = 1
      const next = sizeOf(area[node] ?? 0)
      if (next !== size && run.length > 8 && !last) {
        end()
        run = [at(node)]
        size = next
      } else if (run.length <= 2) {
        size = next
      }
      if (last) break
      node = to
    }
    end()
  }
  return streams
}

function sizeOf(area: number): Stream['size'] {
  return area > 120 ? 3 : area > 22 ? 2 : 1
}

/** The head whose water goes farthest is followed first; here by the land drained two steps below it, then its number. */
function longestFirst(area: Float64Array, down: Int32Array, one: number, other: number): number {
  const below = (node: number): number => area[down[down[node] ?? node] ?? node] ?? 0
  return below(other) - below(one) || one - other
}

/** In a town small waters run under the streets: what is left of the streams outside. */
export function outsideTowns(streams: readonly Stream[], isTown: (at: Km) => boolean): Stream[] {
  return streams.flatMap(({ line, size }) => {
    const parts: Km[][] = [[]]
    for (const at of line) {
      if (isTown(at)) parts.push([])
      else parts[parts.length - 1]?.push(at)
    }
    return parts.filter((part) => part.length > 1 && lengthOf(part) > 0.4).map((part) => ({ line: part, size }))
  })
}
