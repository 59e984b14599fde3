/**
 * The rows of a plan as they lie in a syndicate's board: one root Y.Map for each kind, one record of flat fields under each
 * random id. Readers parse; deleting wins over concurrent edits. A board from before these rows simply has none: nothing is
 * seeded and nothing needs lifting, and its schema version stays.
 */
import * as Y from 'yjs'
import type { Annotation } from './annotation.ts'
import { newRecordId } from './boardDocument.ts'
import { compareOrder, middleOrder, orderAbove, orderBelow, orderBetween } from './order.ts'
import { parseRow, rowFields, writtenFields } from './planRowParser.ts'
import { mostRows, planRoots, rowKinds, type PlanRow, type PlanRows, type RowKind, type RowOf } from './planRows.ts'
import { newRecord, readFields, writeFields, type Origin } from './yjsRecord.ts'

/** In their order. What cannot be read is passed over. */
export function rowsOf<Kind extends RowKind>(board: Y.Doc, kind: Kind): RowOf[Kind][] {
  return Array.from(root(board, kind)).flatMap(([id, record]) => readRow(kind, id, record) ?? []).sort(compareOrder)
}

export function planRowsOf(board: Y.Doc): PlanRows {
  return { hotspots: rowsOf(board, 'hotspot'), tasks: rowsOf(board, 'task'), promises: rowsOf(board, 'promise'), gaps: rowsOf(board, 'gap') }
}

/** Adds a row below the others with the fields that are given; returns its id, null when there are as many as a plan holds. */
export function addRow<Kind extends RowKind>(board: Y.Doc, kind: Kind, fields: Partial<Omit<RowOf[Kind], 'id' | 'order'>>, origin: Origin): string | null {
  const rows = rowsOf(board, kind)
  if (rows.length >= mostRows[kind]) return null
  const id = newRecordId(board)
  const whole = parseRow(kind, id, { ...fields, order: orderAbove(rows.at(-1)?.order ?? null) })
  if (whole === null) return null
  board.transact(() => root(board, kind).set(id, newRecord(writtenFields(whole))), origin)
  return id
}

/** Changes only the fields named. False when the row is gone, or nothing differs. */
export function changeRow<Kind extends RowKind>(board: Y.Doc, kind: Kind, id: string, change: Partial<Omit<RowOf[Kind], 'id'>>, origin: Origin): boolean {
  const record = root(board, kind).get(id)
  const present = readFields(record, rowFields[kind])
  const whole = present === null ? null : parseRow(kind, id, { ...present, ...change })
  if (!(record instanceof Y.Map) || whole === null) return false
  const written = writtenFields(whole)
  const mended = Object.fromEntries(Object.keys(change).flatMap((name) => (Object.hasOwn(written, name) ? [[name, written[name]]] : [])))
  return Y.transact(board, () => writeFields(record, mended), origin)
}

/** One place up (-1) or down (1). */
export function moveRow(board: Y.Doc, kind: RowKind, id: string, by: -1 | 1, origin: Origin): boolean {
  const rows: readonly PlanRow[] = rowsOf(board, kind)
  const from = rows.findIndex((row) => row.id === id)
  const others = rows.filter((row) => row.id !== id)
  const to = from + by
  const record = root(board, kind).get(id)
  if (from < 0 || to < 0 || to > others.length || !(record instanceof Y.Map)) return false
  const [low, high] = [others[to - 1]?.order, others[to]?.order]
  const order = low === undefined ? orderBelow(high ?? middleOrder) : high === undefined || high <= low ? orderAbove(low) : orderBetween(low, high)
  return Y.transact(board, () => writeFields(record, { order }), origin)
}

export function removeRow(board: Y.Doc, kind: RowKind, id: string, origin: Origin): void {
  if (root(board, kind).has(id)) board.transact(() => root(board, kind).delete(id), origin)
}

/** Calls back after each change of rows, with the kinds it touched. Returns the way to stop. */
export function observeRows(board: Y.Doc, changed: (kinds: readonly RowKind[]) => void): () => void {
  let touched = new Set<RowKind>()
  const stops = rowKinds.map((kind) => {
    const rows = root(board, kind)
    const hear = (): void => { touched.add(kind) }
    rows.observeDeep(hear)
    return () => rows.unobserveDeep(hear)
  })
  const tell = (): void => {
    const kinds = rowKinds.filter((kind) => touched.has(kind))
    touched = new Set()
    if (kinds.length > 0) changed(kinds)
  }
  board.on('afterTransaction', tell)
  return () => {
    for (const stop of stops) stop()
    board.off('afterTransaction', tell)
  }
}

/** Ids of rows no reader can read, by kind. */
export function unreadableRows(board: Y.Doc, kind: RowKind): string[] {
  return Array.from(root(board, kind)).flatMap(([id, record]) => (readRow(kind, id, record) === null ? [id] : []))
}

/**
 * Ids of rows whose words may not stand on a board that others will read. Only words: a row puts no pin on the map, and a
 * place that must stay quiet still has to be planned for.
 */
export function refusedRows(board: Y.Doc, kind: RowKind, refuses: (mark: Annotation) => boolean): string[] {
  return rowsOf<RowKind>(board, kind).filter((row) => refuses(asWords(row))).map(({ id }) => id)
}

function asWords(row: PlanRow): Annotation {
  const note = Object.entries(row).flatMap(([name, value]) => (typeof value === 'string' && name !== 'id' && name !== 'order' && name !== 'title' ? [value] : [])).join('\n')
  return {
    id: row.id, kind: 'circle', label: row.title, note, layer: '', group: '', style: { colour: 'note', pattern: 'solid' }, order: row.order, locked: false, geometry: [0, 0], radiusKm: 1, rings: 1,
  }
}

function readRow<Kind extends RowKind>(kind: Kind, id: string, record: unknown): RowOf[Kind] | null {
  const fields = readFields(record, rowFields[kind])
  return fields === null ? null : parseRow(kind, id, fields)
}

function root(board: Y.Doc, kind: RowKind): Y.Map<unknown> {
  return board.getMap(planRoots[kind])
}
