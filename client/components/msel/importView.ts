/** Which rows of a file are shown, and what a column of it may become. Pure. */
import { mselColumnIds, type MselColumnId } from '#shared/board/msel/columns.ts'
import type { PlannedRow } from '#shared/board/msel/importPlan.ts'
import { mselText as words } from '../../text/en/msel.ts'
import type { Shown } from './importing.svelte.ts'

/** In the order people look for them: the order of the alphabet helps nobody who seeks "Title". */
export const choosable: readonly { readonly id: MselColumnId; readonly name: string }[] = mselColumnIds.map((id) => ({ id, name: words.columns[id] }))

export function rowsToShow(rows: readonly PlannedRow[], shown: Shown): PlannedRow[] {
  return rows.filter(({ outcome, faults }) => {
    switch (shown) {
      case 'all': return true
      case 'faults': return faults.length > 0
      case 'changes': return outcome === 'new' || outcome === 'changed'
      case 'out': return outcome === 'left-out' || outcome === 'before'
    }
  })
}
