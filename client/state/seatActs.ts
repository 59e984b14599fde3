/** What a person may do with the seat itself, wherever the menu hangs. */
import { getContext, setContext } from 'svelte'

export interface SeatActs {
  /** Hands the unsent work over as a file. */
  download(): void
  /** Offers what a file of unsent work holds and the documents here do not; what came of it, for people. */
  bring(file: File): Promise<string>
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
