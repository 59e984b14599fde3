/**
 * One canvas below everything that lives: it reaches a little beyond the view, follows the map while it moves, is scaled
 * while it zooms and painted anew when it stands still. What is painted is groundPaint.ts.
 */
import L from 'leaflet'

/** What a painter needs to know: world plane × `size` − origin = pixels of the canvas. */
export interface CanvasView {
  readonly context: CanvasRenderingContext2D
  readonly zoom: number
  /** Pixels the whole world is wide at this zoom. */
  readonly size: number
  readonly originX: number
  readonly originY: number
  readonly width: number
  readonly height: number
  /** Pixels of the screen in one of the map's. */
  readonly density: number
}

export interface GroundCanvas {
  /** Paints at once. */
  redraw(): void
  close(): void
}

const beyond = 0.25
const densest = 2

export function makeGroundCanvas(map: L.Map, pane: HTMLElement, paint: (view: CanvasView) => void): GroundCanvas {
  const canvas = document.createElement('canvas')
  canvas.className = 'ground-canvas leaflet-zoom-animated'
  canvas.setAttribute('aria-hidden', 'true')
  pane.append(canvas)
  const context = canvas.getContext('2d')
  let drawnZoom = map.getZoom()
  let drawnCentre = map.getCenter()

  function redraw(): void {
    if (context === null) return
    const view = map.getSize()
    const density = Math.min(densest, window.devicePixelRatio || 1)
    const width = Math.round(view.x * (1 + 2 * beyond))
    const height = Math.round(view.y * (1 + 2 * beyond))
    if (width === 0 || height === 0) return
    if (canvas.width !== Math.round(width * density) || canvas.height !== Math.round(height * density)) {
      canvas.width = Math.round(width * density)
      canvas.height = Math.round(height * density)
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
    }
    const corner = map.containerPointToLayerPoint([-view.x * beyond, -view.y * beyond]).round()
    L.DomUtil.setPosition(canvas, corner)
    drawnZoom = map.getZoom()
    drawnCentre = map.getCenter()
    const origin = map.getPixelOrigin().add(corner)
    context.setTransform(density, 0, 0, density, 0, 0)
    context.clearRect(0, 0, width, height)
    paint({ context, zoom: drawnZoom, size: 256 * 2 ** drawnZoom, originX: origin.x, originY: origin.y, width, height, density })
  }

  /** Shows what was painted as the map will look at another zoom, until it is painted there. */
  function show(centre: L.LatLng, zoom: number): void {
    const scale = map.getZoomScale(zoom, drawnZoom)
    const half = map.getSize().multiplyBy(0.5 + beyond)
    const moved = map.project(drawnCentre, zoom)
    const paneAt = L.DomUtil.getPosition(map.getPane('mapPane') ?? pane)
    const origin = map.project(centre, zoom).subtract(map.getSize().divideBy(2)).add(paneAt).round()
    const corner = half.multiplyBy(-scale).add(moved).subtract(origin)
    L.DomUtil.setTransform(canvas, corner, scale)
  }

  const onAnimation = (event: L.ZoomAnimEvent): void => show(event.center, event.zoom)
  const onZoom = (): void => { if (map.getZoom() !== drawnZoom) show(map.getCenter(), map.getZoom()) }
  map.on('zoomanim', onAnimation)
  map.on('zoom', onZoom)
  map.on('moveend viewreset resize', redraw)
  return {
    redraw,
    close: () => {
      map.off('zoomanim', onAnimation)
      map.off('zoom', onZoom)
      map.off('moveend viewreset resize', redraw)
      canvas.remove()
    },
  }
}
