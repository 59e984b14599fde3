/**
 * A recorded exercise as views hold it: the same source, fed from a timeline instead of a connection. Nothing can be
 * written, nothing is asked of the server but the record itself.
 */
import * as Y from 'yjs'
import type { Command } from '#shared/exercise/commands.ts'
import type { Moment, RecordedAt } from '#shared/exercise/moment.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import { refuse } from '#shared/exercise/refusal.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import type { Marker, Timeline } from '#shared/replay/timeline.ts'
import { text } from '../text/index.ts'
import type { Cancel, Machine } from './machine.ts'
import { playOn, type Speed } from './replayPlayer.ts'
import type { ExerciseSource, LatLng, OpenDocument } from './source.ts'

const frameMs = 60

export class ReplaySource implements ExerciseSource {
  readonly kind = 'replay' as const
  readonly link = 'replay' as const
  readonly seat: SeatId
  readonly still: boolean
  readonly online: ReadonlySet<SeatId> = new Set()
  readonly laptops = {}
  readonly notices = []
  view = $state.raw<ExerciseState | null>(null)
  moment = $state.raw<Moment>({ recordedAt: 0, sequence: 0 })
  stageView = $state.raw<StageView | null>(null)
  pointer = $state.raw<LatLng | null>(null)
  playing = $state(false)
  speed = $state<Speed>(1)
  skipIdle = $state(true)
  /** Where the record begins and ends, recordedAt. */
  start = $state.raw<RecordedAt>(0)
  end = $state.raw<RecordedAt>(0)
  markers = $state.raw<readonly Marker[]>([])

  readonly #timeline: Timeline
  readonly #machine: Machine
  readonly #documents = new Map<DocumentName, ReplayDocument>()
  #stop: Cancel | null = null
  #playedAt = 0

  constructor(seat: SeatId, timeline: Timeline, machine: Machine, still = false) {
    this.seat = seat
    this.still = still
    this.#timeline = timeline
    this.#machine = machine
    this.recordGrew()
  }

  get now(): RecordedAt {
    return this.moment.recordedAt
  }

  get held(): Moment {
    return this.moment
  }

  /** The timeline has more lines: read its length and markers again. */
  recordGrew(): void {
    // What was before this seat was let in shows it nothing.
    this.#timeline.beginWhere((view) => view.seats[this.seat]?.status === 'admitted')
    this.start = this.#timeline.start.recordedAt
    this.end = this.#timeline.end.recordedAt
    this.markers = this.#timeline.markers().filter((marker) => marker.t >= this.start)
  }

  seek(recordedAt: RecordedAt): void {
    this.#show(Math.min(Math.max(recordedAt, this.start), this.end))
  }

  /** Exactly there: among entries of one millisecond, the one named. */
  seekEntry(moment: Moment): void {
    this.#showMoment(moment)
  }

  play(): void {
    if (this.playing) return
    if (this.moment.recordedAt >= this.end) this.seek(this.start)
    this.playing = true
    this.#playedAt = this.#machine.monotonicMs()
    this.#stop = this.#machine.every(frameMs, () => this.#playOn())
  }

  pause(): void {
    this.playing = false
    this.#stop?.()
    this.#stop = null
  }

  /** To the next event marked on the timeline, or the one before. */
  step(direction: 1 | -1): void {
    const at = this.moment.recordedAt
    const target = direction === 1
      ? this.markers.find((marker) => marker.t > at)?.t ?? this.end
      : this.markers.findLast((marker) => marker.t < at)?.t ?? this.start
    this.seek(target)
  }

  /** This seat's syndicate as the record leaves it; null for those who have none. */
  get ownSyndicate(): string | null {
    return this.#timeline.viewAt(this.#timeline.end)?.seats[this.seat]?.syndicate ?? null
  }

  /** Whether there is any moment at which this seat could read the document. */
  knows(name: DocumentName): boolean {
    return this.#timeline.knows(name)
  }

  async send(_command: Command): Promise<Reply<CommandDone>> {
    return refuse('not-here', text.common.notHere)
  }

  point(): void {
    // Nobody watches a replay with us.
  }

  open(name: DocumentName): OpenDocument {
    const present = this.#documents.get(name) ?? new ReplayDocument(name)
    this.#documents.set(name, present)
    present.use()
    // A moment later, and as it is then: who opens and goes elsewhere at once would be left with what was before.
    queueMicrotask(() => present.show(this.#timeline.documentAt(name, this.moment)?.doc ?? null))
    return present
  }

  close(): void {
    this.pause()
  }

  #playOn(): void {
    const now = this.#machine.monotonicMs()
    const elapsed = now - this.#playedAt
    this.#playedAt = now
    const { end, speed, skipIdle } = this
    this.#show(playOn({ at: this.moment.recordedAt, end, speed, skipIdle }, elapsed, (after) => this.#timeline.nextActivityAfter(after)))
    if (this.moment.recordedAt >= end) this.pause()
  }

  #show(recordedAt: RecordedAt): void {
    this.#showMoment(this.#timeline.momentAt(recordedAt))
  }

  #showMoment(moment: Moment): void {
    this.view = this.#timeline.viewAt(moment)
    this.stageView = this.#timeline.stageViewAt(moment)
    const pointer = this.#timeline.pointerAt(moment)
    if (pointer?.lat !== this.pointer?.lat || pointer?.lng !== this.pointer?.lng) this.pointer = pointer
    this.moment = moment
    for (const [name, document] of this.#documents) {
      if (document.inUse) document.show(this.#timeline.documentAt(name, moment)?.doc ?? null)
    }
  }
}

/** A document of the record: read only, and only while its seat could read it. */
class ReplayDocument implements OpenDocument {
  readonly name: DocumentName
  doc = $state.raw(new Y.Doc())
  access = $state.raw<OpenDocument['access']>('none')
  status = $state.raw<OpenDocument['status']>('loading')
  readonly unsaved = 0
  readonly position = null
  readonly peers = []
  readonly awareness = null
  readonly salvaged = []
  #users = 0

  constructor(name: DocumentName) {
    this.name = name
  }

  get inUse(): boolean {
    return this.#users > 0
  }

  use(): void {
    this.#users += 1
  }

  show(doc: Y.Doc | null): void {
    if (doc === null) {
      if (this.access !== 'none' || this.status === 'loading') this.doc = new Y.Doc()
      this.access = 'none'
      this.status = 'closed'
      return
    }
    if (this.doc !== doc) this.doc = doc
    this.access = 'read'
    this.status = 'live'
  }

  dismissSalvaged(): void {
    // There is never any.
  }

  tell(): void {
    // Nobody is there to be told.
  }

  release(): void {
    this.#users = Math.max(0, this.#users - 1)
  }
}
