/** Carries a dry run out: what it said is written, in changes small enough for the wire, and nothing else. */
import type * as Y from 'yjs'
import { limits } from '../../protocol/limits.ts'
import type { Origin } from '../yjsRecord.ts'
import type { ImportPlan, PresentRow, TakenRow } from './importPlan.ts'
import { addFreeColumn, freeColumnsOf, ownerColumn, writeRows, type FreeColumn, type RowEdit, type TableRow } from './mselRows.ts'
import { plainWords } from './tableContext.ts'

/** One change on the wire holds this much at most: half of what is let through, for what stands around it. */
const changeBytes = limits.updateBytes / 2
/** One step of undo puts this much back in one change. */
export const stepBytes = limits.updateBytes / 2

/** The rows of the list as an import looks at them. `ownerName`: how the owner's column is called on this screen. */
export function presentRows(rows: readonly TableRow[], columns: readonly FreeColumn[], ownerName: string): PresentRow[] {
  return rows.map(({ serial, item, free }) => ({
    serial, item,
    free: Object.fromEntries(columns.flatMap(({ id, name }) => (free[id] === undefined ? [] : [[plainWords(id === ownerColumn ? ownerName : name), free[id]]]))),
  }))
}

export function takenRows({ rows }: ImportPlan): TakenRow[] {
  return rows.flatMap((row) => (row.outcome === 'new' || row.outcome === 'changed' || row.outcome === 'same' ? [row] : []))
}

/** Names of free columns the plan needs and the list has not. */
export function newColumnsOf(plan: ImportPlan, columns: readonly FreeColumn[], ownerName: string): string[] {
  const known = new Set(columns.map(({ id, name }) => plainWords(id === ownerColumn ? ownerName : name)))
  const wanted = new Map<string, string>()
  for (const row of takenRows(plan)) for (const [name, words] of Object.entries(row.free)) if (words !== '') wanted.set(plainWords(name), name)
  return Array.from(wanted).flatMap(([key, name]) => (known.has(key) ? [] : [name]))
}

export interface Applying {
  readonly doc: Y.Doc
  readonly origin: Origin
  readonly ownerName: string
  /** A fresh id for a new free column. */
  newId(): string
  /** Ends a step of undo. */
  endStep(): void
}

/** Writes what the plan says. Returns in how many steps undo takes it back; null when there is no room for its free columns, and nothing was written. */
export function applyImport(plan: ImportPlan, { doc, origin, ownerName, newId, endStep }: Applying): number | null {
  const rows = takenRows(plan).filter(({ outcome }) => outcome !== 'same')
  const missing = newColumnsOf(plan, freeColumnsOf(doc), ownerName)
  endStep()
  const ids = new Map<string, string>(freeColumnsOf(doc).map(({ id, name }) => [plainWords(id === ownerColumn ? ownerName : name), id]))
  for (const name of missing) {
    const id = addFreeColumn(doc, newId(), name, origin)
    if (id === null) return null
    ids.set(plainWords(name), id)
  }
  let steps = 1
  let inStep = 0
  for (const batch of batchesOf(rows.map((row) => editOf(row, ids)))) {
    if (inStep > 0 && inStep + batch.bytes > stepBytes) {
      endStep()
      steps += 1
      inStep = 0
    }
    writeRows(doc, batch.edits, origin)
    inStep += batch.bytes
  }
  endStep()
  return steps
}

function editOf({ serial, item, free }: TakenRow, ids: ReadonlyMap<string, string>): RowEdit {
  const words = Object.entries(free).flatMap(([name, said]): [string, string][] => {
    const id = ids.get(plainWords(name))
    return id === undefined ? [] : [[id, said]]
  })
  return { serial, item, free: Object.fromEntries(words) }
}

interface Batch { readonly edits: readonly RowEdit[]; readonly bytes: number }

function batchesOf(edits: readonly RowEdit[]): Batch[] {
  const batches: { edits: RowEdit[]; bytes: number }[] = []
  for (const edit of edits) {
    const bytes = 3 * JSON.stringify(edit).length
    const last = batches.at(-1)
    if (last === undefined || last.bytes + bytes > changeBytes) batches.push({ edits: [edit], bytes })
    else {
      last.edits.push(edit)
      last.bytes += bytes
    }
  }
  return batches
}
