/**
 * Findings of the reality check that a syndicate accepts, each with its written reason: root Y.Map `planAccepted` of its board,
 * one value under each finding's key, with the sentence as it was read then. Who writes last has the reason: it is one answer
 * of one table. Plenary, release and replay show it with the board.
 */
import * as Y from 'yjs'
import type { Annotation } from './annotation.ts'
import { readText } from './annotationParser.ts'
import type { Origin } from './yjsRecord.ts'

export interface AcceptedFinding {
  /** Of the finding: the same from edit to edit. */
  readonly key: string
  readonly reason: string
  /** What it said when it was accepted; figures may have changed since. */
  readonly sentence: string
}

export const acceptedReasonLength = 500
const sentenceLength = 500
const keyLength = 200
export const mostAccepted = 300
const rootName = 'planAccepted'

/** By key. What cannot be read is passed over. */
export function acceptedFindingsOf(board: Y.Doc): ReadonlyMap<string, AcceptedFinding> {
  return new Map(Array.from(board.getMap(rootName)).flatMap(([key, value]) => {
    const read = readAccepted(key, value)
    return read === null ? [] : [[key, read] as const]
  }))
}

/** False when nothing is said, or as many are accepted as a plan holds. */
export function acceptFinding(board: Y.Doc, { key, reason, sentence }: AcceptedFinding, origin: Origin): boolean {
  const root = board.getMap(rootName)
  const read = readAccepted(key, { reason, sentence })
  if (read === null || (!root.has(key) && root.size >= mostAccepted)) return false
  board.transact(() => root.set(key, { reason: read.reason, sentence: read.sentence }), origin)
  return true
}

export function takeBackAcceptance(board: Y.Doc, key: string, origin: Origin): void {
  if (board.getMap(rootName).has(key)) board.transact(() => board.getMap(rootName).delete(key), origin)
}

/** Calls back after each change. Returns the way to stop. */
export function observeAccepted(board: Y.Doc, changed: () => void): () => void {
  const root = board.getMap(rootName)
  root.observe(changed)
  return () => root.unobserve(changed)
}

/** Keys under which nobody can read anything. */
export function unreadableAcceptances(board: Y.Doc): string[] {
  return Array.from(board.getMap(rootName)).flatMap(([key, value]) => (readAccepted(key, value) === null ? [key] : []))
}

/** Keys of those whose words may not stand on a board that others will read. */
export function refusedAcceptances(board: Y.Doc, refuses: (mark: Annotation) => boolean): string[] {
  return Array.from(acceptedFindingsOf(board).values()).filter(({ reason, sentence }) => refuses(asWords(`${reason}\n${sentence}`))).map(({ key }) => key)
}

function readAccepted(key: string, value: unknown): AcceptedFinding | null {
  if (typeof value !== 'object' || value === null || value instanceof Y.AbstractType || key.length > keyLength) return null
  const reason = 'reason' in value ? readText(value.reason, acceptedReasonLength).trim() : ''
  return reason === '' ? null : { key, reason, sentence: 'sentence' in value ? readText(value.sentence, sentenceLength) : '' }
}

function asWords(note: string): Annotation {
  return {
    id: 'accepted', kind: 'circle', label: '', note, layer: '', group: '', style: { colour: 'note', pattern: 'solid' }, order: 'V', locked: false, geometry: [0, 0], radiusKm: 1, rings: 1,
  }
}
