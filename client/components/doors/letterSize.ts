/** How large letters can be for a line to fit its breadth on paper. */

/** Breadth of a bold letter of our font, in parts of its size. Of letters the middle: a name of many m may be broken. */
function breadthOf(letter: string): number {
  if (/\d/.test(letter)) return 0.58
  return /[.:\s]/.test(letter) ? 0.32 : 0.66
}

/** Millimetres. Never larger than `most`, however short the line. */
export function letterSize(line: string, breadth: number, most: number): number {
  const parts = Array.from(line).reduce((sum, letter) => sum + breadthOf(letter), 0)
  return Math.floor(Math.min(most, breadth / Math.max(0.01, parts)) * 10) / 10
}
