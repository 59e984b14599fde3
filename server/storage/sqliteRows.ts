/** Columns as they come out of a database file: a file may be damaged, so each is checked for its type. */
import type { SqliteRow } from './sqliteEngine.ts'

/** The file holds something no writer of ours puts there. */
export class DamagedFile extends Error { override readonly name = 'DamagedFile' }

export function readText(row: SqliteRow, column: string): string {
  return textOf(row[column], column)
}

export function readNumber(row: SqliteRow, column: string): number {
  return numberOf(row[column], column)
}

/** A view that is a plain Uint8Array: engines hand out their own memory, some of them as Buffer. */
export function readBytes(row: SqliteRow, column: string): Uint8Array {
  return bytesOf(row[column], column)
}

/** One value out of a column; the name is for the sentence. */
export function textOf(value: unknown, column: string): string {
  if (typeof value !== 'string') throw new DamagedFile(`the column ${column} holds no text`)
  return value
}

export function numberOf(value: unknown, column: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new DamagedFile(`the column ${column} holds no whole number`)
  return value
}

export function bytesOf(value: unknown, column: string): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new DamagedFile(`the column ${column} holds no bytes`)
  return new Uint8Array(value.buffer, value.byteOffset, value.length)
}

export function readTextOrNull(row: SqliteRow, column: string): string | null {
  return row[column] === null ? null : readText(row, column)
}

export function readBytesOrNull(row: SqliteRow, column: string): Uint8Array | null {
  return row[column] === null ? null : readBytes(row, column)
}
