/** Ways out that one press can take: each is a change of the plan like any other, with its step of undo. Pure. */
import type { PlanTask } from '#shared/board/planRows.ts'
import type { Finding, Mend } from '#shared/reality/findings.ts'
import type { PlanBook } from './planBook.svelte.ts'
import type { MeansDesk } from './meansDesk.svelte.ts'

type Book = Pick<PlanBook, 'rows'>
type Acting = { readonly book: Pick<PlanBook, 'add' | 'change' | 'remove' | 'endStep'>; openRow(id: string): void; readonly names: Pick<MeansDesk['names'], 'place'> }

/** Null where people must think first: which hours, which soldiers, whom to ask. */
export function actOf(mend: Mend, { rows, why }: Pick<Finding, 'rows' | 'why'>, { rows: plan }: Book): ((desk: Acting) => void) | null {
  const task = plan.tasks.find(({ id }) => id === rows[0])
  const hotspot = plan.hotspots.find(({ id }) => id === rows[0])
  const changed = (id: string, change: Partial<PlanTask>) => (desk: Acting): void => {
    desk.book.endStep()
    desk.book.change('task', id, change)
    desk.book.endStep()
  }
  switch (mend.kind) {
    case 'other-mobility': return task === undefined ? null : changed(task.id, { mobility: mend.mobility })
    case 'fewer-vehicles': return task === undefined ? null : changed(task.id, { vehicles: mend.vehicles })
    case 'other-unit':
      if (task !== undefined) return changed(task.id, { unit: mend.unit })
      // sent to a hotspot nobody is with: the task comes to be, for the hours of danger, from the first full hour it can be there
      return hotspot === undefined ? null : (desk) => {
        const made = desk.book.add('task', { kind: 'presence', unit: mend.unit, place: hotspot.place, at: hotspot.at, hotspot: hotspot.id, hours: hotspot.hours, from: Math.ceil(mend.arriveAt / 60) * 60 })
        if (made !== null) desk.openRow(made)
      }
    case 'drop-task': return plan.tasks.some(({ id }) => id === mend.row) ? (desk) => desk.book.remove('task', mend.row) : null
    case 'refuse-support': return task === undefined ? null : (desk) => desk.book.remove('task', task.id)
    case 'say-gap': return hotspot === undefined ? null : (desk) => {
      const missing = why.kind === 'hours' ? why.missing : []
      const made = desk.book.add('gap', { place: hotspot.place, at: hotspot.at, hotspot: hotspot.id, who: hotspot.toWhom, from: missing[0] === undefined ? null : Math.floor(missing[0].from), until: missing.at(-1) === undefined ? null : Math.ceil(missing.at(-1)?.to ?? 0) })
      if (made !== null) desk.openRow(made)
    }
    default: return null
  }
}
