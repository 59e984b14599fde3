/** What a stage looks at: who has the floor, the common situation, or one syndicate's board. Pure choices over a view. */
import { documentName } from '#shared/board/documentName.ts'
import type { DocumentName, SyndicateId } from '#shared/exercise/names.ts'
import { mayRead } from '#shared/exercise/permissions.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { Syndicate } from '#shared/exercise/seat.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import type { WorldFacts } from '#shared/exercise/world.ts'

export type StageSubject = { readonly kind: 'floor' } | { readonly kind: 'situation' } | { readonly kind: 'syndicate'; readonly syndicate: SyndicateId }

/** The syndicate whose board stands on the stage; null when none does. */
export function shownSyndicate(view: ExerciseState, subject: StageSubject): Syndicate | null {
  const id = subject.kind === 'syndicate' ? subject.syndicate : subject.kind === 'floor' ? view.floor?.syndicate : undefined
  return id === undefined ? null : (view.syndicates[id] ?? null)
}

/** Overlay first, then the board, then what is drawn on the stage itself: the order in which they lie. */
export function stageDocuments(view: ExerciseState, subject: StageSubject): DocumentName[] {
  const syndicate = shownSyndicate(view, subject)
  return [
    'overlay',
    ...(syndicate === null ? [] : [documentName({ kind: 'board', syndicate: syndicate.id })]),
    ...(subject.kind === 'floor' && syndicate !== null ? ['plenary'] : []),
  ]
}

/** The world as the shown syndicate knows it, as far as this seat may; the whole truth only for staff who look at all. */
export function stageWorld(view: ExerciseState, subject: StageSubject, seat: string): WorldFacts {
  const own = view.seats[seat]
  const syndicate = shownSyndicate(view, subject)?.id ?? own?.syndicate ?? null
  return worldOf(view, syndicate, { truth: subject.kind === 'situation' && isDirectingStaff(own) })
}

/** Syndicates whose boards this seat may read at this moment, by number. */
export function readableSyndicates(view: ExerciseState, seat: string): Syndicate[] {
  return Object.values(view.syndicates)
    .filter((each) => mayRead(view, seat, documentName({ kind: 'board', syndicate: each.id })))
    .sort((one, other) => one.number - other.number)
}
