/**
 * One running exercise: the only place where its state changes. Commands run one at a time, each in one synchronous
 * step: decide → journal → evolve. Others are told when the row is written, the author when it is on disk.
 * It knows no socket; who is connected is the gateway's.
 */
import type { Command, HouseCommand } from '#shared/exercise/commands.ts'
import { decide, type Actor } from '#shared/exercise/decide.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import type { ExerciseEvent, Happened } from '#shared/exercise/events.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Msel } from '#shared/exercise/msel.ts'
import type { Author, SeatId } from '#shared/exercise/names.ts'
import type { Trace } from '#shared/exercise/plenary.ts'
import { refuse, type Refusal } from '#shared/exercise/refusal.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { DocumentSeed } from '#shared/board/documentShape.ts'
import { protectedBy, type ProtectedZone } from '#shared/board/protectedMarks.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import type { NoticeCode } from '#shared/protocol/socketEvents.ts'
import { ExerciseDocuments } from '../documents/exerciseDocuments.ts'
import { Journal, JournalStalled, JournalStopped, type Recorded } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import { MediaShelf } from '../media/mediaShelf.ts'
import type { ExerciseStore, StoredMedia } from '../storage/storage.ts'
import type { Clock, Ids } from '../time/clock.ts'
import type { SharedPace } from '../time/sharedPace.ts'
import { MselReader } from './mselReader.ts'
import { foldJournal, StateCheckpoints, type Published, type StageViewShown } from './stateCheckpoints.ts'
import { eventBytes, traceBytes } from './journalText.ts'

/** Something that others may now be shown: it survives a killed process. */
export type Publication =
  | { readonly kind: 'event'; readonly happened: Happened; readonly before: ExerciseState | null; readonly after: ExerciseState }
  | { readonly kind: 'trace'; readonly moment: Moment; readonly author: Author; readonly trace: Trace; readonly state: ExerciseState }

export type RunnerReply = Reply<CommandDone & { readonly seat?: SeatId }>

/** How a new exercise begins: its first event, and what that names, which is kept before. */
export interface Opening { readonly event: ExerciseEvent; readonly media: readonly StoredMedia[] }

export interface RunnerParts {
  readonly store: ExerciseStore
  readonly fence: number
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Document writes per second a person is let through. */
  readonly writesPerSecond: number
  /** One for all exercises of the server. */
  readonly cursorPace: SharedPace
  /** What documents begin with, for an exercise in this state. */
  seedFor(state: ExerciseState): DocumentSeed
  /** Its zone, for what may not be pinned there; null when its scenario is gone. */
  zoneFor(state: ExerciseState): ProtectedZone | null
  /** Null to open an exercise that exists. */
  readonly opening: Opening | null
  /** The journal broke in a way that only a restart can mend. */
  onFatal(error: Error): void
}

const notSaving = 'The server cannot save at the moment. Please try again in a minute.'
/** A reply never waits longer for the disk. */
const replyDeadlineMs = 8000

type Performed =
  | { readonly ok: true; readonly last: Recorded | null; readonly seat: SeatId | undefined }
  | { readonly ok: false; readonly refusal: Refusal }

export class ExerciseRunner {
  readonly id: string
  readonly journal: Journal
  readonly media: MediaShelf
  readonly #parts: RunnerParts
  readonly #checkpoints: StateCheckpoints
  readonly #msel = new MselReader()
  #documents: ExerciseDocuments | null = null
  #state: ExerciseState
  #published: Published
  #publishing: Promise<void> = Promise.resolve()
  readonly #listeners = new Set<(publication: Publication) => void>()
  readonly #noticeListeners = new Set<(seat: SeatId, code: NoticeCode, detail: string) => void>()

  private constructor(parts: RunnerParts, journal: Journal, published: Published) {
    this.#parts = parts
    this.id = published.state.id
    this.journal = journal
    this.media = new MediaShelf({ store: parts.store, fence: parts.fence, ids: parts.ids, sequence: () => journal.head().sequence })
    this.#state = published.state
    this.#published = published
    this.#checkpoints = new StateCheckpoints(journal, parts.clock, parts.log)
  }

  /** Opens the journal, folds it, and opens the documents; a new exercise is begun with its opening event. */
  static async open(parts: RunnerParts): Promise<ExerciseRunner> {
    const journal = await Journal.open({ store: parts.store, fence: parts.fence, clock: parts.clock }).catch(async (error: unknown) => {
      await parts.store.close()
      throw error
    })
    try {
      journal.onFatal((error) => parts.onFatal(error))
      for (const media of parts.opening?.media ?? []) await parts.store.putMedia(media, parts.fence)
      const published = parts.opening === null ? await foldJournal(journal) : await begin(journal, parts.opening.event)
      const runner = new ExerciseRunner(parts, journal, published)
      await runner.#markDamaged()
      await runner.#openDocuments()
      const away = parts.opening === null ? journal.lastAlive() : null
      if (away !== null) await runner.run({ type: 'server:returned', lastAliveAt: away.recordedAt }, { kind: 'server' })
      return runner
    } catch (error) {
      await journal.close().catch(() => undefined)
      throw error
    }
  }

  /** The state now, written or not: rights and decisions read this one. */
  get state(): ExerciseState {
    return this.#state
  }

  /** The state others have been shown: a newcomer's view begins here, and every later publication follows it. */
  get published(): Published {
    return this.#published
  }

  /** What the room looks at: the last view shown since the floor was given, or since a replay is led; null when none. */
  get stageView(): StageViewShown | null {
    const { state, shown } = this.#published
    if (shown === null) return null
    const { replay } = state.plenary
    if (replay !== null) return shown.shownAt >= replay.begunAt ? shown.trace : null
    if (state.floor === null || state.stage.stage !== 'plenary') return null
    return shown.shownAt >= Math.max(state.stage.begunAt, state.floor.givenAt) ? shown.trace : null
  }

  /** The list as it stands in the control document, caught up to now. */
  get msel(): Msel {
    return this.#msel.read(this.documents.control())
  }

  get documents(): ExerciseDocuments {
    if (this.#documents === null) throw new Error('documents asked for before they were open')
    return this.#documents
  }

  /** Hears every publication, in journal order. The returned function stops it. */
  listen(listener: (publication: Publication) => void): () => void {
    this.#listeners.add(listener)
    return () => { this.#listeners.delete(listener) }
  }

  onNotice(listener: (seat: SeatId, code: NoticeCode, detail: string) => void): () => void {
    this.#noticeListeners.add(listener)
    return () => { this.#noticeListeners.delete(listener) }
  }

  /** Runs a command now; answers once its entries are on disk and others were told, with a refusal, or after the deadline. */
  async run(command: Command | HouseCommand, actor: Actor): Promise<RunnerReply> {
    const done = this.#performIfKept(command, actor)
    if (!done.ok) return done
    const sequence = done.last?.entry.sequence ?? this.journal.head().sequence
    const value = done.seat === undefined ? { sequence } : { sequence, seat: done.seat }
    if (done.last === null) return { ok: true, value }
    const told = this.#publishing
    const saved = await this.#savedInTime(done.last)
    if (saved) {
      // Whoever acts on the answer finds everybody knowing of it.
      await told
      return { ok: true, value }
    }
    return refuse('journal-unavailable', 'The server cannot save at the moment. What you did is kept and will be saved as soon as it can.')
  }

  /** Journals a trace: the presenter's view or pointer. A stalled journal drops it; it decides nothing. */
  trace(trace: Trace, author: Author): void {
    if (this.journal.stalled) return
    this.#record(trace, author)
  }

  /** Stops in order: what waits is told, documents close, the journal writes what it holds. */
  async close(): Promise<void> {
    if (!this.journal.stalled) await this.#publishing
    await this.#documents?.close()
    await this.#checkpoints.close(this.#published)
    await this.journal.close()
  }

  /** What cannot be followed to the present is told before anybody may write on in it. */
  async #markDamaged(): Promise<void> {
    for (const [document, { epoch }] of Object.entries(this.#state.documents)) {
      const sequence = this.journal.lastGood(`${document}@${epoch}`)
      if (sequence === null) continue
      const [row] = await this.journal.read(Math.max(0, sequence - 1), 1)
      const lastGood = { sequence, recordedAt: row?.recordedAt ?? 0 }
      this.#parts.log.warn('a document is damaged', { exercise: this.id, document, lastGood: sequence })
      const done = this.#perform({ type: 'document:damaged', document, epoch, lastGood }, { kind: 'server' })
      if (!done.ok) throw new Error(`a damaged document was not marked: ${done.refusal.sentence}`)
    }
  }

  async #openDocuments(): Promise<void> {
    const { clock, ids, log } = this.#parts
    this.#documents = await ExerciseDocuments.open({
      journal: this.journal, clock, ids, log,
      writesPerSecond: this.#parts.writesPerSecond,
      cursorPace: this.#parts.cursorPace,
      state: () => this.#state,
      claim: (document, clientId, seat) => this.#claim(document, clientId, seat),
      notice: (seat, code, detail) => { for (const tell of this.#noticeListeners) tell(seat, code, detail) },
      seed: this.#parts.seedFor(this.#state),
      refusesMark: (mark) => {
        const zone = this.#parts.zoneFor(this.#state)
        return zone !== null && protectedBy(mark, zone) !== null
      },
    })
  }

  #perform(command: Command | HouseCommand, actor: Actor): Performed {
    if (this.journal.stalled) {
      return refuse('journal-unavailable', notSaving)
    }
    const mselNow = (): Msel => this.msel
    const decision = decide(this.#state, command, actor, {
      now: this.journal.now(),
      sequence: this.journal.head().sequence,
      get msel() { return mselNow() },
      newId: () => this.#parts.ids.next(),
      newCode: () => this.#parts.ids.code(),
    })
    if (!decision.ok) return decision
    const author = actor.kind === 'seat' ? actor.seat : 'server'
    let last: Recorded | null = null
    for (const event of decision.events) last = this.#happen(event, author)
    for (const trace of decision.traces) last = this.#record(trace, author)
    return { ok: true, last, seat: decision.result.seat }
  }

  /** A journal that takes nothing any more is a refusal to whoever asked, not a fault of the command. */
  #performIfKept(command: Command | HouseCommand, actor: Actor): Performed {
    try {
      return this.#perform(command, actor)
    } catch (error) {
      if (error instanceof JournalStalled || error instanceof JournalStopped) return refuse('journal-unavailable', notSaving)
      throw error
    }
  }

  #claim(document: string, clientId: number, seat: SeatId | 'server'): Promise<void> {
    if (this.journal.stalled) throw new JournalStalled('The disk of the server is full.')
    const done = this.#perform({ type: 'author:claim', document, clientId, seat }, { kind: 'server' })
    if (!done.ok) throw new Error(`author claim refused: ${done.refusal.sentence}`)
    return done.last?.flushed ?? Promise.resolve()
  }

  #happen(event: ExerciseEvent, author: Author): Recorded {
    const recorded = this.journal.add({ kind: 'event', author, document: null, bytes: eventBytes(event) })
    const happened: Happened = { moment: momentOf(recorded), author, event }
    const before = this.#state
    const after = evolve(before, happened)
    this.#state = after
    // Claims come from inside the documents and change nobody's right.
    if (event.type !== 'AuthorClaimed') this.#documents?.rightsChanged()
    if (event.type === 'MarkRestored') this.#documents?.markRestored(event)
    if (event.type === 'DocumentRestored') this.#documents?.restored(event.document, event.epoch, event.toSequence)
    this.#publish(recorded, { kind: 'event', happened, before, after })
    return recorded
  }

  #record(trace: Trace, author: Author): Recorded {
    const recorded = this.journal.add({ kind: 'trace', author, document: null, bytes: traceBytes(trace) })
    this.#publish(recorded, { kind: 'trace', moment: momentOf(recorded), author, trace, state: this.#state })
    return recorded
  }

  /** Rows are told in their order, each once it is written. A row that is never written is never told. */
  #publish(recorded: Recorded, publication: Publication): void {
    recorded.flushed.catch(() => undefined)
    this.#publishing = this.#publishing
      .then(() => recorded.written)
      .then(() => this.#tell(recorded, publication), () => undefined)
  }

  #tell(recorded: Recorded, publication: Publication): void {
    const moment = momentOf(recorded)
    this.#published = publication.kind === 'event'
      ? { ...this.#published, state: publication.after, moment }
      : { ...this.#published, moment, shown: shownAfter(this.#published, publication) }
    if (publication.kind === 'event') this.#checkpoints.passed(this.#published)
    for (const listener of this.#listeners) {
      try {
        listener(publication)
      } catch (error) {
        this.#parts.log.error('telling what happened', error, { exercise: this.id, sequence: moment.sequence })
      }
    }
  }

  #savedInTime(recorded: Recorded): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.after(replyDeadlineMs, () => resolve(false))
      recorded.flushed.then(() => { cancel(); resolve(true) }, () => { cancel(); resolve(false) })
    })
  }
}

function shownAfter(before: Published, publication: Extract<Publication, { kind: 'trace' }>): Published['shown'] {
  const { trace, moment } = publication
  return trace.type === 'StageViewShown' ? { shownAt: moment.recordedAt, trace } : before.shown
}

async function begin(journal: Journal, opening: ExerciseEvent): Promise<Published> {
  const recorded = journal.add({ kind: 'event', author: 'server', document: null, bytes: eventBytes(opening) })
  const state = evolve(null, { moment: momentOf(recorded), author: 'server', event: opening })
  await recorded.flushed
  return { state, moment: momentOf(recorded), shown: null }
}

function momentOf(recorded: Recorded): Moment {
  return { recordedAt: recorded.entry.recordedAt, sequence: recorded.entry.sequence }
}
