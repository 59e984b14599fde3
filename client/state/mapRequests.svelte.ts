/** What panels ask of the map beside them: go there, or let the person pick a place. One for each view with a map. */
import { getContext, setContext } from 'svelte'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import type { ToolId } from '../map/tools/tool.ts'
import { formatMgrs, kmToLatLng } from '#shared/geo/grid.ts'

/** What is reached within the hours its words say: parts of roads, and rings of the ground. */
export interface ReachBand { readonly label: string; readonly roads: readonly (readonly Km[])[]; readonly rings: readonly (readonly Km[])[] }
/** What lies shaded under the marks: bands of reach, the nearest first, or the roads of one way. */
export interface Shading { readonly bands: readonly ReachBand[]; readonly way: readonly (readonly Km[])[] }

/** A place of the plan: what is said of it, whether somebody is sent there, and the row it opens. */
export interface PlannedSpot { readonly at: Km; readonly words: string; readonly rank: 'must' | 'should' | 'could' | null; readonly isHeld: boolean; readonly row: string }

export class MapRequests {
  /** A new object each time, so that asking twice for the same place goes there twice. */
  goTo = $state.raw<{ readonly at: Km } | null>(null)
  /** While set, the next click on the map answers it. */
  picking = $state.raw<((at: Km) => void) | null>(null)
  /** A tool to take in hand: set back to null by the map when it was taken. */
  hand = $state.raw<ToolId | null>(null)
  /** The tool somebody is asked to use: its button is ringed. */
  lit = $state.raw<ToolId | null>(null)
  /** Null = nothing is shaded. */
  shading = $state.raw<Shading | null>(null)
  /** Places of the plan that stand on the map while a panel speaks of them. */
  planned = $state.raw<readonly PlannedSpot[]>([])
  /** Opens the row of a place of the plan; null = nothing answers. */
  openPlanned: ((row: string) => void) | null = null
  readonly #grid: Zone['grid']
  readonly #turned: () => void

  /** `turned` is called when the map is to be seen: a drawer over it closes. */
  constructor(zone: Zone, turned: () => void = () => {}) {
    this.#grid = zone.grid
    this.#turned = turned
  }

  show(at: Km): void {
    this.goTo = { at }
    this.#turned()
  }

  take(tool: ToolId): void {
    this.hand = tool
  }

  pick(answer: (at: Km) => void): void {
    this.catchDrop(answer)
    this.#turned()
  }

  /** Something is being dragged towards the map: where it is let go answers. What is open stays open. */
  catchDrop(answer: (at: Km) => void): void {
    this.picking = (at) => {
      this.picking = null
      answer([Math.round(at[0] * 1000) / 1000, Math.round(at[1] * 1000) / 1000])
    }
  }

  stopPicking(): void {
    this.picking = null
  }

  /** '29M NT 440 512'. */
  reference(at: Km): string {
    return formatMgrs(this.#grid, kmToLatLng(this.#grid, at))
  }
}

const key = Symbol('map requests')

export function setMapRequests(requests: MapRequests): void {
  setContext(key, requests)
}

/** Throws outside a view with a map. */
export function useMapRequests(): MapRequests {
  const requests = getContext<MapRequests | undefined>(key)
  if (requests === undefined) throw new Error('no map was set above this component')
  return requests
}
