/** A board, and the lines of a seat's own journal that tell of it. */
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'

export const board = 'syndicate/s1/board'
export const post: Annotation = {
  id: 'post', kind: 'marker', symbol: 'checkpoint', geometry: [-5.88, -9], label: 'Post', note: '', layer: 'default', group: '', order: 'V00000', locked: false,
  style: { colour: 'own', pattern: 'solid' },
}

export class BoardLines {
  readonly doc = new Y.Doc()
  readonly lines: ReplayLine[] = []
  #author = 'amina'

  constructor() {
    this.doc.on('update', (update: Uint8Array) => {
      const s = this.last + 1
      this.lines.push({ kind: 'update', s, t: s * 1000, author: this.#author, document: board, update })
    })
  }

  get last(): number {
    return this.lines.length
  }

  opened(doc = this.doc): this {
    const s = this.last + 1
    this.lines.push({ kind: 'opened', s, t: s * 1000, document: board, epoch: 1, state: Y.encodeStateAsUpdate(doc) })
    return this
  }

  by(author: string, act: (doc: Y.Doc) => void): this {
    this.#author = author
    act(this.doc)
    return this
  }
}
