/**
 * All documents of one running exercise: opened from its journal when somebody needs them, put away some seconds after the
 * last socket left, one room each and never two. The control document stays: commands are decided on it.
 */
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { putAnnotation, readAnnotation } from '#shared/board/boardDocument.ts'
import { parseDocumentName, parseWireName, type DocumentScope } from '#shared/board/documentName.ts'
import { seedDocument, type DocumentSeed } from '#shared/board/documentShape.ts'
import { upgradeDocument } from '#shared/board/upgrade.ts'
import type { ExerciseEvent } from '#shared/exercise/events.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Author, DocumentName, SeatId } from '#shared/exercise/names.ts'
import { isDamaged, mayRead, mayWrite } from '#shared/exercise/permissions.ts'
import { lookUp } from '#shared/exercise/records.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import type { NoticeCode } from '#shared/protocol/socketEvents.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Clock, Ids } from '../time/clock.ts'
import type { SharedPace } from '../time/sharedPace.ts'
import { Budgets } from './budgets.ts'
import { loadDocument, markAt, restoredState, stateBefore } from './documentLoading.ts'
import { DocumentRoom } from './documentRoom.ts'
import type { DocumentSocket, IncomingFrame } from './documentSocket.ts'

export interface DocumentsParts {
  readonly journal: Journal
  state(): ExerciseState
  /** Journals AuthorClaimed at once; settles when it is on disk. Throws when that is not possible now. */
  claim(document: DocumentName, clientId: number, author: Author): Promise<void>
  readonly clock: Clock
  /** Document writes per second a person is let through. */
  readonly writesPerSecond: number
  /** One for all exercises of the server. */
  readonly cursorPace: SharedPace
  readonly ids: Ids
  notice(seat: SeatId, code: NoticeCode, detail: string): void
  readonly log: Log
  readonly seed: DocumentSeed
  /** Marks that may not stand on a syndicate's board. */
  refusesMark(mark: Annotation): boolean
}

type MarkRestored = Extract<ExerciseEvent, { type: 'MarkRestored' }>

interface Opening {
  readonly epoch: number
  readonly room: Promise<DocumentRoom>
  /** Once it is open. */
  opened: DocumentRoom | null
}

const beatMs = 15_000
const lingerMs = 10_000
/** Frames a socket may send before its document is open. */
const earlyFrames = 256

export class ExerciseDocuments {
  readonly #parts: DocumentsParts
  readonly #budgets: Budgets
  readonly #openings = new Map<DocumentName, Opening>()
  /** Restores decided here, which the journal may not have written yet. */
  readonly #restores = new Map<string, number>()
  readonly #stopBeating: () => void
  #control: DocumentRoom | null = null
  #isClosed = false

  private constructor(parts: DocumentsParts) {
    this.#parts = parts
    this.#budgets = new Budgets(parts.clock, parts.writesPerSecond)
    this.#stopBeating = parts.clock.every(beatMs, () => this.#beat())
  }

  /** Opens and, where they are new, seeds all documents. One that cannot be read stays shut; without control there is no exercise. */
  static async open(parts: DocumentsParts): Promise<ExerciseDocuments> {
    const documents = new ExerciseDocuments(parts)
    try {
      for (const name of Object.keys(parts.state().documents)) {
        const opened = documents.#enter(name)
        if (name === 'control') await opened
        else await opened.then((room) => documents.#putAwayLater(name, room), () => undefined)
      }
      return documents
    } catch (error) {
      documents.#stopBeating()
      throw error
    }
  }

  /**
   * Takes a socket in. It is closed with its reason when the seat may not read the document, or the epoch is another, or when
   * it only reads and its copy stood at a moment (`stoodAt`) that a power cut took out of the past: what was deleted then
   * would stay deleted there for good, since a state vector does not tell of it. A writer's copy tells of it itself.
   */
  join(socket: DocumentSocket, { seat, stoodAt = null }: { readonly seat: SeatId; readonly stoodAt?: Moment | null }, wireName: string, options: { readonly sandtable: boolean }): void {
    let early: IncomingFrame[] = []
    let take = (frame: IncomingFrame): void => {
      early.push(frame)
      if (early.length > earlyFrames) socket.close(closeCodes.tooSlow, 'came before the document was open')
    }
    let leave = (): void => { take = () => undefined }
    let isGone = false
    socket.listen({
      frame: (frame) => take(frame),
      closed: () => { isGone = true; leave() },
    })
    const name = this.#mayEnter(socket, seat, wireName)
    if (name === null) return
    socket.pause()
    const entering = async (): Promise<void> => {
      const isPast = stoodAt === null || mayWrite(this.#parts.state(), seat, name) || await this.#isPast(stoodAt)
      if (!isPast) return socket.close(closeCodes.wrongEpoch, 'this copy knows a past that is not recorded')
      await this.#inside(name, (room) => {
        // While the document was loading a right may have gone, or the epoch.
        if (isGone || this.#mayEnter(socket, seat, wireName) === null) return
        const member = room.join(socket, seat, options.sandtable)
        take = (frame) => room.receive(member, frame)
        leave = () => room.leave(member)
        socket.resume()
        for (const frame of early) take(frame)
        early = []
      })
    }
    entering().catch((error: unknown) => {
      this.#parts.log.error('opening a document', error, { document: wireName, seat })
      socket.close(closeCodes.journalStalled, 'this document cannot be opened now')
    })
  }

  /** The document after every row so far: read only, and only in this turn of the event loop. */
  async document(name: DocumentName): Promise<Y.Doc> {
    return this.#inside(name, (room) => room.record.caughtUp())
  }

  control(): Y.Doc {
    if (this.#control === null) throw new Error('the control document is not open')
    return this.#control.record.caughtUp()
  }

  /** A state to begin with before connecting; rows after `sequence` come over the socket. Null when there is no such document. */
  async firstState(name: DocumentName, seat: SeatId): Promise<{ readonly state: Uint8Array; readonly sequence: number; readonly epoch: number } | null> {
    if (lookUp(this.#parts.state().documents, name) === undefined) return null
    return this.#inside(name, async (room) => {
      const { bytes, at } = await room.firstState(seat)
      return { state: bytes, sequence: at.sequence, epoch: room.epoch }
    })
  }

  /** The document of an epoch as it stood after a sequence, without what was deleted before. */
  stateAt(name: DocumentName, epoch: number, sequence: number): Promise<Uint8Array> {
    return stateBefore(this.#parts.journal, `${name}@${epoch}`, sequence, this.#parts.log)
  }

  /** The server's own change, journaled under its name; settles when it is on disk. Rejects for a damaged document. */
  async change(name: DocumentName, _author: 'server', change: (doc: Y.Doc) => void): Promise<void> {
    if (isDamaged(this.#parts.state(), name)) throw new Error(`the document ${name} is damaged: it is read only until it is restored`)
    await this.#inside(name, (room) => room.change(change))
  }

  /** A restore was decided: the old epoch's sockets go, the new epoch begins with the state of that moment. */
  restored(name: DocumentName, epoch: number, toSequence: number): void {
    this.#restores.set(`${name}@${epoch}`, toSequence)
    this.#openings.get(name)?.opened?.closeAll(closeCodes.wrongEpoch, 'this document was restored')
    this.#enter(name).then((room) => this.#putAwayLater(name, room), () => undefined)
  }

  /** The mark is written anew by the server, as soon as the document is open. */
  markRestored(restored: MarkRestored): void {
    this.#putMarkBack(restored).catch((error: unknown) => this.#parts.log.error('putting a mark back', error, { document: restored.document, mark: restored.mark }))
  }

  /** Asked after every event: looks at every open socket anew. */
  rightsChanged(): void {
    for (const { opened } of this.#openings.values()) opened?.rightsChanged()
  }

  /** Sockets go, states are kept for a quick opening. The journal stays open. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopBeating()
    for (const { room } of this.#openings.values()) {
      const opened = await room.catch(() => null)
      if (opened === null) continue
      opened.closeAll(1001, 'the exercise is closing')
      if (!this.#parts.journal.stalled) await opened.record.checkpoint(true)
      opened.close()
    }
  }

  /** Whether this moment is one of the journal's. What stood there may be damaged: then it was one. */
  async #isPast({ sequence, recordedAt }: Moment): Promise<boolean> {
    if (sequence === 0) return true
    const found = await this.#parts.journal.read(sequence - 1, 1).catch(() => null)
    return found === null || (found[0]?.sequence === sequence && found[0].recordedAt === recordedAt)
  }

  /** The name, when this seat may enter now; else null, with the socket closed. */
  #mayEnter(socket: DocumentSocket, seat: SeatId, wireName: string): DocumentName | null {
    const state = this.#parts.state()
    const wire = parseWireName(wireName)
    const epoch = wire === null ? undefined : lookUp(state.documents, wire.name)?.epoch
    if (wire === null || epoch === undefined || !mayRead(state, seat, wire.name)) socket.close(closeCodes.notAllowed, 'this document is closed to your seat')
    else if (wire.epoch !== epoch) socket.close(closeCodes.wrongEpoch, 'this document has another epoch')
    else return wire.name
    return null
  }

  /**
   * Does something in the open room of a document, in the very step in which it is seen to be open: one step later it may be
   * put away, and whoever came in would be alone there, and what was written known to nobody [DOC101].
   */
  async #inside<T>(name: DocumentName, act: (room: DocumentRoom) => T | Promise<T>): Promise<T> {
    for (;;) {
      const opening = this.#opening(name)
      const room = await opening.room
      if (this.#openings.get(name) === opening) return act(room)
    }
  }

  /** Opens a document; it may be put away again by the time one looks. */
  #enter(name: DocumentName): Promise<DocumentRoom> {
    return this.#inside(name, (room) => room)
  }

  #opening(name: DocumentName): Opening {
    const epoch = lookUp(this.#parts.state().documents, name)?.epoch
    const scope = parseDocumentName(name)
    if (epoch === undefined || scope === null || this.#isClosed) throw new Error(`no document ${name}`)
    const present = this.#openings.get(name)
    if (present?.epoch === epoch) return present
    const room = this.#open(name, epoch, present)
    const opening: Opening = { epoch, room, opened: null }
    this.#openings.set(name, opening)
    room.then((opened) => {
      opening.opened = opened
      if (name === 'control') this.#control = opened
      present?.opened?.close()
    }, (error: unknown) => {
      if (this.#openings.get(name) === opening) this.#openings.delete(name)
      this.#parts.log.error('opening a document', error, { document: `${name}@${epoch}` })
    })
    return opening
  }

  async #open(name: DocumentName, epoch: number, before: Opening | undefined): Promise<DocumentRoom> {
    const { journal, log, seed, state } = this.#parts
    const scope = parseDocumentName(name)
    if (scope === null) throw new Error(`no document ${name}`)
    // What the room before it gave to the journal must be in it.
    const previous = await before?.room.catch(() => null)
    previous?.closeAll(closeCodes.wrongEpoch, 'this document has a newer epoch')
    await previous?.record.flushed
    const lastGood = lookUp(state().documents, name)?.damagedAfter ?? null
    const loaded = await loadDocument(journal, `${name}@${epoch}`, (lastGood ?? journal.head()).sequence, log)
    const room: DocumentRoom = new DocumentRoom({
      ...this.#parts, state: () => state(), name, epoch, scope, budgets: this.#budgets,
      spoilt: () => this.#reopen(name, room),
      emptied: () => this.#putAwayLater(name, room),
    }, loaded)
    // What comes after damage rests on it: until it is restored, the server itself writes nothing there.
    if (lastGood !== null) return room
    if (!room.record.isEmpty) await room.change((doc) => { upgradeDocument(doc) })
    else if (epoch === 1) await room.change((doc) => seedDocument(doc, scope, seed))
    else await this.#restore(room, { name, epoch, scope })
    return room
  }

  async #restore(room: DocumentRoom, { name, epoch, scope }: { name: DocumentName; epoch: number; scope: DocumentScope }): Promise<void> {
    const known = this.#restores.get(`${name}@${epoch}`)
    const bytes = await restoredState(this.#parts.journal, { name, epoch, toSequence: known ?? null }, this.#parts.log)
    // Back to before it began, it begins anew: without a first content it could never be opened again.
    await room.change((doc) => { if (bytes === null) seedDocument(doc, scope, this.#parts.seed); else Y.applyUpdate(doc, bytes) })
    this.#restores.delete(`${name}@${epoch}`)
  }

  /** What stands there is not written over; what may not stand there, like what is protected, does not come back either. */
  async #putMarkBack({ document: name, mark, sequence }: MarkRestored): Promise<void> {
    const { journal, log, refusesMark } = this.#parts
    const room = await this.#enter(name)
    const then = await markAt(journal, { name, epoch: room.epoch, upTo: sequence }, mark, log)
    if (then === null || (parseDocumentName(name)?.kind === 'board' && refusesMark(then))) {
      log.info('a mark could not be put back: it was not there then, or may not stand there', { document: name, mark, sequence })
      return
    }
    await this.change(name, 'server', (doc) => { if (readAnnotation(doc, mark) === null) putAnnotation(doc, then, this) })
  }

  /** A room that cannot be trusted is made anew from the journal. */
  #reopen(name: DocumentName, room: DocumentRoom): void {
    const opening = this.#openings.get(name)
    if (opening?.opened !== room || this.#isClosed) return
    this.#openings.set(name, { ...opening, epoch: 0 })
    if (name === 'control') this.#enter(name).catch(() => undefined)
  }

  #putAwayLater(name: DocumentName, room: DocumentRoom): void {
    if (name === 'control' || this.#isClosed) return
    this.#parts.clock.after(lingerMs, () => { this.#putAway(name, room).catch((error: unknown) => this.#parts.log.error('putting a document away', error, { document: name })) })
  }

  async #putAway(name: DocumentName, room: DocumentRoom): Promise<void> {
    const mayGo = (): boolean => !this.#isClosed && this.#openings.get(name)?.opened === room && room.isEmpty && room.record.isSettled
    if (!mayGo()) return
    await room.record.checkpoint(true)
    // Somebody may have come, or written, while the state was being kept.
    if (!mayGo()) return
    this.#openings.delete(name)
    room.close()
  }

  #beat(): void {
    for (const { opened } of this.#openings.values()) {
      opened?.beat()
      void opened?.record.checkpoint(false)
    }
  }
}
