/** What a pane looks at: its view, where its pointer is; told to others at a bearable pace. */
import { untrack } from 'svelte'
import { positionsOf, type Annotation, type Position } from '#shared/board/annotation.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import type { Zone } from '#shared/exercise/scenario.ts'
import { boundsOf, containsPosition, growBounds, sameBounds, type Bounds } from '#shared/geo/bounds.ts'
import { gridDistance, latLngToKm } from '#shared/geo/grid.ts'
import type { MapEditor } from './mapEditor.svelte.ts'
import type { MapView, ScreenPoint } from './MapView.ts'
import { paced } from './paced.ts'
import type { GestureTaker } from './tools/pointerGestures.ts'

export interface CameraParts {
  highlight(): readonly string[]
  /** Ids of hidden layers and themes. */
  hidden(): readonly string[]
  oncamera(view: StageView, byPerson: boolean): void
  /** The person went somewhere by their own will. */
  tookOver(): void
}

const cameraMs = 250
const pointerMs = 67

export class PaneCamera {
  pointer: Position | null = $state.raw(null)
  /** What the pointer stands on, in a sentence. */
  tip: { readonly words: string; readonly at: ScreenPoint } | null = $state.raw(null)
  /** What the map shows, told four times a second at most. */
  bounds: Bounds | null = $state.raw(null)
  centre: Position | null = $state.raw(null)
  kmPerPixel = $state(0.1)

  readonly #zone: Zone
  readonly #parts: CameraParts
  readonly #camera = paced<boolean>(cameraMs, (byPerson) => this.#tell(byPerson))
  #pointers: { stop(): void } | null = null
  #view: MapView | null = null
  #lit = ''

  constructor(zone: Zone, parts: CameraParts) {
    this.#zone = zone
    this.#parts = parts
  }

  /** Follows a map. Returns the way to let it go. */
  follow(view: MapView): () => void {
    this.#view = view
    const stop = view.listen({
      moved: (byPerson) => {
        if (byPerson) this.#parts.tookOver()
        this.#measure(view)
        this.#camera.tell(byPerson)
      },
    })
    this.#measure(view)
    this.#camera.tell(false)
    return () => {
      stop()
      this.#view = null
    }
  }

  /** The same taker with its pointer told at most fifteen times a second. */
  paced(taker: GestureTaker): GestureTaker {
    const pointers = paced<Parameters<GestureTaker['pointer']>>(pointerMs, ([at, pixel]) => taker.pointer(at, pixel))
    this.#pointers = pointers
    return {
      targetAt: (point, reach) => taker.targetAt(point, reach),
      takes: (press) => taker.takes(press),
      gesture: (gesture, free) => taker.gesture(gesture, free),
      pointer: (at, pixel) => pointers.tell([at, pixel]),
    }
  }

  pointerMoved(at: Position | null): void {
    this.pointer = at
  }

  /** What one lights changed: the room shall see it without the map having moved. */
  changed(selection: readonly string[]): void {
    const lit = selection.join(' ')
    // the first empty selection is no act of a person: who follows would seem to look around
    if (lit === this.#lit) return
    this.#lit = lit
    untrack(() => this.#camera.tell(true))
  }

  /** This person showed or hid something: the room shall see it. */
  shownChanged(): void {
    untrack(() => this.#camera.tell(true))
  }

  /** Shows a mark of the list: brings it into view, selects it where it may be changed, else opens its card. */
  showMark(view: MapView, editor: MapEditor, board: string, mark: Annotation, writable: boolean, edit: boolean): void {
    const bounds = boundsOf(positionsOf(mark.geometry))
    if (bounds === null) return
    this.#parts.tookOver()
    const [south, west, north, east] = bounds
    const inView = containsPosition(view.bounds(), [south, west]) && containsPosition(view.bounds(), [north, east])
    const isPoint = south === north && west === east
    if (!inView && isPoint) view.goTo([south, west])
    else if (!inView) view.fit(growBounds(bounds, 0.3), true)
    if (writable) editor.selectFromList(mark.id, edit)
    else editor.looking = { board, id: mark.id }
  }

  stop(): void {
    this.#camera.stop()
    this.#pointers?.stop()
  }

  #measure(view: MapView): void {
    const [width, height] = view.size()
    const [x, y] = [width / 2, height / 2]
    this.centre = view.centre()
    const from = latLngToKm(this.#zone.grid, view.toPosition([x - 50, y]))
    const to = latLngToKm(this.#zone.grid, view.toPosition([x + 50, y]))
    this.kmPerPixel = Math.max(1e-4, gridDistance(from, to) / 100)
  }

  #tell(byPerson: boolean): void {
    if (this.#view === null) return
    const [south, west, north, east] = this.#view.bounds()
    const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
    const bounds = [rounded(south), rounded(west), rounded(north), rounded(east)] as const
    if (this.bounds === null || !sameBounds(bounds, this.bounds)) this.bounds = bounds
    this.#parts.oncamera({
      bounds, section: null,
      hiddenLayers: this.#parts.hidden(), highlight: this.#parts.highlight().slice(0, 64),
    }, byPerson)
  }
}
