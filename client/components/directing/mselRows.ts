/** The MSEL as the console lists it: what is planned, laid together with what became of it. Pure. */
import { formatScenarioMinute, scenarioMinuteAt } from '#shared/exercise/clock.ts'
import type { AgendaItem } from '#shared/exercise/agenda.ts'
import type { Inject, InjectRelease } from '#shared/exercise/inject.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Msel, MselItem } from '#shared/exercise/msel.ts'
import type { Serial } from '#shared/exercise/names.ts'
import { moveMinuteAt } from '#shared/exercise/schedule.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

/** due: planned in the present move, its minute has come, and nobody released it yet. */
export type MselStatus = 'planned' | 'due' | 'held' | 'skipped' | 'released' | 'contingency'

export interface MselRow {
  readonly serial: Serial
  readonly item: MselItem
  readonly status: MselStatus
  /** 'D 06:20', from the inject or from the anchors of its move; null when neither says. */
  readonly scenario: string | null
  /** The released inject; null before. */
  readonly inject: Inject | null
  /** Numbers of the syndicates that have it. */
  readonly sentTo: readonly number[]
}

export type MselFilter = 'move' | 'open' | 'released' | 'all'

export function mselRows(msel: Msel, view: ExerciseState, now: RecordedAt): MselRow[] {
  const minute = moveMinuteAt(view, now)
  return msel.order.flatMap((serial): MselRow[] => {
    const item = msel.items[serial]
    if (item === undefined) return []
    const planned = view.planned[serial]
    const inject = planned?.injectId == null ? null : (view.injects[planned.injectId] ?? null)
    return [{ serial, item, inject, status: statusOf(item, view, minute), scenario: scenarioOf(item, view.agenda), sentTo: sentTo(inject, view) }]
  })
}

/** Contingencies stand on their own shelf; unless everything is asked for, they are left out here. */
export function filterRows(rows: readonly MselRow[], filter: MselFilter, move: number | null, query: string): MselRow[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  return rows.filter((row) => {
    if (!isInFilter(row, filter, move)) return false
    const { title, from, text } = row.item.content
    const haystack = `${row.serial} ${title} ${from} ${row.item.storyline} ${text}`.toLocaleLowerCase()
    return words.every((word) => haystack.includes(word))
  })
}

/** The next row that will fall due in this move, or the first that is due; null when none is left. */
export function nextRow(rows: readonly MselRow[], move: number | null): MselRow | null {
  const open = rows.filter(({ item, status }) => item.move === move && (status === 'due' || status === 'planned'))
  return open.sort((one, other) => (one.item.dueMinute ?? Infinity) - (other.item.dueMinute ?? Infinity))[0] ?? null
}

/** Rows of a stage that nobody released, held or skipped: asked about before the stage is left. */
export function openRows(rows: readonly MselRow[], move: number | null): MselRow[] {
  return move === null ? [] : rows.filter(({ item, status }) => item.move === move && (status === 'due' || status === 'planned' || status === 'held'))
}

function isInFilter({ status, item }: MselRow, filter: MselFilter, move: number | null): boolean {
  switch (filter) {
    case 'all': return true
    case 'move': return !item.contingency && item.move === (move ?? firstMove)
    case 'open': return status === 'planned' || status === 'due' || status === 'held'
    case 'released': return status === 'released'
  }
}

/** Before and between moves the list shows the first one, so that it is never empty without a reason. */
const firstMove = 1

function statusOf(item: MselItem, view: ExerciseState, minute: number | null): MselStatus {
  const status = view.planned[item.serial]?.status
  if (status !== undefined) return status
  if (item.contingency || item.dueMinute === null) return 'contingency'
  return minute !== null && item.move === view.stage.move && item.dueMinute <= minute ? 'due' : 'planned'
}

function scenarioOf(item: MselItem, agenda: readonly AgendaItem[]): string | null {
  if (item.content.scenarioMinute !== null) return formatScenarioMinute(item.content.scenarioMinute)
  const stage = agenda.find(({ move }) => move !== null && move === item.move)
  if (stage === undefined || item.dueMinute === null) return null
  const anchors = stage.anchors.map(({ minute, scenarioMinute }) => ({ runningMs: minute * 60_000, scenarioMinute }))
  const minute = scenarioMinuteAt(anchors, item.dueMinute * 60_000)
  return minute === null ? null : formatScenarioMinute(minute)
}

function sentTo(inject: Inject | null, view: ExerciseState): number[] {
  const releases: readonly InjectRelease[] = Object.values(inject?.releases ?? {})
  return releases
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .flatMap(({ syndicate }) => view.syndicates[syndicate]?.number ?? [])
    .sort((one, other) => one - other)
}
