/** The past of the board one works on: its history when somebody asks, what is new since one last looked, and the way back. */
import type { Annotation } from '#shared/board/annotation.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { Author, DocumentName } from '#shared/exercise/names.ts'
import { BoardRecord } from '../state/boardRecord.svelte.ts'
import { browserStorage } from '../state/ownSeats.ts'
import { lookStore, SinceLastLook } from '../state/sinceLastLook.svelte.ts'
import type { ExerciseSource } from '../state/source.ts'
import { historyText } from '../text/en/history.ts'

export class BoardPast {
  readonly document: DocumentName
  readonly record: BoardRecord
  readonly since: SinceLastLook
  #at: number | null = null
  #wasInView = false

  constructor(source: ExerciseSource, exercise: string, document: DocumentName) {
    this.document = document
    this.record = new BoardRecord(exercise, source.seat, document)
    this.since = new SinceLastLook(this.record, lookStore(browserStorage(), source.seat, document), source.seat)
  }

  /** Marks to ring. */
  get fresh(): readonly string[] {
    return this.since.changes.map(({ mark }) => mark.id)
  }

  /** The board stands after this entry, on a page that is in view or not. */
  stands(sequence: number, inView: boolean): void {
    const first = this.#at === null
    this.#at = sequence
    if (inView && (first || !this.#wasInView)) void this.since.comesBack(sequence)
    else if (inView) this.since.looks(sequence)
    this.#wasInView = inView
  }

  /** The page came into view or went out of it. */
  turned(inView: boolean): void {
    if (this.#at !== null) this.stands(this.#at, inView)
  }

  close(): void {
    this.record.close()
  }
}

/** Who did it, by hat and name. */
export function whoWords(view: ExerciseState, author: Author | null): string {
  if (author === null || author === 'server') return historyText.server
  const seat = view.seats[author]
  if (seat === undefined) return historyText.somebody
  const hat = view.hats.find(({ id }) => id === seat.hat)?.name
  return hat === undefined ? seat.name : `${hat} · ${seat.name}`
}

/** Whether a mark as it once was differs from what stands there now. */
export function differs(then: Annotation, now: Annotation | null): boolean {
  return now === null || JSON.stringify(then) !== JSON.stringify({ ...now, id: then.id })
}
