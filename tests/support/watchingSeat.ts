/**
 * A seat looked at from outside: a protocol client that folds its view, opens every document it may read, as a screen
 * would, and writes nothing. What it held can be compared by hash with what the seat's own replay folds.
 */
import { hash } from 'node:crypto'
import type * as Y from 'yjs'
import { canonicalDocument } from '#shared/board/canonical.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import { readableDocuments } from '#shared/exercise/permissions.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { isOtherStage } from '#shared/replay/otherStage.ts'
import type { Timeline } from '#shared/replay/timeline.ts'
import { Editor } from './editor.ts'
import type { LiveClient, Person } from './person.ts'

/** One channel at one of its own moments: 'view' is the control channel. */
export interface HeldPart { readonly channel: DocumentName | 'view'; readonly moment: Moment; readonly hash: string }

export class WatchingSeat {
  readonly name: string
  readonly person: Person
  readonly live: LiveClient
  /** What was held as messages came in, of those `wanted` chose. */
  readonly held: HeldPart[] = []
  readonly #wanted: () => boolean
  readonly #documents = new Map<DocumentName, { readonly epoch: number; readonly editor: Editor }>()
  #stageView: StageView | null = null
  #moment: Moment = { recordedAt: 0, sequence: 0 }
  #before: ExerciseState | null = null

  /** `wanted` is asked at each message whether what is held then shall be kept. */
  constructor(name: string, person: Person, wanted: () => boolean) {
    this.name = name
    this.person = person
    this.#wanted = wanted
    this.live = person.connect()
    const { socket } = this.live
    socket.on('view', ({ moment, stageView }) => { this.#stageView = stageView?.view ?? null; this.#heard(moment) })
    socket.on('event', ({ moment }) => {
      const { view } = this.live
      if (view !== null && isOtherStage(this.#before, view)) this.#stageView = null
      this.#heard(moment)
    })
    socket.on('trace', ({ moment, trace }) => {
      if (trace.type !== 'StageViewShown') return
      this.#stageView = trace.view
      this.#heard(moment)
    })
  }

  get moment(): Moment {
    return this.#moment
  }

  get documents(): readonly DocumentName[] {
    return [...this.#documents.keys()]
  }

  /** Null when everything this seat may read is open and was told up to these entries; else what is missing. */
  missing(told: ReadonlyMap<string, number>): string | null {
    if (this.live.view === null) return 'its view'
    for (const [name, { epoch, editor }] of this.#documents) {
      if (!editor.isSynced) return `${name}@${epoch}`
      const position = editor.positions.at(-1)?.sequence ?? 0
      const last = told.get(`${name}@${epoch}`) ?? 0
      if (position < last) return `${name}@${epoch} from ${position} to ${last}`
    }
    return null
  }

  /** All this seat holds now: a hash for its view and for each document. */
  hashes(): string[] {
    return hashesOf(this.live.view, this.#stageView, [...this.#documents].map(([name, { editor }]) => ({ name, doc: editor.doc })))
  }

  close(): void {
    this.live.close()
    for (const { editor } of this.#documents.values()) editor.close()
  }

  #heard(moment: Moment): void {
    this.#moment = moment
    this.#before = this.live.view
    this.#openReadable()
    if (this.#wanted()) this.held.push({ channel: 'view', moment, hash: viewHash(this.live.view, this.#stageView) })
  }

  #openReadable(): void {
    const { view } = this.live
    const readable = new Set(view === null ? [] : readableDocuments(view, this.person.seat))
    for (const [name, { epoch, editor }] of this.#documents) {
      if (readable.has(name) && view?.documents[name]?.epoch === epoch) continue
      editor.close()
      this.#documents.delete(name)
    }
    for (const name of readable) {
      const epoch = view?.documents[name]?.epoch
      if (epoch === undefined || this.#documents.has(name)) continue
      const editor = new Editor(this.person, `${name}@${epoch}`)
      editor.onPosition = (moment) => {
        if (this.#wanted()) this.held.push({ channel: name, moment, hash: textHash(canonicalDocument(editor.doc)) })
      }
      this.#documents.set(name, { epoch, editor })
    }
  }
}

/**
 * What the replay shows of a seat at a moment, by the same hashes. A board released with its making is replayed from its first
 * row on: of the time before it was readable there is nothing to compare it with.
 */
export function replayedHashes(timeline: Timeline, seat: SeatId, moment: Moment): string[] {
  const { view, stageView, documents } = timeline.seek(moment)
  const readable = new Set(view === null ? [] : readableDocuments(view, seat))
  return hashesOf(view, stageView, [...documents].flatMap(([name, { doc }]) => (readable.has(name) ? [{ name, doc }] : [])))
}

/** The same of one channel. */
export function replayedPartHash(timeline: Timeline, { channel, moment }: HeldPart): string {
  if (channel === 'view') return viewHash(timeline.viewAt(moment), timeline.stageViewAt(moment))
  const document = timeline.documentAt(channel, moment)
  return document === null ? 'not readable' : textHash(canonicalDocument(document.doc))
}

function hashesOf(view: ExerciseState | null, stageView: StageView | null, documents: readonly { readonly name: DocumentName; readonly doc: Y.Doc }[]): string[] {
  return [`view ${viewHash(view, stageView)}`, ...documents.map(({ name, doc }) => `${name} ${textHash(canonicalDocument(doc))}`).sort()]
}

function viewHash(view: ExerciseState | null, stageView: StageView | null): string {
  return textHash(`${canonicalValue(view)} ${canonicalValue(stageView)}`)
}

function textHash(text: string): string {
  return hash('sha256', text)
}

/** Keys in one order, whoever made the object. */
function canonicalValue(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each)
}
