/**
 * When a document is looked through for what no reader can read, and who is told. The first look is a walk over all of it,
 * later ones over what was written since; each waits for a quiet moment and for the last one's cost. Types nested too deep
 * are mended at once.
 */
import type { Annotation } from '#shared/board/annotation.ts'
import { repairDocument, type Repaired } from '#shared/board/documentShape.ts'
import type { DocumentScope } from '#shared/board/documentName.ts'
import type { Author, SeatId } from '#shared/exercise/names.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { ChangedRecords } from './changedRecords.ts'
import { decodeUpdate } from './decodedUpdate.ts'
import type { Follower } from './follower.ts'

const leastGapMs = 1000
const restPerCost = 20

export interface MendingParts {
  readonly clock: Clock
  readonly log: Log
  readonly scope: DocumentScope
  readonly follower: Follower
  /** The server cannot write now: mending waits. */
  isStalled(): boolean
  /** Journals what came out of the follower as the server's change. */
  record(emitted: readonly Uint8Array[]): void
  ownerOf(clientId: number): Author | undefined
  /** These records of a person's were taken away. */
  told(seat: SeatId, repaired: Repaired): void
  /** Marks that may not stand on a syndicate's board. */
  refusesMark(mark: Annotation): boolean
}

export class Mending {
  readonly #parts: MendingParts
  readonly #changed: ChangedRecords
  readonly #writers = new Set<SeatId>()
  #notBeforeMs = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | null = null
  #isClosed = false

  constructor(parts: MendingParts) {
    this.#parts = parts
    this.#changed = new ChangedRecords(parts.follower.doc)
  }

  wrote(seat: SeatId): void {
    this.#writers.add(seat)
  }

  /** The follower has applied rows: look soon, or now. */
  followerMoved(): void {
    if (this.#parts.follower.hasDeepTypes && !this.#parts.isStalled()) {
      this.#mend()
      return
    }
    if (this.#isClosed || this.#cancel !== null || this.#writers.size === 0) return
    const waitMs = Math.max(0, this.#notBeforeMs - this.#parts.clock.monotonicMs())
    this.#cancel = this.#parts.clock.after(waitMs, () => {
      this.#cancel = null
      this.#mend()
    })
  }

  close(): void {
    this.#isClosed = true
    this.#changed.close()
    this.#cancel?.()
  }

  #mend(): void {
    const { clock, follower, scope, log } = this.#parts
    if (this.#isClosed) return
    const begunAt = clock.monotonicMs()
    if (this.#parts.isStalled()) {
      this.#notBeforeMs = begunAt + leastGapMs
      return
    }
    const writers = new Set(this.#writers)
    this.#writers.clear()
    follower.catchUp()
    const nested = follower.hasDeepTypes
    const records = this.#changed.take()
    follower.hasDeepTypes = false
    let repaired: Repaired = { unreadable: [], protectedMarks: [] }
    try {
      const emitted = follower.capture((doc) => { repaired = repairDocument(doc, scope, (mark) => this.#parts.refusesMark(mark), records === null ? null : { records, nested }) })
      if (emitted.length === 0) return
      this.#parts.record(emitted)
      for (const seat of this.#makersOf(emitted, writers)) this.#parts.told(seat, repaired)
    } catch (error) {
      this.#changed.forget()
      log.error('mending a document', error, { document: scope.kind })
    } finally {
      const endedAt = clock.monotonicMs()
      this.#notBeforeMs = endedAt + Math.max(leastGapMs, restPerCost * (endedAt - begunAt))
    }
  }

  /** Of those who wrote since the last look, the ones whose things were taken; all of them where that tells nothing. */
  #makersOf(emitted: readonly Uint8Array[], writers: ReadonlySet<SeatId>): Iterable<SeatId> {
    const makers = new Set<SeatId>()
    for (const bytes of emitted) {
      for (const client of decodeUpdate(bytes)?.deletes.keys() ?? []) {
        const owner = this.#parts.ownerOf(client)
        if (owner !== undefined && writers.has(owner)) makers.add(owner)
      }
    }
    return makers.size === 0 ? writers : makers
  }
}
