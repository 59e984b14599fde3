/**
 * GeoJSON, ours and anybody's, read into pieces (RFC 7946; longitude first, WGS84). Whatever an object holds, it is read
 * or named in a notice; nothing throws, and no nesting is followed by recursion.
 */
import { patterns, type ColourRole, type Pattern } from '../annotation.ts'
import { roleOfCss } from './colours.ts'
import { noteOf, plainText } from './foreignText.ts'
import { Notices, type FileRead, type Piece } from './piece.ts'
import { hasExtent, openRing, readPlaces } from './positions.ts'

/** The one property of ours: everything a mark is that GeoJSON has no word for. */
export const ownProperty = 'sandtable'
export const piecesAtMost = 20_000
const deepest = 32
const nameKeys = ['name', 'title', 'label', 'Name', 'NAME', 'Title'] as const
const noteKeys = ['description', 'desc', 'note', 'notes', 'comment', 'Description'] as const
const styleKeys = ['stroke', 'marker-color', 'fill', 'stroke-width', 'stroke-opacity', 'fill-opacity', 'marker-size', 'marker-symbol', 'styleUrl', 'styleHash', ownProperty] as const
const notShown: ReadonlySet<string> = new Set([...nameKeys, ...noteKeys, ...styleKeys])

type Fields = Readonly<Record<string, unknown>>

export function readGeoJson(written: string): FileRead {
  let value: unknown
  try {
    value = JSON.parse(written.charCodeAt(0) === 0xfeff ? written.slice(1) : written)
  } catch {
    return { status: 'refused', problem: 'not-json' }
  }
  return readGeoJsonValue(value)
}

export function readGeoJsonValue(value: unknown): FileRead {
  const top = asFields(value)
  const type = top?.['type']
  if (top === null || typeof type !== 'string') return { status: 'refused', problem: 'not-geojson' }
  if (hasOtherCoordinates(top['crs'])) return { status: 'refused', problem: 'other-coordinates' }
  const features = type === 'FeatureCollection' ? top['features'] : [value]
  if (!Array.isArray(features)) return { status: 'refused', problem: 'not-geojson' }
  if (type !== 'FeatureCollection' && type !== 'Feature' && !geometryTypes.has(type)) return { status: 'refused', problem: 'not-geojson' }
  const reading = new Reading()
  for (const feature of features) reading.object(feature)
  return { status: 'read', pieces: reading.pieces, objects: features.length, notices: reading.notices.list() }
}

const geometryTypes = new Set(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'])

/** What all pieces of one object share. */
interface Words { readonly name: string; readonly note: string; readonly colour: ColourRole; readonly pattern: Pattern; readonly own: unknown }

class Reading {
  readonly notices = new Notices()
  readonly pieces: Piece[] = []
  #object = -1

  object(value: unknown): void {
    this.#object += 1
    const fields = asFields(value)
    const type = fields?.['type']
    if (fields === null || typeof type !== 'string') return this.notices.add('no-feature', '')
    if (type !== 'Feature' && !geometryTypes.has(type)) return this.notices.add('no-feature', plainText(fields['name']))
    const words = wordsOf(type === 'Feature' ? asFields(fields['properties']) : null)
    const geometry = type === 'Feature' ? fields['geometry'] : fields
    if (geometry === null || geometry === undefined) return this.notices.add('no-geometry', words.name)
    this.#geometries(geometry, words)
  }

  /** A collection may hold collections, as deep as somebody likes. */
  #geometries(top: unknown, words: Words): void {
    const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: top, depth: 0 }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const geometry = asFields(next.value)
      const inner = geometry?.['type'] === 'GeometryCollection' ? geometry['geometries'] : null
      if (!Array.isArray(inner)) this.#geometry(geometry, words)
      else if (next.depth >= deepest) this.notices.add('too-deep', words.name)
      else for (const each of [...inner].reverse()) waiting.push({ value: each, depth: next.depth + 1 })
    }
  }

  #geometry(geometry: Fields | null, words: Words): void {
    const coordinates = geometry?.['coordinates']
    const type = geometry?.['type']
    if (typeof type !== 'string' || !geometryTypes.has(type)) return this.notices.add('unknown-geometry', words.name)
    if (!Array.isArray(coordinates)) return this.notices.add('bad-coordinates', words.name)
    const each = (read: (part: unknown) => void): void => coordinates.forEach(read)
    switch (type) {
      case 'Point': return coordinates.length === 0 ? this.notices.add('no-geometry', words.name) : this.#point(coordinates, words)
      case 'MultiPoint': return each((part) => this.#point(part, words))
      case 'LineString': return this.#line(coordinates, words)
      case 'MultiLineString': return each((part) => this.#line(part, words))
      case 'Polygon': return this.#area(coordinates, words)
      case 'MultiPolygon': return each((part) => this.#area(part, words))
      default: return this.notices.add('unknown-geometry', words.name)
    }
  }

  #point(value: unknown, words: Words): void {
    const read = readPlaces([value], { name: words.name, notices: this.notices })
    if ('refused' in read) this.notices.add(read.refused, words.name)
    else this.#add('point', read.positions, [], words)
  }

  #line(value: unknown, words: Words): void {
    const positions = this.#path(value, words)
    if (positions === null) return
    if (hasExtent('line', positions)) this.#add('line', positions, [], words)
    else this.notices.add('too-few-points', words.name)
  }

  #area(value: unknown, words: Words): void {
    if (!Array.isArray(value) || value.length === 0) return this.notices.add('bad-coordinates', words.name)
    const rings: Piece['positions'][] = []
    for (const ring of value) {
      const path = this.#path(ring, words)
      if (path === null) return
      const open = openRing(path, { name: words.name, notices: this.notices })
      if (!hasExtent('area', open)) return this.notices.add('too-few-points', words.name)
      rings.push(open)
    }
    const [outer, ...holes] = rings
    if (outer !== undefined) this.#add('area', outer, holes, words)
  }

  #path(value: unknown, words: Words): Piece['positions'] | null {
    const read = readPlaces(Array.isArray(value) ? value : [null], { name: words.name, notices: this.notices })
    if (!('refused' in read)) return read.positions
    this.notices.add(read.refused, words.name)
    return null
  }

  #add(kind: Piece['kind'], positions: Piece['positions'], holes: Piece['holes'], words: Words): void {
    if (this.pieces.length < piecesAtMost) this.pieces.push({ kind, positions, holes, ...words, object: this.#object })
    else this.notices.add('too-many', words.name)
  }
}

function wordsOf(properties: Fields | null): Words {
  const first = (keys: readonly string[]): string => keys.map((key) => plainText(properties?.[key])).find((found) => found !== '') ?? ''
  const own = asFields(properties?.[ownProperty])
  const rest = properties === null ? [] : Object.entries(properties).filter(([key]) => !notShown.has(key))
  const colour = roleOfCss(properties?.['stroke']) ?? roleOfCss(properties?.['marker-color']) ?? roleOfCss(properties?.['fill']) ?? 'note'
  return { name: first(nameKeys), note: noteOf(first(noteKeys), rest), colour, pattern: patterns.find((each) => each === own?.['pattern']) ?? 'solid', own }
}

/** Only WGS84 is read: a file of 2008 may name something else. */
function hasOtherCoordinates(crs: unknown): boolean {
  const named = asFields(asFields(crs)?.['properties'])?.['name']
  return typeof named === 'string' && !/(CRS84|EPSG:+4326|EPSG::?4979)$/i.test(named.trim())
}

/** An object's own keys only: nothing is looked up along a prototype. */
export function asFields(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.assign<Record<string, unknown>, object>(Object.create(null) as Record<string, unknown>, value)
}
