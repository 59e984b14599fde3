/** What the map in the middle of the console shows. Pure. */
import { documentName } from '#shared/board/documentName.ts'
import type { DocumentName, SyndicateId } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { syndicatesInOrder } from './trackerFigures.ts'

/** 'world', 'wall' (all boards side by side), 'all', 'overlay', or a syndicate's id. */
export type Centre = string

/** Null for what is no single syndicate's board. */
export function syndicateOf(view: ExerciseState, centre: Centre): SyndicateId | null {
  return view.syndicates[centre] === undefined ? null : centre
}

/** Names of the documents drawn, the overlay lowest. */
export function boardNames(view: ExerciseState, centre: Centre): DocumentName[] {
  const own = syndicateOf(view, centre)
  const syndicates = centre === 'all' ? syndicatesInOrder(view).map(({ id }) => id) : own === null ? [] : [own]
  return ['overlay', ...syndicates.map((syndicate) => documentName({ kind: 'board', syndicate }))]
}
