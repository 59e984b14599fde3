/** All documents of one running exercise: opened once, kept while used, journaled by their exercise's journal. */
import * as Y from 'yjs'
import { parseDocumentName, parseWireName } from '#shared/board/documentName.ts'
import { seedDocument, type DocumentSeed } from '#shared/board/documentShape.ts'
import type { Author, DocumentName, SeatId } from '#shared/exercise/names.ts'
import { mayRead } from '#shared/exercise/permissions.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import type { NoticeCode } from '#shared/protocol/socketEvents.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Clock, Ids } from '../time/clock.ts'
import type { DocumentSocket } from './interim/documentSocket.ts'
import { journaled } from './interim/follower.ts'
import { Room } from './interim/room.ts'

export interface DocumentsParts {
  readonly journal: Journal
  state(): ExerciseState
  /** Journals AuthorClaimed at once. */
  claim(document: DocumentName, clientId: number, author: Author): void
  readonly clock: Clock
  readonly ids: Ids
  notice(seat: SeatId, code: NoticeCode, detail: string): void
  readonly log: Log
  readonly seed: DocumentSeed
}

export class ExerciseDocuments {
  readonly #parts: DocumentsParts
  readonly #rooms = new Map<string, Promise<Room>>()
  #control: Room | null = null

  private constructor(parts: DocumentsParts) { this.#parts = parts }

  static async open(parts: DocumentsParts): Promise<ExerciseDocuments> {
    const documents = new ExerciseDocuments(parts)
    documents.#control = await documents.#room('control')
    return documents
  }

  join(socket: DocumentSocket, who: { readonly seat: SeatId }, wireName: string, options: { readonly sandtable: boolean }): void {
    const wire = parseWireName(wireName)
    const epoch = wire === null ? undefined : this.#parts.state().documents[wire.name]?.epoch
    if (wire === null || epoch === undefined || !mayRead(this.#parts.state(), who.seat, wire.name)) return socket.close(closeCodes.notAllowed, 'this document is closed to your seat')
    if (wire.epoch !== epoch) return socket.close(closeCodes.wrongEpoch, 'this document has a newer epoch')
    const early: Uint8Array[] = []
    let join: ((bytes: Uint8Array) => void) | null = null
    let isOpen = true
    const listeners: (() => void)[] = []
    socket.onMessage((bytes) => { if (join === null) { if (early.length < 64) early.push(bytes) } else join(bytes) })
    socket.onClose(() => { isOpen = false; for (const listener of listeners) listener() })
    this.#room(wire.name).then((room) => {
      if (!isOpen) return
      const waiting: DocumentSocket = {
        send: (batch) => socket.send(batch), waitingBytes: () => socket.waitingBytes(), pause: () => socket.pause(), resume: () => socket.resume(),
        close: (code, reason) => socket.close(code, reason), onText: (listener) => socket.onText(listener),
        onMessage: (listener) => { join = listener }, onClose: (listener) => { listeners.push(listener) },
      }
      room.join(waiting, who.seat, options.sandtable)
      for (const bytes of early) join?.(bytes)
    }, (error: unknown) => {
      this.#parts.log.error('opening a document', error, { document: wireName })
      socket.close(1011, 'this document cannot be opened')
    })
  }

  async document(name: DocumentName): Promise<Y.Doc> { return (await this.#room(name)).caughtUp() }

  control(): Y.Doc {
    if (this.#control === null) throw new Error('the control document is not open')
    return this.#control.caughtUp()
  }

  async firstState(name: DocumentName, seat: SeatId): Promise<{ state: Uint8Array; sequence: number; epoch: number } | null> {
    const room = await this.#room(name)
    await room.settled()
    return { ...room.firstState(seat), epoch: room.epoch }
  }

  async stateAt(name: DocumentName, epoch: number, sequence: number): Promise<Uint8Array> {
    const { doc } = await this.#load(`${name}@${epoch}`, sequence)
    const state = Y.encodeStateAsUpdate(doc)
    doc.destroy()
    return state
  }

  async change(name: DocumentName, _author: 'server', change: (doc: Y.Doc) => void): Promise<void> {
    const room = await this.#room(name)
    await room.change(change)?.flushed
  }

  /** A restore was decided: the old epoch's sockets go, the new epoch begins with the state of that moment. */
  restored(name: DocumentName, epoch: number, toSequence: number): void {
    const old = this.#rooms.get(name)
    const opening = (async () => {
      const before = await old
      before?.closeAll(closeCodes.wrongEpoch, 'this document was restored')
      let state: Uint8Array = new Uint8Array([0, 0])
      for (let earlier = epoch - 1; earlier >= 1; earlier -= 1) {
        const { doc, sequence } = await this.#load(`${name}@${earlier}`, toSequence)
        if (sequence === 0) continue
        state = Y.encodeStateAsUpdate(doc)
        break
      }
      before?.close()
      const room = new Room(this.#parts, name, epoch, new Y.Doc(), this.#parts.journal.head())
      room.begin(state)
      if (name === 'control') this.#control = room
      return room
    })()
    this.#rooms.set(name, opening)
    opening.catch((error: unknown) => this.#parts.log.error('restoring a document', error, { document: name }))
  }

  rightsChanged(): void {
    for (const room of this.#rooms.values()) room.then((each) => each.rightsChanged(), () => undefined)
  }

  async close(): Promise<void> {
    for (const opening of this.#rooms.values()) {
      const room = await opening.catch(() => null)
      if (room === null) continue
      await room.settled()
      const checkpoint = room.checkpoint()
      if (checkpoint !== null) await this.#parts.journal.putCheckpoint(checkpoint).catch(() => undefined)
      room.close()
    }
  }

  #room(name: DocumentName): Promise<Room> {
    const present = this.#rooms.get(name)
    if (present !== undefined) return present
    const opening = this.#open(name)
    this.#rooms.set(name, opening)
    opening.catch(() => this.#rooms.delete(name))
    return opening
  }

  async #open(name: DocumentName): Promise<Room> {
    const scope = parseDocumentName(name)
    const epoch = this.#parts.state().documents[name]?.epoch
    if (scope === null || epoch === undefined) throw new Error(`no document ${name}`)
    const { doc, sequence, recordedAt } = await this.#load(`${name}@${epoch}`, this.#parts.journal.head().sequence)
    const room = new Room(this.#parts, name, epoch, doc, { sequence, recordedAt })
    if (room.isEmpty) room.change((empty) => seedDocument(empty, scope, this.#parts.seed))
    await room.settled()
    return room
  }

  async #load(wire: string, upTo: number): Promise<{ doc: Y.Doc; sequence: number; recordedAt: number }> {
    const { journal } = this.#parts
    const checkpoint = await journal.checkpointBefore(wire, upTo)
    const doc = new Y.Doc()
    let at = { sequence: checkpoint?.sequence ?? 0, recordedAt: checkpoint?.recordedAt ?? 0 }
    if (checkpoint !== null) Y.applyUpdate(doc, checkpoint.bytes, journaled)
    for (;;) {
      const rows = await journal.readDocument(wire, at.sequence, upTo, 2000)
      Y.transact(doc, () => { for (const row of rows) Y.applyUpdate(doc, row.bytes, journaled) }, journaled)
      const last = rows.at(-1)
      if (last !== undefined) at = { sequence: last.sequence, recordedAt: last.recordedAt }
      if (rows.length < 2000) return { doc, ...at }
    }
  }
}
