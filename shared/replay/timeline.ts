/**
 * An exercise as one seat saw it, at any moment of it: a fold of the seat's own journal (seatJournal.ts). Lines are
 * appended as they arrive; `seek` gives what was on screen after an entry, from the nearest checkpoint.
 */
import { evolve } from '../exercise/evolve.ts'
import type { Moment, RecordedAt } from '../exercise/moment.ts'
import type { DocumentName } from '../exercise/names.ts'
import type { StageView, Trace } from '../exercise/plenary.ts'
import type { ExerciseState } from '../exercise/state.ts'
import { DocumentTrack, type ReplayedDocument } from './documentTrack.ts'
import { markersBetween, markersOfEvent, type Marker } from './markers.ts'
import type { ReplayLine } from './seatJournal.ts'
import { isOtherStage } from './otherStage.ts'

export type { ReplayedDocument } from './documentTrack.ts'
export type { Marker, MarkerKind } from './markers.ts'

export interface ReplayFrame {
  readonly moment: Moment
  readonly view: ExerciseState | null
  readonly stageView: StageView | null
  readonly pointer: { readonly lat: number; readonly lng: number } | null
  /** Every document this seat could read then. Folds them all: one alone is cheaper with `documentAt`. */
  readonly documents: ReadonlyMap<DocumentName, ReplayedDocument>
}

/** Folded views kept, one for so many lines: they share nearly everything. */
const viewEvery = 64
/** Where it is not said, a pointer that did not move for so long was taken away. */
const pointerMs = 1500

type ViewLine = Extract<ReplayLine, { kind: 'view' | 'event' }>
interface At<Value> { readonly s: number; readonly t: number; readonly value: Value }
interface Pointed {
  readonly t: number
  /** Null: taken away. */
  readonly at: ReplayFrame['pointer']
  /** The journal says when the pointer goes. */
  readonly stays: boolean
}

export class Timeline {
  /** Of every line: plain numbers, for there are hundreds of thousands. */
  readonly #sequences: number[] = []
  readonly #times: number[] = []
  readonly #viewLines: ViewLine[] = []
  /** The view before line `index * viewEvery`. */
  readonly #views: (ExerciseState | null)[] = []
  readonly #stageViews: At<StageView | null>[] = []
  readonly #pointer: Pointed[] = []
  readonly #documents = new Map<DocumentName, DocumentTrack>()
  readonly #markers: Marker[] = []
  /** When something happened, in order. */
  readonly #activity: number[] = []
  #last: ExerciseState | null = null
  /** The fold that was asked for last, so that playing on costs one line at a time. */
  #cursor: { index: number; view: ExerciseState | null } = { index: 0, view: null }
  #start: Moment | null = null
  #unreadable = 0

  /** Lines whose event this program cannot fold; the next whole view puts it right. */
  get unreadable(): number {
    return this.#unreadable
  }

  get isEmpty(): boolean {
    return this.#times.length === 0
  }

  /** Where the replay begins: the first line, unless `beginWhere` found a later one. */
  get start(): Moment {
    return this.#start ?? this.#momentOf(0)
  }

  get end(): Moment {
    return this.#momentOf(this.#times.length - 1)
  }

  /** Lines in the order of the journal, after all that were appended before. */
  append(lines: readonly ReplayLine[]): void {
    for (const line of lines) this.#appendOne(line)
  }

  /** Begins the replay at the first moment whose view is as wanted; at the first line when there is none. */
  beginWhere(isWanted: (view: ExerciseState) => boolean): void {
    if (this.#start !== null) return
    let view: ExerciseState | null = null
    for (const line of this.#viewLines) {
      view = this.#fold(view, line)
      if (view === null || !isWanted(view)) continue
      this.#start = { sequence: line.s, recordedAt: line.t }
      return
    }
  }

  /** The last moment at or before an instant; never before the start. */
  momentAt(recordedAt: RecordedAt): Moment {
    const at = Math.max(recordedAt, this.start.recordedAt)
    return { recordedAt: at, sequence: this.#sequences[lastAtOrBefore(this.#times, (each) => each, at)] ?? 0 }
  }

  seek(moment: Moment): ReplayFrame {
    const documents = new Map<DocumentName, ReplayedDocument>()
    for (const name of this.#documents.keys()) {
      const document = this.documentAt(name, moment)
      if (document !== null) documents.set(name, document)
    }
    return { moment, view: this.viewAt(moment), stageView: this.stageViewAt(moment), pointer: this.pointerAt(moment), documents }
  }

  viewAt(moment: Moment): ExerciseState | null {
    const target = lastAtOrBefore(this.#viewLines, (line) => line.s, moment.sequence) + 1
    const base = Math.max(0, Math.min(Math.floor(target / viewEvery), this.#views.length - 1))
    let { index, view } = this.#cursor
    if (index > target || index < base * viewEvery) {
      index = base * viewEvery
      view = this.#views[base] ?? null
    }
    for (; index < target; index += 1) view = this.#fold(view, this.#viewLines[index])
    this.#cursor = { index, view }
    return view
  }

  stageViewAt(moment: Moment): StageView | null {
    return this.#stageViews[lastAtOrBefore(this.#stageViews, (each) => each.s, moment.sequence)]?.value ?? null
  }

  /** Rows of the pointer hold the second before them: the samples are looked up by their own time. */
  pointerAt(moment: Moment): ReplayFrame['pointer'] {
    const last = this.#pointer[lastAtOrBefore(this.#pointer, (each) => each.t, moment.recordedAt)]
    return last === undefined || (!last.stays && moment.recordedAt - last.t > pointerMs) ? null : last.at
  }

  documentAt(name: DocumentName, moment: Moment): ReplayedDocument | null {
    return this.#documents.get(name)?.seek(moment.sequence) ?? null
  }

  /** Whether this seat could read the document at any moment. */
  knows(name: DocumentName): boolean {
    return this.#documents.has(name)
  }

  /** Works some milliseconds at the checkpoints of later jumps. False when all are made: call it between frames. */
  prepare(): boolean {
    for (const track of this.#documents.values()) if (track.prepare()) return true
    return false
  }

  markers(): readonly Marker[] {
    return this.#markers
  }

  /** When something next happens after an instant; the end when nothing more does. */
  nextActivityAfter(recordedAt: RecordedAt): RecordedAt {
    const index = lastAtOrBefore(this.#activity, (each) => each, recordedAt) + 1
    return this.#activity[index] ?? this.end.recordedAt
  }

  #momentOf(index: number): Moment {
    return { recordedAt: this.#times[index] ?? 0, sequence: this.#sequences[index] ?? 0 }
  }

  #appendOne(line: ReplayLine): void {
    this.#sequences.push(line.s)
    this.#times.push(line.t)
    switch (line.kind) {
      case 'view':
      case 'event': return this.#appendView(line)
      case 'trace': return this.#appendTrace(line.s, line.t, line.trace)
      case 'opened': return this.#track(line.document).add(line)
      case 'closed': return this.#track(line.document).add(line)
      case 'stood': return this.#track(line.document).know(line)
      case 'update':
        this.#track(line.document).add(line)
        this.#activity.push(line.t)
        return
      case 'end': return
    }
  }

  #appendView(line: ViewLine): void {
    const before = this.#last
    if (this.#viewLines.length % viewEvery === 0) this.#views.push(before)
    this.#viewLines.push(line)
    const after = this.#fold(before, line)
    this.#last = after
    if (after === null) return
    if (isOtherStage(before, after)) {
      this.#stageViews.push({ s: line.s, t: line.t, value: null })
      this.#point({ t: line.t, at: null, stays: true })
    }
    const told = line.kind === 'event' ? markersOfEvent(line.event, after) : markersBetween(before, after)
    for (const each of told) {
      this.#markers.push({ s: line.s, t: line.t, ...each })
      this.#activity.push(line.t)
    }
  }

  #appendTrace(s: number, t: number, trace: Trace): void {
    if (trace.type === 'StageViewShown') {
      this.#stageViews.push({ s, t, value: trace.view })
      return
    }
    const { at = t, gone, samples } = trace
    for (const [before, lat, lng] of samples) this.#point({ t: at - before, at: { lat, lng }, stays: gone !== undefined })
    if (gone === true) this.#point({ t: at, at: null, stays: true })
  }

  /** A row tells of the second before it: what came meanwhile stands after its samples. */
  #point(pointed: Pointed): void {
    this.#pointer.splice(lastAtOrBefore(this.#pointer, (each) => each.t, pointed.t) + 1, 0, pointed)
  }

  #track(name: DocumentName): DocumentTrack {
    const present = this.#documents.get(name)
    if (present !== undefined) return present
    const track = new DocumentTrack()
    this.#documents.set(name, track)
    return track
  }

  #fold(view: ExerciseState | null, line: ViewLine | undefined): ExerciseState | null {
    if (line === undefined) return view
    if (line.kind === 'view') return line.view
    try {
      return evolve(view, { moment: { sequence: line.s, recordedAt: line.t }, author: line.author, event: line.event })
    } catch {
      this.#unreadable += 1
      return view
    }
  }
}

/** Index of the last element whose key is at most `key`; -1 when there is none. */
function lastAtOrBefore<Element>(sorted: readonly Element[], keyOf: (element: Element) => number, key: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const element = sorted[middle]
    if (element !== undefined && keyOf(element) <= key) low = middle + 1
    else high = middle
  }
  return low - 1
}
