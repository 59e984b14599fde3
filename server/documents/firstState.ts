/**
 * What a newcomer is sent: an encoding of the document, kept, and the rows after it. Thirty joins cost one encoding, even
 * while others write. Rows hold deleted text, so readers of somebody else's board get an encoding that no row follows.
 */
import * as Y from 'yjs'
import type { Moment } from '#shared/exercise/moment.ts'
import { encodeSync, syncTypes } from '#shared/protocol/frames.ts'
import type { Follower } from './follower.ts'

export interface KeptState { readonly bytes: Uint8Array; readonly at: Moment }
export interface FirstAnswer { readonly messages: readonly Uint8Array[]; readonly at: Moment }

/** Rows up to this many bytes are always sent along, however small the document. */
const smallTail = 4096
const smallState = 64 * 1024
const keptDiffs = 16

export class FirstState {
  readonly #follower: Follower
  #kept: KeptState | null = null
  #tail: Uint8Array[] = []
  #tailBytes = 0
  #tailAt: Moment
  readonly #diffs = new Map<string, Uint8Array>()

  constructor(follower: Follower) {
    this.#follower = follower
    this.#tailAt = follower.at
  }

  /** A row was written, as the update message that tells it. */
  written(message: Uint8Array, at: Moment): void {
    this.#tailAt = at
    if (this.#kept === null) return
    this.#tail.push(message)
    this.#tailBytes += message.length
    if (this.#isWorn(this.#kept)) this.#forget()
  }

  /** An encoding to begin with; of a small document, or where `isFresh`, as it stands now. Null as with `answer`. */
  state(isFresh: boolean): KeptState | null {
    return this.#keep(isFresh || (this.#kept?.bytes.length ?? 0) < smallState)
  }

  /** What is missing to a client with this state vector (as it was sent). Null while the follower is ahead of what is written: ask again then. */
  answer(vector: Uint8Array, isFresh: boolean): FirstAnswer | null {
    const state = this.#keep(isFresh)
    if (state === null) return null
    return { messages: [encodeSync(syncTypes.step2, this.#diff(state, vector)), ...this.#tail], at: this.#tailAt }
  }

  #keep(isFresh: boolean): KeptState | null {
    if (this.#kept !== null && (!isFresh || this.#tail.length === 0)) return this.#kept
    this.#follower.catchUpWithWritten()
    if (this.#follower.isAhead) return null
    this.#forget()
    this.#kept = { bytes: Y.encodeStateAsUpdate(this.#follower.doc), at: this.#follower.at }
    this.#tailAt = this.#kept.at
    return this.#kept
  }

  /** Laptops that fetched the same first state all have the same vector. */
  #diff(state: KeptState, vector: Uint8Array): Uint8Array {
    if (vector.length <= 1) return state.bytes
    const key = Buffer.from(vector).toString('latin1')
    const known = this.#diffs.get(key)
    if (known !== undefined) return known
    const diff = Y.diffUpdate(state.bytes, vector)
    if (this.#diffs.size >= keptDiffs) this.#diffs.clear()
    this.#diffs.set(key, diff)
    return diff
  }

  #isWorn(kept: KeptState): boolean {
    return this.#tailBytes > smallTail && this.#tailBytes > kept.bytes.length / 10
  }

  #forget(): void {
    this.#kept = null
    this.#tail = []
    this.#tailBytes = 0
    this.#diffs.clear()
  }
}
