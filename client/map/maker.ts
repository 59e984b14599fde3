/** Who made a mark, in words: told from the journal's list of authors, never from the mark itself. */
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
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
  const who = seatWords(view, author)
  return who === null ? null : text.map.madeBy(who)
}

/** Hat and name of whoever holds this client id; null when it cannot be told. */
export function speakerWords(view: ExerciseState, document: DocumentName, clientId: number): string | null {
  const author = view.documents[document]?.authors[String(clientId)]
  return author === undefined || author === 'server' ? null : seatWords(view, author)
}

/** Whether this seat holds the client id: in this page, or in one it had open before. */
export function isBy(view: ExerciseState, document: DocumentName, clientId: number, seat: SeatId): boolean {
  return view.documents[document]?.authors[String(clientId)] === seat
}

function seatWords(view: ExerciseState, id: SeatId): string | null {
  const seat = view.seats[id]
  if (seat === undefined) return null
  const hat = view.hats.find((each) => each.id === seat.hat)?.name
  return hat === undefined ? seat.name : `${hat} · ${seat.name}`
}
