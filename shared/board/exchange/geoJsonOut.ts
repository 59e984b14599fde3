/**
 * Marks written as GeoJSON: geometry, name, description and colours for every program, and all fields of a mark under one
 * property of ours, so that what comes back is the same mark.
 */
import { positionsOf, roundPosition, type Annotation, type Position } from '../annotation.ts'
import { fieldsOf } from '../annotationParser.ts'
import { circleRing, fourCorners } from './circleRing.ts'
import { colourOfRole } from './colours.ts'
import { compareOrder } from '../order.ts'
import { ownProperty } from './geoJsonIn.ts'
import type { Piece } from './piece.ts'

export interface GeoJsonGeometry { readonly type: 'Point' | 'LineString' | 'Polygon'; readonly coordinates: unknown }
export interface GeoJsonFeature {
  readonly type: 'Feature'
  readonly id?: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: GeoJsonGeometry
}
export interface GeoJsonFile { readonly type: 'FeatureCollection'; readonly features: readonly GeoJsonFeature[] }

export function marksAsGeoJson(marks: Iterable<Annotation>): GeoJsonFile {
  return { type: 'FeatureCollection', features: Array.from(marks).sort(compareOrder).map(featureOf) }
}

/** Pieces as they were read, for a reference layer: holes are kept, what was ours is not. */
export function piecesAsGeoJson(pieces: readonly Piece[]): GeoJsonFile {
  return {
    type: 'FeatureCollection',
    features: pieces.map(({ kind, positions, holes, name, note, colour }) => ({
      type: 'Feature',
      properties: { name, description: note, stroke: colourOfRole[colour] },
      geometry: kind === 'area' ? polygon([positions, ...holes]) : kind === 'line' ? { type: 'LineString', coordinates: positions.map(turned) } : point(positions[0] ?? [0, 0]),
    })),
  }
}

function featureOf(mark: Annotation): GeoJsonFeature {
  const colour = colourOfRole[mark.style.colour]
  return {
    type: 'Feature',
    id: mark.id,
    properties: {
      name: mark.label, description: mark.note, stroke: colour, 'marker-color': colour,
      ...(mark.kind === 'area' || mark.kind === 'circle' ? { fill: colour, 'fill-opacity': 0.18 } : {}),
      [ownProperty]: ownFieldsOf(mark),
    },
    geometry: geometryOf(mark),
  }
}

/** Everything a mark is. The geometry of paths is the file's own, so that what another program moved is moved. */
export function ownFieldsOf(mark: Annotation): Readonly<Record<string, unknown>> {
  const { geometry, ...fields } = fieldsOf(mark)
  if (mark.kind === 'sheet') return { ...fields, corners: geometry }
  return mark.kind === 'circle' ? { ...fields, centre: geometry } : fields
}

function geometryOf(mark: Annotation): GeoJsonGeometry {
  const positions = positionsOf(mark.geometry).map(roundPosition)
  switch (mark.kind) {
    case 'line': return { type: 'LineString', coordinates: positions.map(turned) }
    case 'area': return polygon([positions])
    case 'sheet': return polygon([fourCorners(positions)])
    case 'circle': return polygon([circleRing(mark.geometry, mark.radiusKm)])
    default: return point(positions[0] ?? [0, 0])
  }
}

function point(at: Position): GeoJsonGeometry {
  return { type: 'Point', coordinates: turned(at) }
}

function polygon(rings: readonly (readonly Position[])[]): GeoJsonGeometry {
  return { type: 'Polygon', coordinates: rings.map((ring) => [...ring, ...ring.slice(0, 1)].map(turned)) }
}

function turned([lat, lng]: Position): [number, number] {
  return [lng, lat]
}
