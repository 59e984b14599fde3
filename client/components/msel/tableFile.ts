/** A file somebody brings, read as a table: what it is, its first bytes say; its letters, it says or they are looked at. */
import { readCsv, type Separator } from '#shared/board/exchange/table/csv.ts'
import { refuse, type TableRead } from '#shared/board/exchange/table/table.ts'
import { readXlsx } from '#shared/board/exchange/table/xlsxIn.ts'
import type { Inflate } from '#shared/board/exchange/table/zip.ts'
import { limits } from '#shared/protocol/limits.ts'

/** The letters a table of words may be written in. */
export const letters = ['utf-8', 'windows-1252', 'windows-1251', 'utf-16le', 'utf-16be'] as const
export type Letters = (typeof letters)[number]

export interface FileChoice {
  /** Null = as the file looks. */
  readonly letters: Letters | null
  readonly separator: Separator | null
}

export async function readTableFile(file: Blob & { readonly name: string }, choice: FileChoice): Promise<TableRead & { readonly isWords?: boolean }> {
  if (file.size > limits.importBytes) return refuse('too-large')
  if (file.size === 0) return refuse('empty')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    return typeof DecompressionStream === 'undefined' ? refuse('cannot-unpack') : readXlsx(bytes, { inflate, decode: (part) => decode(part, marked(part) ?? 'utf-8') })
  }
  // an old Excel file, or a new one behind a password
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('old-excel')
  const { text, guessed } = wordsOf(bytes, choice.letters)
  if (text.includes('\u0000') || begins(bytes, [0x25, 0x50, 0x44, 0x46])) return refuse('not-a-table')
  const sheet = readCsv(text, file.name, choice.separator)
  if (sheet.cells.length === 0) return refuse('empty')
  return { status: 'read', isWords: true, sheets: [sheet], notices: guessed ? [{ code: 'letters-guessed', count: 1 }] : [] }
}

/** By the mark at the beginning; else UTF-16 if every other byte is empty, UTF-8 if it can be, and the letters of western Europe. */
function wordsOf(bytes: Uint8Array, chosen: Letters | null): { readonly text: string; readonly guessed: boolean } {
  const said = chosen ?? marked(bytes) ?? wide(bytes)
  if (said !== null) return { text: decode(bytes, said), guessed: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: false }
  } catch {
    return { text: decode(bytes, 'windows-1252'), guessed: true }
  }
}

function marked(bytes: Uint8Array): Letters | null {
  if (begins(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8'
  if (begins(bytes, [0xff, 0xfe])) return 'utf-16le'
  return begins(bytes, [0xfe, 0xff]) ? 'utf-16be' : null
}

function wide(bytes: Uint8Array): Letters | null {
  const begin = bytes.subarray(0, 400)
  const empty = [0, 0]
  begin.forEach((byte, at) => { if (byte === 0) empty[at % 2] = (empty[at % 2] ?? 0) + 1 })
  const [even = 0, odd = 0] = empty
  if (odd > begin.length / 8 && even < odd / 8) return 'utf-16le'
  return even > begin.length / 8 && odd < even / 8 ? 'utf-16be' : null
}

function decode(bytes: Uint8Array, encoding: Letters): string {
  return new TextDecoder(encoding).decode(bytes)
}

function begins(bytes: Uint8Array, with_: readonly number[]): boolean {
  return with_.every((byte, at) => bytes[at] === byte)
}

/** The browser's own unpacking, stopped as soon as it gives more than it may. */
const inflate: Inflate = async (packed, most) => {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > most) {
        await reader.cancel()
        return 'too-large'
      }
      parts.push(value)
    }
  } catch {
    return 'broken'
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
