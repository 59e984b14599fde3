import { describe, expect, test } from 'vitest'
import { areaGraphics, lineGraphics, type Annotation, type AreaGraphic, type LineGraphic } from '../../../../../shared/board/annotation.ts'
import { groundDistance } from '../../../../../shared/geo/ring.ts'
import { rankOf } from '../../../../../client/map/layers/marks/areaPictures.ts'
import { displacementHalf } from '../../../../../client/map/layers/marks/linePictures.ts'
import { labelOf } from '../../../../../client/map/layers/marks/markLabel.ts'
import { pictureOf, type MarkPicture, type Plane } from '../../../../../client/map/layers/marks/markPicture.ts'
import { broadArrow, insideOf, lengthOf, offsetPath, stationsAlong, withoutEnd } from '../../../../../client/map/layers/marks/pixelPath.ts'
import { text } from '../../../../../client/text/index.ts'

const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }
/** A thousand pixels for a degree, about 9 px for a kilometre. */
const plane: Plane = { grid, toPixel: ([lat, lng]) => [lng * 1000, -lat * 1000], toPosition: ([x, y]) => [-y / 1000, x / 1000] }
const common = { id: 'm', label: '', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, order: 'V00000', locked: false } as const
const line = (graphic: LineGraphic | null, quantity: number | null = null): Annotation => ({ ...common, kind: 'line', graphic, quantity, geometry: [[-5.8, -9.2], [-5.7, -9], [-5.8, -8.8]] })
const area = (graphic: AreaGraphic | null, label = ''): Annotation => ({ ...common, kind: 'area', graphic, label, geometry: [[-5.8, -9.2], [-5.7, -9], [-5.8, -8.8], [-6, -9]] })

/** What is left when all colour is taken away. */
function inBlack({ parts, letters }: MarkPicture): string {
  return JSON.stringify([parts.map(({ role, closed, paths, fill }) => [role, closed, paths.length, paths[0]?.length, fill?.replace(/-own/, '')]), letters.map(({ words }) => words)])
}
const drawn = (mark: Annotation): MarkPicture => {
  const picture = pictureOf(mark, plane)
  if (picture === null) throw new Error('nothing drawn')
  return picture
}

describe('[MAP14] how marks are drawn', () => {
  test('[MAP14] a circle is the same distance from its middle all round, on the ground', () => {
    const circle: Annotation = { ...common, kind: 'circle', radiusKm: 8, rings: 2, geometry: [-5.8, -9] }
    const { parts, letters } = drawn(circle)
    const outer = parts.find(({ role }) => role === 'stroke')?.paths[0] ?? []
    expect(outer.length).toBeGreaterThan(60)
    for (const at of outer) expect(groundDistance(grid, [-5.8, -9], at)).toBeCloseTo(8, 3)
    expect(letters.map(({ words }) => words)).toEqual(['4 km', '8 km'])
  })

  test('[MAP14] every graphic is told from every other without colour', () => {
    const pictures = [null, ...lineGraphics].map((graphic) => drawn(line(graphic))).concat([null, ...areaGraphics].map((graphic) => drawn(area(graphic))))
    expect(new Set(pictures.map(inBlack)).size).toBe(11)
  })

  test('[MAP14] a displacement is the broader the more people, and says how many', () => {
    const widths = [null, 50, 500, 5000, 50_000, 100_000_000].map(displacementHalf)
    expect(widths.slice(1)).toEqual([...widths.slice(1)].sort((one, other) => one - other))
    expect(Math.max(...widths)).toBeLessThanOrEqual(20)
    expect(drawn(line('displacement', 12_000)).letters).toMatchObject([{ words: '12\u202f000' }])
    expect(drawn(line('displacement')).letters).toEqual([])
  })

  test('[MAP14] the rank of a hotspot is the number its label begins with', () => {
    expect(drawn(area('hotspot', '2 Market')).letters).toMatchObject([{ words: '2', shape: 'disc' }])
    expect(drawn(area('hotspot', 'Market')).letters).toMatchObject([{ words: text.map.letters.hotspot }])
    expect([rankOf('12. North'), rankOf('2026 report'), rankOf('')]).toEqual(['12', null, null])
    expect(labelOf(area('hotspot', '2 Market'), null, '')?.words).toBe('Market')
  })

  test('[MAP14] a sticky note bears its own words; a unit has its designation beside it', () => {
    expect(labelOf({ ...common, kind: 'note', label: 'Ask', geometry: [-5.8, -9] }, null, '')).toBeNull()
    expect(labelOf({ ...common, kind: 'unit', label: 'A Coy', sidc: '10031000161211000000', geometry: [-5.8, -9] }, null, '')?.words).toBe('A Coy')
  })

  test('[MAP14] a long route does not drown in ornaments, a short one has none too many', () => {
    const far = drawn({ ...common, kind: 'line', graphic: 'patrol-route', quantity: null, geometry: [[0, 0], [0, 170]] })
    expect(Math.max(...far.parts.map(({ paths }) => paths.length))).toBeLessThanOrEqual(400)
    const near = drawn({ ...common, kind: 'line', graphic: 'patrol-route', quantity: null, geometry: [[0, 0], [0, 0.001]] })
    expect(near.parts.find(({ role }) => role === 'tick')?.paths).toEqual([])
  })
})

describe('[MAP14] paths in pixels', () => {
  const path = [[0, 0], [100, 0], [100, 100]] as const
  test('[MAP14] stations stand at equal distances, across corners', () => {
    expect(stationsAlong(path, 50, 75).map(({ at }) => at)).toEqual([[50, 0], [100, 25], [100, 100]])
    expect(lengthOf(path)).toBe(200)
    expect(withoutEnd(path, 150)).toEqual([[0, 0], [50, 0]])
  })
  test('[MAP14] a band keeps its width, and a broad arrow ends at its point', () => {
    expect(offsetPath([[0, 0], [100, 0]], 10)).toEqual([[0, 10], [100, 10]])
    expect(broadArrow([[0, 0], [100, 0]], 10)).toContainEqual([100, 0])
    expect(insideOf([[0, 0], [10, 0], [10, 10]])).toBe(1)
    expect(insideOf([[10, 10], [10, 0], [0, 0]])).toBe(-1)
  })
})
