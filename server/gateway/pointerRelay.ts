/**
 * Where the presenter points: relayed at once, at most fifteen times a second, and journaled as one trace a second
 * that holds that second's samples, so that replay moves as followers saw it.
 */
import type { Command } from '#shared/exercise/commands.ts'
import { mayCommand } from '#shared/exercise/permissions.ts'
import type { SeatId } from '#shared/exercise/names.ts'
import type { ExerciseRunner } from '../exercises/exerciseRunner.ts'
import type { Clock } from '../time/clock.ts'
import type { PointedAt } from './liveSeat.ts'

const relayEveryMs = 1000 / 15 - 2
const rowEveryMs = 1000

export class PointerRelay {
  readonly #runner: ExerciseRunner
  readonly #clock: Clock
  readonly #relay: (from: SeatId, at: PointedAt | null) => void
  #from: SeatId | null = null
  #relayedAt = Number.NEGATIVE_INFINITY
  #samples: { readonly at: number; readonly lat: number; readonly lng: number }[] = []
  #rowDue: (() => void) | null = null

  constructor(runner: ExerciseRunner, clock: Clock, relay: (from: SeatId, at: PointedAt | null) => void) {
    this.#runner = runner
    this.#clock = clock
    this.#relay = relay
  }

  /** A seat points. Whoever may not show the stage is not heard. */
  pointed(from: SeatId, at: PointedAt | null): void {
    const now = this.#clock.monotonicMs()
    if (at !== null && now - this.#relayedAt < relayEveryMs) return
    if (at === null && this.#from !== from) return
    if (mayCommand(this.#runner.state, { kind: 'seat', seat: from }, anyShow) !== null) return
    if (this.#from !== from) this.#writeRow()
    this.#from = at === null ? null : from
    this.#relayedAt = now
    this.#relay(from, at)
    if (at === null) {
      this.#writeRow(from)
      return
    }
    this.#samples.push({ at: this.#runner.journal.now(), lat: at.lat, lng: at.lng })
    this.#rowDue ??= this.#clock.after(rowEveryMs, () => this.#writeRow())
  }

  close(): void {
    this.#rowDue?.()
    this.#rowDue = null
    this.#samples = []
  }

  #writeRow(author: SeatId | null = this.#from): void {
    this.#rowDue?.()
    this.#rowDue = null
    const samples = this.#samples
    this.#samples = []
    if (author === null || samples.length === 0) return
    const now = this.#runner.journal.now()
    this.#runner.trace({ type: 'PointerMoved', samples: samples.map((each) => [now - each.at, each.lat, each.lng]) }, author)
  }
}

/** Pointing asks for the same right as showing. */
const anyShow: Command = { type: 'stage:show', view: { bounds: [0, 0, 0, 0], section: null, hiddenLayers: [], highlight: [] } }
