/**
 * Reading and writing the fields of a mark. What stands in a shared document may be anything at all: what cannot be drawn
 * is null, what can be mended is mended, nothing throws.
 */
import { limits } from '../protocol/limits.ts'
import {
  annotationKinds, areaGraphics, colourRoles, defaultLayer, isRecordId, labelLength, lineGraphics, opacityAtLeast, patterns, quantityAtMost, radiusKmAtMost,
  ringsAtMost, roundDegrees, roundGeometry, sheetCorners, type Annotation, type Position,
} from './annotation.ts'
import { markerSymbols } from './markerSymbols.ts'
import { isOrder, middleOrder } from './order.ts'

const leastPoints = { line: 2, area: 3 } as const

/** APP-6D: land unit, unknown identity, nothing said of it. */
export const unknownSidc = '10011000000000000000'

/**
 * Reads one record. `fields` is what stands in the shared document, so it may be anything at all: what cannot be drawn
 * (no kind, no place) gives null; what can be mended (a missing colour, a label too long) is mended. Never throws.
 */
export function parseAnnotation(id: string, fields: unknown): Annotation | null {
  if (!isRecordId(id) || typeof fields !== 'object' || fields === null) return null
  const field = (name: string): unknown => (Object.hasOwn(fields, name) ? Reflect.get(fields, name) : undefined)
  const common = {
    id,
    label: readText(field('label'), labelLength),
    note: readText(field('note'), limits.annotationText),
    layer: readName(field('layer'), defaultLayer),
    group: readName(field('group'), ''),
    style: {
      colour: readOneOf(field('colour'), colourRoles, 'note'),
      pattern: readOneOf(field('pattern'), patterns, 'solid'),
    },
    order: readOrder(field('order')),
    locked: field('locked') === true,
  } as const
  // Spread last: keys added behind a spread cost V8 ten times the object, in its old generation.
  const kind = readOneOf(field('kind'), annotationKinds, null)
  if (kind === null) return null
  if (kind === 'line' || kind === 'area') {
    const geometry = readPath(field('geometry'), leastPoints[kind])
    if (geometry === null) return null
    return kind === 'line'
      ? { kind, geometry, graphic: readOneOf(field('graphic'), lineGraphics, null), quantity: readQuantity(field('quantity')), ...common }
      : { kind, geometry, graphic: readOneOf(field('graphic'), areaGraphics, null), ...common }
  }
  if (kind === 'sheet') {
    const corners = readPath(field('geometry'), sheetCorners)
    const media = readName(field('media'), '')
    if (corners === null || corners.length !== sheetCorners || media === '') return null
    return { kind, geometry: corners, media, opacity: readOpacity(field('opacity')), ...common }
  }
  const geometry = readPosition(field('geometry'))
  if (geometry === null) return null
  switch (kind) {
    case 'text': case 'note': return { kind, geometry, ...common }
    case 'marker': return { kind, geometry, symbol: readOneOf(field('symbol'), markerSymbols, 'note'), ...common }
    case 'unit': return { kind, geometry, sidc: readSidc(field('sidc')), ...common }
    case 'photo': {
      const media = readName(field('media'), '')
      return media === '' ? null : { kind, geometry, media, ...common }
    }
    case 'circle': {
      const radiusKm = readRadius(field('radiusKm'))
      return radiusKm === null ? null : { kind, geometry, radiusKm, rings: readRings(field('rings')), ...common }
    }
  }
}

/** The flat fields of a mark as they are written. Geometry is rounded and is one value. */
export function fieldsOf(annotation: Annotation): Readonly<Record<string, unknown>> {
  const { kind, label, note, layer, group, style, order, locked } = annotation
  return {
    kind, label, note, layer, group, colour: style.colour, pattern: style.pattern, order, locked,
    geometry: roundGeometry(annotation.geometry), ...ownFields(annotation),
  }
}

function ownFields(annotation: Annotation): Readonly<Record<string, unknown>> {
  switch (annotation.kind) {
    case 'marker': return { symbol: annotation.symbol }
    case 'unit': return { sidc: annotation.sidc }
    case 'circle': return { radiusKm: annotation.radiusKm, rings: annotation.rings }
    case 'line': return { graphic: annotation.graphic, quantity: annotation.quantity }
    case 'area': return { graphic: annotation.graphic }
    case 'photo': return { media: annotation.media }
    case 'sheet': return { media: annotation.media, opacity: annotation.opacity }
    case 'text': case 'note': return {}
  }
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

const notPlain = /[^\t\n\u0020-\u007e\u0080-\u2029\u202f-\u2065\u206a-\uffff]/

/** Control characters and bidirectional overrides are dropped: they could make a label say something else. */
export function readText(value: unknown, most: number): string {
  if (typeof value !== 'string') return ''
  // Nearly all of it is plain, and is read again and again.
  if (!notPlain.test(value)) return value.slice(0, most)
  return Array.from(value.slice(0, most * 2)).filter(isPlain).join('').slice(0, most)
}

function isPlain(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code === 9 || code === 10) return true
  return code >= 32 && code !== 127 && !(code >= 0x202a && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069)
}

function readName(value: unknown, otherwise: string): string {
  return typeof value === 'string' && isRecordId(value) ? value : otherwise
}

/** Whole people; null when it is not said. */
function readQuantity(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= quantityAtMost ? value : null
}

function readOpacity(value: unknown): number {
  return typeof value === 'number' && value >= opacityAtLeast && value <= 1 ? Math.round(value * 100) / 100 : 1
}

function readSidc(value: unknown): string {
  return typeof value === 'string' && /^\d{20}$/.test(value) ? value : unknownSidc
}

/** Kilometres to the metre; null for what is no circle. */
function readRadius(value: unknown): number | null {
  if (typeof value !== 'number' || !(value > 0) || value > radiusKmAtMost) return null
  return Math.max(0.001, Math.round(value * 1000) / 1000)
}

function readRings(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= ringsAtMost ? value : 1
}

function readOrder(value: unknown): string {
  return isOrder(value) ? value : middleOrder
}

function readOneOf<Choice extends string, Otherwise>(value: unknown, choices: readonly Choice[], otherwise: Otherwise): Choice | Otherwise {
  return choices.find((each) => each === value) ?? otherwise
}
