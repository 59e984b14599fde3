/** The zone's geometry, fetched once for a page and shared by every map on it. */
import { getContext, setContext } from 'svelte'
import type { Zone } from '#shared/exercise/scenario.ts'
import { fetchZone } from '../connection/api.ts'

export class ZoneState {
  zone = $state.raw<Zone | null>(null)
  /** A sentence, when the zone could not be had; `load` tries again. */
  problem = $state.raw<string | null>(null)
  #id: string | null = null

  /** Fetches the zone, unless it is here or under way. */
  async load(id: string): Promise<void> {
    if (this.#id === id && this.problem === null) return
    this.#id = id
    this.problem = null
    const answer = await fetchZone(id)
    if (this.#id !== id) return
    if (answer.ok) this.zone = answer.value
    else this.problem = answer.refusal.sentence
  }
}

const key = Symbol('zone')

export function setZone(zone: ZoneState): void {
  setContext(key, zone)
}

/** The page's zone. Throws outside of a seat's page. */
export function useZone(): ZoneState {
  const zone = getContext<ZoneState | undefined>(key)
  if (zone === undefined) throw new Error('no zone was set above this component')
  return zone
}
