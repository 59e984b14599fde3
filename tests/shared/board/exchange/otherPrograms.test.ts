/** Files of other programs' test suites (tests/fixtures/exchange/README.md), in and out: geometry unchanged, counts exact. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readGeoJson } from '../../../../shared/board/exchange/geoJsonIn.ts'
import { marksAsGeoJson, piecesAsGeoJson } from '../../../../shared/board/exchange/geoJsonOut.ts'
import { marksAsKml } from '../../../../shared/board/exchange/kmlOut.ts'
import { readMapFile } from '../../../../shared/board/exchange/mapFile.ts'
import { marksFromPieces } from '../../../../shared/board/exchange/marksFromPieces.ts'
import type { FileRead, Piece } from '../../../../shared/board/exchange/piece.ts'

const folder = new URL('../../../fixtures/exchange', import.meta.url).pathname
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
const filesOf = (program: string, ending: RegExp): string[] => readdirSync(join(folder, program)).filter((name) => ending.test(name)).map((name) => `${program}/${name}`)

function piecesOf(file: FileRead): readonly Piece[] {
  if (file.status === 'refused') throw new Error(file.problem)
  return file.pieces
}

type Place = readonly [number, number]
const round = (value: number): number => Math.round(value * 1e6) / 1e6 + 0

/** Every place of a GeoJSON value, in order, found without our reader. */
function placesIn(value: unknown): Place[] {
  if (Array.isArray(value)) {
    const [lng, lat] = value as unknown[]
    if (typeof lng === 'number' && typeof lat === 'number') return [[round(lng), round(lat)]]
    return value.flatMap(placesIn)
  }
  if (typeof value !== 'object' || value === null) return []
  const { coordinates, geometry, geometries, features } = value as Record<string, unknown>
  return [coordinates, geometry, geometries, features].flatMap((each) => (each === undefined ? [] : placesIn(each)))
}

/** Every place of a KML file, in order, found without our reader. */
function placesInKml(written: string): Place[] {
  return [...written.matchAll(/<coordinates>([\s\S]*?)<\/coordinates>/g)].flatMap(([, tuples = '']) =>
    tuples.trim().split(/\s+/).filter((tuple) => tuple !== '').map((tuple): Place => {
      const [lng = NaN, lat = NaN] = tuple.split(',').map(Number)
      return [round(lng), round(lat)]
    }))
}

/** In as pieces, made marks, out in both languages, in again: the same places each time. */
function throughBoth(pieces: readonly Piece[]): void {
  const whole = pieces.map((piece) => ({ ...piece, holes: [] }))
  const { marks } = marksFromPieces(whole, { prefix: 'm', highest: null, group: null })
  expect(marks.length).toBe(pieces.length)
  const places = placesIn(piecesAsGeoJson(whole))
  expect(placesIn(marksAsGeoJson(marks))).toEqual(places)
  expect(placesInKml(marksAsKml(marks, 't'))).toEqual(places)
  for (const again of [JSON.stringify(marksAsGeoJson(marks)), marksAsKml(marks, 't')]) {
    expect(placesIn(piecesAsGeoJson(piecesOf(readMapFile(again))))).toEqual(places)
  }
}

const offTheGlobe = 'geojsonhint/good-issue82.geojson'

describe('[EXC2] GeoJSON of other programs', () => {
  test.each([...filesOf('geojsonhint', /^good-/), ...filesOf('gdal', /\.geojson$/), ...filesOf('mapbox-togeojson', /\.geojson$/)].filter((path) => path !== offTheGlobe))('[EXC2] %s in and out, geometry unchanged', (path) => {
    const file = readGeoJson(read(path))
    const pieces = piecesOf(file)
    expect(placesIn(piecesAsGeoJson(pieces))).toEqual(placesIn(JSON.parse(read(path))))
    throughBoth(pieces)
  })

  test('[EXC2] a file with places off the globe is read no further than it can be, and says so', () => {
    expect(readGeoJson(read(offTheGlobe))).toEqual({ status: 'read', pieces: [], objects: 1, notices: [{ code: 'off-the-globe', count: 3, example: '' }] })
  })

  test.each([
    ['bad-json', 'not-json'], ['bad-rootstring', 'not-geojson'], ['bad-featurecollection-obj', 'not-geojson'], ['bad-unknowntype', 'not-geojson'],
  ])('[EXC3] %s is refused whole: %s', (name, problem) => {
    expect(readGeoJson(read(`geojsonhint/${name}.geojson`))).toEqual({ status: 'refused', problem })
  })

  test.each([
    ['bad-badcoordtype', 0, 'bad-coordinates'], ['bad-featurelist', 0, 'bad-coordinates'], ['bad-point-string', 0, 'bad-coordinates'],
    ['bad-multipoint-nondimension', 0, 'bad-coordinates'], ['bad-short-line', 0, 'too-few-points'], ['bad-different-first-last', 1, 'ring-not-closed'],
    ['bad-short-linearring', 1, 'ring-not-closed'], ['bad-nofeaturetype', 0, 'no-feature'], ['bad-badcoord', 1, 'height-dropped'],
  ])('[EXC3] %s: %i pieces, and the notice %s', (name, pieces, code) => {
    const file = readGeoJson(read(`geojsonhint/${name}.geojson`))
    expect(piecesOf(file).length).toBe(pieces)
    expect(file).toMatchObject({ notices: [{ code }] })
  })

  test('[EXC2] collections in collections and rings the other way round are read', () => {
    expect(piecesOf(readGeoJson(read('geojsonhint/bad-geometrycollection_nested.geojson'))).map(({ kind }) => kind)).toEqual(['point', 'point', 'line'])
    expect(piecesOf(readGeoJson(read('geojsonhint/bad-polygon_winding_order.geojson')))).toMatchObject([{ kind: 'area', positions: [[0, 100], [1, 100], [1, 101], [0, 101]] }])
  })
})

describe('[EXC2] KML of other programs', () => {
  test.each(filesOf('mapbox-togeojson', /\.kml$/))('[EXC2] %s: the places another reader finds in it', (path) => {
    const pieces = piecesOf(readMapFile(read(path)))
    const expected = placesIn(JSON.parse(read(`${path}.geojson`)))
    expect(placesIn(piecesAsGeoJson(pieces))).toEqual(expected)
    throughBoth(pieces)
  })

  test.each([
    ['togeojson/addresses', 2, ['no-geometry', 'too-few-points', 'height-dropped']], ['togeojson/linear_ring', 1, ['height-dropped']], ['togeojson/multigeometry_sibling', 23, []],
    ['togeojson/point_extra_coordinates', 1, ['height-dropped']], ['togeojson/schema', 1, []], ['togeojson/styles', 2, ['height-dropped']], ['gdal/placemark_in_root_and_subfolder', 2, []], ['gdal/non_conformant_multi', 3, []], ['rust-kml/polygon', 1, ['height-dropped']],
  ] as const)('[EXC2] %s has %i pieces', (name, count, notices) => {
    const written = read(`${name}.kml`)
    const file = readMapFile(written)
    const pieces = piecesOf(file)
    expect(pieces.length).toBe(count)
    expect(file).toMatchObject({ notices: notices.map((code) => ({ code })) })
    throughBoth(pieces)
  })

  test.each([
    ['togeojson/bad', 0, ['bad-coordinates']], ['togeojson/networklink', 0, ['network-link']], ['togeojson/ground_overlay', 0, ['overlay-picture']],
    ['togeojson/nogeomplacemark', 0, ['no-geometry']], ['togeojson/null_geometry', 0, ['no-geometry']], ['gdal/kml_with_space_content_in_coordinates', 0, ['no-geometry']],
  ] as const)('[EXC3] %s: %i pieces and the notices %j', (name, count, codes) => {
    const file = readMapFile(read(`${name}.kml`))
    expect(piecesOf(file).length).toBe(count)
    expect(file.status === 'read' ? file.notices.map(({ code }) => code) : []).toEqual(codes)
  })
})
