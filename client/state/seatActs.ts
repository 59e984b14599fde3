/** What a person may do with the seat itself, wherever the menu hangs. */
import { getContext, setContext } from 'svelte'

export interface SeatActs {
  /** Hands the unsent work over as a file. */
  download(): void
  /** Gives the seat up in this browser and goes to the join page. */
  leave(): Promise<void>
}

const key = Symbol('seat acts')

export function setSeatActs(acts: SeatActs): void {
  setContext(key, acts)
}

export function useSeatActs(): SeatActs {
  const acts = getContext<SeatActs | undefined>(key)
  if (acts === undefined) throw new Error('no seat acts were set above this component')
  return acts
}
