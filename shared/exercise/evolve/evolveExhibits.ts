/** What the events of exhibits do. */
import type { StagedExhibit } from '../exhibit.ts'
import type { RecordedAt } from '../moment.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

export function addExhibit(state: ExerciseState, { kept }: EventOf<'ExhibitAdded'>): ExerciseState {
  return { ...state, directing: { ...state.directing, shelf: [...state.directing.shelf, kept] } }
}

export function dropExhibit(state: ExerciseState, { media }: EventOf<'ExhibitDropped'>): ExerciseState {
  return { ...state, directing: { ...state.directing, shelf: state.directing.shelf.filter(({ exhibit }) => exhibit.media !== media) } }
}

/** What the room has been shown stays open to it: replay shows it again. */
export function showExhibit(state: ExerciseState, { exhibit, covered }: EventOf<'ExhibitShown'>, at: RecordedAt): ExerciseState {
  const { seen } = state.plenary
  const staged: StagedExhibit = { exhibit, covered, page: 1, playing: false, positionMs: 0, cuedAt: at }
  return { ...state, plenary: { ...state.plenary, exhibit: staged, seen: covered || seen.includes(exhibit.media) ? seen : [...seen, exhibit.media] } }
}

export function turnExhibit(state: ExerciseState, { page }: EventOf<'ExhibitTurned'>): ExerciseState {
  return withStaged(state, (staged) => ({ ...staged, page }))
}

export function cueExhibit(state: ExerciseState, { playing, positionMs }: EventOf<'ExhibitCued'>, at: RecordedAt): ExerciseState {
  return withStaged(state, (staged) => ({ ...staged, playing, positionMs, cuedAt: at }))
}

export function takeExhibit(state: ExerciseState): ExerciseState {
  return { ...state, plenary: { ...state.plenary, exhibit: null } }
}

function withStaged(state: ExerciseState, change: (staged: StagedExhibit) => StagedExhibit): ExerciseState {
  const { exhibit } = state.plenary
  return exhibit === null ? state : { ...state, plenary: { ...state.plenary, exhibit: change(exhibit) } }
}
