/** What the client asks the machine for, as one part that is handed in. Built once, in main.ts; turned by hand in tests. */
import { getContext, setContext } from 'svelte'

export type Cancel = () => void

export interface Machine {
  /** Milliseconds that never go back. */
  monotonicMs(): number
  /** Milliseconds since 1970 by this laptop's clock: for people's eyes only. */
  wallMs(): number
  after(ms: number, act: () => void): Cancel
  every(ms: number, act: () => void): Cancel
  /** 0 … 1, for spreading retries. */
  chance(): number
}

const key = Symbol('machine')

export function setMachine(machine: Machine): void {
  setContext(key, machine)
}

/** Throws outside the app: a component was mounted without its surroundings. */
export function useMachine(): Machine {
  const machine = getContext<Machine | undefined>(key)
  if (machine === undefined) throw new Error('no machine was set above this component')
  return machine
}
