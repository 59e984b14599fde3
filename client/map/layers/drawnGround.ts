/**
 * The drawn ground of a sheet: the relief picture and the canvas over it. Named waters are there at once; everything
 * else comes when the map already stands, and a sheet without it is still a sheet.
 */
import L from 'leaflet'
import type { Zone } from '#shared/exercise/scenario.ts'
import { zoneBounds } from '#shared/geo/bounds.ts'
import { readGroundLayer, type GroundLayer } from '#shared/geo/packedLines.ts'
import { makeGroundCanvas } from './groundCanvas.ts'
import { paintGround } from './groundPaint.ts'
import { readPalette, sheetTheme, watchTheme } from './groundPalette.ts'
import { projectionOf, shapesOf, waterShape, type ShapeSet } from './groundShapes.ts'
import { themeOfShape, type Theme } from '../themes.ts'
import type { Panes } from './panes.ts'

export interface DrawnGround {
  setHidden(themes: ReadonlySet<Theme>): void
  close(): void
}

/** Only these ask for another painting. */
const paintedThemes: ReadonlySet<Theme> = new Set(['livelihood', 'contours', 'displacement', 'places'])

/** `arrived` hears of every layer once it is drawn: it may hold heights to print. */
export function drawGroundPicture(zone: Zone, { map }: Panes, arrived: (layer: GroundLayer) => void): DrawnGround {
  const projection = projectionOf(zone)
  const waters = zone.waters.map((water) => waterShape(water, projection))
  const container = map.getContainer()
  const given = new AbortController()
  let sets: readonly ShapeSet[] = []
  let palette = readPalette(container)
  let hidden: ReadonlySet<Theme> = new Set()
  const isShown = ({ kind }: ShapeSet): boolean => {
    const theme = themeOfShape(kind)
    return theme === null || !hidden.has(theme)
  }
  const canvas = makeGroundCanvas(map, map.getPane('ground') ?? container, (view) => paintGround(view, sets.filter(isShown), waters, palette))
  const relief = makeRelief(zone, map)
  canvas.redraw()
  relief.show()
  const unwatch = watchTheme(() => {
    palette = readPalette(container)
    relief.show()
    canvas.redraw()
  })
  void load()

  async function load(): Promise<void> {
    for (const name of zone.ground?.layers ?? []) {
      const layer = await fetchLayer(zone.id, name, given.signal)
      if (given.signal.aborted) return
      if (layer === null) continue
      sets = [...sets, ...shapesOf(layer, projection)]
      canvas.redraw()
      arrived(layer)
    }
    // who takes a picture of the map waits for it
    container.dataset['ground'] = 'drawn'
  }

  return {
    setHidden: (themes) => {
      const painted = (among: ReadonlySet<Theme>): string => Array.from(among).filter((each) => paintedThemes.has(each)).sort().join(' ')
      const differs = painted(hidden) !== painted(themes)
      hidden = themes
      if (differs) canvas.redraw()
    },
    close: () => {
      given.abort()
      unwatch()
      relief.close()
      canvas.close()
    },
  }
}

/** One picture a theme; the box is the sheet's own. */
function makeRelief(zone: Zone, map: L.Map): { show(): void; close(): void } {
  let shown: { readonly name: string; readonly overlay: L.ImageOverlay } | null = null
  const [south, west, north, east] = zoneBounds(zone)
  return {
    show: () => {
      const name = zone.ground?.relief[sheetTheme(map.getContainer())]
      if (name === undefined || shown?.name === name) return
      shown?.overlay.remove()
      const overlay = L.imageOverlay(`/maps/${encodeURIComponent(zone.id)}/terrain/${encodeURIComponent(name)}`, [[south, west], [north, east]], { pane: 'relief', interactive: false, alt: '' })
      overlay.addTo(map)
      shown = { name, overlay }
    },
    close: () => shown?.overlay.remove(),
  }
}

/** Null when it cannot be had: the sheet then goes without that layer. */
async function fetchLayer(zone: string, name: string, signal: AbortSignal): Promise<GroundLayer | null> {
  try {
    const answer = await fetch(`/maps/${encodeURIComponent(zone)}/layers/${encodeURIComponent(name)}`, { credentials: 'same-origin', signal })
    return answer.ok ? readGroundLayer(await answer.json()) : null
  } catch {
    return null
  }
}
