/**
 * A read-only client that opens every document its seat may read and keeps a hash of what it held after each message: of its view and
 * the presenter's view at their entries, of each document at its Positions. Afterwards any entry can be compared with replay.
 */
import { createHash } from 'node:crypto'
import type { DocumentName } from '#shared/exercise/names.ts'
import { mayRead } from '#shared/exercise/permissions.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { decodePosition, frameTypes } from '#shared/protocol/frames.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import type { LiveClient, Person } from '../../support/person.ts'

interface Held { readonly s: number; readonly hash: string }

/** One time of reading a document, from its opening until the seat might no more. */
interface Reading {
  readonly name: DocumentName
  readonly held: Held[]
  /** The entry that closed it. */
  until: number
  close(): void
}

export interface Compared {
  readonly moments: number
  /** Documents compared at them. */
  readonly documents: number
  /** Where the reader had not exactly this entry: it came with later ones in one batch. */
  readonly between: number
  readonly differing: readonly string[]
}

export class HeldStates {
  readonly live: LiveClient
  readonly #person: Person
  readonly #views: Held[] = []
  readonly #stages: Held[] = []
  readonly #readings: Reading[] = []
  readonly #open = new Map<DocumentName, Reading>()
  #stage: StageView | null = null

  constructor(person: Person) {
    this.#person = person
    this.live = person.connect()
    const { socket } = this.live
    // after LiveClient's own: it has folded the message by then
    socket.on('view', ({ moment, stageView }) => {
      this.#stage = stageView?.view ?? null
      this.#viewed(moment.sequence)
    })
    socket.on('event', ({ moment, event }) => {
      if (event.type === 'FloorGiven' || event.type === 'FloorTaken') this.#stage = null
      this.#viewed(moment.sequence)
    })
    socket.on('trace', ({ moment, trace }) => {
      if (trace.type !== 'StageViewShown') return
      this.#stage = trace.view
      this.#stages.push({ s: moment.sequence, hash: hashOf(stable(this.#stage)) })
    })
  }

  get firstHeard(): number {
    return this.#views[0]?.s ?? 0
  }

  /** Its seat's own journal. */
  lines(): Promise<ReplayLine[]> {
    return this.#person.replay()
  }

  close(): void {
    for (const reading of this.#open.values()) reading.close()
    this.live.close()
  }

  /** Whether what this client held after each of these entries is what its seat's own journal folds to. */
  compare(lines: readonly ReplayLine[], entries: readonly number[]): Compared {
    const timeline = new Timeline()
    timeline.append(lines)
    const updates = new Map<DocumentName, number[]>()
    for (const line of lines) if (line.kind === 'update') updates.set(line.document, [...(updates.get(line.document) ?? []), line.s])
    const differing: string[] = []
    let [documents, between] = [0, 0]
    for (const s of entries) {
      const live: string[] = []
      const replayed: string[] = []
      const moment = { sequence: s, recordedAt: 0 }
      const put = (what: string, one: string, other: string): void => {
        live.push(one)
        replayed.push(other)
        if (one !== other) differing.push(`${s} ${what}`)
      }
      put('view', last(this.#views, s)?.hash ?? '', hashOf(stable(timeline.viewAt(moment))))
      put('stage view', last(this.#stages, s)?.hash ?? '', hashOf(stable(timeline.stageViewAt(moment))))
      for (const { name, held, until } of this.#readings) {
        const at = last(held, s)
        if (at === undefined || s >= until) continue
        if ((updates.get(name) ?? []).some((each) => each > at.s && each <= s)) {
          between += 1
          continue
        }
        const document = timeline.documentAt(name, moment)
        put(name, at.hash, document === null ? 'nothing' : hashOf(canonicalDocument(document.doc)))
        documents += 1
      }
      if (hashOf(live.join()) !== hashOf(replayed.join()) && differing.at(-1)?.startsWith(`${s} `) !== true) differing.push(`${s} as a whole`)
    }
    return { moments: entries.length, documents, between, differing }
  }

  #viewed(s: number): void {
    this.#views.push({ s, hash: hashOf(stable(this.live.view)) })
    this.#stages.push({ s, hash: hashOf(stable(this.#stage)) })
    this.#followRights(s)
  }

  #followRights(s: number): void {
    const { view } = this.live
    if (view === null) return
    for (const [name, { epoch }] of Object.entries(view.documents)) {
      const open = this.#open.get(name)
      const may = mayRead(view, this.#person.seat, name)
      if (may && open === undefined) this.#open.set(name, this.#read(name, epoch))
      if (may || open === undefined) continue
      open.until = s
      open.close()
      this.#open.delete(name)
    }
  }

  #read(name: DocumentName, epoch: number): Reading {
    const { doc, provider, close } = this.#person.open(`${name}@${epoch}`, [documentSubprotocol])
    const held: Held[] = []
    provider.messageHandlers[frameTypes.position] = (_encoder, decoder) => { held.push({ s: decodePosition(decoder).sequence, hash: hashOf(canonicalDocument(doc)) }) }
    const reading: Reading = { name, held, until: Number.POSITIVE_INFINITY, close }
    this.#readings.push(reading)
    return reading
  }
}

function last(held: readonly Held[], s: number): Held | undefined {
  return held.findLast((each) => each.s <= s)
}

function hashOf(words: string): string {
  return createHash('sha256').update(words).digest('hex')
}

/** The same for equal things, in whatever order their fields were written. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each))
}
