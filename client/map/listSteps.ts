/** Walking a list with the arrow keys. */

/** The index the key leads to; null for a key that does not walk. The ends hold. */
export function stepIn(count: number, from: number, key: string): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown': return Math.min(count - 1, from + 1)
    case 'ArrowUp': return Math.max(0, from - 1)
    case 'Home': return 0
    case 'End': return count - 1
    default: return null
  }
}
