/**
 * Chance that is the same on every machine: integer hashes and gradient noise made of +, − and × only. No call of the
 * maths library whose last bit may differ between engines.
 */

/** A whole number 0 … 2³²−1 for a cell of the plane. */
export function hash2(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 0 … 1 for a cell of the plane. */
export function chance2(x: number, y: number, seed: number): number {
  return hash2(x, y, seed) / 4_294_967_296
}

/** Sixteen directions, written out. */
const gradients: readonly (readonly [number, number])[] = [
  [1, 0], [0.9239, 0.3827], [0.7071, 0.7071], [0.3827, 0.9239], [0, 1], [-0.3827, 0.9239], [-0.7071, 0.7071], [-0.9239, 0.3827],
  [-1, 0], [-0.9239, -0.3827], [-0.7071, -0.7071], [-0.3827, -0.9239], [0, -1], [0.3827, -0.9239], [0.7071, -0.7071], [0.9239, -0.3827],
]

/** Smooth noise, about −1 … 1, with hills one unit apart. */
export function noise2(x: number, y: number, seed: number): number {
  const [left, low] = [Math.floor(x), Math.floor(y)]
  const [u, v] = [x - left, y - low]
  const pull = (dx: number, dy: number): number => {
    const gradient = gradients[hash2(left + dx, low + dy, seed) & 15] ?? [0, 0]
    return gradient[0] * (u - dx) + gradient[1] * (v - dy)
  }
  const [fu, fv] = [fade(u), fade(v)]
  const below = pull(0, 0) + (pull(1, 0) - pull(0, 0)) * fu
  const above = pull(0, 1) + (pull(1, 1) - pull(0, 1)) * fu
  return (below + (above - below) * fv) * 1.5
}

/** Noise of several sizes, each half as wide and `rough` times as strong as the one before. */
export function layeredNoise(x: number, y: number, seed: number, layers: number, rough = 0.5): number {
  let [sum, weight, whole, scale] = [0, 1, 0, 1]
  for (let layer = 0; layer < layers; layer += 1) {
    sum += weight * noise2(x * scale, y * scale, seed + layer * 101)
    whole += weight
    weight *= rough
    scale *= 2
  }
  return sum / whole
}

/** 0 below `from`, 1 above `to`, smooth between; `from` may lie above `to`. */
export function rise(from: number, to: number, value: number): number {
  const share = (value - from) / (to - from)
  return share <= 0 ? 0 : share >= 1 ? 1 : share * share * (3 - 2 * share)
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10)
}
