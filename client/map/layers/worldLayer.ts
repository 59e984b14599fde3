/**
 * What is so in the zone now: states of roads, crossings and sites, what the world put on the map, phone coverage. Only
 * a fact that changed is drawn anew. What is new rings for ten seconds and stays marked until it was seen.
 */
import L from 'leaflet'
import type { Zone } from '#shared/exercise/scenario.ts'
import type { PinFact, WorldFacts } from '#shared/exercise/world.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import type { ScreenPoint, WorldPicture } from '../MapView.ts'
import { element } from '../symbols/svg.ts'
import { drawCoverage, drawCrossing, drawPin, drawRoad, drawSite, type Drawn, type FactTools } from './worldFacts.ts'
import { themeOfPlace, type Theme } from '../themes.ts'
import { standing, type Panes } from './panes.ts'
import type { LabelLayer } from './labelLayer.ts'

export interface WorldLayer {
  show(picture: WorldPicture): void
  setHidden(themes: ReadonlySet<Theme>): void
  seeNear(point: ScreenPoint): void
  wordsNear(point: ScreenPoint): string | null
  close(): void
}

const ringMs = 10_000
const nearPixels = 28
const tipPixels = 18

interface Kept extends Drawn {
  readonly fact: unknown
  readonly since: number
  ring: L.Marker | null
}

export function makeWorldLayer(zone: Zone, panes: Panes, labels: LabelLayer): WorldLayer {
  const kept = new Map<string, Kept>()
  const seen = new Map<string, number>()
  let picture: WorldPicture | null = null
  let hidden: ReadonlySet<Theme> = new Set()
  const tools: FactTools = { panes, labels, place: (at) => kmToLatLng(zone.grid, at) }

  function draw(): void {
    redraw(picture === null ? new Map() : drawingsOf(zone, picture.facts, hidden, tools))
    if (picture !== null) markNew(picture)
  }

  /** How facts lie over each other goes by what they are, not by which changed last. */
  function redraw(wanted: ReadonlyMap<string, Wanted>): void {
    let isChanged = false
    for (const [key, each] of kept) {
      if (wanted.get(key)?.fact === each.fact) continue
      each.ring?.remove()
      each.remove()
      kept.delete(key)
    }
    for (const [key, { fact, since, draw: drawFact }] of wanted) {
      if (kept.has(key)) continue
      kept.set(key, { ...drawFact(), fact, since, ring: null })
      isChanged = true
    }
    if (isChanged) Array.from(wanted.keys()).forEach((_key, index, keys) => kept.get(keys[keys.length - 1 - index] ?? '')?.lieAt(keys.length - index))
  }

  function markNew({ now, newAfter }: WorldPicture): void {
    for (const [key, each] of kept) {
      // What was so at the opening is no news.
      const isNew = each.since > 0 && each.since > newAfter && each.since <= now && each.since > (seen.get(key) ?? -1)
      if (!isNew) {
        each.ring?.remove()
        each.ring = null
        continue
      }
      each.ring ??= ringAt(each).addTo(panes.map)
      each.ring.getElement()?.classList.toggle('ring-live', now - each.since < ringMs)
    }
  }

  function distanceTo({ at, lift }: Drawn, [x, y]: ScreenPoint): number {
    const pixel = panes.map.latLngToContainerPoint(L.latLng(at[0], at[1]))
    return Math.hypot(pixel.x - x, pixel.y - lift - y)
  }

  function ringAt({ at, lift }: Drawn): L.Marker {
    const ring = element('ring')
    const stand = element('ring-lift', [ring])
    stand.style.transform = `translateY(${-lift}px)`
    return standing('selection', at, 'ring-stand', stand)
  }

  return {
    show: (next) => {
      const factsChanged = picture?.facts !== next.facts
      picture = next
      if (factsChanged) draw()
      else markNew(next)
    },
    setHidden: (themes) => {
      hidden = themes
      draw()
    },
    seeNear: (point) => {
      for (const [key, each] of kept) {
        if (each.ring === null || picture === null || picture.now - each.since < ringMs) continue
        if (distanceTo(each, point) > nearPixels) continue
        seen.set(key, each.since)
        each.ring.remove()
        each.ring = null
      }
    },
    wordsNear: (point) => {
      let [found, nearest]: [string | null, number] = [null, tipPixels]
      for (const each of kept.values()) {
        const distance = distanceTo(each, point)
        if (distance < nearest) [found, nearest] = [each.words, distance]
      }
      return found
    },
    close: () => redraw(new Map()),
  }
}

interface Wanted {
  readonly fact: unknown
  readonly since: number
  readonly draw: () => Drawn
}

function drawingsOf(zone: Zone, facts: WorldFacts, hidden: ReadonlySet<Theme>, tools: FactTools): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  const shown = <Thing>(theme: Theme, things: readonly Thing[]): readonly Thing[] => (hidden.has(theme) ? [] : things)
  for (const road of shown('routes', zone.roads)) {
    const fact = facts.roads[road.id]
    if (fact !== undefined && (fact.state !== 'open' || fact.since > 0)) wanted.set(`road/${road.id}`, { fact, since: fact.since, draw: () => drawRoad(road, fact, tools) })
  }
  for (const crossing of shown('crossings', zone.crossings)) {
    const fact = facts.crossings[crossing.id]
    wanted.set(`crossing/${crossing.id}`, { fact: fact ?? crossing, since: fact?.since ?? 0, draw: () => drawCrossing(crossing, fact, tools) })
  }
  for (const place of zone.places.filter(({ kind }) => !hidden.has(themeOfPlace(kind)))) {
    const fact = facts.sites[place.id]
    if (fact !== undefined && (fact.state !== 'calm' || fact.since > 0)) wanted.set(`site/${place.id}`, { fact, since: fact.since, draw: () => drawSite(place, fact, tools) })
  }
  for (const mast of shown('coverage', zone.masts)) {
    const fact = facts.masts[mast.id]
    wanted.set(`mast/${mast.id}`, { fact: fact ?? mast, since: fact?.since ?? 0, draw: () => drawCoverage(mast, fact, tools) })
  }
  for (const [id, pin] of shown('incidents', pinsOf(facts))) wanted.set(`pin/${id}`, { fact: pin, since: pin.since, draw: () => drawPin(id, pin, tools) })
  return wanted
}

function pinsOf(facts: WorldFacts): (readonly [string, PinFact])[] {
  return Object.entries(facts.pins).filter(([, pin]) => !pin.gone && pin.points.length > 0)
}
