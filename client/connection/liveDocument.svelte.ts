/**
 * A document of the live exercise as views hold it: opens when its seat may read it, follows rights and epochs, keeps a
 * copy in this browser while it may write, and answers a final refusal by one path: set the copy aside, open the document
 * afresh with a new Y.Doc, and offer what the server did not take as a list. Never merged blind.
 */
import * as Y from 'yjs'
import { parseDocumentName } from '#shared/board/documentName.ts'
import { keepMarks } from '#shared/board/readingDoc.ts'
import { isAhead, stateVectorOf, unsavedWork, type UnsavedWork } from '#shared/board/unsavedWork.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import { mayRead, mayWrite } from '#shared/exercise/permissions.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import type { Cancel, Machine } from '../state/machine.ts'
import type { OpenDocument, OwnTraces, Peer, SalvagedWork } from '../state/source.ts'
import { fetchFirstState } from './api.ts'
import { DocumentConnection } from './documentConnection.ts'
import { copyName, mayKeepCopy, openLocalCopy, takeLeftCopy, type LocalCopy } from './localCopy.ts'
import { readPeers } from './peers.ts'

/** After a final close: how long before the document is opened again, growing while refusals go on. */
const reopenMs = [300, 2_000, 10_000, 30_000] as const
const quietMs = 60_000
const lingerMs = 20_000

type Access = OpenDocument['access']

export interface LiveDocumentParts {
  readonly machine: Machine
  readonly exercise: string
  readonly seat: string
  readonly name: string
  /** 'ws://host' of the page. */
  readonly socketAddress: string
  /** Cursors, trails and selections of others are not shown: they are not recorded. */
  readonly still?: boolean
  readonly view: () => ExerciseState | null
  /** Nobody uses it any more and nothing is unsaved. */
  readonly onIdle: () => void
}

export class LiveDocument implements OpenDocument {
  readonly name: string
  doc = $state.raw(this.#newDoc())
  access = $state.raw<Access>('none')
  status = $state.raw<OpenDocument['status']>('closed')
  unsaved = $state.raw(0)
  peers = $state.raw<readonly Peer[]>([])
  awareness = $state.raw<unknown>(null)
  salvaged = $state.raw<readonly SalvagedWork[]>([])
  /** The last Position of this document: what is on screen equals replay at it. */
  position = $state.raw<Moment | null>(null)

  readonly #parts: LiveDocumentParts
  #epoch: number | null = null
  /** After which sequence it is damaged. */
  #damaged: number | null = null
  #connection: DocumentConnection | null = null
  #copy: LocalCopy | null = null
  /** What the server is known to hold of each client id. */
  #known = new Map<number, number>()
  /** Copies out of use whose unsaved work is still to be offered, the oldest first; null = not known what of them was confirmed. */
  #asides: { readonly doc: Y.Doc; readonly confirmed: ReadonlyMap<number, number> | null }[] = []
  /** Counts openings, so that an answer to an older one is dropped. */
  #opening = 0
  #refusals = 0
  #refusedAt = Number.NEGATIVE_INFINITY
  #timer: Cancel | null = null
  #linger: Cancel | null = null
  #users = 0
  #isShut = false

  constructor(parts: LiveDocumentParts) {
    this.#parts = parts
    this.name = parts.name
    queueMicrotask(() => this.viewChanged())
  }

  /** The seat's view changed: rights or the epoch may have. */
  viewChanged(): void {
    const view = this.#parts.view()
    if (view === null || this.#isShut) return
    const epoch = view.documents[this.name]?.epoch ?? null
    const { seat } = this.#parts
    const access: Access = epoch === null ? 'none' : mayWrite(view, seat, this.name) ? 'write' : mayRead(view, seat, this.name) ? 'read' : 'none'
    const damaged = view.documents[this.name]?.damagedAfter?.sequence ?? null
    if (epoch === this.#epoch && access === this.access && damaged === this.#damaged) return
    // This copy knows what the server has lost: it is compared with what is left there, and what is this seat's own is offered.
    const knowsMore = damaged !== null && damaged !== this.#damaged && this.#epoch !== null
    const newEpoch = epoch !== this.#epoch && this.#epoch !== null
    const lostWrite = this.access === 'write' && access !== 'write'
    this.#epoch = epoch
    this.#damaged = damaged
    this.access = access
    if (knowsMore) this.#setAsideAll()
    else if (newEpoch || access === 'none' || (lostWrite && this.unsaved > 0)) this.#setAside()
    else this.#disconnect(lostWrite)
    if (access === 'none') this.#finish()
    else void this.#open()
  }

  use(): void {
    this.#users += 1
    this.#linger?.()
    this.#linger = null
  }

  release(): void {
    this.#users = Math.max(0, this.#users - 1)
    if (this.#users === 0) this.#waitToClose()
  }

  /** Work to take over one by one: it stands in the list until it is put back or dismissed. */
  offer(work: readonly UnsavedWork[]): void {
    const sections = this.#parts.view()?.planSections ?? []
    this.salvaged = withOffered(this.salvaged, work.map((each): SalvagedWork => ({
      id: each.id, document: this.name, kind: each.kind, text: each.text, record: each.record,
      title: sections.find((section) => `plan/${section.id}` === each.id)?.title ?? each.title,
    })))
  }

  /** Whether a seat may have written under a client id. An id nobody is known to have written under was never at the server. */
  mayBeWritingOf(seat: string, clientId: number): boolean {
    const authors = this.#parts.view()?.documents[this.name]?.authors ?? {}
    return (authors[String(clientId)] ?? seat) === seat
  }

  dismissSalvaged(id: string): void {
    this.salvaged = this.salvaged.filter((work) => work.id !== id)
  }

  tell(traces: OwnTraces): void {
    const awareness = this.#connection?.awareness
    if (awareness === undefined || this.access !== 'write') return
    awareness.setLocalState({ ...awareness.getLocalState(), ...traces })
  }

  /** Stops at once. The copy in this browser stays, unless `wipe`. */
  close(wipe: boolean): void {
    this.#opening += 1
    this.#timer?.()
    this.#linger?.()
    this.#disconnect(wipe)
    this.status = 'closed'
  }

  /** This browser no longer holds the seat: nothing can be written any more, and what was not saved is offered. */
  shut(): void {
    if (this.#isShut) return
    this.#isShut = true
    this.access = 'none'
    this.#setAside()
    this.#finish()
  }

  async #open(): Promise<void> {
    const { exercise, seat, machine, socketAddress } = this.#parts
    const opening = (this.#opening += 1)
    const { doc } = this
    const wireName = `${this.name}@${this.#epoch}`
    const writes = this.access === 'write'
    this.status = 'loading'
    const [copy, state] = await Promise.all([
      writes && mayKeepCopy(this.name) ? openLocalCopy(copyName(exercise, wireName, seat), doc, machine) : null,
      fetchFirstState(exercise, wireName, seat),
    ])
    if (opening !== this.#opening) return copy?.close()
    this.#copy = copy
    const firstState = {}
    if (state !== null) {
      this.#known = stateVectorOf(state)
      Y.applyUpdate(doc, state, firstState)
      this.status = 'live'
      const left = !writes && this.#isOwn() && this.#asides.length === 0 ? await takeLeftCopy(copyName(exercise, wireName, seat), machine) : null
      if (left !== null) this.#asides.push({ doc: left, confirmed: null })
      if (opening !== this.#opening) return
      this.#offerAsides()
    }
    const connection = new DocumentConnection({
      machine, address: `${socketAddress}/x/${exercise}/yjs`, wireName, seat, doc, mayWrite: writes, stoodAt: this.position,
      isLocal: (origin) => origin !== copy?.origin && origin !== firstState,
      onStatus: (status) => this.#onStatus(status),
      onUnsaved: (count) => this.#onUnsaved(count),
      onPosition: (moment) => (this.position = moment),
      onFinalClose: (code) => this.#onFinalClose(code),
    })
    if (this.unsaved > 0) connection.foundUnsent(this.unsaved)
    else if (copy !== null && state !== null && isAhead(doc, this.#known)) connection.foundUnsent(1)
    this.#connection = connection
    this.awareness = connection.awareness
    if (this.#parts.still !== true) connection.awareness.on('change', () => (this.peers = readPeers(connection.awareness.getStates(), connection.awareness.clientID)))
    connection.connect()
  }

  /** People draw without waiting for the line: what they do before it is there is unsaved, too. */
  #newDoc(): Y.Doc {
    const doc = new Y.Doc()
    keepMarks(doc, () => this.access !== 'write')
    doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local && doc === this.doc && this.#connection === null && this.access === 'write') this.unsaved += 1
    })
    return doc
  }

  /** One's own syndicate's board: what an earlier tab left unsent may lie in this browser. */
  #isOwn(): boolean {
    const scope = parseDocumentName(this.name)
    const seat = this.#parts.view()?.seats[this.#parts.seat]
    return scope !== null && 'syndicate' in scope && mayKeepCopy(this.name) && seat?.role === 'member' && seat.syndicate === scope.syndicate
  }

  #onStatus(status: 'loading' | 'live' | 'reconnecting'): void {
    // Fetched, but without a line: it is there to be seen, and it is not what the others see.
    this.status = status === 'loading' && this.status !== 'loading' ? 'reconnecting' : status
    if (status !== 'live') return
    if (this.#asides.length > 0) this.#known = this.#confirmed()
    this.#offerAsides()
  }

  /** What of this copy the server holds: not what was drawn here before the line was there and is still on its way. */
  #confirmed(): Map<number, number> {
    const confirmed = new Map(stateVectorOf(this.doc))
    const own = this.doc.clientID
    if (this.unsaved > 0) confirmed.set(own, Math.min(confirmed.get(own) ?? 0, this.#known.get(own) ?? 0))
    return confirmed
  }

  #onUnsaved(count: number): void {
    this.unsaved = count
    if (count === 0) this.#known = stateVectorOf(this.doc)
    if (count === 0 && this.#users === 0) this.#waitToClose()
  }

  #onFinalClose(code: number): void {
    if (code === closeCodes.notKnown) return this.shut()
    this.#setAside()
    const now = this.#parts.machine.monotonicMs()
    this.#refusals = now - this.#refusedAt < quietMs ? this.#refusals + 1 : 0
    this.#refusedAt = now
    this.status = 'loading'
    const wait = reopenMs[Math.min(this.#refusals, reopenMs.length - 1)] ?? quietMs
    this.#timer?.()
    this.#timer = this.#parts.machine.after(wait, () => (this.access === 'none' ? this.#finish() : void this.#open()))
  }

  /** Takes the present copy out of use, keeping it for the list if it holds unsaved work, and begins an empty one. */
  #setAside(): void {
    const { unsaved, doc } = this
    this.#disconnect(true)
    if (unsaved > 0) this.#asides.push({ doc, confirmed: this.#known })
    this.doc = this.#newDoc()
    this.unsaved = 0
    this.position = null
  }

  /** As #setAside, with all of it in question, saved or not. */
  #setAsideAll(): void {
    const { doc } = this
    this.unsaved = 0
    this.#setAside()
    this.#asides.push({ doc, confirmed: null })
  }

  #disconnect(wipeCopy: boolean): void {
    this.#opening += 1
    this.#timer?.()
    this.#timer = null
    this.#connection?.close()
    this.#connection = null
    if (wipeCopy) void this.#copy?.wipe()
    else this.#copy?.close()
    this.#copy = null
    this.awareness = null
    this.peers = []
  }

  /** The document stays shut: what was set aside is compared with what the server was last known to hold. */
  #finish(): void {
    this.#offerAsides()
    this.status = 'closed'
  }

  #offerAsides(): void {
    for (const { doc, confirmed } of this.#asides.splice(0)) {
      const unconfirmed = confirmed === null ? null : { since: confirmed, present: this.doc }
      this.offer(unsavedWork(doc, this.#known, (clientId) => this.mayBeWritingOf(this.#parts.seat, clientId), unconfirmed))
      doc.destroy()
    }
  }

  #waitToClose(): void {
    if (this.unsaved > 0 || this.#linger !== null) return
    this.#linger = this.#parts.machine.after(lingerMs, () => {
      this.#linger = null
      if (this.#users > 0 || this.unsaved > 0) return
      this.close(false)
      this.#parts.onIdle()
    })
  }
}

/** One entry for each thing, as it was last; words that were offered before and are not in it stand above its own. */
function withOffered(before: readonly SalvagedWork[], work: readonly SalvagedWork[]): SalvagedWork[] {
  const joined = work.map((each) => {
    const lines = before.find(({ id }) => id === each.id)?.text.split('\n') ?? []
    return { ...each, text: [...lines.filter((line) => !each.text.includes(line)), each.text].join('\n') }
  })
  return [...before.filter((old) => !work.some(({ id }) => id === old.id)), ...joined]
}
