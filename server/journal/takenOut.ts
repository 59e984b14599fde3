/**
 * Words may be taken out of entries after they were recorded. Such an entry keeps SHA-256 of what stood there, so its hash
 * and the chain stay true; and an event later in the chain says of each what stands there now. Only so is it sound: an entry
 * with another content that no event vouches for was changed by somebody else.
 */
import type { ExerciseEvent } from '#shared/exercise/events.ts'
import type { RecordedAt, Sequence } from '#shared/exercise/moment.ts'
import { readEvent } from '#shared/exercise/upcast.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import type { StoredEntry } from '../storage/storage.ts'
import { hashBytes } from './hash.ts'

export type WordsTakenOut = Extract<ExerciseEvent, { type: 'WordsTakenOut' }>

/** One taking out, as the journal tells it. */
export interface Account {
  readonly sequence: Sequence
  readonly recordedAt: RecordedAt
  readonly event: WordsTakenOut
}

export interface Vouched {
  /** SHA-256, hex, of what has to stand in each entry of which something was taken out. */
  readonly entries: ReadonlyMap<Sequence, string>
  /** In the order of the journal. */
  readonly accounts: readonly Account[]
}

/** Goes along with whoever walks over the rows of a journal. */
export class TakenOut {
  readonly #accounts: { readonly row: StoredEntry; readonly account: Account }[] = []
  readonly #standing = new Map<Sequence, string>()

  /** A row that is in the chain, by its hash. */
  row(row: StoredEntry): void {
    if (row.bytesHash !== null) this.#standing.set(row.sequence, hexOf(row.bytes))
    const account = accountIn(row)
    if (account !== null) this.#accounts.push({ row, account })
  }

  /** What the events vouch for. The newest word on an entry counts; an event out of which words were taken needs one for itself. */
  vouched(): Vouched {
    const entries = new Map<Sequence, string>()
    const accounts: Account[] = []
    for (const { row, account } of this.#accounts.toReversed()) {
      if (row.bytesHash !== null && entries.get(row.sequence) !== this.#standing.get(row.sequence)) continue
      accounts.unshift(account)
      for (const { sequence, hash } of account.event.entries) if (sequence < row.sequence && !entries.has(sequence)) entries.set(sequence, hash)
    }
    return { entries, accounts }
  }

  /** Entries that hold something else than what was recorded or vouched for: unvouched, or with the words back in them. */
  faults(): Sequence[] {
    const { entries } = this.vouched()
    const all = new Set([...this.#standing.keys(), ...entries.keys()])
    return [...all].filter((sequence) => this.#standing.get(sequence) !== entries.get(sequence)).sort((one, other) => one - other)
  }
}

/** Whether a row from which words were taken out still holds what was vouched for. */
export function standsAsVouched(row: StoredEntry, entries: ReadonlyMap<Sequence, string>): boolean {
  return row.bytesHash === null ? !entries.has(row.sequence) : entries.get(row.sequence) === hexOf(row.bytes)
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(hashBytes(bytes)).toString('hex')
}

const mark = Buffer.from('"WordsTakenOut"', 'utf8')

/** Looks at the beginning first: nearly every event is another. */
function accountIn(row: JournalEntry): Account | null {
  if (row.kind !== 'event' || row.author !== 'server') return null
  if (!Buffer.from(row.bytes.buffer, row.bytes.byteOffset, Math.min(row.bytes.length, 64)).includes(mark)) return null
  try {
    const event = readEvent(JSON.parse(new TextDecoder().decode(row.bytes)))
    return event.type === 'WordsTakenOut' ? { sequence: row.sequence, recordedAt: row.recordedAt, event } : null
  } catch {
    return null
  }
}
