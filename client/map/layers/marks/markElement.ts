/** One mark on the map: its shapes, letters and standing picture, patched in place as long as they are of the same make. */
import L from 'leaflet'
import type { Annotation, Position } from '#shared/board/annotation.ts'
import { element } from '../../symbols/svg.ts'
import { latLngs, standing, type Panes } from '../panes.ts'
import { pictureOf, type Letter, type MarkPicture, type Part, type Plane } from './markPicture.ts'
import { standingPictureOf } from './standingPicture.ts'

export interface MarkElement {
  readonly kind: Annotation['kind']
  readonly order: string
  /** Whether another zoom asks for another picture. */
  readonly scaled: boolean
  /** Places words keep clear of: its standing picture, its letters. */
  readonly clear: readonly { readonly at: Position; readonly half: number }[]
  draw(mark: Annotation, state: string): void
  /** Above the marks of its pane that were brought to the front before. */
  toFront(rank: number): void
  remove(): void
}

type Shape = L.Polyline | L.Polygon

export function makeMarkElement(first: Annotation, panes: Panes, plane: Plane): MarkElement {
  let order = first.order
  let scaled = false
  let shapes: { readonly closed: boolean; readonly shape: Shape }[] = []
  let letters: { readonly look: string; readonly marker: L.Marker }[] = []
  let stand: { readonly look: string; readonly marker: L.Marker } | null = null
  let rank = 0
  let clear: MarkElement['clear'] = []

  function drawShapes(picture: MarkPicture, classes: string): void {
    const same = picture.parts.length === shapes.length && picture.parts.every(({ closed }, index) => closed === shapes[index]?.closed)
    if (!same) {
      for (const { shape } of shapes) shape.remove()
      shapes = picture.parts.map(({ closed }) => ({ closed, shape: makeShape(closed, picture.pane, panes) }))
    }
    picture.parts.forEach((part, index) => {
      const shape = shapes[index]?.shape
      if (shape !== undefined) drawPart(shape, part, classes)
    })
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
      return { look, marker: standing('symbols', at, 'letter-stand', element(`mark-letter letter-${shape} ${classes}`, [words])).addTo(panes.map) }
    })
  }

  function drawStanding(mark: Annotation, state: string): void {
    const picture = standingPictureOf(mark)
    if (picture === null) return
    if (stand?.look !== picture.look) {
      stand?.marker.remove()
      stand = { look: picture.look, marker: standing('symbols', picture.at, 'mark-stand', picture.make()).addTo(panes.map) }
      stand.marker.setZIndexOffset(rank)
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
      if (picture !== null) {
        const graphic = (mark.kind === 'line' || mark.kind === 'area') && mark.graphic !== null ? `graphic-${mark.graphic}` : ''
        const classes = `mark-${mark.kind} ${graphic} role-${mark.style.colour} pattern-${mark.style.pattern} ${state}`
        drawShapes(picture, classes)
        drawLetters(picture.letters, classes)
      }
      drawStanding(mark, state)
      const standingPicture = standingPictureOf(mark)
      clear = [...(standingPicture === null ? [] : [standingPicture]), ...(picture?.letters ?? []).map(({ at }) => ({ at, half: letterHalf }))]
    },
    toFront: (next) => {
      rank = next * rankStep
      for (const { shape } of shapes) shape.bringToFront()
      stand?.marker.setZIndexOffset(rank)
    },
    remove: () => {
      for (const { shape } of shapes) shape.remove()
      for (const { marker } of letters) marker.remove()
      stand?.marker.remove()
    },
  }
}

/** Half the size of a letter, pixels: a disc is 24 across. */
const letterHalf = 11

/** Leaflet adds a marker's own height on the screen to its offset; a step larger than any screen keeps ranks apart. */
const rankStep = 10_000

function makeShape(closed: boolean, pane: MarkPicture['pane'], panes: Panes): Shape {
  const options = { ...panes.options(pane), smoothFactor: 0.5 }
  return closed ? L.polygon([], options).addTo(panes.map) : L.polyline([], { ...options, fill: false }).addTo(panes.map)
}

function drawPart(shape: Shape, { role, closed, paths, fill, end }: Part, classes: string): void {
  // a polygon takes lists of lists: each ring an island of its own, never the hole of another
  if (shape instanceof L.Polygon && closed) shape.setLatLngs(paths.map((path) => [latLngs(path)]))
  else shape.setLatLngs(paths.map((path) => latLngs(path)))
  const drawn = shape.getElement()
  drawn?.setAttribute('class', `mark mark-${role} ${classes}`)
  if (closed) shape.setStyle(fill === undefined ? { fill: false } : { fill: true, fillColor: fill, fillOpacity: 1 })
  if (end === undefined) drawn?.removeAttribute('marker-end')
  else drawn?.setAttribute('marker-end', end)
}

function move(marker: L.Marker, [lat, lng]: Position): void {
  marker.setLatLng(L.latLng(lat, lng))
}
