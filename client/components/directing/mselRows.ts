/** The MSEL as the console lists it: what is planned, laid together with what became of it. Pure. */
import { formatScenarioMinute, scenarioMinuteAt } from '#shared/exercise/clock.ts'
import type { AgendaItem } from '#shared/exercise/agenda.ts'
import type { Inject, InjectRelease } from '#shared/exercise/inject.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Msel, MselItem } from '#shared/exercise/msel.ts'
import type { Serial } from '#shared/exercise/names.ts'
import { replannedOf } from '#shared/exercise/directing.ts'
import { freeItem } from '#shared/exercise/freeInject.ts'
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
  /** The minute it is due at now, for all; null = by hand only. */
  readonly dueMinute: number | null
  /** Numbers of the syndicates for which the plan is otherwise and which do not have it yet. */
  readonly exceptions: readonly number[]
}

export type MselFilter = 'move' | 'open' | 'released' | 'all'

export function mselRows(msel: Msel, view: ExerciseState, now: RecordedAt): MselRow[] {
  const minute = moveMinuteAt(view, now)
  const listed = msel.order.flatMap((serial) => msel.items[serial] ?? [])
  return [...listed, ...freeItems(msel, view)].map((item): MselRow => {
    const { serial } = item
    const planned = view.planned[serial]
    const inject = planned?.injectId == null ? null : (view.injects[planned.injectId] ?? null)
    const dueMinute = replannedOf(view.directing, serial).dueMinute ?? item.dueMinute
    return {
      serial, item, inject, dueMinute, status: statusOf(item, dueMinute, view, minute), scenario: scenarioOf(item, dueMinute, view.agenda),
      sentTo: sentTo(inject, view), exceptions: exceptionsOf(serial, inject, view),
    }
  })
}

/** Free injects stand after the list, each until everybody it went to had it taken back. */
function freeItems(msel: Msel, view: ExerciseState): MselItem[] {
  return Object.keys(view.planned).flatMap((serial): MselItem[] => {
    const free = msel.items[serial] === undefined ? freeItem(view, serial) : null
    return free === null ? [] : [free]
  })
}

function exceptionsOf(serial: Serial, inject: Inject | null, view: ExerciseState): number[] {
  const own = Object.keys(replannedOf(view.directing, serial).syndicates).filter((id) => inject?.releases[id] === undefined)
  return own.flatMap((id) => view.syndicates[id]?.number ?? []).sort((one, other) => one - other)
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

function statusOf(item: MselItem, dueMinute: number | null, view: ExerciseState, minute: number | null): MselStatus {
  const status = view.planned[item.serial]?.status
  if (status !== undefined) return status
  if (item.contingency || dueMinute === null) return 'contingency'
  return minute !== null && item.move === view.stage.move && dueMinute <= minute ? 'due' : 'planned'
}

function scenarioOf(item: MselItem, dueMinute: number | null, agenda: readonly AgendaItem[]): string | null {
  // Another minute is another time in the story, whatever the text says.
  if (item.content.scenarioMinute !== null && dueMinute === item.dueMinute) return formatScenarioMinute(item.content.scenarioMinute)
  const stage = agenda.find(({ move }) => move !== null && move === item.move)
  if (stage === undefined || dueMinute === null) return null
  const anchors = stage.anchors.map(({ minute, scenarioMinute }) => ({ runningMs: minute * 60_000, scenarioMinute }))
  const minute = scenarioMinuteAt(anchors, dueMinute * 60_000)
  return minute === null ? null : formatScenarioMinute(minute)
}

function sentTo(inject: Inject | null, view: ExerciseState): number[] {
  const releases: readonly InjectRelease[] = Object.values(inject?.releases ?? {})
  return releases
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .flatMap(({ syndicate }) => view.syndicates[syndicate]?.number ?? [])
    .sort((one, other) => one - other)
}
