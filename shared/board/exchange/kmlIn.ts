/**
 * KML, ours and anybody's, read into pieces: placemarks wherever they lie, with the colours of their styles. Nothing a
 * file points to is fetched: pictures on the ground and links to other files are named in a notice.
 */
import type { ColourRole } from '../annotation.ts'
import { roleOfKml } from './colours.ts'
import { noteOf } from './foreignText.ts'
import { ownProperty, piecesAtMost } from './geoJsonIn.ts'
import { Notices, type FileRead, type NoticeCode, type Piece } from './piece.ts'
import { hasExtent, openRing, readPlaces } from './positions.ts'
import { childOf, readXml, textOf, type XmlElement } from './xml.ts'

export function readKml(written: string): FileRead {
  const read = readXml(written)
  if ('problem' in read) return { status: 'refused', problem: read.problem }
  const alone = geometryNames.has(read.root.name)
  if (!alone && !kmlRoots.has(read.root.name)) return { status: 'refused', problem: 'not-kml' }
  const elements = alone ? [{ name: 'Placemark', attributes: new Map(), children: [read.root], text: '' }] : walk(read.root)
  const styles = stylesOf(elements)
  const reading = new Reading()
  for (const element of elements) {
    const skipped = skippedElements[element.name]
    if (skipped !== undefined) reading.notices.add(skipped, textOf(element, 'name'))
    if (element.name === 'Placemark') reading.placemark(element, styles)
  }
  return { status: 'read', pieces: reading.pieces, objects: reading.objects, notices: reading.notices.list() }
}

const kmlRoots = new Set(['kml', 'Document', 'Folder', 'Placemark'])
const skippedElements: Readonly<Record<string, NoticeCode | undefined>> = {
  NetworkLink: 'network-link', GroundOverlay: 'overlay-picture', ScreenOverlay: 'overlay-picture', PhotoOverlay: 'overlay-picture',
}
/** The last three are no KML, and yet written. */
const collections = new Set(['MultiGeometry', 'MultiTrack', 'MultiLineString', 'MultiPoint', 'MultiPolygon'])
const geometryNames = new Set(['Point', 'LineString', 'LinearRing', 'Polygon', 'Track', ...collections])

/** Every element, outer before inner, in the order of the file. */
function walk(root: XmlElement): XmlElement[] {
  const all: XmlElement[] = []
  const waiting = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    all.push(next)
    waiting.push(...[...next.children].reverse())
  }
  return all
}

/** '#id' → what its colour means, for plain styles and the normal half of pairs. */
function stylesOf(elements: readonly XmlElement[]): ReadonlyMap<string, ColourRole> {
  const roles = new Map<string, ColourRole>()
  const id = (element: XmlElement): string => `#${element.attributes.get('id') ?? ''}`
  for (const element of elements) {
    const style = element.name === 'CascadingStyle' ? childOf(element, 'Style') : element.name === 'Style' ? element : null
    const role = style === null ? null : roleOfStyle(style)
    if (role !== null && !roles.has(id(element))) roles.set(id(element), role)
  }
  for (const element of elements) {
    if (element.name !== 'StyleMap') continue
    const pairs = element.children.filter(({ name }) => name === 'Pair')
    const normal = pairs.find((pair) => textOf(pair, 'key') === 'normal') ?? pairs[0]
    const inline = normal === undefined ? null : childOf(normal, 'Style')
    const role = inline === null ? roles.get(normal === undefined ? '' : styleNamed(normal)) : roleOfStyle(inline)
    if (role !== null && role !== undefined) roles.set(id(element), role)
  }
  return roles
}

/** Some leave the '#' away; styles of other files are not fetched, but often lie in this one, too. */
function styleNamed(element: XmlElement): string {
  const url = textOf(element, 'styleUrl')
  return `#${url.slice(url.lastIndexOf('#') + 1)}`
}

function roleOfStyle(style: XmlElement): ColourRole | null {
  for (const part of ['LineStyle', 'PolyStyle', 'IconStyle']) {
    const inner = childOf(style, part)
    const role = inner === null ? null : roleOfKml(textOf(inner, 'color'))
    if (role !== null) return role
  }
  return null
}

interface Words { readonly name: string; readonly note: string; readonly colour: ColourRole; readonly pattern: 'solid'; readonly own: unknown }

class Reading {
  readonly notices = new Notices()
  readonly pieces: Piece[] = []
  objects = 0

  placemark(placemark: XmlElement, styles: ReadonlyMap<string, ColourRole>): void {
    const words = wordsOf(placemark, styles)
    this.objects += 1
    const tops = placemark.children.filter(({ name }) => geometryNames.has(name))
    const before = this.pieces.length + this.notices.total
    if (placemark.children.some(({ name }) => name === 'Model')) this.notices.add('unknown-geometry', words.name)
    const waiting = [...tops].reverse()
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (collections.has(next.name)) waiting.push(...[...next.children].reverse())
      else if (geometryNames.has(next.name)) this.#geometry(next, words)
    }
    // programs write an empty point beside a track: only what leaves nothing at all is worth a word
    if (this.pieces.length + this.notices.total === before) this.notices.add('no-geometry', words.name)
  }

  #geometry(element: XmlElement, words: Words): void {
    switch (element.name) {
      case 'Point': return this.#point(element, words)
      case 'LineString': return this.#line(this.#places(coordinatesOf(element), words), words)
      case 'Track': return this.#line(this.#places(trackOf(element), words), words)
      case 'LinearRing': return this.#line(this.#places(coordinatesOf(element), words), words)
      default: return this.#area(element, words)
    }
  }

  #point(element: XmlElement, words: Words): void {
    const [first] = coordinatesOf(element)
    if (first === undefined) return
    const positions = this.#places([first], words)
    if (positions !== null) this.#add('point', positions, [], words)
  }

  #line(positions: Piece['positions'] | null, words: Words): void {
    if (positions === null || positions.length === 0) return
    if (hasExtent('line', positions)) this.#add('line', positions, [], words)
    else this.notices.add('too-few-points', words.name)
  }

  #area(element: XmlElement, words: Words): void {
    const ringsIn = (name: string): XmlElement[] => element.children.filter((child) => child.name === name).flatMap(({ children }) => children.filter((ring) => ring.name === 'LinearRing'))
    const rings: Piece['positions'][] = []
    for (const ring of [...ringsIn('outerBoundaryIs').slice(0, 1), ...ringsIn('innerBoundaryIs')]) {
      const path = this.#places(coordinatesOf(ring), words)
      if (path === null) return
      const open = openRing(path, { name: words.name, notices: this.notices })
      if (path.length === 0) return
      if (!hasExtent('area', open)) return this.notices.add('too-few-points', words.name)
      rings.push(open)
    }
    const [outer, ...holes] = rings
    if (outer !== undefined) this.#add('area', outer, holes, words)
  }

  #places(values: readonly unknown[], words: Words): Piece['positions'] | null {
    const read = readPlaces(values, { name: words.name, notices: this.notices })
    if (!('refused' in read)) return read.positions
    this.notices.add(read.refused, words.name)
    return null
  }

  #add(kind: Piece['kind'], positions: Piece['positions'], holes: Piece['holes'], words: Words): void {
    if (this.pieces.length < piecesAtMost) this.pieces.push({ kind, positions, holes, ...words, object: this.objects - 1 })
    else this.notices.add('too-many', words.name)
  }
}

/** 'lng,lat[,height] …'. Some programs put blanks after the commas. */
function coordinatesOf(element: XmlElement): number[][] {
  const written = textOf(element, 'coordinates').replace(/\s*,\s*/g, ',')
  return written === '' ? [] : written.split(/\s+/).map(numbersOf(','))
}

function trackOf(track: XmlElement): number[][] {
  return track.children.filter(({ name }) => name === 'coord').map(({ text }) => numbersOf(/\s+/)(text.trim()))
}

function numbersOf(between: string | RegExp): (written: string) => number[] {
  return (written) => written.split(between).filter((part) => part !== '').map(Number)
}

function wordsOf(placemark: XmlElement, styles: ReadonlyMap<string, ColourRole>): Words {
  const data = dataOf(placemark)
  const inline = childOf(placemark, 'Style')
  const colour = (inline === null ? null : roleOfStyle(inline)) ?? styles.get(styleNamed(placemark)) ?? 'note'
  const rest = data.filter(([name]) => name !== ownProperty)
  return { name: textOf(placemark, 'name'), note: noteOf(textOf(placemark, 'description'), rest), colour, pattern: 'solid', own: readOwn(data.find(([name]) => name === ownProperty)?.[1]) }
}

/** Data of `ExtendedData`, whether or not a schema names them. */
function dataOf(placemark: XmlElement): (readonly [string, string])[] {
  const extended = childOf(placemark, 'ExtendedData')
  if (extended === null) return []
  return walk(extended).flatMap((element): (readonly [string, string])[] => {
    const name = element.attributes.get('name') ?? ''
    if (element.name === 'Data') return [[name, textOf(element, 'value')]]
    return element.name === 'SimpleData' ? [[name, element.text.trim()]] : []
  })
}

function readOwn(written: string | undefined): unknown {
  if (written === undefined) return null
  try {
    return JSON.parse(written)
  } catch {
    return null
  }
}
