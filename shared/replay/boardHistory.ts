/**
 * What became of each mark of a board: who made, changed and removed it, and when; and when each remark was made. A fold of the seat's own journal, the
 * lines of one document; so a person reads here exactly what replay would show them, and nothing more.
 */
import * as Y from 'yjs'
import type { Annotation } from '../board/annotation.ts'
import { annotationsOf, observeAnnotations, readAnnotation, type AnnotationsChanged } from '../board/boardDocument.ts'
import { createReadingDoc } from '../board/readingDoc.ts'
import { observeRemarks, remarkIdsOf } from '../board/remarks.ts'
import { sameValue } from '../board/yjsRecord.ts'
import type { RecordedAt, Sequence } from '../exercise/moment.ts'
import type { Author, DocumentName } from '../exercise/names.ts'
import type { ReplayLine } from './seatJournal.ts'

export interface MarkChange {
  readonly sequence: Sequence
  readonly recordedAt: RecordedAt
  /** Null: it was there when this seat could first read the board, or when the board was restored. */
  readonly author: Author | null
  readonly what: 'made' | 'changed' | 'removed' | 'found'
  /** The mark after the change; of a removed one, as it last was. */
  readonly mark: Annotation
}

const oneGoMs = 15_000

export class BoardHistory {
  readonly #document: DocumentName
  readonly #changes = new Map<string, MarkChange[]>()
  readonly #remarkedAt = new Map<string, RecordedAt | 'before'>()
  #doc = createReadingDoc()
  #touched: AnnotationsChanged[] = []
  #remarked: string[] = []
  #stop: () => void = () => undefined
  #last: Sequence = 0

  constructor(document: DocumentName) {
    this.#document = document
  }

  /** The last entry folded in: lines after it may be appended. */
  get last(): Sequence {
    return this.#last
  }

  /** Lines in the order of the journal; those of other documents are passed over. */
  append(lines: readonly ReplayLine[]): void {
    for (const line of lines) {
      this.#last = Math.max(this.#last, line.s)
      if (line.kind === 'opened' && line.document === this.#document) this.#open(line)
      else if (line.kind === 'update' && line.document === this.#document) this.#update(line)
    }
  }

  /** Every change of one mark, oldest first. */
  of(id: string): readonly MarkChange[] {
    return this.#changes.get(id) ?? []
  }

  /** The newest change of each mark that was touched after an entry, newest first; not what was merely found. */
  since(sequence: Sequence): MarkChange[] {
    const newest = Array.from(this.#changes.values()).flatMap((changes) => changes.at(-1) ?? [])
    return newest.filter((change) => change.sequence > sequence && change.what !== 'found').sort((one, other) => other.sequence - one.sequence)
  }

  /** When the journal first held a remark; 'before': before this seat could first read the board; null: not heard of yet. */
  remarkedAt(id: string): RecordedAt | 'before' | null {
    return this.#remarkedAt.get(id) ?? null
  }

  /** Marks that are gone, newest first. */
  removed(): MarkChange[] {
    return this.since(0).filter(({ what }) => what === 'removed')
  }

  close(): void {
    this.#stop()
    this.#doc.destroy()
  }

  /** The board as it stood when it became readable, or began anew: what differs from before was not done by a person. */
  #open(line: Extract<ReplayLine, { kind: 'opened' }>): void {
    const before = annotationsOf(this.#doc)
    this.#stop()
    this.#doc.destroy()
    this.#doc = createReadingDoc()
    Y.applyUpdate(this.#doc, line.state)
    const stops = [observeAnnotations(this.#doc, (change) => this.#touched.push(change)), observeRemarks(this.#doc, (made) => this.#remarked.push(...made))]
    this.#stop = () => stops.forEach((stop) => stop())
    for (const id of remarkIdsOf(this.#doc)) if (!this.#remarkedAt.has(id)) this.#remarkedAt.set(id, 'before')
    const now = annotationsOf(this.#doc)
    for (const [id, mark] of now) if (!sameMark(before.get(id), mark)) this.#add(id, { sequence: line.s, recordedAt: line.t, author: null, what: 'found', mark })
    for (const [id, mark] of before) if (!now.has(id)) this.#add(id, { sequence: line.s, recordedAt: line.t, author: null, what: 'removed', mark })
  }

  #update(line: Extract<ReplayLine, { kind: 'update' }>): void {
    this.#touched = []
    this.#remarked = []
    Y.applyUpdate(this.#doc, line.update)
    for (const id of this.#remarked) this.#remarkedAt.set(id, line.t)
    const ids = new Set(this.#touched.flatMap(({ added, changed, removed }) => [...added, ...changed, ...removed]))
    for (const id of ids) {
      const last = this.#changes.get(id)?.at(-1)
      const mark = readAnnotation(this.#doc, id)
      const common = { sequence: line.s, recordedAt: line.t, author: line.author }
      if (mark === null) {
        if (last !== undefined && last.what !== 'removed') this.#add(id, { ...common, what: 'removed', mark: last.mark })
      } else if (last === undefined || last.what === 'removed') {
        this.#add(id, { ...common, what: 'made', mark })
      } else if (!sameMark(last.mark, mark)) {
        this.#change(id, last, { ...common, what: 'changed', mark })
      }
    }
  }

  /** What one person does in one go, like placing a mark and then naming it, is one change. */
  #change(id: string, last: MarkChange, change: MarkChange): void {
    const goesOn = last.author === change.author && (last.what === 'made' || last.what === 'changed') && change.recordedAt - last.recordedAt <= oneGoMs
    if (goesOn) this.#changes.get(id)?.pop()
    this.#add(id, goesOn ? { ...change, what: last.what } : change)
  }

  #add(id: string, change: MarkChange): void {
    const changes = this.#changes.get(id)
    if (changes === undefined) this.#changes.set(id, [change])
    else changes.push(change)
  }
}

function sameMark(one: Annotation | undefined, other: Annotation): boolean {
  return one !== undefined && sameValue(one, other)
}
