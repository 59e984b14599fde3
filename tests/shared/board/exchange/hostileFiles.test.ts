import { describe, expect, test } from 'vitest'
import { readGeoJson } from '../../../../shared/board/exchange/geoJsonIn.ts'
import { piecesAsGeoJson } from '../../../../shared/board/exchange/geoJsonOut.ts'
import { readKml } from '../../../../shared/board/exchange/kmlIn.ts'
import { checkPlaces, swapPlaces } from '../../../../shared/board/exchange/mapFile.ts'
import { marksFromPieces } from '../../../../shared/board/exchange/marksFromPieces.ts'
import type { FileRead } from '../../../../shared/board/exchange/piece.ts'
import { readXml } from '../../../../shared/board/exchange/xml.ts'
import { limits } from '../../../../shared/protocol/limits.ts'

type Read = Extract<FileRead, { status: 'read' }>

function whole(file: FileRead): Read {
  if (file.status === 'refused') throw new Error(file.problem)
  return file
}
const json = (value: unknown): Read => whole(readGeoJson(JSON.stringify(value)))
const kml = (inner: string): Read => whole(readKml(`<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inner}</Document></kml>`))
const feature = (geometry: unknown, properties: unknown = {}): unknown => ({ type: 'Feature', properties, geometry })
const ring = [[0, 0], [4, 0], [4, 4], [0, 0]]

describe('[EXC3] files that mean harm, or are broken, harm nobody', () => {
  test('[EXC3] collections nested a hundred thousand deep are left out, and said so', () => {
    const depth = 100_000
    const deep = `${'{"type":"GeometryCollection","geometries":['.repeat(depth)}{"type":"Point","coordinates":[1,2]}${']}'.repeat(depth)}`
    expect(readGeoJson(deep)).toMatchObject({ status: 'read', pieces: [], notices: [{ code: 'too-deep', count: 1 }] })
    const arrays = `{"type":"Point","coordinates":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(readGeoJson(arrays)).toMatchObject({ pieces: [], notices: [{ code: 'bad-coordinates' }] })
  })

  test('[EXC3] an XML file cannot bring entities of its own, nor fetch', () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY b "&lol;&lol;">]><kml>&b;</kml>'
    expect(readKml(bomb)).toEqual({ status: 'refused', problem: 'doctype' })
    expect(readKml('<!DOCTYPE kml SYSTEM "file:///etc/passwd"><kml/>')).toEqual({ status: 'refused', problem: 'doctype' })
  })

  test.each([
    ['cut off', '<kml><Document><name>a'], ['crossed', '<kml><a></kml></a>'], ['two roots', '<kml/><kml/>'], ['words outside', '<kml/>junk'], ['no root', '<!-- -->'],
    ['nested a thousand deep', `<kml>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</kml>`], ['a bare sign', '<kml>a < b</kml>'], ['an unclosed comment', '<kml><!-- </kml>'],
  ])('[EXC3] XML that is %s is refused', (_, written) => {
    expect(readXml(written)).toEqual({ problem: 'not-xml' })
  })

  test('[EXC3] a web page is no map', () => {
    expect(readKml('<html><body>hello</body></html>')).toEqual({ status: 'refused', problem: 'not-kml' })
  })

  test('[EXC3] keys of objects’ prototypes are words like others', () => {
    const file = whole(readGeoJson('{"type":"Feature","__proto__":{"geometry":1},"properties":{"__proto__":{"name":"evil"},"constructor":"x","name":"A"},"geometry":{"type":"Point","coordinates":[1,2]}}'))
    expect(file.pieces).toMatchObject([{ name: 'A', note: 'constructor: x' }])
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false)
  })

  test('[EXC3] scripts in a description are words no longer, and text stays text', () => {
    const file = kml('<Placemark><name>&lt;b&gt;x</name><description><![CDATA[<p>First</p><script>alert(1)</script><b>bold</b> &amp; more<br/>end]]></description><Point><coordinates>1,2</coordinates></Point></Placemark>')
    expect(file.pieces).toMatchObject([{ name: '<b>x', note: 'First\nbold & more\nend' }])
  })

  test.each([
    ['NaN as a word', '{"type":"Point","coordinates":[NaN,1]}', { status: 'refused', problem: 'not-json' }],
    ['null', '{"type":"Point","coordinates":[null,1]}', { notices: [{ code: 'bad-coordinates' }] }],
    ['1e999', '{"type":"Point","coordinates":[1e999,1]}', { notices: [{ code: 'bad-coordinates' }] }],
    ['91 degrees', '{"type":"Point","coordinates":[1,91]}', { notices: [{ code: 'off-the-globe' }] }],
    ['metres of another grid', '{"type":"Point","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"coordinates":[1000000,1]}', { status: 'refused', problem: 'other-coordinates' }],
  ])('[EXC3] places given as %s are not drawn', (_, written, expected) => {
    expect(readGeoJson(written)).toMatchObject(expected)
  })

  test('[EXC3] one bad part of an object takes no other with it', () => {
    const file = json({ type: 'FeatureCollection', features: [feature({ type: 'MultiPoint', coordinates: [[1, 2], ['a', 'b'], [3, 4]] }), 7, null, feature(null, { name: 'Nowhere' }), feature({ type: 'Point', coordinates: [5, 6] })] })
    expect(file.objects).toBe(5)
    expect(file.pieces.map(({ positions }) => positions[0])).toEqual([[2, 1], [4, 3], [6, 5]])
    expect(file.notices).toEqual([
      { code: 'no-geometry', count: 1, example: 'Nowhere' }, { code: 'bad-coordinates', count: 1, example: '' }, { code: 'no-feature', count: 2, example: '' },
    ])
  })
})

describe('[EXC4] what a board cannot hold is said, never silently lost', () => {
  test('[EXC4] heights are dropped and counted', () => {
    expect(json(feature({ type: 'LineString', coordinates: [[1, 2, 30], [3, 4, 50]] }, { name: 'Ridge' })).notices).toEqual([{ code: 'height-dropped', count: 1, example: 'Ridge' }])
  })

  test('[EXC4] a hole is kept in a reference layer, and named when an area becomes a mark', () => {
    const hole = [[1, 1], [2, 1], [2, 2], [1, 1]]
    const inner = (at: string): string => `<LinearRing><coordinates>${at}</coordinates></LinearRing>`
    const files = [
      json(feature({ type: 'Polygon', coordinates: [ring, hole] }, { name: 'Lake' })),
      kml(`<Placemark><name>Lake</name><Polygon><innerBoundaryIs>${inner('1,1 2,1 2,2 1,1')}</innerBoundaryIs><outerBoundaryIs>${inner('0,0 4,0 4,4 0,0')}</outerBoundaryIs></Polygon></Placemark>`),
    ]
    for (const { pieces } of files) {
      expect(piecesAsGeoJson(pieces)).toMatchObject({ features: [{ geometry: { coordinates: [ring, hole] } }] })
      const made = marksFromPieces(pieces, { prefix: 'm', highest: null, group: null })
      expect(made.marks).toMatchObject([{ kind: 'area', label: 'Lake', geometry: [[0, 0], [0, 4], [4, 4]] }])
      expect(made.notices).toEqual([{ code: 'holes', count: 1, example: 'Lake' }])
    }
  })

  test('[EXC4] a line of more points than a mark may have is made simpler', () => {
    const coordinates = Array.from({ length: limits.annotationPoints + 500 }, (_, index) => [index / 1000, Math.sin(index / 50)])
    const { marks, notices } = marksFromPieces(json({ type: 'LineString', coordinates }).pieces, { prefix: 'm', highest: null, group: null })
    expect(marks[0]?.geometry.length).toBeLessThanOrEqual(limits.annotationPoints)
    expect(notices).toMatchObject([{ code: 'simplified', count: 1 }])
  })

  test('[EXC4] parts of one object are taken together', () => {
    const { marks } = marksFromPieces(json({ type: 'FeatureCollection', features: [feature({ type: 'MultiPoint', coordinates: [[1, 2], [3, 4]] }), feature({ type: 'Point', coordinates: [5, 6] })] }).pieces, { prefix: 'm', highest: null, group: null })
    expect(marks.map(({ group }) => group)).toEqual(['m-g0', 'm-g0', ''])
  })

  test('[EXC4] colours become the nearest meaning', () => {
    const roles = (colours: readonly string[]): unknown[] => json({ type: 'FeatureCollection', features: colours.map((stroke) => feature({ type: 'Point', coordinates: [1, 2] }, { stroke })) }).pieces.map(({ colour }) => colour)
    expect(roles(['#ff0000', '#0a0', '#1976d2', 'purple', '#888888', '#ffff00', 'pink?'])).toEqual(['threat', 'state', 'own', 'civilian', 'note', 'note', 'note'])
    const styled = kml('<Style id="r"><LineStyle><color>ff0000ff</color></LineStyle></Style><StyleMap id="m"><Pair><key>highlight</key><styleUrl>#x</styleUrl></Pair><Pair><key>normal</key><styleUrl>#r</styleUrl></Pair></StyleMap><Placemark><styleUrl>#m</styleUrl><Point><coordinates>1,2</coordinates></Point></Placemark><Placemark><Style><IconStyle><color>ffff0000</color></IconStyle></Style><Point><coordinates>1,2</coordinates></Point></Placemark>')
    expect(styled.pieces.map(({ colour }) => colour)).toEqual(['threat', 'own'])
  })

  test('[EXC4] other properties are read as lines of the note', () => {
    expect(json(feature({ type: 'Point', coordinates: [1, 2] }, { name: 'Well', depth: 12, open: true, tags: ['x'], desc: 'Hand pump' })).pieces).toMatchObject([{ name: 'Well', note: 'Hand pump\ndepth: 12\nopen: true' }])
    expect(kml('<Placemark><ExtendedData><Data name="depth"><value>12</value></Data><SchemaData><SimpleData name="use">cattle</SimpleData></SchemaData></ExtendedData><Point><coordinates>1, 2</coordinates></Point></Placemark>').pieces).toMatchObject([{ note: 'depth: 12\nuse: cattle', positions: [[2, 1]] }])
  })

  test('[EXC4] latitude and longitude the wrong way round are suspected, and can be turned', () => {
    const sheet = [-6.6, -9.6, -5.1, -8.4] as const
    const wrong = json({ type: 'LineString', coordinates: [[-5.9, -9], [-5.8, -9.1]] }).pieces
    expect(checkPlaces(wrong, sheet)).toMatchObject([{ code: 'order-suspect', count: 1 }, { code: 'outside-sheet', count: 1 }])
    const turned = swapPlaces(wrong)
    expect(turned[0]?.positions).toEqual([[-5.9, -9], [-5.8, -9.1]])
    expect(checkPlaces(turned, sheet)).toEqual([])
    expect(checkPlaces(json({ type: 'Point', coordinates: [30, 50] }).pieces, sheet)).toMatchObject([{ code: 'outside-sheet' }])
  })
})
