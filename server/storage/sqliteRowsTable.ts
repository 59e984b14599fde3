/** The table `rows`: journal entries to columns and back. */
import { parseWireName } from '#shared/board/documentName.ts'
import type { EntryKind } from '#shared/replay/journalEntry.ts'
import type { SqliteConnection, SqliteRow } from './sqliteEngine.ts'
import { bytesOf, DamagedFile, numberOf, readNumber, readText, textOf } from './sqliteRows.ts'
import type { StoredEntry } from './storage.ts'

const columns = 'sequence, recorded_at, kind, author, document, epoch, bytes, bytes_hash, hash, chain'
/** What is read: one value of bytes for three, for each costs as much as all the rest of its row (250,000 rows: 0.4 s for 0.9 s). */
const packed = 'sequence, recorded_at, kind, author, document, epoch, bytes_hash, CAST(hash || chain || bytes AS BLOB)'
const hashLength = 32

export class RowsTable {
  readonly #insert
  readonly #read
  readonly #readDocument
  readonly #last
  readonly #one
  readonly #lastSequence
  readonly #documentOf
  readonly #indexFaults
  readonly #makeIndexAnew

  constructor(connection: SqliteConnection) {
    this.#insert = connection.prepare(`INSERT INTO rows (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    this.#read = connection.prepare(`SELECT ${packed} FROM rows WHERE sequence > ? ORDER BY sequence LIMIT ?`)
    this.#readDocument = connection.prepare(
      `SELECT ${packed} FROM rows WHERE document = ? AND epoch = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?`)
    this.#last = connection.prepare(`SELECT ${packed} FROM rows ORDER BY sequence DESC LIMIT 1`)
    this.#one = connection.prepare(`SELECT ${packed} FROM rows WHERE sequence = ?`)
    this.#lastSequence = connection.prepare('SELECT max(sequence) AS last FROM rows')
    // Answered from the index alone: the row itself may be gone. A file may have lost its index, too.
    this.#documentOf = (sequence: number): SqliteRow | undefined =>
      connection.prepare('SELECT document, epoch FROM rows INDEXED BY rows_by_document WHERE document IS NOT NULL AND sequence = ?').get(sequence)
    this.#indexFaults = connection.prepare('PRAGMA integrity_check(rows)')
    this.#makeIndexAnew = (): void => connection.exec('REINDEX rows_by_document')
  }

  insert(row: StoredEntry): void {
    const { document } = row
    this.#insert.run(
      row.sequence, row.recordedAt, row.kind, row.author, document?.name ?? null, document?.epoch ?? null, row.bytes, row.bytesHash, row.hash, row.chain)
  }

  read(after: number, most: number): StoredEntry[] {
    return this.#read.lists(after, most).map(entryOf)
  }

  readDocument(wireName: string, after: number, upTo: number, most: number): StoredEntry[] {
    const wanted = parseWireName(wireName)
    return wanted === null ? [] : this.#readDocument.lists(wanted.name, wanted.epoch, after, upTo, most).map(entryOf)
  }

  last(): StoredEntry | null {
    const [row] = this.#last.lists()
    return row === undefined ? null : entryOf(row)
  }

  one(sequence: number): StoredEntry | null {
    const [row] = this.#one.lists(sequence)
    return row === undefined ? null : entryOf(row)
  }

  /** Of which document a row is, or was, as the index knows it. */
  documentOf(sequence: number): StoredEntry['document'] {
    const row = this.#documentOf(sequence)
    return row === undefined ? null : { name: readText(row, 'document'), epoch: readNumber(row, 'epoch') }
  }

  /** Whether the table and its index agree, as SQLite finds them. */
  isIndexRight(): boolean {
    return this.#indexFaults.all().every((row) => row['integrity_check'] === 'ok')
  }

  makeIndexAnew(): void {
    this.#makeIndexAnew()
  }

  lastSequence(): number {
    const row = this.#lastSequence.get()
    return row === undefined || row['last'] === null ? 0 : readNumber(row, 'last')
  }
}

function entryOf(row: readonly unknown[]): StoredEntry {
  const [sequence, recordedAt, kind, author, document, epoch, bytesHash, hashes] = row
  const all = bytesOf(hashes, 'hash, chain and bytes')
  return {
    sequence: numberOf(sequence, 'sequence'),
    recordedAt: numberOf(recordedAt, 'recorded_at'),
    kind: kindOf(textOf(kind, 'kind')),
    author: textOf(author, 'author'),
    document: document === null ? null : { name: textOf(document, 'document'), epoch: numberOf(epoch, 'epoch') },
    bytes: all.subarray(2 * hashLength),
    bytesHash: bytesHash === null ? null : bytesOf(bytesHash, 'bytes_hash'),
    hash: all.subarray(0, hashLength),
    chain: all.subarray(hashLength, 2 * hashLength),
  }
}

function kindOf(text: string): EntryKind {
  if (text === 'event' || text === 'update' || text === 'trace') return text
  throw new DamagedFile(`a row is neither event, update nor trace`)
}
