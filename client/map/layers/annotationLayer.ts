/**
 * Officers' marks of one board. A change patches the one mark it touched; nothing is ever rebuilt. Another zoom draws anew
 * only marks made of pixels. What a mark looks like is in marks/.
 */
import { defaultLayer, type Annotation } from '#shared/board/annotation.ts'
import { compareOrder } from '#shared/board/order.ts'
import { reshapedMark, type Reshape } from '../reshape.ts'
import type { BoardDrawing, LayerPicture } from '../MapView.ts'
import { frameBatch } from './frameBatch.ts'
import type { LabelLayer } from './labelLayer.ts'
import { makeMarkElement, type MarkElement } from './marks/markElement.ts'
import { labelOf } from './marks/markLabel.ts'
import type { Plane } from './marks/markPicture.ts'
import type { Panes } from './panes.ts'
import type { Shelf } from './shelf.ts'

export interface BoardDrawingParts {
  readonly id: string
  readonly badge: number | null
  readonly panes: Panes
  readonly shelf: Shelf
  readonly labels: LabelLayer
  readonly plane: Plane
}

export function makeBoardDrawing({ id: boardId, badge, panes, shelf, labels, plane }: BoardDrawingParts): BoardDrawing {
  const wanted = new Map<string, Annotation>()
  const drawn = new Map<string, MarkElement>()
  const previews = new Map<string, Reshape>()
  const dirty = new Set<string>()
  /** Marks made of the pixels of another zoom. */
  const stale = new Set<string>()
  /** How many places each mark keeps clear of words. */
  const cleared = new Map<string, number>()
  const sets = { selected: new Set<string>(), lit: new Set<string>(), others: new Set<string>(), dimmed: new Set<string>(), fresh: new Set<string>() }
  let layers = ranked([{ id: defaultLayer, visible: true, opacity: 100 }])
  let highest: Annotation | null = null
  let ranks = 0
  let restack = false
  const batch = frameBatch(flush)
  const labelKey = (id: string): string => `mark/${boardId}/${id}`

  /** Marks of one frame are drawn in their order. Only a mark that comes to lie below another asks for all to be stacked again. */
  function flush(): void {
    const marks = Array.from(dirty, (id) => ({ id, annotation: wantedNow(id) }))
    dirty.clear()
    for (const { id, annotation } of marks) if (annotation === undefined) erase(id)
    const shown = marks.flatMap(({ annotation }) => annotation ?? []).sort(compare)
    let stacked = true
    for (const annotation of shown) {
      const before = drawn.get(annotation.id)
      if (before?.order !== annotation.order || before.kind !== annotation.kind) stacked = stacked && before === undefined && (highest === null || compare(annotation, highest) >= 0)
      const preview = previews.get(annotation.id)
      const anew = patch(preview === undefined ? annotation : reshapedMark(annotation, preview))
      stacked = stacked && (before === undefined || !anew)
      if (highest === null || compare(annotation, highest) > 0) highest = annotation
    }
    if (!stacked || restack) stack()
    restack = false
  }

  function stack(): void {
    const marks = Array.from(drawn.keys()).flatMap((id) => wanted.get(id) ?? []).sort(compare)
    marks.forEach(({ id }, rank) => drawn.get(id)?.toFront(rank))
    ranks = marks.length
    highest = marks.at(-1) ?? null
  }

  /** Layers lie over each other before marks do. */
  function compare(one: Annotation, other: Annotation): number {
    return layerOf(one).rank - layerOf(other).rank || compareOrder(one, other)
  }

  function layerOf({ layer }: Annotation): RankedLayer {
    return layers.get(layer) ?? layers.get(defaultLayer) ?? lowest
  }

  function wantedNow(id: string): Annotation | undefined {
    const annotation = wanted.get(id)
    return annotation !== undefined && layerOf(annotation).visible ? annotation : undefined
  }

  /** True when the mark's shapes were made anew. */
  function patch(annotation: Annotation): boolean {
    const { id } = annotation
    if (drawn.get(id)?.kind !== annotation.kind) erase(id)
    const present = drawn.get(id)
    const mark = present ?? makeMarkElement(annotation, panes, plane, shelf)
    drawn.set(id, mark)
    const { opacity } = layerOf(annotation)
    const state = `${stateOf(id)}${opacity < 100 ? ` fade-${opacity}` : ''}`
    const anew = mark.draw(annotation, state)
    stale.delete(id)
    if (present === undefined) mark.toFront(ranks += 1)
    keepClear(id, mark.clear)
    const label = labelOf(annotation, badge, state)
    if (label === null) labels.remove(labelKey(id))
    else labels.set(labelKey(id), label)
    return anew
  }

  function keepClear(id: string, places: MarkElement['clear']): void {
    places.forEach(({ at, half }, index) => labels.keepClear(`${labelKey(id)}/${index}`, at, half))
    for (let index = places.length; index < (cleared.get(id) ?? 0); index += 1) labels.keepClear(`${labelKey(id)}/${index}`, null, 0)
    if (places.length === 0) cleared.delete(id)
    else cleared.set(id, places.length)
  }

  function erase(id: string): void {
    const mark = drawn.get(id)
    if (mark === undefined) return
    mark.remove()
    labels.remove(labelKey(id))
    keepClear(id, [])
    drawn.delete(id)
  }

  function stateOf(id: string): string {
    return Object.entries(sets).flatMap(([name, ids]) => (ids.has(id) ? `is-${name}` : [])).join(' ')
  }

  function setStates(name: keyof typeof sets, ids: readonly string[]): void {
    const before = sets[name]
    sets[name] = new Set(ids)
    for (const id of [...before, ...ids]) if (before.has(id) !== sets[name].has(id)) touch(id)
  }

  function touch(id: string): void {
    if (wanted.has(id) || drawn.has(id)) dirty.add(id)
    if (dirty.size > 0) batch.ask()
  }

  function outdate(): void {
    for (const [id, mark] of drawn) if (mark.scaled) stale.add(id)
    scaling.ask()
  }

  /** What lies far out of view waits until it is moved to. */
  function rescale(): void {
    if (stale.size === 0) return
    const view = panes.map.getBounds().pad(0.5)
    let anew = false
    for (const id of stale) {
      const mark = drawn.get(id)
      if (mark !== undefined && !mark.meets(view)) continue
      anew = mark?.rescale() === true || anew
      stale.delete(id)
    }
    if (anew) stack()
  }
  panes.map.on('zoomend', outdate)
  // a frame later: Leaflet places everything itself first, and would do it again
  const scaling = frameBatch(rescale)
  panes.map.on('moveend', scaling.ask)

  return {
    put: (annotation) => {
      const before = wanted.get(annotation.id)
      if (before !== undefined && before.layer !== annotation.layer) restack = true
      wanted.set(annotation.id, annotation)
      touch(annotation.id)
    },
    remove: (id) => {
      touch(id)
      wanted.delete(id)
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
      const before = layers
      layers = ranked(pictures)
      restack = true
      for (const [id, mark] of wanted) if (!sameLook(before.get(mark.layer) ?? before.get(defaultLayer), layerOf(mark))) touch(id)
      batch.ask()
    },
    setPlace: (place) => {
      shelf.moveTo(place)
      restack = true
      batch.ask()
    },
    close: () => {
      batch.stop()
      panes.map.off('zoomend', outdate)
      panes.map.off('moveend', scaling.ask)
      scaling.stop()
      for (const id of Array.from(drawn.keys())) erase(id)
      shelf.close()
    },
  }
}

interface RankedLayer extends LayerPicture { readonly rank: number }
const lowest: RankedLayer = { id: defaultLayer, visible: true, opacity: 100, rank: 0 }

function ranked(pictures: readonly LayerPicture[]): ReadonlyMap<string, RankedLayer> {
  return new Map(pictures.map((picture, rank) => [picture.id, { ...picture, rank }]))
}

function sameLook(one: RankedLayer | undefined, other: RankedLayer): boolean {
  return one?.visible === other.visible && one.opacity === other.opacity
}
