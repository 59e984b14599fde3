/**
 * The hand on the map: which tool is out, what it has begun, and what its acts do to the board. Gestures come from
 * pointerGestures.ts and keys.ts; every finished gesture is one write and one step of undo.
 */
import type { Annotation, AnnotationKind, ColourRole, Geometry, Pattern, Position } from '#shared/board/annotation.ts'
import { defaultLayer, isPosition, withGeometry } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import { limits } from '#shared/protocol/limits.ts'
import { simplifyToFit } from '#shared/geo/simplify.ts'
import type { BoardState, NewMark } from '../state/boardState.svelte.ts'
import { text } from '../text/index.ts'
import type { MapView, ScreenPoint, ToolPicture } from './MapView.ts'
import type { Reshape } from './reshape.ts'
import { hitTest, middlesOf } from './tools/hitTest.ts'
import type { KeyWish } from './tools/keys.ts'
import { panTool } from './tools/panTool.ts'
import { makePathTool } from './tools/pathTool.ts'
import type { GestureTaker } from './tools/pointerGestures.ts'
import { makePointTool } from './tools/pointTool.ts'
import { runTool, type RunningTool } from './tools/runTool.ts'
import { selectTool, shifted } from './tools/selectTool.ts'
import { movedFar, type Act, type Board, type Gesture, type Target, type ToolId } from './tools/tool.ts'

/** How the next mark will look: the last choice is kept. */
export interface Look {
  readonly symbol: MarkerSymbol
  readonly colour: ColourRole
  readonly pattern: Pattern
}

/** A mark on some board, writable or not. */
export interface MarkRef { readonly board: string; readonly id: string }

export interface EditorParts {
  readonly view: MapView
  /** The board the tools write to; null in read-only views. */
  board(): BoardState | null
  /** Boards on show, for looking at marks one may not change. */
  others(): readonly { readonly id: string; readonly state: BoardState }[]
  /** Set while the next click answers with a place. */
  pick(): ((at: Position) => void) | null
}

const panPixels = 80
const nudgePixels = 8
const copyPixels = 24

export class MapEditor implements GestureTaker {
  tool = $state<ToolId>('select')
  look = $state.raw<Look>({ symbol: 'checkpoint', colour: 'own', pattern: 'solid' })
  busy = $state(false)
  canFinish = $state(false)
  /** Draft of the present gesture, for others to see. */
  picture = $state.raw<ToolPicture>({ draft: null, corners: [], middles: [], cross: false })
  /** The keyboard is aiming: the cross is shown. */
  aiming = $state(false)
  /** A mark of a board one may not write, whose card is shown. */
  looking = $state.raw<MarkRef | null>(null)
  /** Counts the times a mark's card shall take the focus. */
  cardCalled = $state(0)
  cardCalledFor: string | null = $state.raw(null)

  readonly #parts: EditorParts
  readonly #tools: Readonly<Record<ToolId, RunningTool>> = {
    select: runTool(selectTool), pan: runTool(panTool), marker: runTool(makePointTool('marker')), text: runTool(makePointTool('text')),
    line: runTool(makePathTool('line')), area: runTool(makePathTool('area')),
  }
  #previewed: readonly string[] = []
  #pickPress: ScreenPoint | null = null
  /** Draws marks elsewhere for the time of a gesture; set by the board's drawing. */
  preview: (id: string, reshape: Reshape | null) => void = () => undefined

  constructor(parts: EditorParts) {
    this.#parts = parts
  }

  choose(tool: ToolId): void {
    this.#running.gesture({ kind: 'abandon' }, this.#board)
    const board = this.#parts.board()
    this.tool = board === null && tool !== 'pan' ? 'select' : tool
    if (this.tool !== 'select' && this.tool !== 'pan') board?.select([])
    this.#redraw()
  }

  takes(press: Extract<Gesture, { kind: 'press' }>): boolean {
    return this.#parts.pick() === null && this.#parts.board() !== null && this.#running.takes(press, this.#board)
  }

  gesture(gesture: Gesture): void {
    if (this.#parts.pick() !== null) this.#pickGesture(gesture)
    else if (this.#parts.board() === null) this.#lookGesture(gesture)
    else {
      if (gesture.kind === 'release' && this.tool === 'select') this.#lookGesture(gesture)
      this.#carryOut(this.#running.gesture(gesture, this.#board))
    }
    if (gesture.kind === 'press') this.aiming = false
    this.#redraw()
  }

  targetAt(point: ScreenPoint, reach: number): Target | null {
    const board = this.#parts.board()
    return board === null ? null : this.#hit(board, point, reach)
  }

  /** Overwritten by the pane, which tells others where the pointer is. */
  pointer: GestureTaker['pointer'] = () => undefined

  /** True when the key was of use. */
  key(wish: KeyWish): boolean {
    const board = this.#parts.board()
    if (wish.kind === 'pan') this.#parts.view.panBy([wish.by[0] * panPixels, wish.by[1] * panPixels])
    else if (wish.kind === 'zoom') this.#parts.view.zoomBy(wish.steps)
    else if (wish.kind === 'escape') return this.#escape()
    else if (wish.kind === 'enter') this.gesture({ kind: 'enter', at: this.#parts.view.centre() })
    else if (board === null) return false
    else this.#boardKey(wish, board)
    if (wish.kind === 'pan' || wish.kind === 'tool' || wish.kind === 'enter') this.aiming = true
    this.#redraw()
    return true
  }

  /** Space with a path tool out: a point at the cross. */
  pointAtCross(): boolean {
    if (this.tool !== 'line' && this.tool !== 'area') return false
    const at = this.#parts.view.centre()
    const pixel = this.#parts.view.toScreen(at)
    this.gesture({ kind: 'press', at, pixel, target: null, adding: false })
    this.gesture({ kind: 'release', at, pixel })
    this.aiming = true
    this.#redraw()
    return true
  }

  removeSelected(): void {
    const board = this.#parts.board()
    board?.remove(board.selection.filter((id) => board.peek(id)?.locked === false))
    this.#redraw()
  }

  duplicateSelected(): void {
    const board = this.#parts.board()
    if (board === null) return
    const copies = board.selection.flatMap((id) => board.peek(id) ?? []).map((mark) => {
      const { id: _, order: __, ...copy } = withGeometry(mark, this.#shift(mark, [copyPixels, copyPixels]))
      return board.put({ ...copy, label: mark.label === '' ? '' : text.map.copied(mark.label), locked: false })
    })
    board.select(copies.flatMap((id) => id ?? []))
    this.#redraw()
  }

  /** Moves the selected marks by so many pixels. */
  nudge(pixels: ScreenPoint): void {
    const board = this.#parts.board()
    for (const id of board?.selection ?? []) {
      const mark = board?.peek(id)
      if (mark !== null && mark !== undefined && !mark.locked) board?.change(id, { geometry: this.#shift(mark, pixels) })
    }
    this.#redraw()
  }

  /** Selects one mark; with `edit` its card takes the focus. */
  selectFromList(id: string, edit: boolean): void {
    this.looking = null
    this.tool = 'select'
    this.#parts.board()?.select([id])
    if (edit) {
      this.cardCalled += 1
      this.cardCalledFor = id
    }
    this.#redraw()
  }

  /** Closes the card; the map has the focus again. */
  closeCard(): void {
    this.looking = null
    this.#parts.board()?.select([])
    this.#parts.view.element.focus({ preventScroll: true })
    this.#redraw()
  }

  redraw(): void {
    this.#redraw()
  }

  get #running(): RunningTool {
    return this.#tools[this.tool]
  }

  get #board(): Board {
    const board = this.#parts.board()
    return { mark: (id) => board?.peek(id) ?? null, selection: board?.selection ?? [], toScreen: this.#parts.view.toScreen }
  }

  #boardKey(wish: KeyWish, board: BoardState): void {
    switch (wish.kind) {
      case 'tool': return this.choose(wish.tool)
      case 'undo': return board.undo()
      case 'redo': return board.redo()
      case 'duplicate': return this.duplicateSelected()
      case 'delete': return this.removeSelected()
      case 'backspace': return this.#running.busy() ? this.gesture({ kind: 'backspace' }) : this.removeSelected()
      case 'nudge': return this.nudge([wish.by[0] * nudgePixels, wish.by[1] * nudgePixels])
      default: return undefined
    }
  }

  #escape(): boolean {
    const board = this.#parts.board()
    if (this.#running.busy()) this.gesture({ kind: 'abandon' })
    else if (this.tool !== 'select') this.choose('select')
    else if (this.looking !== null) this.looking = null
    else if (board !== null && board.selection.length > 0) board.select([])
    else return false
    this.#redraw()
    return true
  }

  #carryOut(act: Act | null): void {
    const board = this.#parts.board()
    if (act === null || board === null) return
    switch (act.kind) {
      case 'select':
        this.looking = null
        return board.select(act.ids)
      case 'open':
        return this.selectFromList(act.id, true)
      case 'reshape':
        board.endStep()
        for (const { id, geometry } of act.changes) board.change(id, { geometry })
        return board.endStep()
      case 'put': {
        const id = board.put(this.#newMark(act.mark, act.geometry))
        this.tool = 'select'
        if (id !== null) this.selectFromList(id, true)
      }
    }
  }

  #newMark(kind: AnnotationKind, geometry: Geometry): NewMark {
    const { symbol, colour, pattern } = this.look
    const common = { label: '', note: '', layer: defaultLayer, group: '', style: { colour, pattern: kind === 'area' && pattern === 'arrow' ? 'solid' : pattern }, locked: false } as const
    if (isPosition(geometry)) return kind === 'text' ? { ...common, kind, label: text.map.newText, geometry } : { ...common, kind: 'marker', symbol, geometry }
    const path = simplifyToFit(geometry, 0, limits.annotationPoints)
    return kind === 'area' ? { ...common, kind, graphic: null, geometry: path } : { ...common, kind: 'line', graphic: null, quantity: null, geometry: path }
  }

  #pickGesture(gesture: Gesture): void {
    if (gesture.kind === 'press') this.#pickPress = gesture.pixel
    const clicked = gesture.kind === 'release' && this.#pickPress !== null && !movedFar(this.#pickPress, gesture.pixel)
    if (clicked || gesture.kind === 'enter') this.#parts.pick()?.(gesture.at)
  }

  /** A click on a mark of another board opens its card for reading. */
  #lookGesture(gesture: Gesture): void {
    if (gesture.kind === 'press') this.#pickPress = gesture.pixel
    if (gesture.kind !== 'release' || (this.#pickPress !== null && movedFar(this.#pickPress, gesture.pixel))) return
    const own = this.#parts.board()
    if (own !== null && this.#hit(own, gesture.pixel, 12) !== null) return
    for (const { id, state } of this.#parts.others()) {
      const hit = this.#hit(state, gesture.pixel, 12)
      if (hit === null) continue
      this.looking = { board: id, id: hit.id }
      return
    }
    this.looking = null
  }

  #hit(board: BoardState, point: ScreenPoint, reach: number): Target | null {
    return hitTest({
      marks: board.peekAll(), selection: board.selection, toScreen: this.#parts.view.toScreen,
      textHalf: (label) => [Math.min(130, label.length * 4.4), 10],
    }, point, reach)
  }

  #shift({ geometry }: Annotation, [x, y]: ScreenPoint): Geometry {
    const { view } = this.#parts
    const centre = view.centre()
    const [atX, atY] = view.toScreen(centre)
    const to = view.toPosition([atX + x, atY + y])
    return shifted(geometry, to[0] - centre[0], to[1] - centre[1])
  }

  #redraw(): void {
    const board = this.#parts.board()
    const running = this.#running
    const previews = running.previews()
    for (const id of this.#previewed) if (!previews.some((each) => each.id === id)) this.preview(id, null)
    for (const each of previews) this.preview(each.id, each)
    this.#previewed = previews.map(({ id }) => id)
    this.busy = running.busy()
    this.canFinish = running.canFinish()
    const [only] = board?.selection.length === 1 && this.tool === 'select' ? board.selection : []
    const mark = only === undefined || previews.length > 0 ? null : (board?.peek(only) ?? null)
    const shaped = mark === null || mark.locked || isPosition(mark.geometry) ? null : mark
    const drawing = this.#parts.pick() !== null || (this.tool !== 'select' && this.tool !== 'pan')
    this.picture = {
      draft: running.draft(),
      corners: shaped === null || isPosition(shaped.geometry) ? [] : shaped.geometry,
      middles: shaped === null ? [] : middlesOf(shaped),
      cross: this.aiming && drawing,
    }
  }
}
