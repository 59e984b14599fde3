/**
 * Pictures of one board: photos as small frames standing at their places, sheets laid on the ground under everything of
 * the board, turned and stretched as their three corners say.
 */
import L from 'leaflet'
import { defaultLayer, isPicture, type Annotation, type Geometry, type PhotoAnnotation, type SheetAnnotation } from '#shared/board/annotation.ts'
import { text } from '../../text/index.ts'
import { compareOrder } from '#shared/board/order.ts'
import type { BoardDrawing, LayerPicture } from '../MapView.ts'
import { reshapedMark, type Reshape } from '../reshape.ts'
import { element } from '../symbols/svg.ts'
import { standing, type Panes } from './panes.ts'
import type { Shelf } from './shelf.ts'

interface DrawnPicture {
  annotation: Annotation
  /** Puts it where the annotation says. Strength of its layer: 0 to 1. */
  place(annotation: Annotation, strength: number): void
  readonly frame: HTMLElement
  /** Over the board's pictures that were ranked lower. */
  rankAt(rank: number): void
  erase(): void
}

/** One drawing out of two: pictures go to the one, every other mark to the other. */
export function withPictures(marks: BoardDrawing, pictures: BoardDrawing): BoardDrawing {
  const both = <Said>(tell: (drawing: BoardDrawing) => (said: Said) => void) => (said: Said): void => {
    tell(marks)(said)
    tell(pictures)(said)
  }
  return {
    put: (annotation) => (isPicture(annotation) ? pictures : marks).put(annotation),
    remove: both(({ remove }) => remove),
    preview: (id, reshape) => {
      marks.preview(id, reshape)
      pictures.preview(id, reshape)
    },
    setSelected: both(({ setSelected }) => setSelected),
    setLit: both(({ setLit }) => setLit),
    setOthers: both(({ setOthers }) => setOthers),
    setDimmed: both(({ setDimmed }) => setDimmed),
    setFresh: both(({ setFresh }) => setFresh),
    setLayers: both(({ setLayers }) => setLayers),
    setPlace: both(({ setPlace }) => setPlace),
    close: () => {
      marks.close()
      pictures.close()
    },
  }
}

export function makePictureDrawing(panes: Panes, shelf: Shelf, address: (media: string) => string): BoardDrawing {
  const wanted = new Map<string, Annotation>()
  const drawn = new Map<string, DrawnPicture>()
  const previews = new Map<string, Reshape>()
  const sets = { selected: new Set<string>(), lit: new Set<string>(), others: new Set<string>(), dimmed: new Set<string>(), fresh: new Set<string>() }
  let layers: ReadonlyMap<string, LayerPicture> = new Map()

  function touch(id: string): void {
    const annotation = wantedNow(id)
    const before = drawn.get(id)
    if (annotation === undefined || (before !== undefined && mediaOf(before.annotation) !== mediaOf(annotation))) {
      before?.erase()
      drawn.delete(id)
    }
    if (annotation === undefined) return
    const picture = drawn.get(id) ?? begin(annotation)
    if (picture === null) return
    drawn.set(id, picture)
    picture.annotation = annotation
    stack()
    const preview = previews.get(id)
    picture.place(preview === undefined ? annotation : reshapedMark(annotation, preview), (layerOf(annotation)?.opacity ?? 100) / 100)
    for (const [name, ids] of Object.entries(sets)) picture.frame.classList.toggle(`is-${name}`, ids.has(id))
  }

  /** There are few: all are ranked again. */
  function stack(): void {
    Array.from(drawn.values()).sort((one, other) => compareOrder(one.annotation, other.annotation)).forEach((picture, rank) => picture.rankAt(rank))
  }

  function layerOf({ layer }: Annotation): LayerPicture | undefined {
    return layers.get(layer) ?? layers.get(defaultLayer)
  }

  function wantedNow(id: string): Annotation | undefined {
    const annotation = wanted.get(id)
    return annotation === undefined || layerOf(annotation)?.visible === false ? undefined : annotation
  }

  function begin(annotation: Annotation): DrawnPicture | null {
    if (annotation.kind === 'photo') return photo(annotation, panes, shelf, address)
    return annotation.kind === 'sheet' ? sheet(annotation, panes, shelf, address) : null
  }

  function setStates(name: keyof typeof sets, ids: readonly string[]): void {
    const before = sets[name]
    sets[name] = new Set(ids)
    for (const id of [...before, ...ids]) touch(id)
  }

  return {
    put: (annotation) => {
      wanted.set(annotation.id, annotation)
      touch(annotation.id)
    },
    remove: (id) => {
      wanted.delete(id)
      touch(id)
    },
    preview: (id, reshape) => {
      if (reshape === null) previews.delete(id)
      else previews.set(id, reshape)
      touch(id)
    },
    setSelected: (ids) => setStates('selected', ids),
    setLit: (ids) => setStates('lit', ids),
    setOthers: (ids) => setStates('others', ids),
    setDimmed: (ids) => setStates('dimmed', ids),
    setFresh: (ids) => setStates('fresh', ids),
    setLayers: (pictures) => {
      layers = new Map(pictures.map((picture) => [picture.id, picture]))
      for (const id of wanted.keys()) touch(id)
    },
    // the shelf is moved with the marks
    setPlace: stack,
    close: () => {
      for (const picture of drawn.values()) picture.erase()
      drawn.clear()
    },
  }
}

function mediaOf(annotation: Annotation): string {
  return isPicture(annotation) ? annotation.media : ''
}

/** A picture that cannot be had says so in its place: its media may be another exercise's, or closed to this seat now. */
function imageOf(media: string, address: (media: string) => string, frame: HTMLElement): HTMLImageElement {
  const image = document.createElement('img')
  image.decoding = 'async'
  image.draggable = false
  image.addEventListener('error', () => {
    frame.classList.add('is-missing')
    image.replaceWith(element('picture-missing', [text.map.noPicture]))
  })
  image.src = address(media)
  return image
}

function photo(annotation: PhotoAnnotation, panes: Panes, shelf: Shelf, address: (media: string) => string): DrawnPicture {
  const frame = element('photo-frame')
  const image = imageOf(annotation.media, address, frame)
  const caption = element('photo-caption')
  caption.dir = 'auto'
  frame.append(image, caption)
  const marker = standing('symbols', annotation.geometry, 'photo-stand', frame).addTo(panes.map)
  return {
    annotation, frame,
    place: ({ geometry, label }, strength) => {
      frame.style.opacity = String(strength)
      const [lat, lng] = geometry
      if (typeof lat === 'number' && typeof lng === 'number') marker.setLatLng(L.latLng(lat, lng))
      image.alt = label === '' ? text.map.kinds.photo : label
      caption.textContent = label
      caption.hidden = label === ''
    },
    rankAt: (rank) => { marker.setZIndexOffset(shelf.level('photo', rank)) },
    erase: () => { marker.remove() },
  }
}

function sheet(annotation: SheetAnnotation, panes: Panes, shelf: Shelf, address: (media: string) => string): DrawnPicture {
  const { map } = panes
  const frame = element('laid-sheet leaflet-zoom-hide')
  const image = imageOf(annotation.media, address, frame)
  image.alt = ''
  frame.append(image)
  map.getPane('sheets')?.append(frame)
  let corners: Geometry = annotation.geometry
  let opacity = annotation.opacity

  /** The picture's own pixels to the map's: one step right and one step down say all of it. */
  function lay(): void {
    const points = corners.flatMap((corner) => (typeof corner === 'number' ? [] : [map.latLngToLayerPoint([corner[0], corner[1]])]))
    const [topLeft, topRight, bottomLeft] = points
    const { naturalWidth: width, naturalHeight: height } = image
    if (topLeft === undefined || topRight === undefined || bottomLeft === undefined || width === 0 || height === 0) return
    const numbers = [(topRight.x - topLeft.x) / width, (topRight.y - topLeft.y) / width, (bottomLeft.x - topLeft.x) / height, (bottomLeft.y - topLeft.y) / height, topLeft.x, topLeft.y]
    frame.style.transform = `matrix(${numbers.join(',')})`
    frame.style.opacity = String(opacity)
  }

  image.addEventListener('load', lay)
  map.on('zoomend viewreset', lay)
  return {
    annotation, frame,
    place: (at, strength) => {
      corners = at.geometry
      if (at.kind === 'sheet') opacity = at.opacity * strength
      lay()
    },
    rankAt: (rank) => { frame.style.zIndex = String(shelf.level('photo', rank)) },
    erase: () => {
      map.off('zoomend viewreset', lay)
      frame.remove()
    },
  }
}
