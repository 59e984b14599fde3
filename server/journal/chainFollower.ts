/** Walks along the rows of a journal, and says of each whether it is what was written, where it was written. */
import { firstChain, hashEntry, isHashOf, nextChain } from './hash.ts'
import type { StoredEntry } from '../storage/storage.ts'

export interface RowVerdict {
  /** Its own hash is that of its content. */
  readonly isOwnHashRight: boolean
  /**
   * Which chain before it, it follows. stored: the one that stands in the row before. computed: the one that should stand
   * there and does not. unknown: the row before is not there. none: neither fits.
   */
  readonly follows: 'stored' | 'computed' | 'unknown' | 'none'
  /** The chain holds its content, whatever its own hash says. */
  readonly isInChain: boolean
}

const sound: RowVerdict = { isOwnHashRight: true, follows: 'stored', isInChain: true }

interface Before { readonly chain: Uint8Array; readonly is: 'stored' | 'computed' }

export class ChainFollower {
  /** Chains the next row may follow; null after a gap, where nothing can be said. */
  #before: readonly Before[] | null

  constructor(exercise: string) {
    this.#before = [{ chain: firstChain(exercise), is: 'stored' }]
  }

  /** A row that is missing, or cannot be read. */
  gap(): void {
    this.#before = null
  }

  take(row: StoredEntry): RowVerdict {
    const isOwnHashRight = isHashOf(row.hash, row, row.bytesHash)
    const computed = isOwnHashRight ? row.hash : hashEntry(row, row.bytesHash)
    // As nearly always.
    const [before, ...others] = this.#before ?? []
    if (isOwnHashRight && before?.is === 'stored' && others.length === 0 && equal(nextChain(before.chain, row.hash), row.chain)) {
      this.#before = [{ chain: row.chain, is: 'stored' }]
      return sound
    }
    const through = (this.#before ?? []).map(({ chain, is }) => ({ is, byContent: nextChain(chain, computed), byHash: isOwnHashRight ? null : nextChain(chain, row.hash) }))
    const inChain = through.find(({ byContent }) => equal(byContent, row.chain))
    const followed = inChain ?? through.find(({ byHash }) => byHash !== null && equal(byHash, row.chain))
    const follows = this.#before === null ? 'unknown' : followed?.is ?? 'none'
    // After a bad row both are good to go on from: what stands there and what should stand there.
    const shouldStand = follows === 'none' ? through.flatMap(({ byContent, byHash }) => (byHash === null ? [byContent] : [byHash, byContent])) : []
    this.#before = [{ chain: row.chain, is: 'stored' }, ...shouldStand.map((chain): Before => ({ chain, is: 'computed' }))]
    return { isOwnHashRight, follows, isInChain: inChain !== undefined }
  }
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
