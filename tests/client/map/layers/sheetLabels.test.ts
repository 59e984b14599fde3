/** The words of the Wenza sheet as they are placed: none on another, every place named in time. Widths are estimated generously. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { readGroundLayer } from '#shared/geo/packedLines.ts'
import { toWorldPlane } from '#shared/geo/sheetProjection.ts'
import { heightLabels, markHalf, sheetLabels, type SheetLabel } from '../../../../client/map/layers/groundLabels.ts'
import { placeLabels, type LabelWish } from '../../../../client/map/layers/placeLabels.ts'
import { calmStretches } from '../../../../client/map/layers/smooth.ts'
import { wenza } from '../../../support/wenzaFiles.ts'

const { zone } = wenza()
const heights = readGroundLayer(JSON.parse(readFileSync(new URL('../../../../maps/wenza/layers/contours.json', import.meta.url), 'utf8')))
const labels: readonly SheetLabel[] = [...sheetLabels(zone), ...(heights === null ? [] : heightLabels(heights))]

/** Font size and letter spacing by the style sheet (map.css), a little more than Noto Sans needs. */
function sizeOf({ words, className }: SheetLabel): readonly [number, number] {
  const font = className.includes('capital') ? 16 : className.includes('rank-1') || className.includes('water-river') ? 14 : className.includes('area-') ? 12 : className.includes('contour') || className.includes('summit') ? 10 : 12
  const spaced = className.includes('area-') ? 0.75 : className.includes('water') ? 0.2 : className.includes('road') ? 0.12 : 0
  return [words.length * font * (0.6 + spaced) + (className.includes('road') ? 10 : 0), font * 1.2 + (className.includes('summit') ? 8 : 0)]
}

function wishesAt(zoom: number): LabelWish[] {
  return labels.filter(({ fromZoom }) => fromZoom <= zoom).map((label) => {
    const [x, y] = toWorldPlane(kmToLatLng(zone.grid, label.at))
    const size = 256 * 2 ** zoom
    const [width, height] = sizeOf(label)
    const { key, priority, seat, gap, must, far = false, turn, once } = label
    return { key, x: (x - 0.47) * size, y: (y - 0.51) * size, width, height, priority, seat, gap, must, far, ...(turn === undefined ? {} : { turn }), ...(once === undefined ? {} : { once: once(zoom) }) }
  })
}

/** Crossings wear a sign and places a mark, and labels keep clear of them. */
function signsAt(zoom: number) {
  const size = 256 * 2 ** zoom
  const box = (at: readonly [number, number], half: number) => {
    const [x, y] = toWorldPlane(kmToLatLng(zone.grid, at))
    return { left: (x - 0.47) * size - half, right: (x - 0.47) * size + half, top: (y - 0.51) * size - half, bottom: (y - 0.51) * size + half }
  }
  const marked = zone.places.filter((place) => markHalf(place) > 0 && place.rank <= 2)
  return [...zone.crossings.map(({ at }) => box(at, 12)), ...marked.map((place) => box(place.at, markHalf(place)))]
}

function boxesAt(zoom: number) {
  const wishes = wishesAt(zoom)
  const seats = placeLabels(wishes, signsAt(zoom))
  return wishes.flatMap(({ key, x, y, width, height, turn = 0 }) => {
    const seat = seats.get(key)
    if (seat === undefined) return []
    const angle = (turn * Math.PI) / 180
    const [wide, high] = [Math.abs(width * Math.cos(angle)) + Math.abs(height * Math.sin(angle)), Math.abs(width * Math.sin(angle)) + Math.abs(height * Math.cos(angle))]
    const [middleX, middleY] = [x + seat[0] + width / 2, y + seat[1] + height / 2]
    return [{ key, left: middleX - wide / 2, right: middleX + wide / 2, top: middleY - high / 2, bottom: middleY + high / 2 }]
  })
}

const zooms = Array.from({ length: 19 }, (_, index) => 8.5 + index * 0.25)

describe('[MAP14] the words of the sheet', () => {
  test.each(zooms)('[MAP14] at zoom %f none lies on another', (zoom) => {
    const boxes = boxesAt(zoom)
    const overlaps = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom).map((other) => `${one.key} and ${other.key}`))
    expect(overlaps).toEqual([])
  })

  test.each(zooms.filter((zoom) => zoom >= 11))('[MAP14] at zoom %f every place is named', (zoom) => {
    const named = new Set(boxesAt(zoom).map(({ key }) => key))
    expect(zone.places.filter(({ id }) => !named.has(`place/${id}`)).map(({ name }) => name)).toEqual([])
  })

  test('[MAP14] on the whole sheet the capital, every town, the river and the hills are named', () => {
    const named = new Set(boxesAt(10).map(({ key }) => key))
    for (const key of ['place/adrun', 'place/corvale', 'place/kestin', 'place/ishtel', 'place/lothra', 'place/farrow-bridge', 'place/pelu-ferry', 'area/gorrem-hills']) expect(named.has(key), key).toBe(true)
    expect(Array.from(named).some((key) => key.startsWith('water/wenza/'))).toBe(true)
  })

  test('[MAP14] the name of a river follows it and is never upside down', () => {
    for (const { line } of zone.waters) for (const { turn } of calmStretches(line, 3, 12)) expect(Math.abs(turn)).toBeLessThanOrEqual(90)
  })
})
