/**
 * A seat's own journal for replay: the whole journal folded again, and of every entry exactly what this seat was, or
 * may now be, shown. The same functions rule it that rule the live doors.
 */
import { mayRead } from '#shared/exercise/permissions.ts'
import { parseDocumentName } from '#shared/board/documentName.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import type { Happened } from '#shared/exercise/events.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import { isDirectingStaff, type Seat } from '#shared/exercise/seat.ts'
import { authorFor, publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { isOtherFloor } from '#shared/replay/otherStage.ts'
import type { Dark } from '../journal/journalReading.ts'
import type { ExerciseRunner } from './exerciseRunner.ts'
import { happenedOf, traceOf } from './journalText.ts'
import { type SharedRows, sharedRowsOf } from './sharedRows.ts'

/** What is needed of a runner: its journal up to now, the state now, and states of documents at a sequence. */
export type ReplaySource = Pick<ExerciseRunner, 'journal' | 'published' | 'documents'>

/** A moment a seat goes to first: it is told how the document stood then. */
export interface LookedAt { readonly document: DocumentName; readonly recordedAt: number }

/**
 * Lines with s > after, in order, many at a time, closed by 'end'; with `only`, those of one document. Staff read everything
 * from the opening on. Everybody else reads what they could see from their admission on; a board released with its making
 * is read in all its rows.
 */
export async function* replayBatches(source: ReplaySource, seat: SeatId, after: number, only: DocumentName | null = null, lookedAt: LookedAt | null = null): AsyncGenerator<readonly ReplayLine[]> {
  const rows = sharedRowsOf(source.journal)
  rows.enter()
  try {
    yield* batchesOf(rows, source, seat, { after, only, lookedAt })
  } finally {
    rows.leave()
  }
}

interface Wanted { readonly after: number; readonly only: DocumentName | null; readonly lookedAt: LookedAt | null }

async function* batchesOf(shared: SharedRows, source: ReplaySource, seat: SeatId, { after, only, lookedAt }: Wanted): AsyncGenerator<readonly ReplayLine[]> {
  const fold = new SeatFold(source, seat, source.published.state)
  const upTo = source.journal.head().sequence
  const until = source.journal.now()
  let last = 0
  let before: Moment = { sequence: 0, recordedAt: 0 }
  let toTell = lookedAt
  while (last < upTo) {
    // Only rows that are written are read: what is still waiting for the disk is nobody's past.
    const rows = (await shared.read(last)).filter((row) => row.sequence <= upTo)
    const lines: ReplayLine[] = []
    for (const row of rows) {
      if (toTell !== null && row.recordedAt > toTell.recordedAt) {
        if (before.sequence > after) lines.push(...await fold.stood(toTell.document, before))
        toTell = null
      }
      before = row
      const taken = row.kind === 'update' && !fold.isLeap(row) ? fold.update(row) : await fold.take(row)
      for (const line of taken) if (line.s > after && isOf(line, only)) lines.push(line)
    }
    yield lines
    const lastRead = rows[rows.length - 1]
    if (lastRead === undefined) break
    last = lastRead.sequence
  }
  const leapt = (await fold.leaps({ sequence: last, recordedAt: until })).filter((line) => isOf(line, only))
  yield [...leapt, { kind: 'end', s: last, t: until }]
}

class SeatFold {
  readonly #source: ReplaySource
  readonly #seat: SeatId
  /** Directing staff as they are now: they see also what happened before they came. */
  readonly #staff: Seat | null
  /** Documents whose making this seat may read now, whatever it could read at the time. */
  readonly #whole: ReadonlySet<DocumentName>
  #state: ExerciseState | null = null
  #hasBegun = false
  /** What the presenter showed last: who comes into the room meanwhile sees that, too. */
  #onStage: Pick<Extract<ReplayLine, { kind: 'trace' }>, 'author' | 'trace'> | null = null
  /** Open documents, with the epoch they were opened in. */
  readonly #open = new Map<DocumentName, number>()
  /** After which row each was opened. */
  readonly #openedAt = new Map<DocumentName, number>()
  readonly #leapt = new Set<Dark>()

  constructor(source: ReplaySource, seat: SeatId, present: ExerciseState) {
    this.#source = source
    this.#seat = seat
    const self = present.seats[seat]
    this.#staff = self !== undefined && self.status === 'admitted' && isDirectingStaff(self) ? self : null
    this.#whole = new Set(Object.keys(present.documents).filter((name) => this.#mayReadMaking(present, name)))
  }

  async take(row: JournalEntry): Promise<ReplayLine[]> {
    switch (row.kind) {
      case 'event': return this.#event(happenedOf(row))
      case 'update': return [...await this.leaps({ sequence: row.sequence - 1, recordedAt: row.recordedAt }), ...this.update(row)]
      case 'trace': return this.#trace(row)
    }
  }

  async #event(happened: Happened): Promise<ReplayLine[]> {
    const before = this.#state
    const after = evolve(before, happened)
    this.#state = after
    if (isOtherFloor(before, after)) this.#onStage = null
    const { sequence: s, recordedAt: t } = happened.moment
    const lines: ReplayLine[] = []
    const shown = this.#shown(before, happened, after)
    if (shown?.kind === 'view') {
      this.#hasBegun = true
      lines.push({ kind: 'view', s, t, view: shown.view })
      if (this.#onStage !== null && this.#isHere()) lines.push({ kind: 'trace', s, t, ...this.#onStage })
    } else if (shown !== null && this.#hasBegun) {
      lines.push({ kind: 'event', s, t, author: authorFor(happened.event, happened.author, this.#seat), event: shown.event })
    }
    if (this.#hasBegun) lines.push(...await this.#rights(after, s, t))
    return lines
  }

  #shown(before: ExerciseState | null, happened: Happened, after: ExerciseState): ReturnType<typeof publicationOf> {
    const staff = this.#staff
    if (staff === null) return publicationOf(before, happened, after, this.#seat)
    const seen = withSeat(after, staff)
    if (before === null) return { kind: 'view', view: viewFor(seen, this.#seat) }
    return publicationOf(withSeat(before, staff), happened, seen, this.#seat)
  }

  /** Opens and closes documents as rights come and go, and begins them anew with each epoch. */
  async #rights(state: ExerciseState, s: number, t: number): Promise<ReplayLine[]> {
    const lines: ReplayLine[] = []
    for (const [name, { epoch }] of Object.entries(state.documents)) {
      const mayNow = this.#mayRead(state, name)
      const openEpoch = this.#open.get(name)
      if (mayNow && openEpoch !== epoch) {
        this.#open.set(name, epoch)
        this.#openedAt.set(name, s)
        const bytes = await this.#source.documents.stateAt(name, epoch, s)
        lines.push({ kind: 'opened', s, t, document: name, epoch, state: bytes })
      } else if (!mayNow && openEpoch !== undefined) {
        this.#open.delete(name)
        lines.push({ kind: 'closed', s, t, document: name })
      }
    }
    return lines
  }

  /** Whether the rows of its document before it are damaged: what they made has to be shown first. */
  isLeap({ document, sequence }: JournalEntry): boolean {
    return this.#source.journal.hasDark && document !== null && this.#leapsOf(document.name, sequence).length > 0
  }

  /** Documents of which rows were passed over, as they were kept after those: they stood still, and now are right again. */
  async leaps({ sequence: s, recordedAt: t }: Moment): Promise<ReplayLine[]> {
    const lines: ReplayLine[] = []
    for (const [document, epoch] of this.#open) {
      const ended = this.#leapsOf(document, s + 1)
      for (const leap of ended) this.#leapt.add(leap)
      if (ended.length > 0) lines.push({ kind: 'opened', s, t, document, epoch, state: await this.#source.documents.stateAt(document, epoch, s) })
    }
    return lines
  }

  /** How a document stood after an entry; nothing where this seat could not read it, or it was not whole. */
  async stood(document: DocumentName, { sequence: s, recordedAt: t }: Moment): Promise<ReplayLine[]> {
    const epoch = this.#open.get(document)
    if (epoch === undefined || this.#source.journal.dark(`${document}@${epoch}`).length > 0) return []
    return [{ kind: 'stood', s, t, document, epoch, state: await this.#source.documents.stateAt(document, epoch, s) }]
  }

  #leapsOf(document: DocumentName, before: number): readonly Dark[] {
    const epoch = this.#open.get(document)
    if (epoch === undefined) return []
    const openedAt = this.#openedAt.get(document) ?? 0
    return this.#source.journal.dark(`${document}@${epoch}`).filter((leap) => leap.through < before && leap.through > openedAt && !this.#leapt.has(leap))
  }

  update(row: JournalEntry): ReplayLine[] {
    const document = row.document
    if (document === null || this.#open.get(document.name) !== document.epoch) return []
    return [{ kind: 'update', s: row.sequence, t: row.recordedAt, author: row.author, document: document.name, update: row.bytes }]
  }

  #trace(row: JournalEntry): ReplayLine[] {
    const trace = traceOf(row)
    if (trace?.type === 'StageViewShown') this.#onStage = { author: row.author, trace }
    if (trace === null || !this.#hasBegun || !this.#isHere()) return []
    return [{ kind: 'trace', s: row.sequence, t: row.recordedAt, author: row.author, trace }]
  }

  #isHere(): boolean {
    return this.#staff !== null || this.#state?.seats[this.#seat]?.status === 'admitted'
  }

  #mayRead(state: ExerciseState, name: DocumentName): boolean {
    if (this.#whole.has(name)) return true
    return mayRead(this.#staff === null ? state : withSeat(state, this.#staff), this.#seat, name)
  }

  /** Staff: everything. Members: their own board and discussion. Everybody: boards released with their making. */
  #mayReadMaking(present: ExerciseState, name: DocumentName): boolean {
    if (this.#staff !== null) return mayRead(present, this.#seat, name)
    const scope = parseDocumentName(name)
    if (scope === null || (scope.kind !== 'board' && scope.kind !== 'discussion') || !mayRead(present, this.#seat, name)) return false
    const self = present.seats[this.#seat]
    const isOwn = self?.role === 'member' && self.syndicate === scope.syndicate
    return isOwn || (scope.kind === 'board' && present.boards.released[scope.syndicate] === 'making')
  }
}

function isOf(line: ReplayLine, only: DocumentName | null): boolean {
  return only === null || ('document' in line && line.document === only)
}

function withSeat(state: ExerciseState, seat: Seat): ExerciseState {
  return state.seats[seat.id]?.status === 'admitted' ? state : { ...state, seats: { ...state.seats, [seat.id]: seat } }
}
