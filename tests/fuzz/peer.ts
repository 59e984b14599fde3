/** One person of a run: the client's own connection code, the documents open on the screen, and what was written where. */
import type * as Y from 'yjs'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { makeUndo } from '#shared/board/boardUndo.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import { LiveSource } from '../../client/connection/liveSource.svelte.ts'
import type { LiveDocument } from '../../client/connection/liveDocument.svelte.ts'
import type { Machine } from '../../client/state/machine.ts'
import type { SalvagedWork } from '../../client/state/source.ts'
import type { SimulatedHouse } from './house.ts'

/** A word somebody wrote, told from all others, and the copy it was written into. */
export interface Written { readonly word: string; readonly document: string; readonly copy: Y.Doc }
/** What a copy held when it heard that it stands at this moment. */
export interface Held { readonly document: string; readonly moment: Moment; readonly text: string }

export class Peer {
  readonly name: string
  readonly seat: string
  readonly written: Written[] = []
  held: Held[] = []
  /** Offered by pages that were closed since. */
  readonly listedBefore: SalvagedWork[] = []
  readonly origin = {}
  /** Copies worked on since all met last: "saved" may come before the Position of one's own row, so they may be ahead of theirs. */
  readonly touched = new Set<Y.Doc>()
  source: LiveSource
  documents = new Map<string, LiveDocument>()
  readonly #house: SimulatedHouse
  readonly #undos = new WeakMap<Y.Doc, Y.UndoManager>()

  constructor(house: SimulatedHouse, name: string, seat: string, documents: readonly string[]) {
    this.name = name
    this.seat = seat
    this.#house = house
    this.source = this.#openPage(documents)
  }

  get isAway(): boolean {
    return this.#house.away.has(this.seat)
  }

  get unsaved(): number {
    return this.source.unsaved
  }

  /** Everything this person was ever offered as not saved. Nobody here ever puts an offer away. */
  get listed(): SalvagedWork[] {
    return [...this.listedBefore, ...[...this.documents.values()].flatMap((document) => [...document.salvaged])]
  }

  /** The person closes the page and opens it again: only with nothing unsaved, since no browser keeps a copy here. */
  reload(): void {
    this.listedBefore.push(...this.listed.slice(this.listedBefore.length))
    const names = [...this.documents.keys()]
    this.source.close()
    this.source = this.#openPage(names)
  }

  undoOf(doc: Y.Doc): Y.UndoManager {
    const present = this.#undos.get(doc)
    if (present !== undefined) return present
    const undo = makeUndo(doc, this.origin)
    undo.captureTimeout = 0
    this.#undos.set(doc, undo)
    return undo
  }

  /** A copy that holds nothing of one's own beyond it says where it stands: there replay must show the same. */
  standsAtPosition(name: string, isNoted: boolean): void {
    const document = this.documents.get(name)
    const moment = document?.position ?? null
    if (isNoted && document !== undefined && moment !== null && !this.touched.has(document.doc)) {
      this.held.push({ document: name, moment, text: canonicalDocument(document.doc) })
    }
  }

  /** The power went: what was seen after this row is no part of the past. */
  forgetAfter(sequence: number): void {
    this.held = this.held.filter(({ moment }) => moment.sequence <= sequence)
  }

  close(): void {
    this.source.close()
  }

  #openPage(names: readonly string[]): LiveSource {
    const { clock } = this.#house
    const machine: Machine = {
      monotonicMs: () => clock.monotonicMs(), wallMs: () => clock.wallMs(),
      after: (ms, act) => clock.after(ms, act), every: (ms, act) => clock.every(ms, act),
      chance: () => this.#house.chance(),
    }
    const source = new LiveSource({ machine, exercise: this.#house.exercise, seat: this.seat, socketAddress: 'ws://house' })
    this.documents = new Map(names.map((name) => [name, source.open(name)]))
    return source
  }
}
