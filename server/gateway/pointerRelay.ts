/**
 * Where the presenter points: relayed at once, at most fifteen times a second, and journaled as one trace a second
 * that holds that second's samples and whether the pointer then was taken away, so that replay points as followers saw it.
 */
import type { Command } from '#shared/exercise/commands.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
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
  readonly #relay: (from: SeatId, at: PointedAt | null, recordedAt: RecordedAt) => void
  /** Whose pointer followers see; null = nobody's. */
  #from: SeatId | null = null
  #relayedAt = Number.NEGATIVE_INFINITY
  #samples: { readonly at: RecordedAt; readonly lat: number; readonly lng: number }[] = []
  #rowDue: (() => void) | null = null

  constructor(runner: ExerciseRunner, clock: Clock, relay: (from: SeatId, at: PointedAt | null, recordedAt: RecordedAt) => void) {
    this.#runner = runner
    this.#clock = clock
    this.#relay = relay
  }

  /** A seat points. Whoever may not show the stage is not heard. */
  pointed(from: SeatId, at: PointedAt | null): void {
    if (at === null) {
      if (this.#from === from) this.#takeAway(from)
      return
    }
    const now = this.#clock.monotonicMs()
    if (now - this.#relayedAt < relayEveryMs) return
    if (mayCommand(this.#runner.state, { kind: 'seat', seat: from }, anyShow) !== null) return
    if (this.#from !== null && this.#from !== from) this.#writeRow(this.#from, false)
    this.#from = from
    this.#relayedAt = now
    const recordedAt = this.#runner.journal.now()
    this.#relay(from, at, recordedAt)
    this.#samples.push({ at: recordedAt, lat: at.lat, lng: at.lng })
    this.#rowDue ??= this.#clock.after(rowEveryMs, () => { if (this.#from !== null) this.#writeRow(this.#from, false) })
  }

  close(): void {
    this.#rowDue?.()
    this.#rowDue = null
    this.#samples = []
  }

  /** Also of somebody who may not point any more: what the room sees of him goes. */
  #takeAway(from: SeatId): void {
    this.#from = null
    this.#relay(from, null, this.#writeRow(from, true))
  }

  /** Returns the time of the row. */
  #writeRow(author: SeatId, gone: boolean): RecordedAt {
    this.#rowDue?.()
    this.#rowDue = null
    const samples = this.#samples
    this.#samples = []
    const now = this.#runner.journal.now()
    if (samples.length > 0 || gone) this.#runner.trace({ type: 'PointerMoved', at: now, samples: samples.map((each) => [now - each.at, each.lat, each.lng]), gone }, author)
    return now
  }
}

/** Pointing asks for the same right as showing. */
const anyShow: Command = { type: 'stage:show', view: { bounds: [0, 0, 0, 0], section: null, hiddenLayers: [], highlight: [] } }
