/** Copies objects of a reference layer to the board as marks. What makes marks of them is fetched with the first copy. */
import type * as Y from 'yjs'
import type { Piece } from '#shared/board/exchange/piece.ts'
import { putOnBoard } from '../state/putOnBoard.ts'

/** How many were put; null when the board is full. */
export async function copyToBoard(doc: Y.Doc, pieces: readonly Piece[]): Promise<number | null> {
  const { marksFromPieces } = await import('#shared/board/exchange/marksFromPieces.ts')
  return putOnBoard(doc, (prefix, highest) => marksFromPieces(pieces, { prefix, highest, group: null }).marks)
}
