/**
 * What a tool is: a pure fold of gestures into a draft and, at the end of a gesture, one act. Tools know no document,
 * no map library and no pixels but those of the gesture; mapEditor carries their acts out.
 */
import {
  areaGraphics, lineGraphics, type Annotation, type AnnotationKind, type AreaGraphic, type Geometry, type LineGraphic, type Pattern, type Position,
} from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import type { DraftShape, ScreenPoint } from '../MapView.ts'
import type { Reshape } from '../reshape.ts'

export const graphicTools = ['checkpoint', ...lineGraphics, ...areaGraphics] as const
export type GraphicTool = (typeof graphicTools)[number]

export const toolIds = [
  'select', 'pan', 'marker', 'unit', 'text', 'note', 'comment', 'line', 'arrow', 'freehand', 'area', 'rectangle', 'circle', ...graphicTools,
  'measure', 'eraser', 'laser',
] as const
export type ToolId = (typeof toolIds)[number]

/** What lies under the pointer, nearest first: a handle of the selected mark, or a mark. */
export interface Target {
  readonly id: string
  readonly part: 'body' | 'corner' | 'middle'
  /** Which corner, or after which corner the middle lies; 0 for a body. A circle's one corner is its reach. */
  readonly index: number
}

export type Gesture =
  | { readonly kind: 'press'; readonly at: Position; readonly pixel: ScreenPoint; readonly target: Target | null; readonly adding: boolean }
  | { readonly kind: 'move'; readonly at: Position; readonly pixel: ScreenPoint }
  | { readonly kind: 'release'; readonly at: Position; readonly pixel: ScreenPoint }
  | { readonly kind: 'double'; readonly at: Position; readonly target: Target | null }
  /** Enter, or the button that says so. `at` is the cross in the middle of the map. */
  | { readonly kind: 'enter'; readonly at: Position }
  /** A radius was typed. */
  | { readonly kind: 'radius'; readonly km: number }
  | { readonly kind: 'backspace' }
  /** A second finger or a lost pointer: the press never was. What stood before it stays. */
  | { readonly kind: 'lift' }
  /** Escape, or another tool: what was begun is dropped. */
  | { readonly kind: 'abandon' }

/** What a tool may look at: the marks of the board it works on, what is selected, and the ground. */
export interface Board {
  mark(id: string): Annotation | null
  readonly selection: readonly string[]
  toScreen(position: Position): ScreenPoint
  /** The mark lying there, if any. */
  hit(pixel: ScreenPoint): string | null
  /** Marks that lie wholly in a box on the screen. */
  within(corner: ScreenPoint, opposite: ScreenPoint): readonly string[]
  /** Every mark of the same group, itself too. */
  groupOf(id: string): readonly string[]
  distanceKm(from: Position, to: Position): number
  /** A circle on the ground, as a ring of points. */
  ring(centre: Position, km: number): readonly Position[]
}

/** What a tool settles of a new mark; the rest is the look in hand. */
export interface Settled {
  readonly graphic?: LineGraphic | AreaGraphic
  readonly symbol?: MarkerSymbol
  readonly pattern?: Pattern
  readonly radiusKm?: number
}

/** What shall be done, once, when a gesture is finished. Traces are told to others and never written. */
export type Act =
  | { readonly kind: 'put'; readonly mark: AnnotationKind; readonly geometry: Geometry; readonly settled?: Settled }
  | { readonly kind: 'reshape'; readonly changes: readonly (Reshape & { readonly id: string })[] }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  | { readonly kind: 'select'; readonly ids: readonly string[] }
  | { readonly kind: 'open'; readonly id: string }
  /** A corner was clicked: the next Delete takes that corner away. */
  | { readonly kind: 'corner'; readonly id: string; readonly index: number }
  | { readonly kind: 'trace' | 'ping'; readonly at: Position }

export interface Step<State> {
  readonly state: State
  readonly act: Act | null
}

export interface Tool<State> {
  readonly start: State
  /** Whether a press begins work of the tool; if not, dragging moves the map. */
  takes(state: State, gesture: Extract<Gesture, { kind: 'press' }>, board: Board): boolean
  fold(state: State, gesture: Gesture, board: Board): Step<State>
  /** The shape being made, drawn dashed and shown to others. */
  draft(state: State, board: Board): DraftShape | null
  /** Marks of the board drawn elsewhere while the gesture lasts. */
  previews(state: State, board: Board): readonly (Reshape & { readonly id: string })[]
  /** Marks the gesture would take away. */
  dimmed?(state: State): readonly string[]
  /** Opposite corners of a box being drawn round marks. */
  box?(state: State): readonly [Position, Position] | null
  /** Places snap to what lies near; the marks named are left out. Null: they do not. */
  snaps?(state: State): readonly string[] | null
  /** Whether something was begun that Escape would drop. */
  busy(state: State): boolean
  /** Whether Enter would finish something now. */
  canFinish(state: State): boolean
}

/** A pointer that moved less is a click. */
export const clickPixels = 5

export function movedFar([fromX, fromY]: ScreenPoint, [toX, toY]: ScreenPoint): boolean {
  return Math.hypot(toX - fromX, toY - fromY) > clickPixels
}
