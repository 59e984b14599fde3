/**
 * A person drawing in tests: the real editor and board over a document of their own, on a map without pixels of its own.
 * One degree is a thousand pixels; the sheet's north-west corner is at 5° south, 10° west.
 */
import * as Y from 'yjs'
import { MapEditor } from '../../client/map/mapEditor.svelte.ts'
import type { MapView, ScreenPoint } from '../../client/map/MapView.ts'
import type { ToolId } from '../../client/map/tools/tool.ts'
import { BoardState } from '../../client/state/boardState.svelte.ts'
import type { Position } from '../../shared/board/annotation.ts'

const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }

export function toPixel([lat, lng]: Position): ScreenPoint {
  return [(lng + 10) * 1000, (-5 - lat) * 1000]
}

export function toPlace([x, y]: ScreenPoint): Position {
  return [-5 - y / 1000, x / 1000 - 10]
}

function flatMap(): MapView {
  const nothing = (): void => undefined
  return {
    element: { focus: nothing } as unknown as HTMLElement,
    toScreen: toPixel, toPosition: toPlace, bounds: () => [-6, -10, -5, -9], centre: () => [-5.5, -9.5], size: () => [1000, 1000],
    fit: nothing, fitWhole: nothing, goTo: nothing, setScale: nothing, panBy: nothing, zoomBy: nothing, setDragging: nothing, setDoubleClickZoom: nothing,
    showWorld: nothing, setHidden: nothing, seeNear: nothing, wordsNear: () => null,
    openBoard: () => { throw new Error('nothing is drawn here') }, openReference: () => Promise.reject(new Error('nothing is drawn here')), openReach: () => Promise.reject(new Error('nothing is drawn here')), showPeers: nothing, showPointer: nothing, showTool: nothing, listen: () => nothing, close: nothing,
  }
}

export class HandOnMap {
  readonly doc: Y.Doc
  readonly board = new BoardState()
  readonly editor: MapEditor

  constructor(clientId: number, places: readonly Position[] = []) {
    this.doc = new Y.Doc()
    this.doc.clientID = clientId
    this.board.attach(this.doc)
    this.editor = new MapEditor({ view: flatMap(), grid, places, board: () => this.board, others: () => [], pick: () => null })
  }

  take(tool: ToolId): void {
    this.editor.choose(tool)
  }

  press(pixel: ScreenPoint, { adding = false, free = true } = {}): void {
    this.editor.gesture({ kind: 'press', at: toPlace(pixel), pixel, target: this.editor.targetAt(pixel, 12), adding }, free)
  }

  move(pixel: ScreenPoint, free = true): void {
    this.editor.gesture({ kind: 'move', at: toPlace(pixel), pixel }, free)
  }

  release(pixel: ScreenPoint, free = true): void {
    this.editor.gesture({ kind: 'release', at: toPlace(pixel), pixel }, free)
  }

  click(pixel: ScreenPoint, options: { adding?: boolean; free?: boolean } = {}): void {
    this.press(pixel, options)
    this.release(pixel, options.free ?? true)
  }

  drag(from: ScreenPoint, to: ScreenPoint, options: { adding?: boolean; free?: boolean } = {}): void {
    this.press(from, options)
    this.move([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], options.free ?? true)
    this.move(to, options.free ?? true)
    this.release(to, options.free ?? true)
  }

  /** Draws a path point by point and ends it. */
  path(tool: ToolId, points: readonly ScreenPoint[]): void {
    this.take(tool)
    for (const point of points) this.click(point)
    this.editor.key({ kind: 'enter' })
  }

  /** The ids on the board, lowest first made. */
  ids(): string[] {
    return Array.from(this.board.peekAll(), ({ id }) => id)
  }
}
