/**
 * The room of one document at one epoch: who is in it, what each may do at this moment, and what happens to each frame.
 * size → pace → right, from the live state → guard → claim → journal; then all are told once it is written, and the
 * author that it is saved once it is on disk. A bad client loses its connection, never the room.
 */
import type * as Y from 'yjs'
import type { DocumentScope } from '#shared/board/documentName.ts'
import type { Repaired } from '#shared/board/documentShape.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import { admittedSeat } from '#shared/exercise/permissions.ts'
import { lookUp } from '#shared/exercise/records.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { encodePosition, encodeSync, syncTypes } from '#shared/protocol/frames.ts'
import { limits } from '#shared/protocol/limits.ts'
import { RoomAwareness } from './awareness.ts'
import { type Budgets, MinuteCount } from './budgets.ts'
import { decodeUpdate, encodeStateVector, onlyNew, readStateVector, type DecodedUpdate } from './decodedUpdate.ts'
import type { LoadedDocument } from './documentLoading.ts'
import { DocumentRecord } from './documentRecord.ts'
import type { DocumentSocket, IncomingFrame } from './documentSocket.ts'
import type { DocumentsParts } from './exerciseDocuments.ts'
import { FanOut } from './fanOut.ts'
import type { KeptState } from './firstState.ts'
import { hardWork } from './hardWork.ts'
import { Member } from './member.ts'
import { neighbourProblem } from './neighbours.ts'
import { SeatRights } from './seatRights.ts'
import { deletesNothingSeen } from './syncStep2.ts'
import { guardSyncStep2, guardUpdate, type Accepted, type Refused } from './updateGuard.ts'

export interface RoomParts extends DocumentsParts {
  readonly name: DocumentName
  readonly epoch: number
  readonly scope: DocumentScope
  readonly budgets: Budgets
  /** The room must be opened afresh from the journal. */
  spoilt(): void
  /** The last socket left. */
  emptied(): void
}

const mendedPerMinute = 20
const stateVectorBytes = 1024 * 1024
/** What comparing a state vector costs later, measured. */
const stateVectorBytesPerMs = 10_000
/** A laptop that slept in the middle of a frame made nobody work. */
const workMostMs = 5000

export class DocumentRoom {
  readonly record: DocumentRecord
  readonly #parts: RoomParts
  readonly #members = new Set<Member>()
  readonly #fanOut: FanOut
  readonly #awareness: RoomAwareness
  readonly #rights: SeatRights
  readonly #newClientIds = new Map<SeatId, MinuteCount>()
  readonly #mended = new Map<SeatId, MinuteCount>()
  /** Time spent on applying rows: it is their authors', whosever frame made the follower catch up. */
  #appliedMs = 0
  #isSpoilt = false

  constructor(parts: RoomParts, loaded: LoadedDocument) {
    this.#parts = parts
    this.#rights = new SeatRights(parts)
    this.#fanOut = new FanOut(parts.clock, (messages, at) => this.#tell(messages, at))
    this.record = new DocumentRecord({
      ...parts,
      written: (message, at) => this.#fanOut.add(message, at),
      spoilt: () => this.#spoil(),
      worked: (author, ms) => {
        this.#appliedMs += ms
        if (author !== 'server') this.#charge(author, ms)
      },
      mended: (seat, repaired) => this.#tellMended(seat, repaired),
    }, loaded)
    this.#awareness = new RoomAwareness({
      clock: parts.clock,
      pace: parts.cursorPace,
      members: () => this.#members,
      ownerOf: (client) => this.record.owners.get(client),
      claim: (client, seat) => this.#claimCursor(client, seat),
      userOf: (seat) => this.#rights.of(seat).user,
      mayWrite: (seat) => this.#rights.of(seat).mayWrite,
    })
  }

  get isEmpty(): boolean {
    return this.#members.size === 0
  }

  get epoch(): number {
    return this.#parts.epoch
  }

  /** Takes a socket in; frames that came before are its first. */
  join(socket: DocumentSocket, seat: SeatId, isSandtable: boolean): Member {
    const member = new Member(socket, seat, isSandtable, this.#parts.clock)
    this.#members.add(member)
    return member
  }

  leave(member: Member): void {
    member.left()
    if (!this.#members.delete(member)) return
    this.#awareness.leave(member)
    if (this.isEmpty) this.#parts.emptied()
  }

  /** One frame. Whatever is wrong with it costs only its sender. */
  receive(member: Member, frame: IncomingFrame): void {
    if (!member.isOpen) return
    const begunAt = this.#parts.clock.monotonicMs() - this.#appliedMs
    try {
      this.#receive(member, frame)
      this.#charge(member.seat, this.#parts.clock.monotonicMs() - this.#appliedMs - begunAt)
    } catch (error) {
      this.#parts.log.error('taking a frame', error, { document: this.record.wireName, seat: member.seat, kind: frame.kind })
      this.#end(member, 1011, 'the server could not take this')
    }
  }

  /** Rights may have changed: those who may no longer read go, those who may write now are asked for what they have. */
  rightsChanged(): void {
    const { state, name, epoch } = this.#parts
    const isOld = lookUp(state().documents, name)?.epoch !== epoch
    for (const member of [...this.#members]) {
      if (isOld) this.#end(member, closeCodes.wrongEpoch, 'this document has a newer epoch')
      else if (!this.#rights.of(member.seat).mayRead) this.#end(member, closeCodes.notAllowed, 'this document is closed to your seat')
      else if (!this.#rights.of(member.seat).mayWrite) member.isAsked = false
      else if (member.isSynced) this.#ask(member)
    }
  }

  /** Every 15 s: nobody's line falls silent. */
  beat(): void {
    for (const member of this.#members) if (member.isSynced) this.#awareness.beat(member)
  }

  change(change: (doc: Y.Doc) => void): Promise<void> {
    this.record.change(change)
    return this.record.flushed
  }

  /** A state this seat may begin with. */
  firstState(seat: SeatId): Promise<KeptState> {
    return this.record.state(this.#needsFresh(seat))
  }

  closeAll(code: number, reason: string): void {
    for (const member of [...this.#members]) this.#end(member, code, reason)
  }

  close(): void {
    this.#fanOut.close()
    this.#awareness.close()
    this.record.close()
  }

  #receive(member: Member, frame: IncomingFrame): void {
    if (!this.#rights.of(member.seat).mayRead) {
      this.#end(member, closeCodes.notAllowed, 'this document is closed to your seat')
      return
    }
    switch (frame.kind) {
      case 'step1': return this.#begin(member, frame.vector)
      case 'step2': return this.#write(member, frame.update, 'step2')
      case 'update': return this.#write(member, frame.update, 'update')
      case 'awareness': return this.#point(member, frame.entries)
      case 'queryAwareness': return this.#awareness.greet(member)
      case 'unreadable': return this.#end(member, closeCodes.unacceptable, frame.why)
    }
  }

  #begin(member: Member, encoded: Uint8Array): void {
    member.waitFor(this.#parts.budgets.of(member.seat).writes.spend(1))
    this.#charge(member.seat, encoded.length / stateVectorBytesPerMs)
    if (encoded.length > stateVectorBytes) return this.#end(member, closeCodes.tooLarge, 'the state vector is too large')
    const vector = readStateVector(encoded)
    if (vector === null) return this.#end(member, closeCodes.unacceptable, 'the state vector cannot be read')
    for (const [client, clock] of vector) {
      const owner = this.record.owners.get(client)
      if (clock > (this.record.stateVector.get(client) ?? 0) && owner !== undefined && owner !== member.seat) {
        return this.#end(member, closeCodes.wrongEpoch, 'this copy knows a past that is not recorded')
      }
    }
    // Copied: what a socket hands over may be used again for its next frame.
    this.#answer(member, encoded.slice()).catch((error: unknown) => {
      this.#parts.log.error('giving a first state', error, { document: this.record.wireName, seat: member.seat })
      this.#end(member, closeCodes.journalStalled, 'the document cannot be read now')
    })
  }

  #answer(member: Member, vector: Uint8Array): Promise<void> {
    return this.record.answer(vector, () => this.#needsFresh(member.seat), ({ messages, at }) => {
      if (!member.isOpen || !this.#members.has(member)) return
      member.sendAsked(member.isSandtable ? [...messages, encodePosition(at)] : messages)
      member.isSynced = true
      this.#awareness.greet(member)
      if (this.#rights.of(member.seat).mayWrite) this.#ask(member)
    })
  }

  #ask(member: Member): void {
    if (member.isAsked) return
    member.isAsked = true
    member.awaitsStepTwo = true
    member.send([encodeSync(syncTypes.step1, encodeStateVector(Array.from(this.record.stateVector)))])
  }

  #write(member: Member, bytes: Uint8Array, kind: 'update' | 'step2'): void {
    const budget = this.#parts.budgets.of(member.seat)
    if (bytes.length > (kind === 'update' ? limits.updateBytes : limits.syncStep2Bytes)) return this.#end(member, closeCodes.tooLarge, 'this change is too large')
    member.waitFor(Math.max(budget.writes.spend(1), kind === 'step2' ? budget.stepTwoBytes.spend(bytes.length) : 0))
    member.saved.arrived()
    const update = decodeUpdate(bytes)
    if (update === null) return this.#end(member, closeCodes.unacceptable, 'this is no update')
    const verdict = (kind === 'update' ? guardUpdate : guardSyncStep2)(update, this.record, member.seat, limits)
    if (!this.#rights.of(member.seat).mayWrite) return this.#readerWrote(member, update, verdict, kind)
    const awaitsStepTwo = member.awaitsStepTwo
    if (kind === 'step2') member.awaitsStepTwo = false
    switch (verdict.kind) {
      case 'known': return member.saved.savedWith(this.record.flushed)
      case 'refuse':
        // Written before we asked for what was made offline: that step 2 brings this change, too.
        if (verdict.isGap && kind === 'update' && awaitsStepTwo) return
        return this.#refuse(member, verdict)
      case 'accept': {
        const why = hardWork(this.record.follower, update, verdict) ?? neighbourProblem(this.record.follower, bytes, update, this.record.stateVector)
        if (why !== null) return this.#refuse(member, { kind: 'refuse', code: closeCodes.unacceptable, why, isGap: false })
        return this.#enter(member, { bytes, update, kind, accepted: verdict })
      }
    }
  }

  #charge(seat: SeatId, ms: number): void {
    if (ms <= 0) return
    const waitMs = this.#parts.budgets.of(seat).work.spend(Math.min(ms, workMostMs))
    if (waitMs <= 0) return
    for (const member of this.#members) if (member.seat === seat) member.waitFor(waitMs)
  }

  #enter(member: Member, { bytes, update, kind, accepted }: Arriving): void {
    if (accepted.advances.size > 0 && this.record.isFull()) return this.#end(member, closeCodes.tooLarge, 'this document is full')
    if (accepted.newClientIds.length > 0 && this.#counted(this.#newClientIds, member.seat, accepted.newClientIds.length) > limits.newClientIdsPerMinute) {
      return this.#end(member, closeCodes.unacceptable, 'too many client ids in a minute')
    }
    const fresh = accepted.partlyKnown ? onlyNew(bytes, update, this.record.stateVector) : bytes.slice()
    try {
      for (const client of accepted.newClientIds) this.record.claim(client, member.seat)
      const recorded = kind === 'update' ? this.record.add(member.seat, fresh, accepted) : this.record.addStepTwo(member.seat, fresh, accepted)
      member.saved.savedWith(recorded?.flushed ?? this.record.flushed)
    } catch (error) {
      if (!this.#parts.journal.stalled) this.#parts.log.error('taking a change', error, { document: this.record.wireName, seat: member.seat })
      this.#end(member, closeCodes.journalStalled, 'the server cannot save now')
    }
  }

  /** Only what is new counts: clients answer and repeat by themselves, and standard ones tidy marks of text. */
  #readerWrote(member: Member, update: DecodedUpdate, verdict: ReturnType<typeof guardUpdate>, kind: 'update' | 'step2'): void {
    if (verdict.kind === 'known') return member.saved.savedWith(this.record.flushed)
    if (verdict.kind === 'accept' && verdict.advances.size === 0 && deletesNothingSeen(this.record.follower, update, !member.isSandtable)) {
      return member.saved.savedWith(this.record.flushed)
    }
    this.#parts.log.warn('a reader wrote', { document: this.record.wireName, seat: member.seat, kind })
    this.#end(member, closeCodes.notAllowed, 'your seat may not write this document now')
  }

  #point(member: Member, entries: Uint8Array): void {
    member.waitFor(this.#parts.budgets.of(member.seat).awarenessBytes.spend(entries.length))
    try {
      this.#awareness.receive(member, entries)
    } catch {
      this.#end(member, closeCodes.unacceptable, 'the awareness cannot be read')
    }
  }

  /** A cursor's client id; a minute's measure of new ids holds for it, too, but losing a cursor is no reason to close. */
  #claimCursor(client: number, seat: SeatId): boolean {
    if (this.#parts.journal.stalled || this.#counted(this.#newClientIds, seat, 1) > limits.newClientIdsPerMinute) return false
    try {
      this.record.claim(client, seat)
      return true
    } catch {
      return false
    }
  }

  #tell(messages: readonly Uint8Array[], at: Moment): void {
    const withPosition = [...messages, encodePosition(at)]
    const cursors = this.#awareness.riding(this.#members.size)
    const withAll = cursors === null ? withPosition : [...withPosition, cursors.all]
    for (const member of [...this.#members]) {
      if (!member.isSynced) continue
      const frame = member.isSandtable ? cursors?.to(member) ?? null : null
      if (frame !== null) member.send(frame === cursors?.all ? withAll : [...withPosition, frame])
      else member.send(member.isSandtable ? withPosition : messages)
    }
  }

  #tellMended(seat: SeatId, { unreadable, protectedMarks }: Repaired): void {
    if (protectedMarks.length > 0) this.#parts.notice(seat, 'protected', protectedMarks.join(', ').slice(0, 400))
    if (unreadable.length === 0 && protectedMarks.length > 0) return
    this.#parts.notice(seat, 'repaired', unreadable.join(', ').slice(0, 400))
    if (this.#counted(this.#mended, seat, Math.max(1, unreadable.length)) <= mendedPerMinute) return
    for (const member of [...this.#members]) if (member.seat === seat) this.#end(member, closeCodes.unacceptable, 'writes what nobody can read')
  }

  #spoil(): void {
    if (this.#isSpoilt) return
    this.#isSpoilt = true
    this.closeAll(closeCodes.journalStalled, 'the document is opened afresh')
    this.#parts.spoilt()
  }

  #refuse(member: Member, { code, why }: Refused): void {
    this.#parts.log.warn('an update was refused', { document: this.record.wireName, seat: member.seat, why })
    this.#end(member, code, why)
  }

  #end(member: Member, code: number, reason: string): void {
    member.close(code, reason)
    this.leave(member)
  }

  /** Rows hold deleted text: whoever is a guest on a board sees only what stands there. */
  #needsFresh(id: SeatId): boolean {
    const { scope, state } = this.#parts
    const seat = admittedSeat(state(), id)
    return scope.kind === 'board' && !isDirectingStaff(seat) && seat?.syndicate !== scope.syndicate
  }

  #counted(counts: Map<SeatId, MinuteCount>, seat: SeatId, more: number): number {
    const count = counts.get(seat) ?? new MinuteCount(this.#parts.clock)
    counts.set(seat, count)
    return count.add(more)
  }
}

interface Arriving {
  readonly bytes: Uint8Array
  readonly update: DecodedUpdate
  readonly kind: 'update' | 'step2'
  readonly accepted: Accepted
}
