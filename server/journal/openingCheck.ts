/**
 * Before an exercise is opened: is every row what was written, where it was written? A damaged row of a document costs
 * that document what came after it, and nobody anything else. Where events are damaged, or rows were taken out or
 * replaced, nothing can be built on the journal: then the exercise stays shut, and is put back from a backup.
 */
import type { Sequence } from '#shared/exercise/moment.ts'
import { type EntryKind, type JournalEntry } from '#shared/replay/journalEntry.ts'
import { type ExerciseStore, type StoredEntry, wireNameOf } from '../storage/storage.ts'
import { ChainFollower } from './chainFollower.ts'
import { type DamageKind, DamagedRow } from './damagedRow.ts'
import { hashBytes, hashEntry } from './hash.ts'
import { TakenOut } from './takenOut.ts'

export interface RowsFound {
  /** Never read: what stands there, if anything, is not what was written. */
  readonly damaged: ReadonlySet<Sequence>
  /** Their own hash is damaged, and the chain holds their content: they are read as all others. */
  readonly vouched: ReadonlySet<Sequence>
  /** The damaged rows of each document, by wire name, in order. */
  readonly byDocument: ReadonlyMap<string, readonly Sequence[]>
  /** Words were taken out of them: SHA-256, hex, of what has to stand there now. */
  readonly takenOut: ReadonlyMap<Sequence, string>
}

const rowsAtOnce = 1000

/** Rejects with DamagedRow when the exercise cannot be opened. */
export async function checkRows(store: ExerciseStore): Promise<RowsFound> {
  const check = new OpeningCheck(store)
  for (let after: Sequence | null = 0; after !== null;) {
    const read: Awaited<ReturnType<ExerciseStore['survey']>> = await store.survey(after, rowsAtOnce)
    for (const { sequence, row } of read.rows) {
      // Waiting costs as much as looking: only where something is missing.
      if (row === null || !check.isNext(sequence)) await check.gapBefore(sequence, row === null)
      if (row !== null) check.row(row)
    }
    after = read.through
  }
  await check.end()
  return check
}

class OpeningCheck implements RowsFound {
  readonly damaged = new Set<Sequence>()
  readonly vouched = new Set<Sequence>()
  readonly byDocument = new Map<string, Sequence[]>()
  readonly takenOut = new Map<Sequence, string>()
  readonly #takenOut = new TakenOut()
  readonly #store: ExerciseStore
  readonly #chain: ChainFollower
  readonly #documents = new Map<string, NonNullable<JournalEntry['document']>>()
  #lastDocument: StoredEntry['document'] = null
  #last: Sequence = 0
  #hasGaps = false
  /** The row before, while it is not known whether its chain or the row itself is wrong. */
  #doubted: StoredEntry | null = null

  constructor(store: ExerciseStore) {
    this.#store = store
    this.#chain = new ChainFollower(store.exercise)
  }

  isNext(sequence: Sequence): boolean {
    return sequence === this.#last + 1
  }

  /** Rows before this one are missing; it cannot be read itself when `isLost`. */
  async gapBefore(sequence: Sequence, isLost: boolean): Promise<void> {
    for (let missing = this.#last + 1; missing < sequence; missing += 1) await this.#lost(missing, 'missing')
    this.#last = isLost ? sequence : sequence - 1
    if (isLost) await this.#lost(sequence, 'changed')
  }

  row(row: StoredEntry): void {
    const { sequence } = row
    this.#last = sequence
    const { isOwnHashRight, follows, isInChain } = this.#chain.take(row)
    // The row before stands where it was written: only its chain was damaged.
    if (follows !== 'computed' && this.#doubted !== null) this.#unproved(this.#doubted, 'replaced')
    this.#doubted = null
    this.#knows(row.document)
    if (!isOwnHashRight && isInChain) this.vouched.add(sequence)
    else if (!isOwnHashRight && follows === 'none') this.#unproved(row, 'replaced') // a row of another place, perhaps: of which document was the one here?
    else if (!isOwnHashRight) this.#changed(row)
    else if (follows === 'none') this.#doubted = row
    if (isOwnHashRight || isInChain) this.#takenOut.row(row)
  }

  async end(): Promise<void> {
    if (this.#doubted !== null) this.#blame(this.#doubted)
    await this.#checkTakenOut()
    const noted = await this.#store.notedHead()
    if (noted !== null && noted > this.#last) throw new DamagedRow(this.#last + 1, 'missing')
    if (!this.#hasGaps) await this.#store.mendIndex()
  }

  /** Only now is it known what later events vouch for. */
  async #checkTakenOut(): Promise<void> {
    for (const sequence of this.#takenOut.faults()) {
      const [row] = this.damaged.has(sequence) ? [] : await this.#store.read(sequence - 1, 1)
      if (row?.sequence === sequence) this.#changed(row)
    }
    for (const [sequence, hash] of this.#takenOut.vouched().entries) this.takenOut.set(sequence, hash)
  }

  /** Nothing stands there that could be read: the index may still know of which document it was. */
  async #lost(sequence: Sequence, kind: DamageKind): Promise<void> {
    const document = await this.#store.documentOf(sequence)
    if (document === null) throw new DamagedRow(sequence, kind)
    this.#hasGaps = true
    this.#chain.gap()
    this.#damagedIn(wireNameOf(document), sequence)
  }

  #changed(row: StoredEntry): void {
    this.#blame(row)
    // What it says of itself may be just what was changed.
    const was = this.#asWritten(row)
    if (was === 'event') throw new DamagedRow(row.sequence)
    if (was !== null && was !== 'trace') this.#damagedIn(wireNameOf(was), row.sequence)
  }

  /** What a changed row was, when nothing but that was changed; null when that does not explain it. */
  #asWritten(row: StoredEntry): JournalEntry['document'] | 'event' | 'trace' {
    const bytesHash = row.bytesHash ?? hashBytes(row.bytes)
    const fits = (kind: EntryKind, document: JournalEntry['document']): boolean =>
      Buffer.compare(hashEntry({ ...row, kind, document }, bytesHash), row.hash) === 0
    if (fits('event', null)) return 'event'
    if (fits('trace', null)) return 'trace'
    return [...this.#documents.values()].find((document) => fits('update', document)) ?? null
  }

  #knows(document: StoredEntry['document']): void {
    if (document === null || (document.name === this.#lastDocument?.name && document.epoch === this.#lastDocument.epoch)) return
    this.#lastDocument = document
    this.#documents.set(wireNameOf(document), document)
  }

  #unproved(row: StoredEntry, kind: DamageKind): never {
    throw new DamagedRow(row.sequence, kind)
  }

  #blame(row: StoredEntry): void {
    if (row.kind === 'event') throw new DamagedRow(row.sequence)
    if (row.document === null) this.damaged.add(row.sequence)
    else this.#damagedIn(wireNameOf(row.document), row.sequence)
  }

  #damagedIn(wireName: string, sequence: Sequence): void {
    this.damaged.add(sequence)
    const known = this.byDocument.get(wireName) ?? []
    if (!known.includes(sequence)) this.byDocument.set(wireName, [...known, sequence].sort((one, other) => one - other))
  }
}
