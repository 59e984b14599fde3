/**
 * How a pictogram is drawn: a grid of 24 × 24 whose edge nothing touches, one stroke of 2 with round ends and joins, solids
 * for what must be seen first (heads, flags, crosses). Told apart at 16 pixels and in black and white, by shape alone.
 * Everything is ours, drawn for this product.
 */
export interface Pictogram {
  /** Drawn as strokes. */
  readonly lines: string
  /** Filled. */
  readonly solid?: string
}

/** A circle as path data. */
export function disc(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`
}

/** A line of water over the whole width at this height. */
export function wave(y: number): string {
  return `M2 ${y}c1.7-2.2 3.3-2.2 5 0s3.3 2.2 5 0 3.3-2.2 5 0 3.3 2.2 5 0`
}
