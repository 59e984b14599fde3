/**
 * The rows of the MSEL in the control document, field by field, as a table edits them; and the free columns the directing
 * staff keep beside ours. A free column is a record of its own; its words stand in each row under `free/<column>`.
 */
import * as Y from 'yjs'
import type { MselItem } from '../../exercise/msel.ts'
import type { Serial } from '../../exercise/names.ts'
import { isSafeKey } from '../../exercise/records.ts'
import { mselFieldNames, mselFields, readMselItem } from '../mselRecord.ts'
import { newRecord, readFields, writeFields, type Origin } from '../yjsRecord.ts'
import { plainWords } from './tableContext.ts'

export interface FreeColumn { readonly id: string; readonly name: string; readonly order: number }

/** Who of the directing staff plays a row: a free column everybody has. */
export const ownerColumn = 'owner'

export interface TableRow {
  readonly serial: Serial
  readonly item: MselItem | null
  /** Why the row cannot be read; empty when it can. */
  readonly why: string
  readonly order: number
  /** Words in free columns, by column id. */
  readonly free: Readonly<Record<string, string>>
}

const freeField = (column: string): string => `free/${column}`

/** Every row, also those that cannot be read, in the order of the list. */
export function tableRowsOf(doc: Y.Doc): TableRow[] {
  const columns = freeColumnsOf(doc)
  const rows: TableRow[] = []
  for (const [serial, record] of rootOf(doc)) {
    if (!isSafeKey(serial) || !(record instanceof Y.Map)) continue
    const fields = readFields(record, mselFieldNames)
    const read = readMselItem(serial, fields)
    const order = fields?.['order']
    rows.push({
      serial, item: read.ok ? read.item : null, why: read.ok ? '' : read.why,
      order: typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER, free: freeWords(record, columns),
    })
  }
  return rows.sort((one, other) => one.order - other.order || (one.serial < other.serial ? -1 : 1))
}

/** The free columns in their order, the owner's first. */
export function freeColumnsOf(doc: Y.Doc): FreeColumn[] {
  const columns: FreeColumn[] = [{ id: ownerColumn, name: '', order: -1 }]
  for (const [id, record] of columnsRoot(doc)) {
    const fields = readFields(record, ['name', 'order'])
    if (fields === null || !isSafeKey(id) || id.length > 64 || id === ownerColumn) continue
    const { name, order } = fields
    if (typeof name !== 'string' || name.trim() === '') continue
    columns.push({ id, name: name.slice(0, longestName), order: typeof order === 'number' ? order : 0 })
  }
  return columns.sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1)).slice(0, mostFreeColumns + 1)
}

export const longestName = 60
/** More columns than this no table can show. */
export const mostFreeColumns = 40

/** Adds a free column, unless one of that name is there. Returns its id; null when there are too many or the name is empty. */
export function addFreeColumn(doc: Y.Doc, id: string, name: string, origin: Origin): string | null {
  const columns = freeColumnsOf(doc)
  const words = name.trim().slice(0, longestName)
  if (plainWords(words) === '') return null
  const same = columns.find((column) => plainWords(column.name) === plainWords(words))
  if (same !== undefined) return same.id
  if (columns.length > mostFreeColumns) return null
  const last = columns.at(-1)
  doc.transact(() => columnsRoot(doc).set(id, newRecord({ name: words, order: Math.max(0, (last?.order ?? 0) + 1) })), origin)
  return id
}

/** Takes a free column away. Its words stay in the rows: undo brings both back. */
export function removeFreeColumn(doc: Y.Doc, id: string, origin: Origin): void {
  doc.transact(() => columnsRoot(doc).delete(id), origin)
}

export interface RowEdit {
  readonly serial: Serial
  /** The whole row as it shall be; only what differs is written. Null = only free words. */
  readonly item: MselItem | null
  readonly free: Readonly<Record<string, string>>
}

/** Writes rows, each over what stands there; a row that is not there is added at the end. Nobody's other fields are touched. */
export function writeRows(doc: Y.Doc, edits: readonly RowEdit[], origin: Origin): void {
  const root = rootOf(doc)
  doc.transact(() => {
    let next = nextOrder(doc)
    for (const { serial, item, free } of edits) {
      const present = root.get(serial)
      const words = Object.fromEntries(Object.entries(free).map(([column, said]) => [freeField(column), said]))
      if (present instanceof Y.Map) {
        const order = present.get('order')
        writeFields(present, { ...(item === null ? {} : mselFields(item, typeof order === 'number' ? order : next++)), ...changedWords(present, words) })
      } else if (item !== null) {
        root.set(serial, newRecord({ ...mselFields(item, next), ...words }))
        next += 1
      }
    }
  }, origin)
}

/** Takes rows away. */
export function removeRows(doc: Y.Doc, serials: readonly Serial[], origin: Origin): void {
  const root = rootOf(doc)
  doc.transact(() => serials.forEach((serial) => root.delete(serial)), origin)
}

/** Words that were never there are not written as empty ones. */
function changedWords(record: Y.Map<unknown>, words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).filter(([field, said]) => said !== '' || record.has(field)))
}

function freeWords(record: Y.Map<unknown>, columns: readonly FreeColumn[]): Record<string, string> {
  const free: Record<string, string> = {}
  for (const { id } of columns) {
    const words: unknown = record.get(freeField(id))
    if (typeof words === 'string' && words !== '') free[id] = words
  }
  return free
}

function nextOrder(doc: Y.Doc): number {
  let last = -1
  for (const [, record] of rootOf(doc)) {
    const order: unknown = record instanceof Y.Map ? record.get('order') : null
    if (typeof order === 'number' && Number.isFinite(order) && order > last) last = order
  }
  return last + 1
}

function rootOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('msel')
}

function columnsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('mselColumns')
}
