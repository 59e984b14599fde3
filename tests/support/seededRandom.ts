/** Chance that repeats itself: a small generator (mulberry32) from a seed, with the picks random tests need. */

export interface SeededRandom {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number from 0 to below `below`. */
  whole(below: number): number
  /** True in this share of the cases. */
  chance(share: number): boolean
  /** Throws on an empty list. */
  pick<T>(from: readonly T[]): T
  /** Each element with probability one half, at least one where there is one. */
  some<T>(from: readonly T[]): T[]
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (below: number): number => Math.floor(next() * below)
  const pick = <T>(from: readonly T[]): T => {
    const picked = from.slice(whole(from.length))
    for (const first of picked) return first
    throw new Error('Nothing to pick from.')
  }
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick,
    some: <T>(from: readonly T[]): T[] => {
      const kept = from.filter(() => next() < 0.5)
      return kept.length > 0 || from.length === 0 ? kept : [pick(from)]
    },
  }
}
