/** What must hold when a run has come to rest: each law gives sentences on what does not. */
import { isDeepStrictEqual } from 'node:util'
import type * as Y from 'yjs'
import { annotationsOf, unreadableAnnotations } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { planSectionsOf } from '#shared/board/documentShape.ts'
import { mayRead, mayWrite, readableDocuments } from '#shared/exercise/permissions.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import { ReplayReader, ReplayWriter } from '#shared/replay/replayWire.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { replayBatches } from '../../server/exercises/seatJournal.ts'
import type { SeededRandom } from '../support/seededRandom.ts'
import { lawfulCloses, wordsIn, type SimulatedHouse } from './house.ts'
import type { Peer } from './peer.ts'

const heldLookedAt = 12

/** Removed by staff. Whoever still waited at the door leaves no seat behind. */
export function isGone({ state }: SimulatedHouse, seat: string): boolean {
  const status = state.seats[seat]?.status
  return status === undefined || status === 'removed'
}

/** Null when nothing is on its way any more. */
export function restless(house: SimulatedHouse, peers: readonly Peer[]): string | null {
  for (const peer of peers) {
    const { source } = peer
    if (isGone(house, peer.seat)) {
      if (source.link !== 'refused') return `${peer.name} was removed and not told`
      continue
    }
    if (source.link !== 'live') return `${peer.name}'s control line is ${source.link}`
    for (const document of peer.documents.values()) {
      const shouldBe = mayRead(house.state, peer.seat, document.name) ? 'live' : 'closed'
      if (document.status !== shouldBe) return `${peer.name} has ${document.name} ${document.status}, which should be ${shouldBe}`
      if (document.unsaved > 0) return `${peer.name} has ${document.unsaved} unsaved changes of ${document.name}`
    }
  }
  return null
}

/** Everybody sees the same, and it is what the server holds. */
export async function copiesAgree(house: SimulatedHouse, peers: readonly Peer[]): Promise<string[]> {
  const broken: string[] = []
  for (const name of Object.keys(house.state.documents)) {
    const doc = await house.runner.documents.document(name)
    const text = canonicalDocument(doc)
    broken.push(...parked(doc, `the server's ${name}`), ...shapeOf(doc, name))
    for (const peer of peers) {
      const document = peer.documents.get(name)
      if (document === undefined || isGone(house, peer.seat)) continue
      const right = mayWrite(house.state, peer.seat, name) ? 'write' : mayRead(house.state, peer.seat, name) ? 'read' : 'none'
      if (document.access !== right) broken.push(`${peer.name} has ${name} to ${document.access}, the right is to ${right}`)
      broken.push(...parked(document.doc, `${peer.name}'s ${name}`))
      const held = canonicalDocument(document.doc)
      if (held !== (right === 'none' ? '' : text)) broken.push(`${peer.name}'s ${name} differs from the server's:\n${firstDifference(held, text)}`)
    }
  }
  return broken
}

/** What a seat folded from the wire is what it may know. */
export function viewsAreLawful(house: SimulatedHouse, peers: readonly Peer[]): string[] {
  return peers.filter(({ seat }) => !isGone(house, seat)).flatMap((peer) => {
    const should = plain(house.viewOf(peer.seat))
    const has = plain(peer.source.view)
    return isDeepStrictEqual(has, should) ? [] : [`${peer.name}'s view is not viewFor(state):\n${whereUnequal(has, should)}`]
  })
}

/** Replay ends where the screen stands, and passes through what screens held at their Positions. */
export async function replayIsTrue(house: SimulatedHouse, peers: readonly Peer[], random: SeededRandom): Promise<string[]> {
  const broken: string[] = []
  for (const peer of peers) {
    if (house.state.seats[peer.seat]?.status !== 'admitted') continue
    const lines = await linesOf(house, peer.seat)
    const timeline = new Timeline()
    timeline.append(lines)
    const { view, documents } = timeline.seek(timeline.end)
    const should = plain(house.viewOf(peer.seat))
    if (!isDeepStrictEqual(plain(view), should)) broken.push(`${peer.name}'s replay ends with another view:\n${whereUnequal(plain(view), should)}`)
    if (timeline.unreadable > 0) broken.push(`${peer.name}'s replay has ${timeline.unreadable} events nobody can fold`)
    const readable = readableDocuments(house.state, peer.seat).sort()
    if (!isDeepStrictEqual([...documents.keys()].sort(), readable)) broken.push(`${peer.name}'s replay ends with ${[...documents.keys()].join()}, not ${readable.join()}`)
    for (const [name, { doc }] of documents) {
      const text = canonicalDocument(await house.runner.documents.document(name))
      if (canonicalDocument(doc) !== text) broken.push(`${peer.name}'s replay of ${name} ends otherwise:\n${firstDifference(canonicalDocument(doc), text)}`)
      broken.push(...parked(doc, `${peer.name}'s replayed ${name}`))
    }
    broken.push(...momentsHold(peer, timeline, random))
  }
  return broken
}

/**
 * Nothing is lost silently: what somebody wrote reached the journal, was offered to them as not saved, or was taken back in
 * the very copy. One thing excuses: the power went before the flush, and the copy had gone by then because the server had it.
 */
export async function nothingIsLost(house: SimulatedHouse, peers: readonly Peer[]): Promise<string[]> {
  const recorded = await recordedWords(house)
  return peers.flatMap((peer) => {
    const listed = JSON.stringify(peer.listed)
    const texts = new Map<Y.Doc, string>()
    const textOf = (copy: Y.Doc): string => {
      const text = texts.get(copy) ?? canonicalDocument(copy)
      texts.set(copy, text)
      return text
    }
    return peer.written
      .filter(({ word, document }) => !recorded.has(`${document} ${word}`) && !listed.includes(word))
      .filter(({ word, document, copy }) => !house.lostToPower.has(word) || peer.documents.get(document)?.doc === copy)
      .filter(({ word, copy }) => textOf(copy).includes(word))
      .map(({ word, document }) => `${peer.name} wrote ${word} on ${document}, and it is nowhere`)
  })
}

/** A right that went while somebody wrote; a disk that took nothing for eight seconds. */
const lawfulWarnings = ['a reader wrote', 'the scheduler was refused {"exercise":']

/** The server found no fault in itself, and refused nobody who meant well. */
export function serverIsWell(house: SimulatedHouse): string[] {
  const refused = house.warnings.filter((warning) => !lawfulWarnings.some((lawful) => warning.startsWith(lawful)))
  const ended = house.closes.filter(({ code }) => !lawfulCloses.has(code)).map(({ address, code }) => `${address.wireName} was ended with ${code} for ${address.seat}`)
  return [...house.faults, ...refused, ...ended]
}

async function linesOf(house: SimulatedHouse, seat: string): Promise<ReplayLine[]> {
  const lines: ReplayLine[] = []
  for await (const batch of replayBatches(house.runner, seat, 0)) lines.push(...batch)
  return new ReplayReader().read(new ReplayWriter().write(lines))
}

function momentsHold(peer: Peer, timeline: Timeline, random: SeededRandom): string[] {
  const drawn = Array.from({ length: Math.min(heldLookedAt, peer.held.length) }, () => random.pick(peer.held))
  return drawn.flatMap(({ document, moment, text }) => {
    const doc = timeline.documentAt(document, moment)?.doc
    const replayed = doc === undefined ? 'nothing' : canonicalDocument(doc)
    return replayed === text ? [] : [`at ${moment.sequence} ${peer.name} had another ${document} than replay shows:\n${firstDifference(text, replayed)}`]
  })
}

async function recordedWords(house: SimulatedHouse): Promise<Set<string>> {
  const words = new Set<string>()
  const rows = await house.runner.journal.read(0, Number.MAX_SAFE_INTEGER)
  for (const { document, bytes } of rows) {
    if (document === null) continue
    for (const word of wordsIn(bytes)) words.add(`${document.name} ${word}`)
  }
  return words
}

function parked(doc: Y.Doc, whose: string): string[] {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null ? [] : [`something is parked in ${whose}`]
}

/** What every board must have, whatever people did. */
function shapeOf(doc: Y.Doc, name: string): string[] {
  const broken: string[] = []
  const unreadable = unreadableAnnotations(doc)
  if (unreadable.length > 0) broken.push(`${name} holds marks nobody can read: ${unreadable.join()}`)
  for (const [id, mark] of annotationsOf(doc)) if (id !== mark.id) broken.push(`${name} holds ${mark.id} under ${id}`)
  if (name.endsWith('/board') && planSectionsOf(doc).length === 0) broken.push(`${name} lost its plan sections`)
  if (doc.getMap('meta').get('schemaVersion') !== 1) broken.push(`${name} lost its version`)
  return broken
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** The first place where two plain values differ. */
function whereUnequal(one: unknown, other: unknown, path = ''): string {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return `${path}: ${JSON.stringify(one)?.slice(0, 200)} ≠ ${JSON.stringify(other)?.slice(0, 200)}`
  const key = [...Object.keys(one), ...Object.keys(other)].find((each) => !isDeepStrictEqual(Reflect.get(one, each), Reflect.get(other, each)))
  return key === undefined ? `${path}: the same` : whereUnequal(Reflect.get(one, key), Reflect.get(other, key), `${path}.${key}`)
}

function firstDifference(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const from = Math.max(0, at - 60)
  return `  …${one.slice(from, at + 120)}\n  …${other.slice(from, at + 120)}`
}
