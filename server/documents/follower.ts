/**
 * The document as the server holds it: follows the journal's rows at its own pace, off the hot path. It is where first
 * states, checkpoints, the slow path of sync step 2 and the server's own changes come from. Rows are applied in their
 * order; what it says to others must be written first (`isAhead`).
 */
import * as Y from 'yjs'
import { deepestNesting } from '#shared/board/documentShape.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Author } from '#shared/exercise/names.ts'
import type { TypeId } from './updateOrder.ts'

export interface Row {
  readonly moment: Moment
  readonly author: Author
  readonly bytes: Uint8Array
  /** Shared types the row makes. */
  readonly types: readonly TypeId[]
  /** Others may know of it. */
  isWritten: boolean
}

export interface FollowerParts {
  /** A journaled row that Yjs would not take; it goes on. */
  trouble(row: Row, error: unknown): void
  now(): number
  /** A row took so long to apply. */
  worked(row: Row, ms: number): void
}

export class Follower {
  readonly doc: Y.Doc
  /** Some type lies deeper than readers look: mend at once. */
  hasDeepTypes = false
  #at: Moment
  #last: Row | null = null
  #rows: Row[] = []
  #next = 0
  readonly #parts: FollowerParts

  /** `doc`: from createReadingDoc. `at`: the row after which it stands. */
  constructor(doc: Y.Doc, at: Moment, parts: FollowerParts) {
    this.doc = doc
    this.#at = at
    this.#parts = parts
  }

  /** The last row it stands after. */
  get at(): Moment {
    return this.#at
  }

  /** It stands after a row that others may not know of yet. */
  get isAhead(): boolean {
    return this.#last !== null && !this.#last.isWritten
  }

  get isBehind(): boolean {
    return this.#next < this.#rows.length
  }

  feed(row: Row): void {
    this.#rows.push(row)
  }

  /** A row whose change was made on this document already. */
  tookItself(row: Row): void {
    this.#at = row.moment
    this.#last = row
  }

  /** Notes types that lie deeper than readers look. */
  lookAt(types: readonly TypeId[]): void {
    if (types.some((id) => isDeep(this.doc, id))) this.hasDeepTypes = true
  }

  /** Applies written rows until the time is up. True when more are waiting. */
  work(budgetMs: number, now: () => number): boolean {
    const end = now() + budgetMs
    while (this.#rows[this.#next]?.isWritten === true) {
      this.#step()
      if (now() >= end) break
    }
    return this.#rows[this.#next]?.isWritten === true
  }

  catchUpWithWritten(): void {
    while (this.#rows[this.#next]?.isWritten === true) this.#step()
  }

  /** Every row, written or not: for deciding, not for telling. */
  catchUp(): void {
    while (this.isBehind) this.#step()
  }

  /** What a change of this document gives to be journaled. Throws what the change throws; the document is spoilt then. */
  capture(change: (doc: Y.Doc) => void): Uint8Array[] {
    const emitted: Uint8Array[] = []
    const take = (update: Uint8Array): number => emitted.push(update)
    this.doc.on('update', take)
    try {
      change(this.doc)
    } finally {
      this.doc.off('update', take)
    }
    return emitted
  }

  /** Something is parked: a row rests on what is not there. The guard sees to it that this is never so. */
  get hasParked(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }

  destroy(): void {
    this.#rows = []
    this.#next = 0
    this.doc.destroy()
  }

  #step(): void {
    const row = this.#rows[this.#next]
    if (row === undefined) return
    this.#next += 1
    if (this.#next > 1024 || this.#next === this.#rows.length) {
      this.#rows = this.#rows.slice(this.#next)
      this.#next = 0
    }
    const begunAt = this.#parts.now()
    try {
      const hadParked = this.hasParked
      Y.applyUpdate(this.doc, row.bytes)
      if (!hadParked && this.hasParked) this.#parts.trouble(row, new Error('the row rests on what is not there'))
    } catch (error) {
      this.#parts.trouble(row, error)
    }
    this.#parts.worked(row, this.#parts.now() - begunAt)
    this.lookAt(row.types)
    this.tookItself(row)
  }
}

function isDeep(doc: Y.Doc, { client, clock }: TypeId): boolean {
  if (Y.getState(doc.store, client) <= clock) return false
  let struct: unknown = Y.getItem(doc.store, Y.createID(client, clock))
  for (let depth = 0; depth <= deepestNesting; depth += 1) {
    if (!(struct instanceof Y.Item) || struct.deleted || !(struct.parent instanceof Y.AbstractType)) return false
    struct = struct.parent._item
  }
  return struct instanceof Y.Item
}
