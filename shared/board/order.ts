/**
 * Order keys: which mark lies above which, without renumbering anybody else's. A key is six base-62 digits (a whole
 * number) and an optional fraction; keys compare as plain text, and equal keys are told apart by id.
 */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const wholeLength = 6
const longest = 64

/** The key of something alone on a board. */
export const middleOrder = 'V00000'

export function isOrder(value: unknown): value is string {
  return typeof value === 'string' && value.length >= wholeLength && value.length <= longest && /^[0-9A-Za-z]+$/.test(value)
}

/** A key above everything there is; `highest` is the greatest key present, or null on an empty board. */
export function orderAbove(highest: string | null): string {
  return highest === null ? middleOrder : writeWhole(Math.min(readWhole(highest) + 1, 62 ** wholeLength - 1))
}

/** A key below everything there is. */
export function orderBelow(lowest: string | null): string {
  if (lowest === null) return middleOrder
  return writeWhole(Math.max(readWhole(lowest) - 1, 0))
}

/** A key between two neighbours, `low` < `high`. */
export function orderBetween(low: string, high: string): string {
  const next = readWhole(low) + 1
  if (next < readWhole(high)) return writeWhole(next)
  let key = low.slice(0, wholeLength)
  let bound: string | null = high.slice(0, wholeLength) === key ? high.slice(wholeLength) : null
  for (let place = wholeLength; key.length < longest; place += 1) {
    const from = digitAt(low, place)
    const to = bound === null ? digits.length : digitAt(bound, place - wholeLength)
    if (to - from > 1) return key + digits.charAt(Math.floor((from + to) / 2))
    key += digits.charAt(from)
    if (to > from) bound = null
  }
  return key
}

/** A key above one and, where there is room, below another; null = nothing lies above. */
export function orderOver(low: string, high: string | null): string {
  return high === null || high <= low ? orderAbove(low) : orderBetween(low, high)
}

/** A key below one and, where there is room, above another; null = nothing lies below. */
export function orderUnder(high: string, low: string | null): string {
  return low === null || high <= low ? orderBelow(high) : orderBetween(low, high)
}

/** Lower first; the id decides between equal keys. */
export function compareOrder(one: { readonly order: string; readonly id: string }, other: { readonly order: string; readonly id: string }): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}

function digitAt(text: string, place: number): number {
  return Math.max(0, digits.indexOf(text.charAt(place) || '0'))
}

function readWhole(key: string): number {
  let value = 0
  for (let place = 0; place < wholeLength; place += 1) value = value * 62 + digitAt(key, place)
  return value
}

function writeWhole(value: number): string {
  let text = ''
  for (let rest = value; text.length < wholeLength; rest = Math.floor(rest / 62)) text = digits.charAt(rest % 62) + text
  return text
}
