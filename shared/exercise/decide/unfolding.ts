/** Several events of one decision, each decided on the state the ones before it led to. */
import type { ExerciseEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import type { SeatId } from '../names.ts'
import type { ExerciseState } from '../state.ts'
import type { DecideContext } from './decision.ts'

export class Unfolding {
  readonly events: ExerciseEvent[] = []
  #state: ExerciseState
  readonly #author: SeatId | 'server'
  readonly #context: Pick<DecideContext, 'now' | 'sequence'>

  constructor(state: ExerciseState, author: SeatId | 'server', context: Pick<DecideContext, 'now' | 'sequence'>) {
    this.#state = state
    this.#author = author
    this.#context = context
  }

  get state(): ExerciseState {
    return this.#state
  }

  add(event: ExerciseEvent): void {
    const { now, sequence } = this.#context
    this.events.push(event)
    this.#state = evolve(this.#state, { moment: { recordedAt: now, sequence: sequence + this.events.length }, author: this.#author, event })
  }
}
