/**
 * The tables `media` and `media_pieces`: pictures, layers and exhibits to columns and back. What is large lies in pieces, so
 * that writing or reading it never holds the room up for long; it is there when its row in `media` is, which comes last.
 */
import { setImmediate as theRoom } from 'node:timers/promises'
import type { SqliteConnection, SqliteStatement } from './sqliteEngine.ts'
import { DamagedFile, readBytes, readNumber, readText } from './sqliteRows.ts'
import type { StoredMedia } from './storage.ts'

/** Bytes written or read in one go: some milliseconds. */
export const pieceBytes = 1024 * 1024
const noBytes = new Uint8Array(0)

interface Found { readonly media: StoredMedia; readonly size: number }

export class MediaTable {
  readonly #connection: SqliteConnection
  readonly #insert
  readonly #one
  readonly #bytes
  readonly #ids

  constructor(connection: SqliteConnection) {
    this.#connection = connection
    this.#insert = connection.prepare('INSERT INTO media (id, document, type, author, sequence, size, hash, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.#one = connection.prepare('SELECT document, type, author, sequence, size, hash, bytes FROM media WHERE id = ?')
    this.#bytes = connection.prepare('SELECT coalesce(sum(size), 0) AS bytes FROM media')
    this.#ids = connection.prepare('SELECT id FROM media ORDER BY id')
  }

  /** In how many pieces so many bytes lie beside the row; 0 when they lie in it. */
  static piecesOf(size: number): number {
    return size <= pieceBytes ? 0 : Math.ceil(size / pieceBytes)
  }

  /** All of it in one go: for whoever has the file to himself. */
  insert(media: StoredMedia): void {
    for (let piece = 0; piece < MediaTable.piecesOf(media.bytes.length); piece += 1) this.insertPiece(media, piece)
    this.insertRow(media)
  }

  insertPiece({ id, bytes }: StoredMedia, piece: number): void {
    this.#connection.prepare('INSERT INTO media_pieces (media, piece, bytes) VALUES (?, ?, ?)').run(id, piece, bytes.subarray(piece * pieceBytes, (piece + 1) * pieceBytes))
  }

  insertRow({ id, document, type, author, sequence, hash, bytes }: StoredMedia): void {
    this.#insert.run(id, document, type, author, sequence, bytes.length, hash, MediaTable.piecesOf(bytes.length) === 0 ? bytes : noBytes)
  }

  /** Pieces of what was never brought to its end. */
  removePieces(id: string): void {
    this.#connection.prepare('DELETE FROM media_pieces WHERE media = ?').run(id)
  }

  /** Its bytes are one's own: engines hand out memory they use again. */
  one(id: string): StoredMedia | null {
    const found = this.#row(id)
    if (found === null || !isInPieces(found)) return found?.media ?? null
    const [bytes, statement] = [new Uint8Array(found.size), this.#pieceStatement()]
    for (let piece = 0; piece < MediaTable.piecesOf(found.size); piece += 1) putPiece(bytes, piece, statement, id)
    return { ...found.media, bytes }
  }

  /** The same while others have their turn between two pieces. */
  async oneInTurns(id: string): Promise<StoredMedia | null> {
    const found = this.#row(id)
    if (found === null || !isInPieces(found)) return found?.media ?? null
    const [bytes, statement] = [new Uint8Array(found.size), this.#pieceStatement()]
    for (let piece = 0; piece < MediaTable.piecesOf(found.size); piece += 1) {
      putPiece(bytes, piece, statement, id)
      await theRoom()
    }
    return { ...found.media, bytes }
  }

  has(id: string): boolean {
    return this.#one.get(id) !== undefined
  }

  bytes(): number {
    const row = this.#bytes.get()
    return row === undefined ? 0 : readNumber(row, 'bytes')
  }

  ids(): string[] {
    return this.#ids.all().map((row) => readText(row, 'id'))
  }

  #row(id: string): Found | null {
    const row = this.#one.get(id)
    if (row === undefined) return null
    return {
      size: readNumber(row, 'size'),
      media: {
        id, document: readText(row, 'document'), type: readText(row, 'type'), author: readText(row, 'author'),
        sequence: readNumber(row, 'sequence'), hash: readBytes(row, 'hash').slice(), bytes: readBytes(row, 'bytes').slice(),
      },
    }
  }

  /** Made when it is needed: a file of before there were pieces has none. */
  #pieceStatement(): SqliteStatement {
    return this.#connection.prepare('SELECT bytes FROM media_pieces WHERE media = ? AND piece = ?')
  }
}

function isInPieces({ media, size }: Found): boolean {
  return media.bytes.length === 0 && MediaTable.piecesOf(size) > 0
}

function putPiece(bytes: Uint8Array, piece: number, statement: SqliteStatement, id: string): void {
  const row = statement.get(id, piece)
  if (row === undefined) throw new DamagedFile(`piece ${piece} of the media ${id} is missing`)
  const found = readBytes(row, 'bytes')
  const at = piece * pieceBytes
  if (found.length !== Math.min(pieceBytes, bytes.length - at)) throw new DamagedFile(`piece ${piece} of the media ${id} is not whole`)
  bytes.set(found, at)
}
