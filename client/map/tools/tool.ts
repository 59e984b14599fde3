/**
 * What a tool is: a pure fold of gestures into a draft and, at the end of a gesture, one act. Tools know no document,
 * no map library and no pixels but those of the gesture; mapEditor carries their acts out.
 */
import type { Annotation, AnnotationKind, Geometry, Position } from '#shared/board/annotation.ts'
import type { DraftShape, ScreenPoint } from '../MapView.ts'

export const toolIds = ['select', 'pan', 'marker', 'line', 'area', 'text'] as const
export type ToolId = (typeof toolIds)[number]

/** What lies under the pointer, nearest first: a handle of the selected mark, or a mark. */
export interface Target {
  readonly id: string
  readonly part: 'body' | 'corner' | 'middle'
  /** Which corner, or after which corner the middle lies; 0 for a body. */
  readonly index: number
}

export type Gesture =
  | { readonly kind: 'press'; readonly at: Position; readonly pixel: ScreenPoint; readonly target: Target | null; readonly adding: boolean }
  | { readonly kind: 'move'; readonly at: Position; readonly pixel: ScreenPoint }
  | { readonly kind: 'release'; readonly at: Position; readonly pixel: ScreenPoint }
  | { readonly kind: 'double'; readonly at: Position; readonly target: Target | null }
  /** Enter, or the button that says so. `at` is the cross in the middle of the map. */
  | { readonly kind: 'enter'; readonly at: Position }
  | { readonly kind: 'backspace' }
  /** A second finger, a lost pointer, Escape: what was begun is dropped. */
  | { readonly kind: 'abandon' }

/** What a tool may look at: the marks of the board it works on, and what is selected. */
export interface Board {
  mark(id: string): Annotation | null
  toScreen(position: Position): ScreenPoint
  readonly selection: readonly string[]
}

/** What shall be done to the document, once, when a gesture is finished. */
export type Act =
  | { readonly kind: 'put'; readonly mark: AnnotationKind; readonly geometry: Geometry }
  | { readonly kind: 'reshape'; readonly changes: readonly { readonly id: string; readonly geometry: Geometry }[] }
  | { readonly kind: 'select'; readonly ids: readonly string[] }
  | { readonly kind: 'open'; readonly id: string }

export interface Step<State> {
  readonly state: State
  readonly act: Act | null
}

export interface Tool<State> {
  readonly id: ToolId
  readonly start: State
  /** Whether a press begins work of the tool; if not, dragging moves the map. */
  takes(state: State, gesture: Extract<Gesture, { kind: 'press' }>, board: Board): boolean
  fold(state: State, gesture: Gesture, board: Board): Step<State>
  /** The shape being made, drawn dashed and shown to others. */
  draft(state: State): DraftShape | null
  /** Marks of the board drawn elsewhere while the gesture lasts. */
  previews(state: State): readonly { readonly id: string; readonly geometry: Geometry }[]
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
