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
  readonly #changes: DocumentChange[] = []
  /** After every `checkpointEvery` changes, in order, as far as somebody has played. */
  readonly #checkpoints: Checkpoint[] = [beginning]
  /** What is on screen. */
  readonly #shown = new Player()
  /** Runs ahead of what is on screen, so that a later jump finds a checkpoint. */
  readonly #scout = new Player()

  add(change: DocumentChange): void {
    this.#changes.push(change)
  }

  /** The document as it was after the entry `sequence`; null while this seat could not read it. */
  seek(sequence: number): ReplayedDocument | null {
    const target = this.#countUpTo(sequence)
    const start = this.#latestStart(target)
    if (this.#shown.index > target || start.index > this.#shown.index) this.#shown.load(start)
    this.#play(this.#shown, target)
    return this.#shown.present
  }

  /** Goes a little way towards the next checkpoint ahead of time. False when there is none to make. */
  prepare(): boolean {
    const last = this.#checkpoints.at(-1) ?? beginning
    const target = last.index + checkpointEvery
    if (target > this.#changes.length) return false
    if (this.#scout.index > target || this.#scout.index < last.index) this.#scout.load(last)
    this.#play(this.#scout, Math.min(target, this.#scout.index + prepareAtOnce))
    return true
  }

  #play(player: Player, target: number): void {
    while (player.index < target) {
      const boundary = (Math.floor(player.index / checkpointEvery) + 1) * checkpointEvery
      player.play(this.#changes, Math.min(target, boundary))
      if (player.index === boundary && (this.#checkpoints.at(-1)?.index ?? 0) < boundary) this.#checkpoints.push(player.checkpoint())
    }
  }

  /** The latest place before `target` where the document is known whole: a checkpoint, an opening or a closing. */
  #latestStart(target: number): Checkpoint {
    const best = this.#checkpoints.findLast((each) => each.index <= target) ?? beginning
    for (let index = target - 1; index > best.index; index -= 1) {
      if (this.#changes[index]?.kind !== 'update') return { index, epoch: 0, state: null }
    }
    return best
  }

  #countUpTo(sequence: number): number {
    let low = 0
    let high = this.#changes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#changes[middle]?.s ?? 0) <= sequence) low = middle + 1
      else high = middle
    }
    return low
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

  play(changes: readonly DocumentChange[], target: number): void {
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

  #step(changes: readonly DocumentChange[]): void {
    const change = changes[this.index]
    if (change === undefined) throw new RangeError('replay went past the end of a document')
    this.index += 1
    if (change.kind === 'closed') this.present = null
    else if (change.kind === 'opened') this.present = openedDocument(change.state, change.epoch)
    else if (this.present !== null) Y.applyUpdate(this.present.doc, change.update, this)
  }
}

function openedDocument(state: Uint8Array, epoch: number): ReplayedDocument {
  const doc = createReadingDoc()
  if (state.length > 0) Y.applyUpdate(doc, state)
  return { doc, epoch }
}
