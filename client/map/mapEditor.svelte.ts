/**
 * The hand on the map: which tool is out, what it has begun, and what its acts do to the board. Gestures come from
 * pointerGestures.ts and keys.ts; every finished gesture is one write and one step of undo. What is done to a whole selection
 * is in selectionActs.ts.
 */
import { isPosition, positionsOf, type ColourRole, type Position } from '#shared/board/annotation.ts'
import { boundsOf, growBounds } from '#shared/geo/bounds.ts'
import type { ZoneGrid } from '#shared/geo/grid.ts'
import type { BoardState } from '../state/boardState.svelte.ts'
import { boardOfTools, hitOn, type ToolBoard } from './editorBoard.ts'
import { sidcOf } from './symbols/unitSet.ts'
import type { MapView, ScreenPoint, ToolPicture } from './MapView.ts'
import { newMarkOf, type Look } from './newMark.ts'
import type { Reshape } from './reshape.ts'
import { SelectionActs } from './selectionActs.ts'
import { Shown } from './shown.svelte.ts'
import { makeTools } from './tools/allTools.ts'
import { cornersOf, middlesOf } from './tools/hitTest.ts'
import type { KeyWish } from './tools/keys.ts'
import type { GestureTaker } from './tools/pointerGestures.ts'
import type { RunningTool } from './tools/runTool.ts'
import { snapAt, type Snap } from './tools/snap.ts'
import { movedFar, type Act, type Gesture, type Target, type ToolId } from './tools/tool.ts'
import { graphicColours, groupOf, isGraphicTool, isPathTool, type ToolGroup } from './tools/toolGroups.ts'

/** A mark on some board, writable or not. */
export interface MarkRef { readonly board: string; readonly id: string }

export interface EditorParts {
  readonly view: MapView
  readonly grid: ZoneGrid
  /** Places of the zone, for points to snap to. */
  readonly places: readonly Position[]
  /** The board the tools write to; null in read-only views. */
  board(): BoardState | null
  /** Boards on show, for looking at marks one may not change. */
  others(): readonly { readonly id: string; readonly state: BoardState }[]
  /** Set while the next click answers with a place. */
  pick(): ((at: Position) => void) | null
}

const panPixels = 80
const nudgePixels = 8
const noPicture: ToolPicture = { draft: null, corners: [], middles: [], chosen: null, box: null, snap: null, cross: false }

export class MapEditor implements GestureTaker {
  tool = $state<ToolId>('select')
  look = $state.raw<Look>({ symbol: 'checkpoint', colour: 'own', pattern: 'solid', sidc: sidcOf({ side: 'own', task: 'infantry', echelon: 'platoon' }), rings: 1 })
  /** Colours chosen for graphics, which else keep their own. */
  graphicLooks = $state.raw<Readonly<Partial<Record<ToolId, ColourRole>>>>({})
  /** The tool last used of each group. */
  lastOf = $state.raw<Readonly<Partial<Record<ToolGroup, ToolId>>>>({})
  /** The tool stays in hand after a mark was made. */
  keeping = $state(false)
  /** Every press adds to the selection, as with Shift: for fingers. */
  adding = $state(false)
  busy = $state(false)
  canFinish = $state(false)
  /** Draft of the present gesture, for others to see. */
  picture = $state.raw<ToolPicture>(noPicture)
  /** The keyboard is aiming: the cross is shown. */
  aiming = $state(false)
  /** A mark of a board one may not write, whose card is shown. */
  looking = $state.raw<MarkRef | null>(null)
  /** The corner the next Delete takes away. */
  corner = $state.raw<{ readonly id: string; readonly index: number } | null>(null)
  /** Counts the times a mark's card shall take the focus. */
  cardCalled = $state(0)
  cardCalledFor: string | null = $state.raw(null)
  /** The sheet of keys lies on the map. */
  helpOpen = $state(false)
  readonly shown = new Shown()
  readonly acts: SelectionActs

  readonly #parts: EditorParts
  readonly #tools = makeTools()
  #previewed: readonly string[] = []
  #pickPress: ScreenPoint | null = null
  /** The tool that comes back when Space is let go. */
  #heldFrom: ToolId | null = null
  #snap: Snap | null = null
  /** Draws marks elsewhere for the time of a gesture; set by the board's drawing. */
  preview: (id: string, reshape: Reshape | null) => void = () => undefined
  dim: (ids: readonly string[]) => void = () => undefined
  /** Asks the others to look; set by what knows them. */
  showOthers: () => void = () => undefined

  constructor(parts: EditorParts) {
    this.#parts = parts
    this.acts = new SelectionActs(parts.view, () => parts.board())
  }

  choose(tool: ToolId): void {
    this.#running.gesture({ kind: 'abandon' }, this.#board)
    const board = this.#parts.board()
    this.tool = board === null && tool !== 'pan' ? 'select' : tool
    this.lastOf = { ...this.lastOf, [groupOf(this.tool)]: this.tool }
    this.#snap = null
    if (this.tool !== 'select' && this.tool !== 'pan') board?.select([])
    this.#redraw()
  }

  /** The colour the next mark of this tool will have. */
  colourOf(tool: ToolId): ColourRole {
    return isGraphicTool(tool) ? (this.graphicLooks[tool] ?? graphicColours[tool]) : this.look.colour
  }

  takes(press: Extract<Gesture, { kind: 'press' }>): boolean {
    return this.#parts.pick() === null && this.#parts.board() !== null && this.#running.takes(this.#adding(press), this.#board)
  }

  /** `free`: nothing snaps. */
  gesture(gesture: Gesture, free = false): void {
    if (this.#parts.pick() !== null) this.#pickGesture(gesture)
    else if (this.#parts.board() === null) this.#lookGesture(gesture)
    else {
      if (gesture.kind === 'release' && this.tool === 'select') this.#lookGesture(gesture)
      this.#carryOut(this.#running.gesture(this.#snapped(this.#adding(gesture), free), this.#board))
    }
    if (gesture.kind === 'press') {
      this.aiming = false
      this.corner = null
    }
    this.#redraw()
  }

  targetAt(point: ScreenPoint, reach: number): Target | null {
    const board = this.#parts.board()
    return board === null ? null : hitOn(board, this.#parts, point, reach)
  }

  /** Overwritten by the pane, which tells others where the pointer is. */
  pointer: GestureTaker['pointer'] = () => undefined

  /** True when the key was of use. */
  key(wish: KeyWish): boolean {
    const board = this.#parts.board()
    const { view } = this.#parts
    if (wish.kind === 'pan') view.panBy([wish.by[0] * panPixels, wish.by[1] * panPixels])
    else if (wish.kind === 'zoom') view.zoomBy(wish.steps)
    else if (wish.kind === 'fit-all') view.fitWhole()
    else if (wish.kind === 'help') this.helpOpen = true
    else if (wish.kind === 'escape') return this.#escape()
    else if (wish.kind === 'enter') this.gesture({ kind: 'enter', at: view.centre() })
    else if (board === null) return false
    else if (!this.#boardKey(wish, board)) return false
    if (wish.kind === 'pan' || wish.kind === 'tool' || wish.kind === 'enter' || wish.kind === 'point') this.aiming = true
    this.#redraw()
    return true
  }

  removeSelected(): void {
    const { corner } = this
    this.corner = null
    if (corner !== null) this.acts.removeCorner(corner.id, corner.index)
    else this.acts.remove()
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
    this.adding = false
    this.#parts.board()?.select([])
    this.focusMap()
    this.#redraw()
  }

  focusMap(): void {
    this.#parts.view.element.focus({ preventScroll: true })
  }

  letGo(): void {
    const tool = this.#heldFrom
    this.#heldFrom = null
    if (tool !== null && this.tool === 'pan') this.choose(tool)
  }

  redraw(): void {
    this.#redraw()
  }

  stop(): void {
    this.shown.stop()
  }

  get #running(): RunningTool {
    const running = this.#tools.get(this.tool)
    if (running === undefined) throw new Error(`there is no tool ${this.tool}`)
    return running
  }

  get #board(): ToolBoard {
    return boardOfTools(this.#parts.board(), this.#parts)
  }

  /** False when the key is of no use now. */
  #boardKey(wish: KeyWish, board: BoardState): boolean {
    const { acts } = this
    switch (wish.kind) {
      case 'tool': this.choose(wish.tool); break
      case 'graphics': this.choose(this.lastOf.graphics ?? 'cordon'); break
      case 'point': return this.#pointAtCross() || this.#holdMap()
      case 'undo': board.undo(); break
      case 'redo': board.redo(); break
      case 'duplicate': acts.duplicate(); break
      case 'copy': acts.copy(); break
      case 'cut': acts.cut(); break
      case 'paste': acts.paste(); break
      case 'copy-style': acts.copyStyle(); break
      case 'paste-style': acts.pasteStyle(); break
      case 'select-all': board.select(Array.from(board.peekSeen(), ({ id }) => id)); break
      case 'group': acts.group(); break
      case 'ungroup': acts.ungroup(); break
      case 'lock': acts.lock(); break
      case 'forward': acts.restack(true); break
      case 'back': acts.restack(false); break
      case 'keep': this.keeping = !this.keeping; break
      case 'fit-selection': this.#fitSelection(); break
      case 'show-others': this.showOthers(); break
      case 'delete': this.removeSelected(); break
      case 'backspace': if (this.#running.busy()) this.gesture({ kind: 'backspace' }); else this.removeSelected(); break
      case 'nudge': acts.nudge([wish.by[0] * nudgePixels, wish.by[1] * nudgePixels]); break
      default: return false
    }
    return true
  }

  /** Space held with any other tool: the map is moved until it is let go. */
  #holdMap(): boolean {
    if (this.tool !== 'pan' && !this.busy) {
      this.#heldFrom = this.tool
      this.choose('pan')
    }
    return true
  }

  /** Space with a path in hand: a point at the cross. */
  #pointAtCross(): boolean {
    if (!isPathTool(this.tool) && this.tool !== 'measure') return false
    const at = this.#parts.view.centre()
    const pixel = this.#parts.view.toScreen(at)
    this.gesture({ kind: 'press', at, pixel, target: null, adding: false }, true)
    this.gesture({ kind: 'release', at, pixel }, true)
    return true
  }

  #fitSelection(): void {
    const bounds = boundsOf(this.acts.marks.flatMap(({ geometry }) => positionsOf(geometry)))
    if (bounds === null) return
    const [south, west, north, east] = bounds
    if (south === north && west === east) this.#parts.view.goTo([south, west])
    else this.#parts.view.fit(growBounds(bounds, 0.3), true)
  }

  #escape(): boolean {
    const board = this.#parts.board()
    if (this.#running.busy()) this.gesture({ kind: 'abandon' })
    else if (this.tool !== 'select') this.choose('select')
    else if (this.looking !== null) this.looking = null
    else if (board !== null && board.selection.length > 0) this.closeCard()
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
      case 'corner':
        this.corner = { id: act.id, index: act.index }
        return
      case 'reshape':
        return board.changeAll(act.changes.map(({ id, ...change }) => ({ id, change })))
      case 'remove':
        return this.acts.removeMarks(act.ids)
      case 'trace':
        return this.shown.trace(act.at)
      case 'ping':
        return this.shown.ringAt(act.at)
      case 'put': {
        const mark = newMarkOf(act, { ...this.look, colour: this.colourOf(this.tool) }, board.layers.active)
        const id = mark === null ? null : board.put(mark)
        if (id === null || this.keeping) return
        this.selectFromList(id, true)
      }
    }
  }

  #adding<Each extends Gesture>(gesture: Each): Each {
    return gesture.kind === 'press' && this.adding ? { ...gesture, adding: true } : gesture
  }

  #snapped(gesture: Gesture, free: boolean): Gesture {
    if (gesture.kind !== 'press' && gesture.kind !== 'move' && gesture.kind !== 'release') return gesture
    const board = this.#parts.board()
    const except = free || board === null ? null : this.#running.snaps()
    this.#snap = except === null || board === null ? null : snapAt({
      marks: board.peekSeen(), places: this.#parts.places, except, toScreen: this.#parts.view.toScreen, toPosition: this.#parts.view.toPosition,
    }, gesture.pixel)
    return this.#snap === null ? gesture : { ...gesture, at: this.#snap.at }
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
    if (own !== null && hitOn(own, this.#parts, gesture.pixel, 12) !== null) return
    for (const { id, state } of this.#parts.others()) {
      const hit = hitOn(state, this.#parts, gesture.pixel, 12)
      if (hit === null) continue
      this.looking = { board: id, id: hit.id }
      return
    }
    this.looking = null
  }

  #redraw(): void {
    const board = this.#parts.board()
    const running = this.#running
    const tools = this.#board
    const previews = running.previews(tools)
    for (const id of this.#previewed) if (!previews.some((each) => each.id === id)) this.preview(id, null)
    for (const each of previews) this.preview(each.id, each)
    this.#previewed = previews.map(({ id }) => id)
    this.dim(running.dimmed())
    this.busy = running.busy()
    this.canFinish = running.canFinish()
    const [only] = board?.selection.length === 1 && this.tool === 'select' ? board.selection : []
    const mark = only === undefined || previews.length > 0 ? null : (board?.peek(only) ?? null)
    const corners = mark === null || mark.locked ? [] : cornersOf(mark, tools.edgeOf)
    const drawing = this.#parts.pick() !== null || (this.tool !== 'select' && this.tool !== 'pan')
    if (this.corner !== null && (mark === null || mark.id !== this.corner.id || isPosition(mark.geometry))) this.corner = null
    this.picture = {
      draft: running.draft(tools), corners,
      middles: mark === null || mark.locked ? [] : middlesOf(mark),
      chosen: this.corner?.index ?? null,
      box: running.box(), snap: this.#snap, cross: this.aiming && drawing,
    }
  }
}
