/** One mark on the map: its shapes, letters and standing picture, patched in place as long as they are of the same make. */
import L from 'leaflet'
import type { Annotation, Position } from '#shared/board/annotation.ts'
import { element } from '../../symbols/svg.ts'
import { latLngs, standing, type Panes } from '../panes.ts'
import type { Shelf } from '../shelf.ts'
import { steady } from '../steadyShape.ts'
import { pictureOf, type Letter, type MarkPicture, type Part, type Plane } from './markPicture.ts'
import { standingPictureOf } from './standingPicture.ts'

export interface MarkElement {
  readonly kind: Annotation['kind']
  readonly order: string
  /** Whether another zoom asks for another picture. */
  readonly scaled: boolean
  /** Places words keep clear of: its standing picture, its letters. */
  readonly clear: readonly { readonly at: Position; readonly half: number }[]
  /** True when its shapes were made anew: they lie on top until they are stacked. */
  draw(mark: Annotation, state: string): boolean
  /** Draws what is made of pixels for another zoom; nothing else changed. True as `draw`. */
  rescale(): boolean
  /** Whether it, as drawn last, reaches into a box. */
  meets(box: L.LatLngBounds): boolean
  /** Above the marks of its pane that were brought to the front before. */
  toFront(rank: number): void
  remove(): void
}

type Shape = L.Polyline | L.Polygon
interface Drawn { readonly closed: boolean; readonly shape: Shape; paths: Part['paths'] }

export function makeMarkElement(first: Annotation, panes: Panes, plane: Plane, shelf: Shelf): MarkElement {
  let order = first.order
  let scaled = false
  let shapes: Drawn[] = []
  let dress = ''
  let drawnMark = first
  let drawnClasses = ''
  let letters: { readonly look: string; readonly marker: L.Marker }[] = []
  let stand: { readonly look: string; readonly marker: L.Marker } | null = null
  let rank = 0
  let clear: MarkElement['clear'] = []

  /** Places are set where they differ, looks when any of them differs. True when the shapes were made anew. */
  function drawShapes(picture: MarkPicture, classes: string): boolean {
    const same = picture.parts.length === shapes.length && picture.parts.every(({ closed }, index) => closed === shapes[index]?.closed)
    if (!same) {
      for (const { shape } of shapes) shape.remove()
      shapes = picture.parts.map(({ closed }) => ({ closed, shape: makeShape(closed, picture.pane, panes, shelf), paths: [] }))
    }
    const wanted = JSON.stringify([classes, picture.parts.map(({ role, fill, end }) => [role, fill, end])])
    picture.parts.forEach((part, index) => {
      const drawn = shapes[index]
      if (drawn === undefined) return
      if (!samePaths(drawn.paths, part.paths)) placePart(drawn, part)
      if (!same || wanted !== dress) dressPart(drawn.shape, part, classes)
    })
    dress = wanted
    return !same
  }

  function drawLetters(wanted: readonly Letter[], classes: string): void {
    for (const { marker } of letters.splice(wanted.length)) marker.remove()
    letters = wanted.map(({ at, words, shape }, index) => {
      const look = `mark-letter letter-${shape} ${words} ${classes}`
      const present = letters[index]
      if (present?.look === look) {
        present.marker.setLatLng(L.latLng(at[0], at[1]))
        return present
      }
      present?.marker.remove()
      return { look, marker: standing('symbols', at, 'letter-stand', element(`mark-letter letter-${shape} ${classes}`, [words])).setZIndexOffset(shelf.level('letter', rank)).addTo(panes.map) }
    })
  }

  function drawStanding(mark: Annotation, state: string): void {
    const picture = standingPictureOf(mark)
    if (picture === null) return
    const still = picture.still === null || toldByFrame.test(state) ? null : picture.still
    const look = `${picture.look}${still === null ? '' : ' still'}`
    if (stand?.look !== look) {
      stand?.marker.remove()
      const content = (still === null ? null : panes.still.of(picture.look, still)) ?? picture.make()
      stand = { look, marker: standing('symbols', picture.at, 'mark-stand', content).addTo(panes.map) }
      stand.marker.setZIndexOffset(shelf.level('symbol', rank))
    }
    move(stand.marker, picture.at)
    stand.marker.getElement()?.setAttribute('class', `leaflet-marker-icon mark-stand mark-stand-${mark.kind} ${state}`)
  }

  return {
    kind: first.kind,
    get order() { return order },
    get scaled() { return scaled },
    get clear() { return clear },
    draw: (mark, state) => {
      order = mark.order
      const picture = pictureOf(mark, plane)
      scaled = picture?.scaled === true
      drawnMark = mark
      let anew = false
      if (picture !== null) {
        const graphic = (mark.kind === 'line' || mark.kind === 'area') && mark.graphic !== null ? `graphic-${mark.graphic}` : ''
        const classes = `mark-${mark.kind} ${graphic} role-${mark.style.colour} pattern-${mark.style.pattern} ${state}`
        drawnClasses = classes
        anew = drawShapes(picture, classes)
        drawLetters(picture.letters, classes)
      }
      drawStanding(mark, state)
      const standingPicture = standingPictureOf(mark)
      clear = [...(standingPicture === null ? [] : [standingPicture]), ...(picture?.letters ?? []).map(({ at }) => ({ at, half: letterHalf }))]
      return anew
    },
    rescale: () => {
      const picture = pictureOf(drawnMark, plane)
      if (picture === null) return false
      drawLetters(picture.letters, drawnClasses)
      return drawShapes(picture, drawnClasses)
    },
    meets: (box) => shapes.some(({ shape }) => {
      const own = shape.getBounds()
      return own.isValid() && box.intersects(own)
    }),
    toFront: (next) => {
      rank = next
      for (const { shape } of shapes) shape.bringToFront()
      for (const { marker } of letters) marker.setZIndexOffset(shelf.level('letter', rank))
      stand?.marker.setZIndexOffset(shelf.level('symbol', rank))
    },
    remove: () => {
      for (const { shape } of shapes) shape.remove()
      for (const { marker } of letters) marker.remove()
      stand?.marker.remove()
    },
  }
}

/** States that are drawn in the frame of a picture. */
const toldByFrame = /is-(?:selected|lit|others)/

/** Half the size of a letter, pixels: a disc is 24 across. */
const letterHalf = 11

function makeShape(closed: boolean, pane: MarkPicture['pane'], panes: Panes, shelf: Shelf): Shape {
  const options = { ...panes.options(pane), shelf, smoothFactor: 0.5 }
  return (closed ? steady(L.polygon([], options)) : steady(L.polyline([], { ...options, fill: false }))).addTo(panes.map)
}

function placePart(drawn: Drawn, { closed, paths }: Part): void {
  const { shape } = drawn
  // a polygon takes lists of lists: each ring an island of its own, never the hole of another
  if (shape instanceof L.Polygon && closed) shape.setLatLngs(paths.map((path) => [latLngs(path)]))
  else shape.setLatLngs(paths.map((path) => latLngs(path)))
  drawn.paths = paths
}

/** Strokes along a mark's own geometry are the very same list, zoom after zoom. */
function samePaths(one: Part['paths'], other: Part['paths']): boolean {
  return one.length === other.length && one.length > 0 && one.every((path, index) => path === other[index])
}

function dressPart(shape: Shape, { role, closed, fill, end }: Part, classes: string): void {
  const drawn = shape.getElement()
  drawn?.setAttribute('class', `mark mark-${role} ${classes}`)
  if (closed) shape.setStyle(fill === undefined ? { fill: false } : { fill: true, fillColor: fill, fillOpacity: 1 })
  if (end === undefined) drawn?.removeAttribute('marker-end')
  else drawn?.setAttribute('marker-end', end)
}

function move(marker: L.Marker, [lat, lng]: Position): void {
  marker.setLatLng(L.latLng(lat, lng))
}
