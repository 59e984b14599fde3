/** Marks made away from the map, put on a board as one step of undo. */
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { highestOrder, newRecordId, putAnnotations } from '#shared/board/boardDocument.ts'
import { limits } from '#shared/protocol/limits.ts'
import { ownWorkOf } from './ownWork.ts'

/** `make` is given a beginning for ids that nobody else has, and the highest order key. Returns how many; null when the board is full. */
export function putOnBoard(doc: Y.Doc, make: (prefix: string, highest: string | null) => readonly Annotation[]): number | null {
  const marks = make(newRecordId(doc), highestOrder(doc))
  const more = new TextEncoder().encode(JSON.stringify(marks)).length
  if (Y.encodeStateAsUpdate(doc).length + more > limits.documentBytes) return null
  const { origin, undo } = ownWorkOf(doc)
  undo.stopCapturing()
  putAnnotations(doc, marks, origin)
  undo.stopCapturing()
  return marks.length
}
