/** The drawing order of the map, bottom to top, and the SVG renderer of each pane. */
import L from 'leaflet'
import { makeStillPictures, type StillPictures } from './marks/stillPictures.ts'
import { Shelf } from './shelf.ts'

export const paneOrder = [
  'relief', 'ground', 'margin', 'land', 'roads', 'settlements', 'boundaries', 'sheets', 'grid', 'place-labels',
  'world', 'reference', 'areas', 'lines', 'symbols', 'labels', 'selection', 'people', 'tool',
] as const
export type Pane = (typeof paneOrder)[number]

export interface Panes {
  readonly map: L.Map
  /** Symbols as images. */
  readonly still: StillPictures
  /** Options every shape of a pane begins with: its pane and renderer, and no listening of Leaflet's own. */
  options(pane: Pane): { readonly pane: string; readonly renderer: L.Renderer; readonly interactive: false }
}

/** Makes the panes. Pictures reach half a screen beyond the view, so that moving the map shows no bare edge. */
export function makePanes(map: L.Map): Panes {
  const renderers = new Map<Pane, L.Renderer>()
  paneOrder.forEach((pane, index) => {
    const element = map.createPane(pane)
    element.classList.add(`pane-${pane}`)
    element.style.zIndex = String(200 + index * 10)
    element.style.pointerEvents = 'none'
  })
  return {
    map,
    still: makeStillPictures(map.getContainer()),
    options: (pane) => {
      let renderer = renderers.get(pane)
      if (renderer === undefined) {
        renderer = new WholePixelSvg({ pane, padding: 0.5 })
        renderers.set(pane, renderer)
      }
      return { pane, renderer, interactive: false }
    },
  }
}

/**
 * Two things of Leaflet's mended. One: it lays a picture of shapes on whole pixels after each move, but after a zoom on the fraction its arithmetic gives: every line
 * is blurred, and half a pixel beside the ground, until somebody moves the map. The other: it knows no order among boards.
 */
class WholePixelSvg extends L.SVG {
  _reset(): void {
    const reset: unknown = Reflect.get(L.SVG.prototype, '_reset')
    if (typeof reset !== 'function') throw new Error('this Leaflet\'s renderers have no _reset')
    Reflect.apply(reset, this, [])
    const [container, bounds]: readonly unknown[] = [Reflect.get(this, '_container'), Reflect.get(this, '_bounds')]
    if (container instanceof SVGSVGElement && bounds instanceof L.Bounds && bounds.min !== undefined) Reflect.apply(L.DomUtil.setPosition, L.DomUtil, [container, bounds.min])
  }

  /** A shape that names a shelf lies on it, and is brought to the front there. */
  _addPath(shape: L.Path): void {
    const add: unknown = Reflect.get(L.SVG.prototype, '_addPath')
    if (typeof add !== 'function') throw new Error('this Leaflet\'s renderers have no _addPath')
    Reflect.apply(add, this, [shape])
    const shelf: unknown = Reflect.get(shape.options, 'shelf')
    const [path, root] = [shape.getElement(), shape.getElement()?.parentElement]
    if (shelf instanceof Shelf && path !== undefined && root) shelf.groupIn(root).append(path)
  }
}

export function latLngs(positions: readonly (readonly [number, number])[]): L.LatLng[] {
  return positions.map(([lat, lng]) => L.latLng(lat, lng))
}

/**
 * A marker that is laid out, not transformed. Leaflet moves each by a transform, which makes every one a picture of its own
 * to be put together again in each frame: with a thousand of them on the map, dragging it stutters.
 */
class StandingMarker extends L.Marker {
  /** Leaflet's own way to put the icon somewhere; in a zoom it is called for every step. */
  _setPos(at: L.Point): void {
    const icon = this.getElement()
    if (icon === undefined) return
    Reflect.set(icon, '_leaflet_pos', at)
    icon.style.left = `${at.x}px`
    icon.style.top = `${at.y}px`
    // by its rank alone: Leaflet would add how far down the screen it stands
    icon.style.zIndex = this.options.zIndexOffset === 0 ? '' : String(this.options.zIndexOffset)
  }
}

/** A picture standing on a place. Size and place of the picture are the style sheet's. */
export function standing(pane: Pane, at: readonly [number, number], className: string, content: HTMLElement | SVGElement): L.Marker {
  const wrapper = document.createElement('div')
  wrapper.className = 'standing'
  wrapper.append(content)
  const icon = L.divIcon({ className: `stands ${className}`, iconSize: undefined, html: wrapper })
  return new StandingMarker(L.latLng(at[0], at[1]), { icon, pane, interactive: false, keyboard: false, zIndexOffset: 0 })
}
