/**
 * One document over time: what a seat was shown of it, in order. Playing on applies changes to the same Y.Doc, so that
 * views keep listening; going back, or past an opening, gives a new Y.Doc made from the nearest checkpoint.
 */
import * as Y from 'yjs'
import { createReadingDoc } from '../board/readingDoc.ts'

export type DocumentChange =
  | { readonly kind: 'opened'; readonly s: number; readonly epoch: number; readonly state: Uint8Array }
  | { readonly kind: 'update'; readonly s: number; readonly update: Uint8Array }
  | { readonly kind: 'closed'; readonly s: number }

export interface ReplayedDocument { readonly doc: Y.Doc; readonly epoch: number }

/** Changes of a document between two checkpoints. */
export const checkpointEvery = 2000
/** Changes played in one go ahead of time: some milliseconds, so that the screen goes on. */
const prepareAtOnce = 200

/** The document after the first `index` changes; null state = not readable then. */
interface Checkpoint { readonly index: number; readonly epoch: number; readonly state: Uint8Array | null }

const beginning: Checkpoint = { index: 0, epoch: 0, state: null }

export class DocumentTrack {
  readonly #changes = new Changes()
  /** In order: after every `checkpointEvery` changes as far as somebody has played, and where the server said how it stood. */
  readonly #checkpoints: Checkpoint[] = [beginning]
  /** What is on screen. */
  readonly #shown = new Player()
  /** Runs ahead of what is on screen, so that a later jump finds a checkpoint. */
  readonly #scout = new Player()

  /** The change is copied: its memory may be used again. */
  add(change: DocumentChange): void {
    this.#changes.add(change)
  }

  /** How it stood after all changes that were added so far. */
  know({ epoch, state }: { readonly epoch: number; readonly state: Uint8Array }): void {
    this.#keep({ index: this.#changes.count, epoch, state })
  }

  /** The document as it was after the entry `sequence`; null while this seat could not read it. */
  seek(sequence: number): ReplayedDocument | null {
    const target = this.#changes.countUpTo(sequence)
    const start = this.#latestStart(target)
    if (this.#shown.index > target || start.index > this.#shown.index) this.#shown.load(start)
    this.#play(this.#shown, target)
    return this.#shown.present
  }

  /** Goes a little way towards the next checkpoint ahead of time. False when there is none to make. */
  prepare(): boolean {
    const gap = this.#checkpoints.findIndex(({ index }, at) => boundaryAfter(index) < (this.#checkpoints[at + 1]?.index ?? this.#changes.count + 1))
    const from = this.#checkpoints[gap]
    if (from === undefined) return false
    const target = boundaryAfter(from.index)
    if (this.#scout.index > target || this.#scout.index < from.index) this.#scout.load(from)
    this.#play(this.#scout, Math.min(target, this.#scout.index + prepareAtOnce))
    return true
  }

  #play(player: Player, target: number): void {
    while (player.index < target) {
      const boundary = boundaryAfter(player.index)
      player.play(this.#changes, Math.min(target, boundary))
      if (player.index === boundary && this.#checkpointUpTo(boundary).index < boundary) this.#keep(player.checkpoint())
    }
  }

  #keep(checkpoint: Checkpoint): void {
    this.#checkpoints.splice(this.#checkpoints.findLastIndex(({ index }) => index <= checkpoint.index) + 1, 0, checkpoint)
  }

  #checkpointUpTo(target: number): Checkpoint {
    return this.#checkpoints.findLast(({ index }) => index <= target) ?? beginning
  }

  /** The latest place before `target` where the document is known whole: a checkpoint, an opening or a closing. */
  #latestStart(target: number): Checkpoint {
    const best = this.#checkpointUpTo(target)
    for (let index = target - 1; index > best.index; index -= 1) {
      if (this.#changes.isTurn(index)) return { index, epoch: 0, state: null }
    }
    return best
  }
}

/** The next place after so many changes where a checkpoint belongs. */
function boundaryAfter(index: number): number {
  return (Math.floor(index / checkpointEvery) + 1) * checkpointEvery
}

/** Opened, or not readable any more. */
type Turn = Exclude<DocumentChange, { readonly kind: 'update' }>

/** The changes of a document, tens of thousands of some thirty bytes: as numbers and bytes, which nobody has to look through for what can be forgotten. */
class Changes {
  readonly #sequences: number[] = []
  /** Where the bytes of each end; those of a turn are none. */
  readonly #ends: number[] = []
  readonly #turns = new Map<number, Turn>()
  #bytes = new Uint8Array(1024)

  get count(): number {
    return this.#sequences.length
  }

  add(change: DocumentChange): void {
    const end = this.#ends.at(-1) ?? 0
    if (change.kind === 'update') this.#ends.push(this.#put(end, change.update))
    else {
      this.#turns.set(this.count, change)
      this.#ends.push(end)
    }
    this.#sequences.push(change.s)
  }

  isTurn(index: number): boolean {
    return this.#turns.has(index)
  }

  turnAt(index: number): Turn | undefined {
    return this.#turns.get(index)
  }

  updateAt(index: number): Uint8Array {
    return this.#bytes.subarray(this.#ends[index - 1] ?? 0, this.#ends[index])
  }

  /** How many are at or before an entry. */
  countUpTo(sequence: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sequences[middle] ?? 0) <= sequence) low = middle + 1
      else high = middle
    }
    return low
  }

  #put(at: number, update: Uint8Array): number {
    const end = at + update.length
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, at))
      this.#bytes = larger
    }
    this.#bytes.set(update, at)
    return end
  }
}

/** A document being played: after so many changes it is this. */
class Player {
  index = 0
  present: ReplayedDocument | null = null

  load({ index, epoch, state }: Checkpoint): void {
    this.index = index
    this.present = state === null ? null : openedDocument(state, epoch)
  }

  play(changes: Changes, target: number): void {
    while (this.index < target) {
      const { present } = this
      // One transaction for a run of updates: who listens hears once.
      if (present === null) this.#step(changes)
      else present.doc.transact(() => { while (this.index < target && this.present === present) this.#step(changes) }, this)
    }
  }

  checkpoint(): Checkpoint {
    const { index, present } = this
    return { index, epoch: present?.epoch ?? 0, state: present === null ? null : Y.encodeStateAsUpdate(present.doc) }
  }

  #step(changes: Changes): void {
    if (this.index >= changes.count) throw new RangeError('replay went past the end of a document')
    const index = this.index
    this.index += 1
    const turn = changes.turnAt(index)
    if (turn?.kind === 'closed') this.present = null
    else if (turn !== undefined) this.present = openedDocument(turn.state, turn.epoch)
    else if (this.present !== null) Y.applyUpdate(this.present.doc, changes.updateAt(index), this)
  }
}

function openedDocument(state: Uint8Array, epoch: number): ReplayedDocument {
  const doc = createReadingDoc()
  if (state.length > 0) Y.applyUpdate(doc, state)
  return { doc, epoch }
}
