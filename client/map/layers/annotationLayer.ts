/**
 * Officers' marks of one board. A change patches the one mark it touched; nothing is ever rebuilt. Strokes 2.5 px with a
 * paper halo, areas with the hatch of their role, threat lines double (hand-drawn rule: one line ours, two lines theirs).
 */
import L from 'leaflet'
import { positionsOf, withGeometry, type Annotation, type Geometry, type Position } from '#shared/board/annotation.ts'
import { compareOrder } from '#shared/board/order.ts'
import type { BoardDrawing } from '../MapView.ts'
import { arrowName, hatchName } from '../symbols/definitions.ts'
import { markerPicture } from '../symbols/markerPicture.ts'
import { frameBatch } from './frameBatch.ts'
import type { Label, LabelLayer } from './labelLayer.ts'
import { latLngs, standing, type Panes } from './panes.ts'
import { centreOf, middleOf } from './smooth.ts'

interface DrawnMark {
  annotation: Annotation
  readonly paths: readonly (L.Polyline | L.Polygon)[]
  marker: L.Marker | null
  markerLook: string
}

const pathRoles = { line: ['halo', 'stroke', 'inner'], area: ['halo', 'stroke'], marker: [], text: [], circle: [], note: [], unit: [], photo: [], sheet: [] } as const

export function makeBoardDrawing(boardId: string, badge: number | null, panes: Panes, labels: LabelLayer): BoardDrawing {
  const wanted = new Map<string, Annotation>()
  const drawn = new Map<string, DrawnMark>()
  const previews = new Map<string, Geometry>()
  const dirty = new Set<string>()
  const sets = { selected: new Set<string>(), lit: new Set<string>(), others: new Set<string>() }
  let visible = true
  const batch = frameBatch(flush)
  const labelKey = (id: string): string => `mark/${boardId}/${id}`

  /** New marks of one frame are added in their order; marks already drawn keep their place. */
  function flush(): void {
    const marks = Array.from(dirty, (id) => ({ id, annotation: visible ? wanted.get(id) : undefined }))
    dirty.clear()
    for (const { id, annotation } of marks) if (annotation === undefined) erase(id)
    const shown = marks.flatMap(({ annotation }) => annotation ?? []).sort(compareOrder)
    for (const annotation of shown) {
      const preview = previews.get(annotation.id)
      patch(preview === undefined ? annotation : withGeometry(annotation, preview))
    }
  }

  function patch(annotation: Annotation): void {
    let mark = drawn.get(annotation.id)
    if (mark !== undefined && mark.annotation.kind !== annotation.kind) {
      erase(annotation.id)
      mark = undefined
    }
    mark ??= begin(annotation)
    mark.annotation = annotation
    drawn.set(annotation.id, mark)
    patchPaths(mark)
    patchMarker(mark)
    patchLabel(annotation)
  }

  function begin(annotation: Annotation): DrawnMark {
    const pane = annotation.kind === 'area' ? 'areas' : 'lines'
    const options = { ...panes.options(pane), smoothFactor: 0.5 }
    const paths = pathRoles[annotation.kind].map(() =>
      annotation.kind === 'area' ? L.polygon([], options) : L.polyline([], { ...options, fill: false }))
    for (const path of paths) path.addTo(panes.map)
    return { annotation, paths, marker: null, markerLook: '' }
  }

  function patchPaths({ annotation, paths }: DrawnMark): void {
    if (annotation.kind !== 'line' && annotation.kind !== 'area') return
    const { colour, pattern } = annotation.style
    paths.forEach((path, index) => {
      const role = pathRoles[annotation.kind][index] ?? 'stroke'
      path.setLatLngs(latLngs(annotation.geometry))
      const shape = path.getElement()
      shape?.setAttribute('class', `mark mark-${annotation.kind} mark-${role} role-${colour} pattern-${pattern} ${stateOf(annotation.id)}`)
      if (role !== 'stroke') return
      if (annotation.kind === 'area') path.setStyle({ fillColor: hatchName(colour), fillOpacity: 1 })
      else if (pattern === 'arrow') shape?.setAttribute('marker-end', arrowName(colour))
      else shape?.removeAttribute('marker-end')
    })
  }

  function patchMarker(mark: DrawnMark): void {
    const { annotation } = mark
    if (annotation.kind === 'line' || annotation.kind === 'area' || annotation.kind === 'text' || annotation.kind === 'sheet') return
    const symbol = annotation.kind === 'marker' ? annotation.symbol : 'note'
    const look = `${symbol} ${annotation.style.colour}`
    if (mark.marker === null || mark.markerLook !== look) {
      mark.marker?.remove()
      mark.marker = standing('symbols', annotation.geometry, 'mark-stand', markerPicture(symbol, annotation.style.colour, 34)).addTo(panes.map)
      mark.markerLook = look
    }
    mark.marker.setLatLng(L.latLng(annotation.geometry[0], annotation.geometry[1]))
    const standingElement = mark.marker.getElement()
    standingElement?.setAttribute('class', `leaflet-marker-icon mark-stand ${stateOf(annotation.id)}`)
    labels.keepClear(labelKey(annotation.id), annotation.geometry, 16)
  }

  function patchLabel(annotation: Annotation): void {
    const label = labelOf(annotation, badge, stateOf(annotation.id))
    if (label === null) labels.remove(labelKey(annotation.id))
    else labels.set(labelKey(annotation.id), label)
  }

  function erase(id: string): void {
    const mark = drawn.get(id)
    if (mark === undefined) return
    for (const path of mark.paths) path.remove()
    mark.marker?.remove()
    labels.remove(labelKey(id))
    labels.keepClear(labelKey(id), null, 0)
    drawn.delete(id)
  }

  function stateOf(id: string): string {
    return Object.entries(sets).flatMap(([name, ids]) => (ids.has(id) ? `is-${name}` : [])).join(' ')
  }

  function setStates(name: keyof typeof sets, ids: readonly string[]): void {
    for (const id of [...sets[name], ...ids]) touch(id)
    sets[name] = new Set(ids)
  }

  function touch(id: string): void {
    if (wanted.has(id) || drawn.has(id)) dirty.add(id)
    if (dirty.size > 0) batch.ask()
  }

  return {
    put: (annotation) => {
      wanted.set(annotation.id, annotation)
      touch(annotation.id)
    },
    remove: (id) => {
      touch(id)
      wanted.delete(id)
    },
    preview: (id, geometry) => {
      if (geometry === null) previews.delete(id)
      else previews.set(id, geometry)
      touch(id)
    },
    setSelected: (ids) => setStates('selected', ids),
    setLit: (ids) => setStates('lit', ids),
    setOthers: (ids) => setStates('others', ids),
    setVisible: (on) => {
      if (visible === on) return
      visible = on
      for (const id of wanted.keys()) touch(id)
    },
    close: () => {
      batch.stop()
      for (const id of Array.from(drawn.keys())) erase(id)
    },
  }
}

/** Where a mark's words stand: beside a marker, on a text, in the middle of a line or an area. */
export function anchorOf(annotation: Annotation): Position {
  if (annotation.kind === 'line') return middleOf(annotation.geometry).at
  if (annotation.kind === 'area') return centreOf(annotation.geometry)
  return positionsOf(annotation.geometry)[0] ?? [0, 0]
}

function labelOf(annotation: Annotation, badge: number | null, state: string): Label | null {
  const { kind, label, style } = annotation
  if (label === '' && badge === null) return null
  return {
    at: anchorOf(annotation), words: label, ...(badge === null ? {} : { badge }), className: `label-mark label-mark-${kind} role-${style.colour} ${state}`, pane: 'labels',
    priority: kind === 'text' ? 10 : kind === 'marker' ? 200 : 220, seat: kind === 'text' || kind === 'area' ? 'over' : 'around',
    gap: kind === 'marker' ? 20 : 9, must: kind === 'text', fromZoom: 0,
  }
}
