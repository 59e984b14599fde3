/** How large letters can be for a line to fit its breadth on paper. */

/** Breadth of a bold letter of our font, in parts of its size: digits are 0.57, and addresses are mostly digits. */
const letterBreadth = 0.62

/** Millimetres. Never larger than `most`, however short the line. */
export function letterSize(line: string, breadth: number, most: number): number {
  return Math.round(Math.min(most, breadth / (Math.max(1, line.length) * letterBreadth)) * 10) / 10
}
