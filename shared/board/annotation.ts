/**
 * An annotation: one mark officers put on the map. What it is made of; annotationParser.ts reads and writes its fields,
 * boardDocument.ts keeps it. Who made a mark comes from the journal, never from a field. Which marks a person may change
 * is not decided here: `locked` is a courtesy of the editor.
 */
import type { MarkerSymbol } from './markerSymbols.ts'

export const annotationKinds = ['marker', 'line', 'area', 'text', 'circle', 'note', 'unit', 'photo', 'sheet'] as const
export type AnnotationKind = (typeof annotationKinds)[number]

/** What a colour means: own forces, host state, armed threat, civilians and aid, or just a note. */
export const colourRoles = ['own', 'state', 'threat', 'civilian', 'note'] as const
export type ColourRole = (typeof colourRoles)[number]

/** Strokes of lines and areas; an arrow has a head at its end. The hatch of an area follows its colour role, not this. */
export const patterns = ['solid', 'dashed', 'dotted', 'arrow'] as const
export type Pattern = (typeof patterns)[number]

/** What a line or an area stands for in a protection plan: drawn in its own way, read as a plain one where unknown. */
export const lineGraphics = ['patrol-route', 'escort', 'displacement', 'phase-line'] as const
export type LineGraphic = (typeof lineGraphics)[number]
export const areaGraphics = ['cordon', 'no-go', 'mined-area', 'hotspot', 'base'] as const
export type AreaGraphic = (typeof areaGraphics)[number]

/** WGS84 degrees [latitude, longitude], six decimals. */
export type Position = readonly [number, number]

export interface AnnotationStyle {
  readonly colour: ColourRole
  readonly pattern: Pattern
}

interface Common {
  readonly id: string
  readonly label: string
  readonly note: string
  readonly layer: string
  /** Marks with the same word are taken together; '' = none. */
  readonly group: string
  readonly style: AnnotationStyle
  /** Fractional key, see order.ts. */
  readonly order: string
  readonly locked: boolean
}
export interface MarkerAnnotation extends Common { readonly kind: 'marker'; readonly symbol: MarkerSymbol; readonly geometry: Position }
export interface TextAnnotation extends Common { readonly kind: 'text'; readonly geometry: Position }
/** A sticky note: its words are `note`. */
export interface NoteAnnotation extends Common { readonly kind: 'note'; readonly geometry: Position }
/** A military symbol: twenty digits of APP-6D / MIL-STD-2525D; `label` is its designation. */
export interface UnitAnnotation extends Common { readonly kind: 'unit'; readonly sidc: string; readonly geometry: Position }
/** A circle on the ground about its place, or `rings` rings at equal distances, the outermost at `radiusKm`. */
export interface CircleAnnotation extends Common { readonly kind: 'circle'; readonly radiusKm: number; readonly rings: number; readonly geometry: Position }
/** `quantity`: how many people move along it (displacement); null = not said. */
export interface LineAnnotation extends Common { readonly kind: 'line'; readonly graphic: LineGraphic | null; readonly quantity: number | null; readonly geometry: readonly Position[] }
/** The ring is open: the last position is not the first again. */
export interface AreaAnnotation extends Common { readonly kind: 'area'; readonly graphic: AreaGraphic | null; readonly geometry: readonly Position[] }
/** A picture standing at a place, by the id of its media; its caption is `label`. */
export interface PhotoAnnotation extends Common { readonly kind: 'photo'; readonly media: string; readonly geometry: Position }
/** A picture laid on the ground under all marks: the places of its top left, top right and bottom left corner. */
export interface SheetAnnotation extends Common { readonly kind: 'sheet'; readonly media: string; readonly opacity: number; readonly geometry: readonly Position[] }
export type Annotation = MarkerAnnotation | TextAnnotation | NoteAnnotation | UnitAnnotation | CircleAnnotation | LineAnnotation | AreaAnnotation | PhotoAnnotation | SheetAnnotation
export type Geometry = Annotation['geometry']

/** What may be changed of a mark; its kind never changes. */
export interface AnnotationChange {
  readonly label?: string
  readonly note?: string
  readonly layer?: string
  readonly colour?: ColourRole
  readonly pattern?: Pattern
  readonly symbol?: MarkerSymbol
  readonly group?: string
  readonly graphic?: LineGraphic | AreaGraphic | null
  readonly quantity?: number | null
  readonly sidc?: string
  readonly radiusKm?: number
  readonly rings?: number
  readonly opacity?: number
  readonly geometry?: Geometry
  readonly order?: string
  readonly locked?: boolean
}

export const labelLength = 120
export const defaultLayer = 'default'

export const radiusKmAtMost = 200
export const ringsAtMost = 5
export const sheetCorners = 3
export const opacityAtLeast = 0.1
export const quantityAtMost = 100_000_000

const idShape = /^[A-Za-z0-9_-]{1,64}$/

/** Whether a record may go by this name; words an object already has are refused. */
export function isRecordId(id: string): boolean {
  return idShape.test(id) && !(id in {})
}

/** Six decimals of a degree are 11 cm: enough for a map, and equal places stay equal. */
export function roundPosition(position: Position): Position {
  return [roundDegrees(position[0]), roundDegrees(position[1])]
}

export function roundGeometry(geometry: Geometry): Geometry {
  return isPosition(geometry) ? roundPosition(geometry) : geometry.map(roundPosition)
}

/** Marks that are pictures: they name a media. */
export function isPicture(annotation: Annotation): annotation is PhotoAnnotation | SheetAnnotation {
  return annotation.kind === 'photo' || annotation.kind === 'sheet'
}

/** Whether a geometry is one position (marker, text) rather than several. */
export function isPosition(geometry: Geometry): geometry is Position {
  return typeof geometry[0] === 'number'
}

/** Every position of a mark, one for markers and texts. */
export function positionsOf(geometry: Geometry): readonly Position[] {
  return isPosition(geometry) ? [geometry] : geometry
}

/** The same mark elsewhere; a geometry of the wrong kind leaves it where it is. */
export function withGeometry(annotation: Annotation, geometry: Geometry): Annotation {
  if (annotation.kind === 'line' || annotation.kind === 'area' || annotation.kind === 'sheet') return isPosition(geometry) ? annotation : { ...annotation, geometry }
  return isPosition(geometry) ? { ...annotation, geometry } : annotation
}

export function roundDegrees(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0
}
