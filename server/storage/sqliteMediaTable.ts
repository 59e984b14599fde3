/** The table `media`: pictures and reference layers to columns and back. */
import type { SqliteConnection } from './sqliteEngine.ts'
import { readBytes, readNumber, readText } from './sqliteRows.ts'
import type { StoredMedia } from './storage.ts'

export class MediaTable {
  readonly #insert
  readonly #one
  readonly #bytes
  readonly #ids

  constructor(connection: SqliteConnection) {
    this.#insert = connection.prepare('INSERT INTO media (id, document, type, author, sequence, size, hash, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.#one = connection.prepare('SELECT document, type, author, sequence, hash, bytes FROM media WHERE id = ?')
    this.#bytes = connection.prepare('SELECT coalesce(sum(size), 0) AS bytes FROM media')
    this.#ids = connection.prepare('SELECT id FROM media ORDER BY id')
  }

  insert({ id, document, type, author, sequence, hash, bytes }: StoredMedia): void {
    this.#insert.run(id, document, type, author, sequence, bytes.length, hash, bytes)
  }

  /** Its bytes are one's own: engines hand out memory they use again. */
  one(id: string): StoredMedia | null {
    const row = this.#one.get(id)
    if (row === undefined) return null
    return {
      id, document: readText(row, 'document'), type: readText(row, 'type'), author: readText(row, 'author'),
      sequence: readNumber(row, 'sequence'), hash: readBytes(row, 'hash').slice(), bytes: readBytes(row, 'bytes').slice(),
    }
  }

  bytes(): number {
    const row = this.#bytes.get()
    return row === undefined ? 0 : readNumber(row, 'bytes')
  }

  ids(): string[] {
    return this.#ids.all().map((row) => readText(row, 'id'))
  }
}
