/**
 * An annotation: one mark officers put on the map. Types and the defensive parser; where marks are kept is
 * boardDocument.ts. Who made a mark comes from the journal, never from a field. Which marks a person may change is not
 * decided here: `locked` is a courtesy of the editor.
 */
import { limits } from '../protocol/limits.ts'
import { isOrder, middleOrder } from './order.ts'

export const annotationKinds = ['marker', 'line', 'area', 'text'] as const
export type AnnotationKind = (typeof annotationKinds)[number]

export const markerSymbols = [
  'base', 'checkpoint', 'patrol', 'observation-post', 'hotspot', 'displaced',
  'school', 'health', 'water', 'incident', 'convoy', 'note',
] as const
export type MarkerSymbol = (typeof markerSymbols)[number]

/** What a colour means: own forces, host state, armed threat, civilians and aid, or just a note. */
export const colourRoles = ['own', 'state', 'threat', 'civilian', 'note'] as const
export type ColourRole = (typeof colourRoles)[number]

/** Strokes of lines and areas; an arrow has a head at its end. The hatch of an area follows its colour role, not this. */
export const patterns = ['solid', 'dashed', 'dotted', 'arrow'] as const
export type Pattern = (typeof patterns)[number]

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
  readonly style: AnnotationStyle
  /** Fractional key, see order.ts. */
  readonly order: string
  readonly locked: boolean
}
export interface MarkerAnnotation extends Common { readonly kind: 'marker'; readonly symbol: MarkerSymbol; readonly geometry: Position }
export interface TextAnnotation extends Common { readonly kind: 'text'; readonly geometry: Position }
export interface LineAnnotation extends Common { readonly kind: 'line'; readonly geometry: readonly Position[] }
/** The ring is open: the last position is not the first again. */
export interface AreaAnnotation extends Common { readonly kind: 'area'; readonly geometry: readonly Position[] }
export type Annotation = MarkerAnnotation | TextAnnotation | LineAnnotation | AreaAnnotation
export type Geometry = Annotation['geometry']

/** What may be changed of a mark; its kind never changes. */
export interface AnnotationChange {
  readonly label?: string
  readonly note?: string
  readonly layer?: string
  readonly colour?: ColourRole
  readonly pattern?: Pattern
  readonly symbol?: MarkerSymbol
  readonly geometry?: Geometry
  readonly order?: string
  readonly locked?: boolean
}

export const labelLength = 120
export const defaultLayer = 'default'

const idShape = /^[A-Za-z0-9_-]{1,64}$/
const leastPoints = { line: 2, area: 3 } as const

/** Whether a record may go by this name; words an object already has are refused. */
export function isRecordId(id: string): boolean {
  return idShape.test(id) && !(id in {})
}

/**
 * Reads one record. `fields` is what stands in the shared document, so it may be anything at all: what cannot be drawn
 * (no kind, no place) gives null; what can be mended (a missing colour, a label too long) is mended. Never throws.
 */
export function parseAnnotation(id: string, fields: unknown): Annotation | null {
  if (!isRecordId(id) || typeof fields !== 'object' || fields === null) return null
  const field = (name: string): unknown => (Object.hasOwn(fields, name) ? Reflect.get(fields, name) : undefined)
  const common: Common = {
    id,
    label: readText(field('label'), labelLength),
    note: readText(field('note'), limits.annotationText),
    layer: readLayer(field('layer')),
    style: {
      colour: readOneOf(field('colour'), colourRoles, 'note'),
      pattern: readOneOf(field('pattern'), patterns, 'solid'),
    },
    order: readOrder(field('order')),
    locked: field('locked') === true,
  }
  const kind = field('kind')
  if (kind === 'marker' || kind === 'text') {
    const geometry = readPosition(field('geometry'))
    if (geometry === null) return null
    return kind === 'text'
      ? { ...common, kind, geometry }
      : { ...common, kind, geometry, symbol: readOneOf(field('symbol'), markerSymbols, 'note') }
  }
  if (kind === 'line' || kind === 'area') {
    const geometry = readPath(field('geometry'), leastPoints[kind])
    return geometry === null ? null : { ...common, kind, geometry }
  }
  return null
}

/** The flat fields of a mark as they are written. Geometry is rounded and is one value. */
export function fieldsOf(annotation: Annotation): Readonly<Record<string, unknown>> {
  const { kind, label, note, layer, style, order, locked } = annotation
  return {
    kind, label, note, layer, colour: style.colour, pattern: style.pattern, order, locked,
    geometry: roundGeometry(annotation.geometry),
    ...(kind === 'marker' ? { symbol: annotation.symbol } : {}),
  }
}

/** Six decimals of a degree are 11 cm: enough for a map, and equal places stay equal. */
export function roundPosition(position: Position): Position {
  return [roundDegrees(position[0]), roundDegrees(position[1])]
}

export function roundGeometry(geometry: Geometry): Geometry {
  return isPosition(geometry) ? roundPosition(geometry) : geometry.map(roundPosition)
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
  if (annotation.kind === 'marker' || annotation.kind === 'text') return isPosition(geometry) ? { ...annotation, geometry } : annotation
  return isPosition(geometry) ? annotation : { ...annotation, geometry }
}

function roundDegrees(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0
}

function readPosition(value: unknown): Position | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const lat: unknown = value[0]
  const lng: unknown = value[1]
  if (typeof lat !== 'number' || typeof lng !== 'number') return null
  if (!(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180)) return null
  return [roundDegrees(lat), roundDegrees(lng)]
}

function readPath(value: unknown, least: number): readonly Position[] | null {
  if (!Array.isArray(value) || value.length < least || value.length > limits.annotationPoints) return null
  const path: Position[] = []
  for (const each of value) {
    const position = readPosition(each)
    if (position === null) return null
    path.push(position)
  }
  return path
}

/** Control characters and bidirectional overrides are dropped: they could make a label say something else. */
function readText(value: unknown, most: number): string {
  if (typeof value !== 'string') return ''
  return Array.from(value.slice(0, most * 2)).filter(isPlain).join('').slice(0, most)
}

function isPlain(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code === 9 || code === 10) return true
  return code >= 32 && code !== 127 && !(code >= 0x202a && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069)
}

function readLayer(value: unknown): string {
  return typeof value === 'string' && isRecordId(value) ? value : defaultLayer
}

function readOrder(value: unknown): string {
  return isOrder(value) ? value : middleOrder
}

function readOneOf<Choice extends string>(value: unknown, choices: readonly Choice[], otherwise: Choice): Choice {
  return choices.find((each) => each === value) ?? otherwise
}
