/** What the table shows: which rows, in which order, with which columns, and who else is where in it. Pure. */
import { mselColumnIds, type MselColumnId } from '#shared/board/msel/columns.ts'
import { ownerColumn, type FreeColumn, type RowEdit, type TableRow } from '#shared/board/msel/mselRows.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Msel, MselItem } from '#shared/exercise/msel.ts'
import type { Serial } from '#shared/exercise/names.ts'
import { dueReleases } from '#shared/exercise/schedule.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { Peer } from '../../state/source.ts'
import type { MselStatus } from '../directing/mselRows.ts'
import type { ShownColumn } from './tableState.svelte.ts'

export interface TableFilter {
  readonly query: string
  /** 'all', 'none' = rows of no move, or the number. */
  readonly move: 'all' | 'none' | number
  readonly status: 'all' | MselStatus
  readonly owner: string
  readonly sort: 'list' | 'time'
}

export const everything: TableFilter = { query: '', move: 'all', status: 'all', owner: '', sort: 'list' }

/** Columns shown before anybody chooses. */
export const firstColumns: readonly MselColumnId[] = ['move', 'due', 'title', 'channel', 'from', 'hat', 'storyline']
/** Never shown as a column of its own: it stands in front of every row. */
export const choosableColumns = mselColumnIds.filter((id) => id !== 'serial')

export function shownColumns(fields: ReadonlySet<MselColumnId>, free: readonly FreeColumn[]): ShownColumn[] {
  return [
    ...choosableColumns.filter((id) => fields.has(id)).map((id): ShownColumn => ({ kind: 'field', id })),
    ...free.map(({ id, name }): ShownColumn => ({ kind: 'free', id, name })),
  ]
}

/** The list as the schedule reads it. */
export function mselOf(rows: readonly TableRow[]): Msel {
  const readable = rows.flatMap(({ serial, item }) => (item === null ? [] : [[serial, item] as const]))
  return { items: Object.fromEntries(readable), order: readable.map(([serial]) => serial), unreadable: [] }
}

/** Serials that would go out this moment by themselves if these rows stood so, and would not as they stand. */
export function dueAtOnce(rows: readonly TableRow[], edits: readonly RowEdit[], view: ExerciseState, now: RecordedAt): Serial[] {
  if (!view.automatic || view.clock.status !== 'running') return []
  const before = mselOf(rows)
  const changed = edits.flatMap(({ serial, item }) => (item === null ? [] : [[serial, item] as const]))
  const items: Readonly<Record<Serial, MselItem>> = { ...before.items, ...Object.fromEntries(changed) }
  const already = new Set(dueSerials(before, view, now))
  return dueSerials({ items, order: Object.keys(items), unreadable: [] }, view, now).filter((serial) => !already.has(serial))
}

/** What the schedule would release now. */
function dueSerials(msel: Msel, view: ExerciseState, now: RecordedAt): Serial[] {
  return dueReleases(view, msel, now).map(({ item }) => item.serial)
}

export function filterTable(rows: readonly TableRow[], filter: TableFilter, statusOf: (serial: Serial) => MselStatus | null): TableRow[] {
  const wanted = filter.query.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  const kept = rows.filter(({ serial, item, free }) => {
    if (filter.move !== 'all' && (item?.move ?? 'none') !== filter.move) return false
    if (filter.status !== 'all' && statusOf(serial) !== filter.status) return false
    if (filter.owner !== '' && (free[ownerColumn] ?? '') !== filter.owner) return false
    if (wanted.length === 0) return true
    const haystack = `${serial} ${item === null ? '' : `${item.content.title} ${item.content.from} ${item.storyline} ${item.content.text} ${item.secrets.tags.join(' ')}`} ${Object.values(free).join(' ')}`.toLocaleLowerCase()
    return wanted.every((word) => haystack.includes(word))
  })
  return filter.sort === 'list' ? kept : kept.sort((one, other) => timeOf(one) - timeOf(other))
}

/** By move, then by minute; what is released by hand comes last. */
function timeOf({ item }: TableRow): number {
  return item === null || item.move === null ? Number.MAX_SAFE_INTEGER : item.move * 100_000 + (item.dueMinute ?? 99_999)
}

/** Everybody whom the list names as responsible, in the order of the alphabet. */
export function ownersOf(rows: readonly TableRow[]): string[] {
  return Array.from(new Set(rows.flatMap(({ free }) => free[ownerColumn] ?? []))).sort((one, other) => one.localeCompare(other))
}

/** What one tells the others of one's place in the table, in the words of the awareness. */
export function cellName(serial: Serial, column: ShownColumn): string {
  return `${serial}/${column.id}`.slice(0, 64)
}

/** Who else is in which row, and who writes in which cell. */
export interface Presence {
  readonly inRow: ReadonlyMap<Serial, readonly string[]>
  readonly inCell: ReadonlyMap<string, string>
}

export function presenceOf(peers: readonly Peer[], own: string): Presence {
  const inRow = new Map<Serial, string[]>()
  const inCell = new Map<string, string>()
  for (const { seat, name, selection, section } of peers) {
    if (seat === own) continue
    for (const serial of selection.slice(0, 1)) if (inRow.get(serial)?.includes(name) !== true) inRow.set(serial, [...(inRow.get(serial) ?? []), name])
    if (section !== null) inCell.set(section, name)
  }
  return { inRow, inCell }
}
