/** What the server says of a person whose cursor is shown in a document; null for those whose cursors are not. */
import { parseDocumentName } from '#shared/board/documentName.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import { lookUp } from '#shared/exercise/records.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { ServerWord } from './awareness.ts'

const colours = ['#005a96', '#b35900', '#6b3fa0', '#1f6f54', '#a3195b', '#5b5b00', '#00727a', '#7a2e0e']

/** Members everywhere; directing staff where they write; observers, evaluators and screens nowhere. */
export function wordOf(state: ExerciseState, seat: SeatId, document: DocumentName): ServerWord | null {
  const who = lookUp(state.seats, seat)
  if (who === undefined) return null
  if (who.role !== 'member' && (!isDirectingStaff(who) || parseDocumentName(document)?.kind === 'board')) return null
  const sum = [...seat].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  const hat = state.hats.find((each) => each.id === who.hat)?.name ?? null
  return { seat, name: who.name, hat, syndicate: who.syndicate, color: colours[sum % colours.length] ?? '#005a96' }
}
