/**
 * The seam between the map and everything else: what a map can be asked to show, in the exercise's own words. One
 * implementation stands behind it, leafletMap.ts; nothing that uses this interface knows Leaflet.
 */
import type { Annotation, Position } from '#shared/board/annotation.ts'
import type { Piece } from '#shared/board/exchange/piece.ts'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import type { WorldFacts } from '#shared/exercise/world.ts'
import type { Bounds } from '#shared/geo/bounds.ts'
import type { Reshape } from './reshape.ts'
import type { Ping } from './shown.svelte.ts'
import type { Theme } from './themes.ts'
import type { Snap } from './tools/snap.ts'

/** Pixels from the map's top left corner. */
export type ScreenPoint = readonly [number, number]

/** A shape being drawn: never recorded. A point stands for a marker or a text to be. */
export interface DraftShape {
  readonly kind: 'point' | 'line' | 'area'
  readonly points: readonly Position[]
}

export interface PeerPicture {
  readonly key: string
  /** What the chip says: the hat. */
  readonly name: string
  readonly at: Position | null
  readonly draft: DraftShape | null
  /** The laser's fading trail; empty for none. */
  readonly trail: readonly Position[]
  readonly ping: Ping | null
}

/** What one's own tool draws: a draft, handles to take hold of, and the cross the keyboard aims with. */
export interface ToolPicture {
  readonly draft: DraftShape | null
  readonly corners: readonly Position[]
  readonly middles: readonly Position[]
  /** Which corner the next Delete takes away. */
  readonly chosen: number | null
  /** Opposite corners of a box drawn round marks. */
  readonly box: readonly [Position, Position] | null
  /** Where the point in hand snapped to. */
  readonly snap: Snap | null
  readonly cross: boolean
}

/** One layer of a board as it is drawn. */
export interface LayerPicture {
  readonly id: string
  readonly visible: boolean
  /** Per cent. */
  readonly opacity: number
}

/** The marks of one board. */
export interface BoardDrawing {
  put(annotation: Annotation): void
  remove(id: string): void
  /** Draws a mark somewhere else for the time of a gesture; null puts it back. */
  preview(id: string, reshape: Reshape | null): void
  setSelected(ids: readonly string[]): void
  /** What the presenter lights. */
  setLit(ids: readonly string[]): void
  /** What other people have selected. */
  setOthers(ids: readonly string[]): void
  /** What a gesture in hand would take away. */
  setDimmed(ids: readonly string[]): void
  /** What others did since this person last looked. */
  setFresh(ids: readonly string[]): void
  /** How the board's layers lie, lowest first; marks of a layer not named lie on the default layer. */
  setLayers(layers: readonly LayerPicture[]): void
  /** Where it lies among the boards of this map; 0 = lowest. */
  setPlace(place: number): void
  close(): void
}

/** One reference layer: drawn to be read, on a canvas. */
export interface ReferenceDrawing {
  show(pieces: readonly Piece[]): void
  setVisible(visible: boolean): void
  /** Index of the object within so many pixels of this point; null when there is none. */
  hit(point: ScreenPoint, reach: number): number | null
  /** Indices of the objects in view, as far as their boxes say. */
  inView(): readonly number[]
  close(): void
}

/** Lines and rings of one band: reached within the hours its words say. */
export interface ReachBandPicture { readonly label: string; readonly roads: readonly (readonly Position[])[]; readonly rings: readonly (readonly Position[])[] }

/** A place of a plan, with a word or two. */
export interface SpotPicture { readonly at: Position; readonly words: string; readonly rank: 'must' | 'should' | 'could' | null; readonly isHeld: boolean; readonly open: () => void }

/** How far somebody gets, the nearest band first, or one way; and places of the plan. */
export interface ReachDrawing {
  show(picture: { readonly bands: readonly ReachBandPicture[]; readonly way: readonly (readonly Position[])[]; readonly spots: readonly SpotPicture[] }): void
  close(): void
}

export interface WorldPicture {
  readonly facts: WorldFacts
  /** recordedAt now. */
  readonly now: number
  /** Things that changed after this recordedAt are new to this person. */
  readonly newAfter: number
}

export interface MapListener {
  /** The view changed; `settled` when it stands still. `byPerson` is false while the map was told to go somewhere. */
  moved?(byPerson: boolean, settled: boolean): void
}

export interface MapView {
  readonly element: HTMLElement
  toScreen(position: Position): ScreenPoint
  toPosition(point: ScreenPoint): Position
  bounds(): Bounds
  centre(): Position
  size(): ScreenPoint
  fit(bounds: Bounds, animate: boolean): void
  /** The whole sheet. */
  fitWhole(): void
  /** Centres on a place, and comes close when it is far. */
  goTo(at: Position): void
  /** Shows this place in the middle, a kilometre of the grid so many pixels long, and keeps that scale: for paper. */
  setScale(centre: Position, pixelsPerKm: number): void
  panBy(pixels: ScreenPoint): void
  zoomBy(steps: number): void
  /** Whether dragging moves the map; off while a tool draws. */
  setDragging(on: boolean): void
  setDoubleClickZoom(on: boolean): void
  showWorld(picture: WorldPicture): void
  /** Hides both picture and words of these themes. */
  setHidden(themes: ReadonlySet<Theme>): void
  /** Things of the world near this point count as seen. */
  seeNear(point: ScreenPoint): void
  /** What stands near this point, in a sentence: a fact of the world, else a place of the zone. */
  wordsNear(point: ScreenPoint): string | null
  /** Opens the drawing of a board; `badge` = its number, shown when several boards lie over each other; `address` = where a picture is fetched. */
  openBoard(id: string, badge: number | null, address: (media: string) => string): BoardDrawing
  /** What draws it is fetched with the first; `sharpness`: dots to a CSS pixel, else the screen's own. */
  openReference(sharpness?: number): Promise<ReferenceDrawing>
  /** What draws it is fetched with the first. */
  openReach(): Promise<ReachDrawing>
  showPeers(peers: readonly PeerPicture[]): void
  showPointer(at: Position | null): void
  showTool(picture: ToolPicture): void
  listen(listener: MapListener): () => void
  close(): void
}

export interface MapOptions {
  readonly zone: Zone
  /** Projector and wall screens: larger words. */
  readonly stage: boolean
}

/** A place of the zone in WGS84. */
export type PlaceOf = (at: Km) => Position
