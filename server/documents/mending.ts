/**
 * When a document is looked through for what no reader can read, and who is told. Looking costs a walk over all of it, so
 * it waits for a quiet moment and for its own last cost; types nested too deep are mended at once.
 */
import type { Annotation } from '#shared/board/annotation.ts'
import { repairDocument, type Repaired } from '#shared/board/documentShape.ts'
import type { DocumentScope } from '#shared/board/documentName.ts'
import type { Author, SeatId } from '#shared/exercise/names.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { decodeUpdate } from './decodedUpdate.ts'
import type { Follower } from './follower.ts'

const leastGapMs = 2500
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
  readonly #writers = new Set<SeatId>()
  #notBeforeMs = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | null = null
  #isClosed = false

  constructor(parts: MendingParts) {
    this.#parts = parts
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
    follower.hasDeepTypes = false
    let repaired: Repaired = { unreadable: [], protectedMarks: [] }
    try {
      const emitted = follower.capture((doc) => { repaired = repairDocument(doc, scope, (mark) => this.#parts.refusesMark(mark)) })
      if (emitted.length === 0) return
      this.#parts.record(emitted)
      for (const seat of this.#makersOf(emitted, writers)) this.#parts.told(seat, repaired)
    } catch (error) {
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
