/** Why a board cannot be written now, in words; null when it can. Pure. */
import type { ExerciseState } from '#shared/exercise/state.ts'
import { text } from '../../text/index.ts'

export function whyNotWritable(view: ExerciseState, access: 'none' | 'read' | 'write'): string | null {
  if (access === 'write') return null
  if (view.boards.frozen) return text.syndicate.frozen
  return text.syndicate.readOnlyStage(text.common.stageNames[view.stage.stage].toLocaleLowerCase())
}
