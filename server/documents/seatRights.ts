/**
 * What each seat may do in one document, and as whom its hand is shown: asked at every frame, and looked up once for each
 * state of the exercise. States are never changed, only followed by others, so none of it can be out of date.
 */
import type { DocumentScope } from '#shared/board/documentName.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import { mayRead, mayWrite } from '#shared/exercise/permissions.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { shownUser, type ShownUser } from './awarenessEntry.ts'

export interface SeatRight {
  readonly mayRead: boolean
  readonly mayWrite: boolean
  /** Null for those whose cursor is not shown. */
  readonly user: ShownUser | null
}

export class SeatRights {
  readonly #document: { readonly name: DocumentName; readonly scope: DocumentScope; state(): ExerciseState }
  readonly #found = new Map<SeatId, SeatRight>()
  #state: ExerciseState | null = null

  constructor(document: { readonly name: DocumentName; readonly scope: DocumentScope; state(): ExerciseState }) {
    this.#document = document
  }

  /** As things stand now. */
  of(seat: SeatId): SeatRight {
    const { name, scope } = this.#document
    const state = this.#document.state()
    if (state !== this.#state) {
      this.#state = state
      this.#found.clear()
    }
    const known = this.#found.get(seat)
    if (known !== undefined) return known
    const found = { mayRead: mayRead(state, seat, name), mayWrite: mayWrite(state, seat, name), user: shownUser(state, seat, scope) }
    this.#found.set(seat, found)
    return found
  }
}
