/** What comes next on the agenda, and whether something stands in the way. Pure. */
import type { AgendaItem } from '#shared/exercise/agenda.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import { stageLeftMs } from '#shared/exercise/schedule.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { formatClock } from '../../text/format.ts'
import { text } from '../../text/index.ts'
import { directingText } from '../../text/en/directing.ts'

export interface NextStep {
  readonly index: number
  readonly item: AgendaItem
  /** 'Begin planning, Move 1: prevention (09:15)' */
  readonly label: string
  /** Sentences to be read before it is done; empty = done at once. */
  readonly doubts: readonly string[]
}

/** Null when the last stage has begun. `openInjects`: planned ones of this move that nobody released, held ones too; `more`: other doubts, as sentences. */
export function nextStep(view: ExerciseState, now: RecordedAt, openInjects: number, more: readonly string[] = []): NextStep | null {
  const index = view.stage.index + 1
  const item = view.agenda[index]
  if (item === undefined) return null
  const left = stageLeftMs(view, now)
  const doubts: string[] = []
  if (left !== null && left > 60_000) doubts.push(directingText.doubtTime(formatClock(left)))
  if (openInjects > 0) doubts.push(directingText.doubtInjects(openInjects))
  if (view.floor !== null) doubts.push(directingText.doubtFloor)
  doubts.push(...more)
  return { index, item, label: stageLabel(item), doubts }
}

/** 'Begin planning, Move 1: prevention (09:15)'; a title that repeats its stage is not said twice. */
export function stageLabel(item: AgendaItem): string {
  const stage = text.common.stageNames[item.stage].toLocaleLowerCase()
  const same = item.title.toLocaleLowerCase().startsWith(stage)
  return directingText.begin(same ? item.title.toLocaleLowerCase() : `${stage}, ${item.title}`, item.plannedWall)
}
