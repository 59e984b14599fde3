/**
 * What a unit's symbol is drawn with, in the box of 200 × 200 of the standard's octagon, the frame about (100, 100). Colours
 * are told by what they are for, so that a symbol follows the theme.
 */

/** ground: inside of the frame; ink: lines and letters; paper: what shows through. */
export type Paint = 'ground' | 'ink' | 'paper'

interface Painted {
  readonly fill?: Paint
  readonly stroke?: Paint
  readonly width?: number
  readonly dash?: string
  /** SVG transform. */
  readonly moved?: string
}
export interface PathShape extends Painted {
  readonly d: string
}
/** Letters stand on their middle. */
export interface WordShape extends Painted {
  readonly word: string
  readonly x: number
  readonly y: number
  readonly size: number
}
export type UnitShape = PathShape | WordShape
