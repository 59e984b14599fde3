/** Who made a mark, in words: told from the journal's list of authors, never from the mark itself. */
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { DocumentName } from '#shared/exercise/names.ts'
import { text } from '../text/index.ts'

/** The name alone, for sentences about what was done; null when it cannot be told. */
export function authorName(view: ExerciseState, document: DocumentName, clientId: number): string | null {
  const author = view.documents[document]?.authors[String(clientId)]
  return author === undefined || author === 'server' ? null : (view.seats[author]?.name ?? null)
}

/** Null when it cannot be told. */
export function makerWords(view: ExerciseState, document: DocumentName, clientId: number | null, mine: boolean): string | null {
  if (mine) return text.map.madeByYou
  if (clientId === null) return null
  const author = view.documents[document]?.authors[String(clientId)]
  if (author === undefined) return null
  if (author === 'server') return text.map.madeBefore
  const seat = view.seats[author]
  if (seat === undefined) return null
  const hat = view.hats.find(({ id }) => id === seat.hat)?.name
  return text.map.madeBy(hat === undefined ? seat.name : `${hat} · ${seat.name}`)
}
