/** The whole sheet from its control data: what every file of it is made from. Pure: no disk, no clock. */
import type { Km, Zone, ZoneArea, ZoneLine, ZoneWater } from '#shared/exercise/scenario.ts'
import { packSet, type GroundLayer } from '#shared/geo/packedLines.ts'
import { simplifyPath } from '#shared/geo/simplify.ts'
import type { RunwayControl, SheetControl } from './control.ts'
import { contoursOf, type Contours } from './contours.ts'
import { coverOf, ringsOf, type Cover } from './cover.ts'
import { fieldsOf } from './fields.ts'
import { coursesOf, makeGround, type Ground } from './heights.ts'
import { curved, fromPoint, type Course } from './meander.ts'
import { beside, far, farFromPath, partOf, pointAt, relax, resample, roundKm, type Path } from './plane.ts'
import { makeRoads } from './roads.ts'
import { outsideTowns, streamsOf } from './streams.ts'
import { townRadius, townsOf } from './towns.ts'

export interface Sheet {
  readonly zone: Zone
  readonly ground: Ground
  readonly cover: Cover
  readonly contours: Contours
  readonly layers: Readonly<Record<'contours' | 'cover' | 'towns', GroundLayer>>
}

export interface SheetWish {
  readonly control: SheetControl
  /** The zone as written: places, crossings and the roads' table are kept, geometry is made anew. */
  readonly zone: Zone
  /** Kilometres between nodes. */
  readonly step: number
  readonly said?: (what: string) => void
}

export function makeSheet({ control, zone, step, said = () => undefined }: SheetWish): Sheet {
  const courses = coursesOf(control)
  said('rivers')
  const ground = makeGround(control, zone.sizeKm, step, courses)
  said('heights')
  const waters = zone.waters.map((water) => ({ ...water, line: waterLine(control, courses.get(water.id), water, zone.sizeKm) }))
  const border = borderLine(control, courses, zone.sizeKm)
  const roads = makeRoads({ control, ground, places: zone.places, roads: zone.roads, crossings: zone.crossings, border })
  said('roads')
  const drawn: Zone = {
    ...zone, waters,
    roads: zone.roads.map((road) => ({ ...road, line: roads.get(road.id) ?? road.line })),
    areas: zone.areas.map((area) => areaOf(control, area, roads)),
    lines: zone.lines.map((line) => lineOf(control, line, roads, border)),
    ground: { relief: { light: 'relief-light.webp', dark: 'relief-dark.webp' }, layers: ['cover.json', 'contours.json', 'towns.json'] },
  }
  const streams = outsideTowns(streamsOf(ground), (at) => zone.places.some((place) => far(place.at, at) < townRadius(place)))
  const harvest = drawn.areas.filter(({ kind }) => kind === 'harvest').map(({ ring }) => ring)
  const roadLines = drawn.roads.map(({ line }) => line)
  const cover = coverOf({ control, ground, places: zone.places, streams, tilled: harvest, sizeKm: zone.sizeKm })
  said('cover')
  const contours = contoursOf(ground, zone.sizeKm, zone.places.map(({ at }) => at))
  said('contours')
  const fields = fieldsOf({ seed: control.seed + 700, ground, places: zone.places, harvest, roads: roadLines, runways: control.runways.map(runwayLine) })
  said('fields')
  const towns = townsOf({ control, ground, places: zone.places, roads: roadLines, streams })
  said('towns')
  const oxbows = Array.from(courses.values()).flatMap((course) => course.oxbows).filter((loop) => zone.places.every(({ at, population }) => farFromPath(at, loop) > 0.6 + 0.3 * Math.sqrt((population ?? 0) / 1000)))
  const layer = (parts: Partial<GroundLayer>): GroundLayer => ({ version: 1, sets: [], figures: [], summits: [], ...parts })
  const onSheet = (line: Path): boolean => line.some(([x, y]) => x > -0.3 && y > -0.3 && x < zone.sizeKm[0] + 0.3 && y < zone.sizeKm[1] + 0.3)
  return {
    zone: drawn, ground, cover, contours,
    layers: {
      cover: layer({
        sets: [
          packSet('open', 0, 0.01, ringsOf(cover.open, 1.2)), packSet('woods', 0, 0.01, ringsOf(cover.woods, 0.9)), packSet('marsh', 0, 0.01, ringsOf(cover.marsh, 1)),
          packSet('field', 0, 0.005, fields), packSet('oxbow', 0, 0.01, oxbows),
          ...([1, 2, 3] as const).map((size) => packSet('stream', size, 0.01, streams.filter((stream) => stream.size === size && onSheet(stream.line)).map(({ line }) => line))),
          packSet('stream', 2, 0.01, unnamed(control, courses, zone)),
        ],
      }),
      contours: layer({ sets: Array.from(contours.lines, ([level, lines]) => packSet('contour', level, 0.01, lines)), figures: contours.figures, summits: contours.summits }),
      towns: layer({
        sets: [
          packSet('block', 0, 0.001, towns.blocks), packSet('house', 0, 0.001, towns.houses), packSet('shelter', 0, 0.001, towns.shelters), packSet('fence', 0, 0.001, towns.fences),
          packSet('pit', 0, 0.001, towns.pits), packSet('runway', 1, 0.001, towns.paved), packSet('runway', 0, 0.001, towns.unpaved),
        ],
      }),
    },
  }
}

function runwayLine({ centre: [x, y], direction: [dx, dy], km }: RunwayControl): Km[] {
  return [[x - (dx * km) / 2, y - (dy * km) / 2], [x + (dx * km) / 2, y + (dy * km) / 2]]
}

/** From the sheet's edge (or its source) to its mouth, never without its pins. */
function waterLine(control: SheetControl, course: Course | undefined, water: ZoneWater, sizeKm: Km): readonly Km[] {
  const pins = control.waters.find(({ id }) => id === water.id)?.pins ?? []
  const line = withinSheet(course?.line ?? water.line, sizeKm)
  const cuts = [0, ...line.flatMap((at, index) => (index > 0 && index < line.length - 1 && pins.some((pin) => far(pin, at) < 1e-9) ? [index] : [])), line.length - 1]
  return roundKm(cuts.slice(1).flatMap((cut, index) => simplifyPath(line.slice(cuts[index], cut + 1), 0.014).slice(index === 0 ? 0 : 1)))
}

/** The part of a line on the sheet, cut at its edge. */
function withinSheet(line: Path, [width, height]: Km): Km[] {
  const inside = ([x, y]: Km): boolean => x >= 0 && y >= 0 && x <= width && y <= height
  const first = line.findIndex(inside)
  let last = line.length - 1
  while (last > first && !inside(pointAt(line, last))) last -= 1
  const part = line.slice(Math.max(0, first), last + 1)
  const cut = (from: Km, to: Km): Km => {
    let [low, high] = [0, 1]
    for (let round = 0; round < 40; round += 1) {
      const middle = (low + high) / 2
      if (inside([from[0] + (to[0] - from[0]) * middle, from[1] + (to[1] - from[1]) * middle])) low = middle
      else high = middle
    }
    return [from[0] + (to[0] - from[0]) * low, from[1] + (to[1] - from[1]) * low]
  }
  if (first > 0) part.unshift(cut(pointAt(line, first), pointAt(line, first - 1)))
  if (last < line.length - 1) part.push(cut(pointAt(line, last), pointAt(line, last + 1)))
  return part
}

/** Waters of the control that the zone does not name: drawn as streams. */
function unnamed(control: SheetControl, courses: ReadonlyMap<string, Course>, zone: Zone): Path[] {
  return control.waters.filter(({ id }) => !zone.waters.some((water) => water.id === id)).map(({ id }) => simplifyPath(withinSheet(courses.get(id)?.line ?? [], zone.sizeKm), 0.015))
}

function borderLine({ border }: SheetControl, courses: ReadonlyMap<string, Course>, sizeKm: Km): Km[] {
  const line = curved(border.course)
  border.then.forEach(({ water, from }, index) => {
    const to = border.then[index + 1]?.from
    const rest = fromPoint(courses.get(water)?.line ?? [], from)
    line.push(...(to === undefined ? rest : rest.slice(0, 1 + rest.findIndex((at) => far(at, to) < 1e-6 || at === rest[rest.length - 1]))))
  })
  return roundKm(simplifyPath(withinSheet(line, sizeKm), 0.014))
}

function areaOf(control: SheetControl, area: ZoneArea, roads: ReadonlyMap<string, readonly Km[]>): ZoneArea {
  const band = control.follow.bands.find((each) => each.area === area.id)
  if (band === undefined) return area
  const whole = band.roads.flatMap((id) => roads.get(id) ?? [])
  const part = band.km === null ? whole : partOf(whole, band.km[0], band.km[1])
  const calm = simplifyPath(relax(resample(part, band.half / 2), band.half > 1 ? 16 : 3), 0.05)
  return { ...area, ring: roundKm([...beside(calm, band.half), ...[...beside(calm, -band.half)].reverse()]) }
}

function lineOf(control: SheetControl, line: ZoneLine, roads: ReadonlyMap<string, readonly Km[]>, border: readonly Km[]): ZoneLine {
  if (line.id === control.border.id) return { ...line, line: border }
  const follow = control.follow.lines.find((each) => each.line === line.id)
  return follow === undefined ? line : { ...line, line: roads.get(follow.road) ?? line.line }
}

