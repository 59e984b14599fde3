/**
 * Recomputes everything an exercise's journal promises about itself: each row's content against its hash, each hash
 * against the chain, the order of sequence and time, and each checkpoint against the rows it was made of. One bad row
 * does not blind the rest. What it cannot see: a journal that was rewritten from some row to its very end, or cut at its
 * end; for that, keep the head hash it prints and ask later whether it is still part of the chain. Words taken out by
 * `npm run redact` are told, each time with its reason: what stood there before nobody can see any more.
 */
import type { RecordedAt, Sequence } from '#shared/exercise/moment.ts'
import type { ExerciseReader } from '../storage/sqliteReader.ts'
import type { Checkpoint, StoredEntry } from '../storage/storage.ts'
import { ChainFollower } from './chainFollower.ts'
import { firstChain, hashBytes } from './hash.ts'
import { foldFor, type StreamFold } from './streamFolds.ts'
import { type Account, TakenOut } from './takenOut.ts'

/** content: not what was written. chain: the row does not follow the one before. order: sequence or time go backwards. */
export interface Damage {
  /** Null for damage that is no row's. */
  readonly sequence: Sequence | null
  readonly what: 'unreadable' | 'missing' | 'content' | 'chain' | 'order' | 'checkpoint' | 'media' | 'file' | 'head'
  /** For people. */
  readonly sentence: string
}

export interface VerifyReport {
  readonly exercise: string
  readonly rows: number
  readonly lastSequence: Sequence
  readonly lastRecordedAt: RecordedAt
  /** The chain after the last row, hex: note it down, and nobody can rewrite what was before unseen. */
  readonly headHash: string
  readonly checkpoints: number
  readonly media: number
  /** Each time words were taken out. What stood there nobody can check any more: only that it is what was left. */
  readonly takenOut: readonly Account[]
  readonly damage: readonly Damage[]
}

export interface VerifyOptions {
  /** A head hash noted earlier, hex: it must be in the chain. */
  readonly head?: string
}

const rowsAtOnce = 1000

export function verifyJournal(source: ExerciseReader, options: VerifyOptions = {}): VerifyReport {
  const damage: Damage[] = source.fileFaults().map((fault) => ({ sequence: null, what: 'file', sentence: `SQLite finds in the file: ${fault}.` }))
  const chain = new ChainCheck(source.exercise, damage)
  const checkpoints = new CheckpointCheck(readCheckpoints(source, damage), damage)
  let isHeadFound = options.head === undefined || hex(firstChain(source.exercise)) === options.head
  for (let after: Sequence | null = 0; after !== null;) {
    const read: ReturnType<ExerciseReader['read']> = source.read(after, rowsAtOnce)
    for (const place of read.rows) {
      if (place.row === null) chain.unreadable(place.sequence, place.reason)
      else {
        checkpoints.before(place.sequence)
        chain.row(place.row)
        checkpoints.row(place.row)
        isHeadFound ||= hex(place.row.chain) === options.head
      }
    }
    after = read.through
  }
  checkpoints.before(Infinity)
  chain.end(Math.max(source.notedHead ?? 0, checkpoints.last))
  if (!isHeadFound) damage.push({ sequence: null, what: 'head', sentence: `The head hash ${options.head} is nowhere in this journal: rows were rewritten, or cut off at its end.` })
  const media = checkMedia(source, damage)
  return { ...chain.summary(), exercise: source.exercise, checkpoints: checkpoints.count, media, damage }
}

/** Pictures and layers stand beside the chain, each with the hash of what was brought. Returns how many there are. */
function checkMedia(source: ExerciseReader, damage: Damage[]): number {
  let count = 0
  for (const { id, media } of source.media()) {
    count += 1
    if (media === null) damage.push({ sequence: null, what: 'media', sentence: `The media ${id} cannot be read.` })
    else if (hex(hashBytes(media.bytes)) !== hex(media.hash)) damage.push({ sequence: null, what: 'media', sentence: `The media ${id} is not what ${media.author} brought: its bytes were changed.` })
  }
  return count
}

/** Says what is wrong with rows, following the chain over damage. */
class ChainCheck {
  readonly #damage: Damage[]
  #rows = 0
  #last: StoredEntry | null = null
  #lastSequence: Sequence = 0
  #lastRecordedAt: RecordedAt = 0
  readonly #follower: ChainFollower
  readonly #takenOut = new TakenOut()
  #head: Uint8Array

  constructor(exercise: string, damage: Damage[]) {
    this.#damage = damage
    this.#head = firstChain(exercise)
    this.#follower = new ChainFollower(exercise)
  }

  unreadable(sequence: Sequence, reason: string): void {
    this.#gapBefore(sequence)
    this.#damage.push({ sequence, what: 'unreadable', sentence: `Row ${sequence} cannot be read: ${reason}.` })
    this.#lastSequence = sequence
    this.#follower.gap()
  }

  row(row: StoredEntry): void {
    this.#gapBefore(row.sequence)
    const { isOwnHashRight, follows, isInChain } = this.#follower.take(row)
    if (!isOwnHashRight) this.#damage.push({ sequence: row.sequence, what: 'content', sentence: `${named(row)} is not what was written.` })
    if (follows === 'none' && isOwnHashRight) this.#damage.push({ sequence: row.sequence, what: 'chain', sentence: `${named(row)} does not follow the row before it: one of the two was replaced.` })
    if (row.recordedAt < this.#lastRecordedAt && isOwnHashRight) {
      this.#damage.push({ sequence: row.sequence, what: 'order', sentence: `${named(row)} is older than the row before it.` })
    }
    if (isOwnHashRight || isInChain) this.#takenOut.row(row)
    this.#head = row.chain
    this.#last = row
    this.#rows += 1
    this.#lastSequence = row.sequence
    if (isOwnHashRight) this.#lastRecordedAt = Math.max(this.#lastRecordedAt, row.recordedAt)
  }

  #replaced(sequence: Sequence): void {
    this.#damage.push({ sequence, what: 'content', sentence: `Row ${sequence} had its content taken out or replaced after it was recorded, and nothing in the journal vouches for what stands there.` })
  }

  /** Rows that were there when it last ran, or that a checkpoint was made of, and that are at its end no more. */
  end(noted: Sequence): void {
    const known = new Set(this.#damage.map(({ sequence }) => sequence))
    for (const sequence of this.#takenOut.faults()) if (!known.has(sequence) && sequence <= this.#lastSequence) this.#replaced(sequence)
    if (noted <= this.#lastSequence) return
    const first = this.#lastSequence + 1
    const sentence = noted === first ? `Row ${first}, the last, is missing.` : `Rows ${first} to ${noted} are missing at the end.`
    this.#damage.push({ sequence: first, what: 'missing', sentence })
  }

  summary(): Pick<VerifyReport, 'rows' | 'lastSequence' | 'lastRecordedAt' | 'headHash' | 'takenOut'> {
    return {
      rows: this.#rows, lastSequence: this.#lastSequence, lastRecordedAt: this.#last?.recordedAt ?? 0, headHash: hex(this.#head),
      takenOut: this.#takenOut.vouched().accounts,
    }
  }

  #gapBefore(sequence: Sequence): void {
    const first = this.#lastSequence + 1
    if (sequence === first) return
    const sentence = sequence - 1 === first ? `Row ${first} is missing.` : `Rows ${first} to ${sequence - 1} are missing.`
    this.#damage.push({ sequence: first, what: 'missing', sentence })
    this.#follower.gap()
  }
}

/** Checkpoints are made again from the rows, in one pass, each compared when the rows have come as far. */
class CheckpointCheck {
  readonly count: number
  /** The row after which the last one stands. */
  readonly last: Sequence
  readonly #waiting: Checkpoint[]
  readonly #folds: ReadonlyMap<string, StreamFold>
  readonly #damage: Damage[]

  constructor(checkpoints: readonly Checkpoint[], damage: Damage[]) {
    this.count = checkpoints.length
    this.last = checkpoints.at(-1)?.sequence ?? 0
    this.#waiting = [...checkpoints]
    this.#folds = new Map(checkpoints.map(({ stream }) => [stream, foldFor(stream)]))
    this.#damage = damage
  }

  row(row: StoredEntry): void {
    const stream = row.document === null ? 'exercise' : `${row.document.name}@${row.document.epoch}`
    this.#folds.get(stream)?.add(row)
  }

  /** Compares those that stand before this sequence. */
  before(sequence: Sequence): void {
    for (let next = this.#waiting[0]; next !== undefined && next.sequence < sequence; next = this.#waiting[0]) {
      this.#waiting.shift()
      const fault = this.#folds.get(next.stream)?.fault(next.bytes) ?? null
      if (fault !== null) {
        this.#damage.push({ sequence: null, what: 'checkpoint', sentence: `The checkpoint of ${next.stream} after row ${next.sequence} ${fault}.` })
      }
    }
  }
}

function readCheckpoints(source: ExerciseReader, damage: Damage[]): Checkpoint[] {
  try {
    return source.checkpoints()
  } catch (error) {
    damage.push({ sequence: null, what: 'checkpoint', sentence: `The checkpoints cannot be read: ${error instanceof Error ? error.message : String(error)}.` })
    return []
  }
}

function named(row: StoredEntry): string {
  const what = row.document === null ? row.kind : `${row.kind} of ${row.document.name}`
  return `Row ${row.sequence} (${what}, by ${row.author})`
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
