/** The map, with Leaflet: the one implementation of MapView. No tiles, nothing from any network, no words in HTML. */
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import './map.css'
import './marks.css'
import './pictures.css'
import './themes.css'
import { growBounds } from '#shared/geo/bounds.ts'
import { kmToLatLng, latLngToKm } from '#shared/geo/grid.ts'
import { makeBoardDrawing } from './layers/annotationLayer.ts'
import { makeGraphicDefinitions } from './layers/marks/graphicDefinitions.ts'
import type { Plane } from './layers/marks/markPicture.ts'
import { makeGridLayer } from './layers/gridLayer.ts'
import { drawGround, placeWords } from './layers/groundLayer.ts'
import { makeLabelLayer } from './layers/labelLayer.ts'
import { makePanes } from './layers/panes.ts'
import { makePictureDrawing, withPictures } from './layers/pictureLayer.ts'
import { makePresenceLayer } from './layers/presenceLayer.ts'
import { Shelf } from './layers/shelf.ts'
import { makeToolLayer } from './layers/toolLayer.ts'
import { makeWorldLayer } from './layers/worldLayer.ts'
import type { MapListener, MapOptions, MapView } from './MapView.ts'
import { themeOfPlace, themes as allThemes, type Theme } from './themes.ts'
import { makeDefinitions } from './symbols/definitions.ts'
import { isStill, motionIsWelcome } from '../state/still.ts'
import { showBox } from './showBox.ts'
import { wholeSheet } from './wholeSheet.ts'

const closeZoom = 12

/** Makes a map in an empty element that has a size. The caller closes it. */
export function makeLeafletMap(element: HTMLElement, { zone, stage }: MapOptions): MapView {
  const whole = wholeSheet(zone)
  const map = L.map(element, {
    attributionControl: false, zoomControl: false, keyboard: false, trackResize: false, doubleClickZoom: false, boxZoom: false,
    zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 100, minZoom: 7.5, maxZoom: 15.5,
    maxBoundsViscosity: 0.8, fadeAnimation: false,
  })
  // Not as an option at the start: Leaflet would then pan back after every move, also in the middle of a move the program makes.
  const limits = toBounds(growBounds(whole, 0.6))
  map.options.maxBounds = limits
  // before anything is drawn: the ground reads its colours from the sheet's own style
  element.classList.add('map-sheet')
  element.classList.toggle('map-stage', stage)
  element.append(makeDefinitions(), makeGraphicDefinitions(), makeGlass())
  map.fitBounds(toBounds(whole))
  const panes = makePanes(map)
  const labels = makeLabelLayer(map)
  const ground = drawGround(zone, panes, labels)
  const grid = makeGridLayer(zone, panes)
  grid.show(true)
  const world = makeWorldLayer(zone, panes, labels)
  const plane: Plane = {
    grid: zone.grid,
    toPixel: ([lat, lng]) => {
      const { x, y } = map.latLngToLayerPoint([lat, lng])
      return [x, y]
    },
    toPosition: ([x, y]) => {
      const { lat, lng } = map.layerPointToLatLng([x, y])
      return [lat, lng]
    },
  }
  const presence = makePresenceLayer(panes)
  const tool = makeToolLayer(panes)
  const listeners = new Set<MapListener>()
  let hidden: ReadonlySet<Theme> = new Set()
  let movedByPerson = false
  /** What the map was last told to show, until a person moves it: shown again when the map gets another size. */
  let held: Move = fitting(whole)

  /** Leaflet begins some moves a frame later, so who moved the map is whoever last laid a hand on it. */
  function byProgram(move: Move, animate: boolean): void {
    movedByPerson = false
    held = move
    move(animate)
  }
  function byPerson(): void {
    movedByPerson = true
  }
  /** While a zoom is being shown, Leaflet drops every other wish: the latest one is kept and carried out after it. */
  let zooming = false
  let next: (() => void) | null = null
  function go(move: Move, animate: boolean): void {
    if (zooming) next = () => byProgram(move, animate)
    else byProgram(move, animate)
  }
  function fitting(bounds: Bounds): Move {
    return (animate) => showBox(map, toBounds(bounds), { animate, afresh: isStill() })
  }
  map.on('zoomanim', () => { zooming = true })
  map.on('zoomend', () => {
    zooming = false
    const move = next
    next = null
    move?.()
  })
  map.on('dragstart dblclick', byPerson)
  for (const type of ['wheel', 'touchmove']) element.addEventListener(type, byPerson, { passive: true })
  map.on('move', () => tell(false))
  map.on('moveend', () => tell(true))
  map.on('moveend', () => { if (movedByPerson) map.panInsideBounds(limits) })
  map.on('zoomend', markZoom)
  markZoom()

  function tell(settled: boolean): void {
    for (const listener of listeners) listener.moved?.(movedByPerson, settled)
  }

  /** The style sheet widens roads and rivers by these steps. */
  function markZoom(): void {
    const zoom = map.getZoom()
    element.dataset['zoom'] = zoom < 9.75 ? 'far' : zoom < 11 ? 'sheet' : zoom < 12.5 ? 'near' : 'close'
  }

  function placeNear([x, y]: readonly [number, number]): string | null {
    const found = zone.places.find((place) => {
      if (hidden.has(themeOfPlace(place.kind))) return false
      const at = map.latLngToContainerPoint([...kmToLatLng(zone.grid, place.at)])
      return Math.hypot(at.x - x, at.y - y) < 12
    })
    return found === undefined ? null : placeWords(found)
  }

  const resized = new ResizeObserver(() => {
    map.invalidateSize({ animate: false, pan: false })
    if (!movedByPerson) go(held, false)
  })
  resized.observe(element)

  return {
    element,
    toScreen: ([lat, lng]) => {
      const { x, y } = map.latLngToContainerPoint([lat, lng])
      return [x, y]
    },
    toPosition: ([x, y]) => {
      const { lat, lng } = map.containerPointToLatLng([x, y])
      return [lat, lng]
    },
    bounds: () => {
      const bounds = map.getBounds()
      return [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()]
    },
    centre: () => {
      const { lat, lng } = map.getCenter()
      return [lat, lng]
    },
    size: () => {
      const { x, y } = map.getSize()
      return [x, y]
    },
    fit: (bounds, animate) => go(fitting(bounds), animate && motionIsWelcome()),
    fitWhole: () => {
      byPerson()
      map.fitBounds(toBounds(whole), { animate: motionIsWelcome() })
    },
    goTo: ([lat, lng]) => {
      const zoom = Math.max(map.getZoom(), closeZoom)
      go((animate) => map.setView([lat, lng], zoom, { animate }), motionIsWelcome())
    },
    setScale: (centre, pixelsPerKm) => {
      map.options.zoomSnap = 0
      map.options.maxBoundsViscosity = 0
      for (const gesture of [map.scrollWheelZoom, map.touchZoom]) gesture?.disable()
      go(() => map.setView([...centre], zoomFor(zone, map, centre, pixelsPerKm), { animate: false }), false)
    },
    panBy: ([x, y]) => {
      byPerson()
      map.panBy([x, y], { animate: motionIsWelcome(), duration: 0.12 })
    },
    zoomBy: (steps) => {
      byPerson()
      map.setZoom(map.getZoom() + steps * 0.5, { animate: motionIsWelcome() })
    },
    setDragging: (on) => (on ? map.dragging.enable() : map.dragging.disable()),
    setDoubleClickZoom: (on) => (on ? map.doubleClickZoom.enable() : map.doubleClickZoom.disable()),
    showWorld: world.show,
    setHidden: (themes) => {
      hidden = themes
      for (const theme of allThemes) element.classList.toggle(`hides-${theme}`, themes.has(theme))
      labels.setHidden(themes)
      ground.setHidden(themes)
      world.setHidden(themes)
      grid.show(!themes.has('grid'))
    },
    seeNear: world.seeNear,
    wordsNear: (point) => world.wordsNear(point) ?? placeNear(point),
    openBoard: (id, badge, address) => {
      const shelf = new Shelf()
      return withPictures(makeBoardDrawing({ id, badge, panes, shelf, labels, plane }), makePictureDrawing(panes, shelf, address))
    },
    openReference: async (sharpness) => (await import('./layers/referenceLayer.ts')).makeReferenceDrawing(panes, () => sharpness ?? window.devicePixelRatio),
    openReach: async () => (await import('./layers/reachLayer.ts')).makeReachDrawing(panes),
    showPeers: presence.showPeers,
    showPointer: presence.showPointer,
    showTool: tool.show,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      resized.disconnect()
      listeners.clear()
      ground.close()
      world.close()
      grid.close()
      presence.close()
      tool.close()
      labels.close()
      panes.still.close()
      // Leaflet ends a pan that is under way as it goes: that must not begin another on a map that is gone
      movedByPerson = false
      map.remove()
    },
  }
}

/**
 * What pointers meet instead of the thousands of shapes below: nothing on the map listens for itself. It also carries the
 * cursor, which everything inside an element inherits: on the map's own, each change would style every shape anew.
 */
function makeGlass(): HTMLElement {
  const glass = document.createElement('div')
  glass.className = 'map-glass'
  return glass
}

/** Mercator stretches north and east not quite alike (0.7 % here): the mean of both keeps every distance within half of that. */
function zoomFor({ grid }: MapOptions['zone'], map: L.Map, centre: readonly [number, number], pixelsPerKm: number): number {
  const [x, y] = latLngToKm(grid, centre)
  const across = map.project([...kmToLatLng(grid, [x - 5, y])], 0).distanceTo(map.project([...kmToLatLng(grid, [x + 5, y])], 0))
  const along = map.project([...kmToLatLng(grid, [x, y - 5])], 0).distanceTo(map.project([...kmToLatLng(grid, [x, y + 5])], 0))
  return Math.log2((pixelsPerKm * 20) / (across + along))
}

type Bounds = readonly [number, number, number, number]
type Move = (animate: boolean) => void

function toBounds([south, west, north, east]: Bounds): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east])
}
