/** A row of the plan as the cells of its short table. Pure. */
import { riskOf, type PlanRow, type PlanRows, type RowKind } from '#shared/board/planRows.ts'
import type { RealityPicture } from '#shared/reality/picture.ts'
import { meansText as words } from '../../text/en/means.ts'
import { clockTime, duration, hours, moment, type Names } from './names.ts'

export interface RowLine { readonly id: string; readonly cells: readonly string[] }

export const columnsOf: Readonly<Record<RowKind, readonly string[]>> = {
  hotspot: [words.columns.what, words.columns.risk, words.columns.rank],
  task: [words.columns.what, words.columns.unit, words.columns.when],
  promise: [words.columns.what, words.columns.when, words.columns.kept],
  gap: [words.columns.what, words.columns.when, words.columns.told],
}

export function rowLines(kind: RowKind, rows: PlanRows, picture: RealityPicture | null, names: Names): RowLine[] {
  switch (kind) {
    case 'hotspot': return rows.hotspots.map((row) => ({ id: row.id, cells: [names.inTable(row), riskOf(row) === null ? '–' : words.risk(riskOf(row) ?? 0), row.rank === null ? '–' : words.ranks[row.rank]] }))
    case 'task': return rows.tasks.map((row) => ({ id: row.id, cells: [names.inTable(row), row.unit === null ? '–' : names.unit(row.unit), whenOf(row)] }))
    case 'promise': return rows.promises.map((row) => {
      const kept = picture?.promises.find((each) => each.row === row.id)
      return { id: row.id, cells: [names.inTable(row), whenOf(row), row.state === 'withdrawn' ? words.promiseStates.withdrawn : kept === undefined ? '–' : words.kept(duration(kept.keptMinutes), duration(kept.promisedMinutes))] }
    })
    case 'gap': return rows.gaps.map((row) => ({ id: row.id, cells: [names.inTable(row), whenOf(row), row.told === '' ? '–' : row.told] }))
  }
}

type Timed = Pick<PlanRows['tasks'][number], 'from' | 'until' | 'hours'>

export function whenOf({ from, until, hours: daily }: Timed): string {
  const span = from !== null && until !== null ? hours({ from, to: until }) : from !== null ? `${moment(from)} –` : until !== null ? `– ${moment(until)}` : daily === null ? words.always : ''
  return [span, daily === null ? '' : words.daily(clockTime(daily[0]), clockTime(daily[1]))].filter((part) => part !== '').join(', ')
}

/** All rows of a kind, whatever it is. */
export function rowsOfKind(rows: PlanRows, kind: RowKind): readonly PlanRow[] {
  return { hotspot: rows.hotspots, task: rows.tasks, promise: rows.promises, gap: rows.gaps }[kind]
}
