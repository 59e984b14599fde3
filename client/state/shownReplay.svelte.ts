/**
 * A replay as views draw it: the record, without names unless they are wanted, and where somebody leads the room, with
 * the leader's view of the map instead of the one that was shown at the time.
 */
import type { Moment, RecordedAt } from '#shared/exercise/moment.ts'
import type { Command } from '#shared/exercise/commands.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import type { ReplaySource } from './replaySource.svelte.ts'
import type { ExerciseSource, LatLng, OpenDocument } from './source.ts'
import { withoutNames } from './withoutNames.ts'

/** What stands before the room now: live, or in a record of a day on which a replay was led. */
export type Leader = Pick<ExerciseSource, 'stageView' | 'pointer'>

export class ShownReplay implements ExerciseSource {
  readonly kind = 'replay' as const
  readonly link = 'replay' as const
  readonly seat: SeatId
  readonly still: boolean
  readonly online: ReadonlySet<SeatId> = new Set()
  readonly laptops = {}
  readonly notices = []
  readonly #record: ReplaySource
  readonly #names: () => boolean
  readonly #leader: Leader | null

  constructor(record: ReplaySource, names: () => boolean, leader: Leader | null = null) {
    this.seat = record.seat
    this.still = record.still
    this.#record = record
    this.#names = names
    this.#leader = leader
  }

  get view(): ExerciseState | null {
    const { view } = this.#record
    return view === null || this.#names() ? view : withoutNames(view)
  }

  get moment(): Moment {
    return this.#record.moment
  }

  get held(): Moment {
    return this.#record.held
  }

  get now(): RecordedAt {
    return this.#record.now
  }

  get stageView(): StageView | null {
    return this.#leader?.stageView ?? this.#record.stageView
  }

  get pointer(): LatLng | null {
    return this.#leader === null ? this.#record.pointer : this.#leader.pointer
  }

  send(command: Command): Promise<Reply<CommandDone>> {
    return this.#record.send(command)
  }

  point(): void {
    // Nobody watches with us; who leads points with the source that is connected.
  }

  open(name: DocumentName): OpenDocument {
    return this.#record.open(name)
  }

  close(): void {
    this.#record.close()
  }
}
