/** One document at one epoch: its sockets, guard knowledge, follower, fan-out. */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { repairDocument } from '#shared/board/documentShape.ts'
import { parseDocumentName } from '#shared/board/documentName.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Author, DocumentName, SeatId } from '#shared/exercise/names.ts'
import { mayRead, mayWrite } from '#shared/exercise/permissions.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { encodePosition, encodeSaved, encodeSync, frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import { limits } from '#shared/protocol/limits.ts'
import { JournalStalled, type Recorded } from '../../journal/journal.ts'
import type { DocumentsParts } from '../exerciseDocuments.ts'
import { Awareness, emptyAwarenessFrame, readOwnEntries } from './awareness.ts'
import { wordOf } from './wordOf.ts'
import { FrameBatch, type DocumentSocket } from './documentSocket.ts'
import { Follower, journaled } from './follower.ts'
import { decodeUpdate, encodeStateVector, onlyNew, type DecodedUpdate } from '../decodedUpdate.ts'
import { guardSyncStep2, guardUpdate, type Accepted } from '../updateGuard.ts'
import { PersonLimits } from './writePace.ts'

interface Connection {
  readonly socket: DocumentSocket
  readonly seat: SeatId
  readonly sandtable: boolean
  synced: boolean
  asked: boolean
  writes: number
  saved: Promise<void>
  clientIds: Set<number>
}
export class Room {
  readonly name: DocumentName
  readonly epoch: number
  readonly connections = new Set<Connection>()
  readonly #parts: DocumentsParts
  readonly #follower: Follower
  readonly #vector: Map<number, number>
  readonly #owners: Map<number, Author>
  readonly #awareness = new Awareness()
  readonly #persons: PersonLimits
  readonly #stops: (() => void)[] = []
  #base: { bytes: Uint8Array; sequence: number }
  #tail: { bytes: Uint8Array; sequence: number }[] = []
  #tailBytes = 0
  #published: Moment
  #unwritten = 0
  #out: { bytes: Uint8Array }[] = []
  #nextFlushAt = 0
  #flushScheduled = false
  #awarenessScheduled = new Set<'ours' | 'others'>()
  #capture: { author: Author; add: (bytes: Uint8Array) => void } | null = null
  #writers = new Set<SeatId>()
  #checkedAt = 0
  #closed = false

  constructor(parts: DocumentsParts, name: DocumentName, epoch: number, doc: Y.Doc, at: Moment) {
    this.#parts = parts
    this.#persons = new PersonLimits(parts.clock)
    this.name = name
    this.epoch = epoch
    this.#published = at
    this.#follower = new Follower(doc, at.sequence, parts.clock, () => this.#afterSlice(), (error, sequence) => parts.log.error('applying a row to its document', error, { document: name, sequence }))
    this.#vector = Y.decodeStateVector(Y.encodeStateVector(doc))
    this.#owners = new Map(Object.entries(parts.state().documents[name]?.authors ?? {}).map(([clientId, author]) => [Number(clientId), author]))
    this.#base = { bytes: Y.encodeStateAsUpdate(doc), sequence: at.sequence }
    doc.on('update', (bytes: Uint8Array, origin: unknown) => { if (origin !== journaled) this.#emitted(bytes) })
    this.#stops.push(parts.clock.every(15_000, () => this.#sendAll([emptyAwarenessFrame], [emptyAwarenessFrame])))
  }

  get wire(): string { return `${this.name}@${this.epoch}` }
  get isEmpty(): boolean { return this.#vector.size === 0 }

  caughtUp(): Y.Doc { this.#follower.catchUp(); return this.#follower.doc }

  join(socket: DocumentSocket, seat: SeatId, sandtable: boolean): void {
    const connection: Connection = { socket, seat, sandtable, synced: false, asked: false, writes: 0, saved: Promise.resolve(), clientIds: new Set() }
    this.connections.add(connection)
    socket.onClose(() => this.#leave(connection))
    socket.onText(() => socket.close(closeCodes.unacceptable, 'a text frame'))
    socket.onMessage((bytes) => {
      try {
        this.#receive(connection, bytes)
      } catch (error) {
        if (error instanceof JournalStalled) socket.close(closeCodes.journalStalled, 'the journal is stalled')
        else {
          this.#parts.log.warn('a document frame could not be read', { document: this.name, seat, why: error instanceof Error ? error.message.slice(0, 120) : '' })
          socket.close(closeCodes.unacceptable, 'this frame cannot be read')
        }
      }
    })
    this.#ask(connection)
    const here = this.#awareness.whole()
    if (here !== null) socket.send(new FrameBatch([here]))
  }

  rightsChanged(): void {
    const state = this.#parts.state()
    for (const connection of this.connections) {
      if (!mayRead(state, connection.seat, this.name)) connection.socket.close(closeCodes.notAllowed, 'this document is closed to your seat')
      else this.#ask(connection)
    }
  }

  closeAll(code: number, reason: string): void { for (const { socket } of this.connections) socket.close(code, reason) }

  /** The server's own change: on the follower, journaled as it comes out. */
  change(act: (doc: Y.Doc) => void): Recorded | null {
    this.#follower.catchUp()
    let last: Recorded | null = null
    const { doc } = this.#follower
    this.#capture = { author: 'server', add: (bytes) => {
      if (this.#owner(doc.clientID) !== 'server') this.#own(doc.clientID, 'server')
      last = this.#record('server', bytes)
    } }
    try { act(doc) } finally { this.#capture = null }
    this.#advanceFromDoc()
    return last
  }

  /** A whole state as one trusted row: the first of a restored epoch. */
  begin(state: Uint8Array): void {
    const recorded = this.#record('server', state)
    Y.applyUpdate(this.#follower.doc, state, journaled)
    this.#follower.passed(recorded.entry.sequence)
    this.#advanceFromDoc()
  }

  firstState(seat: SeatId): { state: Uint8Array; sequence: number } {
    this.#reencode(this.#isOwn(seat) ? 0.1 : 0)
    return { state: this.#base.bytes, sequence: this.#base.sequence }
  }

  async settled(): Promise<void> { while (this.#unwritten > 0) await new Promise<void>((done) => setImmediate(done)) }

  checkpoint(): { stream: string; sequence: number; recordedAt: number; bytes: Uint8Array } | null {
    this.#reencode(0)
    return this.#base.sequence === 0 ? null : { stream: this.wire, sequence: this.#base.sequence, recordedAt: this.#published.recordedAt, bytes: this.#base.bytes }
  }

  close(): void {
    this.#closed = true
    for (const stop of this.#stops) stop()
    for (const { socket } of this.connections) socket.close(1001, 'the server is stopping')
    this.#follower.close()
  }

  #isOwn(seat: SeatId): boolean {
    const scope = parseDocumentName(this.name)
    const who = this.#parts.state().seats[seat]
    if (scope === null || !('syndicate' in scope) || who === undefined) return true
    return who.role === 'chief' || who.role === 'deputy' || who.syndicate === scope.syndicate
  }

  #owner(clientId: number): Author | undefined { return this.#owners.get(clientId) }

  #ask(connection: Connection): void {
    if (connection.asked || !mayWrite(this.#parts.state(), connection.seat, this.name)) return
    connection.asked = true
    connection.socket.send(new FrameBatch([encodeSync(syncTypes.step1, encodeStateVector([...this.#vector]))]))
  }

  #receive(connection: Connection, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (!mayRead(this.#parts.state(), connection.seat, this.name)) return connection.socket.close(closeCodes.notAllowed, 'this document is closed to your seat')
    if (type === frameTypes.awareness) return this.#hear(connection, bytes, decoder)
    if (type === frameTypes.queryAwareness) {
      const here = this.#awareness.whole()
      return connection.socket.send(new FrameBatch([here ?? emptyAwarenessFrame]))
    }
    if (type !== frameTypes.sync) return connection.socket.close(closeCodes.unacceptable, 'an unknown kind of frame')
    const kind = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (kind === syncTypes.step1) return this.#first(connection, Y.decodeStateVector(payload), payload)
    if (kind === syncTypes.step2) return this.#stepTwo(connection, payload)
    if (kind === syncTypes.update) return this.#update(connection, payload)
    connection.socket.close(closeCodes.unacceptable, 'an unknown kind of sync')
  }

  #first(connection: Connection, vector: Map<number, number>, encoded: Uint8Array): void {
    for (const [client, clock] of vector) {
      if (clock <= (this.#vector.get(client) ?? 0)) continue
      const owner = this.#owner(client)
      if (owner !== undefined && owner !== connection.seat) return connection.socket.close(closeCodes.wrongEpoch, 'this copy knows a past that is not recorded')
    }
    const own = this.#isOwn(connection.seat)
    if (own) this.#reencode(0.1)
    else this.#reencode(0)
    const step2 = vector.size === 0 ? this.#base.bytes : Y.diffUpdate(this.#base.bytes, encoded)
    const frames = [encodeSync(syncTypes.step2, step2), ...this.#tail.map(({ bytes }) => encodeSync(syncTypes.update, bytes))]
    if (connection.sandtable) frames.push(encodePosition(this.#published))
    connection.socket.send(new FrameBatch(frames))
    connection.synced = true
  }

  #update(connection: Connection, bytes: Uint8Array): void {
    if (bytes.length > limits.updateBytes) return connection.socket.close(closeCodes.tooLarge, 'this change is too large')
    this.#persons.slow(connection.seat, connection.socket)
    const judged = this.#judge(connection, bytes, guardUpdate)
    if (judged === null) return
    const { decoded, verdict } = judged
    if (!mayWrite(this.#parts.state(), connection.seat, this.name)) {
      if (verdict.kind === 'known') return
      return connection.socket.close(closeCodes.notAllowed, 'your seat may not write this document now')
    }
    connection.writes += 1
    if (verdict.kind === 'known') return this.#savedAfter(connection, Promise.resolve())
    if (!this.#claim(connection, verdict.newClientIds)) return
    if (this.#base.bytes.length + this.#tailBytes > limits.documentBytes) return connection.socket.close(closeCodes.tooLarge, 'this document is full')
    const fresh = verdict.partlyKnown ? onlyNew(bytes, decoded, this.#vector) : bytes
    const recorded = this.#record(connection.seat, fresh)
    for (const [client, clock] of verdict.advances) this.#vector.set(client, clock)
    this.#follower.follow(recorded.entry.sequence, fresh)
    this.#writers.add(connection.seat)
    this.#savedAfter(connection, recorded.flushed)
  }

  #stepTwo(connection: Connection, bytes: Uint8Array): void {
    if (bytes.length > limits.syncStep2Bytes) return connection.socket.close(closeCodes.tooLarge, 'this change is too large')
    const judged = this.#judge(connection, bytes, guardSyncStep2)
    if (judged === null) return
    const { verdict } = judged
    const doc = this.caughtUp()
    if (!mayWrite(this.#parts.state(), connection.seat, this.name)) {
      if (verdict.kind === 'known' || Y.snapshotContainsUpdate(Y.snapshot(doc), bytes)) return
      return connection.socket.close(closeCodes.notAllowed, 'your seat may not write this document now')
    }
    connection.writes += 1
    this.#persons.slow(connection.seat, connection.socket)
    if (verdict.kind === 'accept' && !this.#claim(connection, verdict.newClientIds)) return
    let flushed: Promise<void> = Promise.resolve()
    this.#capture = { author: connection.seat, add: (emitted) => { flushed = this.#record(connection.seat, emitted).flushed } }
    try { Y.applyUpdate(doc, bytes, 'step2') } finally { this.#capture = null }
    this.#advanceFromDoc()
    this.#writers.add(connection.seat)
    this.#savedAfter(connection, flushed)
  }

  /** Null when it was refused: the socket is closing then. */
  #judge(connection: Connection, bytes: Uint8Array, guard: typeof guardUpdate): { readonly decoded: DecodedUpdate; readonly verdict: Accepted | { readonly kind: 'known' } } | null {
    const decoded = decodeUpdate(bytes)
    const verdict = decoded === null ? null : guard(decoded, { stateVector: this.#vector, owners: this.#owners }, connection.seat, limits)
    if (decoded !== null && verdict !== null && verdict.kind !== 'refuse') return { decoded, verdict }
    const [code, why] = verdict?.kind === 'refuse' ? [verdict.code, verdict.why] : [closeCodes.unacceptable, 'these bytes are no update']
    this.#parts.log.warn('an update was refused', { document: this.name, seat: connection.seat, why })
    connection.socket.close(code, why)
    return null
  }

  #claim(connection: Connection, clientIds: readonly number[]): boolean {
    if (clientIds.length === 0) return true
    if (!this.#persons.mayName(connection.seat, clientIds.length)) {
      connection.socket.close(closeCodes.unacceptable, 'too many new copies in a minute')
      return false
    }
    for (const clientId of clientIds) this.#own(clientId, connection.seat)
    return true
  }

  /** For good: journaled before anything of it is shown. */
  #own(clientId: number, author: Author): void {
    this.#parts.claim(this.name, clientId, author)
    this.#owners.set(clientId, author)
  }

  #record(author: Author, bytes: Uint8Array): Recorded {
    const recorded = this.#parts.journal.add({ kind: 'update', author, document: { name: this.name, epoch: this.epoch }, bytes })
    this.#unwritten += 1
    const { sequence, recordedAt } = recorded.entry
    recorded.written.then(() => {
      this.#unwritten -= 1
      this.#tail.push({ bytes, sequence })
      this.#tailBytes += bytes.length
      this.#published = { sequence, recordedAt }
      this.#out.push({ bytes })
      this.#scheduleFlush()
    }, () => { this.#unwritten -= 1 })
    return recorded
  }

  #emitted(bytes: Uint8Array): void {
    const capture = this.#capture
    if (capture === null) return
    capture.add(bytes)
    this.#follower.passed(this.#parts.journal.head().sequence)
  }

  #advanceFromDoc(): void {
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(this.#follower.doc))) {
      if (clock > (this.#vector.get(client) ?? 0)) this.#vector.set(client, clock)
    }
  }

  #savedAfter(connection: Connection, flushed: Promise<void>): void {
    if (!connection.sandtable) return
    const count = connection.writes
    connection.saved = connection.saved.then(() => flushed).then(() => {
      if (this.connections.has(connection)) connection.socket.send(new FrameBatch([encodeSaved(count)]))
    }, () => undefined)
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled || this.#closed) return
    this.#flushScheduled = true
    const wait = this.#nextFlushAt - this.#parts.clock.monotonicMs()
    if (wait <= 0) queueMicrotask(() => this.#flush())
    else this.#parts.clock.after(wait, () => this.#flush())
  }

  #flush(): void {
    this.#flushScheduled = false
    if (this.#closed || this.#out.length === 0) return
    const began = this.#parts.clock.monotonicMs()
    const frames = this.#out.map(({ bytes }) => encodeSync(syncTypes.update, bytes))
    this.#out = []
    this.#sendAll([...frames, encodePosition(this.#published)], frames)
    const ended = this.#parts.clock.monotonicMs()
    this.#nextFlushAt = ended + (ended - began) * 1.5
  }

  #sendAll(ours: readonly Uint8Array[], others: readonly Uint8Array[], which: 'all' | 'ours' | 'others' = 'all', droppable = false): void {
    const forOurs = new FrameBatch(ours)
    const forOthers = new FrameBatch(others)
    for (const { socket, sandtable, synced } of this.connections) {
      if (!synced || (which === 'ours' && !sandtable) || (which === 'others' && sandtable)) continue
      const waiting = socket.waitingBytes()
      if (waiting > limits.socketCutBytes) socket.close(closeCodes.tooSlow, 'this line is too slow')
      else if (!(droppable && waiting > limits.socketQuietBytes)) socket.send(sandtable ? forOurs : forOthers)
    }
  }

  #hear(connection: Connection, bytes: Uint8Array, decoder: decoding.Decoder): void {
    if (bytes.length > limits.awarenessFrameBytes) return connection.socket.close(closeCodes.tooLarge, 'too much at once')
    const who = wordOf(this.#parts.state(), connection.seat, this.name)
    if (who === null) return
    const mine = readOwnEntries(decoder, (clientId) => {
      const owner = this.#owner(clientId)
      return owner === connection.seat || (owner === undefined && (this.#vector.get(clientId) ?? 0) === 0)
    })
    for (const entry of mine) {
      if (this.#owner(entry.clientId) === undefined) {
        // An echo of somebody this room has forgotten names an id nobody owns; only a living entry is a claim.
        if (entry.json === 'null' || !this.#claim(connection, [entry.clientId])) continue
      }
      connection.clientIds.add(entry.clientId)
      if (this.#awareness.take(entry, who)) this.#scheduleAwareness()
    }
  }

  #scheduleAwareness(): void {
    for (const [kind, gap] of [['ours', 100], ['others', 500]] as const) {
      if (this.#awarenessScheduled.has(kind)) continue
      this.#awarenessScheduled.add(kind)
      this.#parts.clock.after(gap, () => {
        this.#awarenessScheduled.delete(kind)
        const frame = this.#awareness.changes(kind)
        if (frame !== null && !this.#closed) this.#sendAll([frame], [frame], kind, true)
      })
    }
  }

  #leave(connection: Connection): void {
    this.connections.delete(connection)
    for (const clientId of connection.clientIds) {
      if ([...this.connections].some((other) => other.clientIds.has(clientId))) continue
      this.#awareness.leave(clientId)
    }
    this.#scheduleAwareness()
  }

  /** Encodes the base afresh when its tail has grown past `share` of it, and everything applied is written. */
  #reencode(share: number): void {
    if (this.#tail.length === 0 || this.#tailBytes <= share * this.#base.bytes.length) return
    this.#follower.catchUp()
    if (this.#unwritten > 0) return
    this.#base = { bytes: Y.encodeStateAsUpdate(this.#follower.doc), sequence: this.#published.sequence }
    this.#tail = []
    this.#tailBytes = 0
  }

  #afterSlice(): void {
    const now = this.#parts.clock.monotonicMs()
    if (this.#writers.size === 0 || now < this.#checkedAt + 200) return
    this.#checkedAt = now
    const writers = [...this.#writers]
    this.#writers.clear()
    const scope = parseDocumentName(this.name)
    if (scope === null) return
    setImmediate(() => {
      if (this.#closed) return
      let taken: string[] = []
      this.change((doc) => { taken = repairDocument(doc, scope) })
      if (taken.length > 0) for (const seat of writers) this.#parts.notice(seat, 'repaired', String(taken.length))
    })
  }
}
