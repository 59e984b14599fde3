/**
 * The chapters of a replay: stages, and in them injects, what was decided and after how long, plans handed in, briefings,
 * walls, votes. A fold of markers, one by one; a person jumps from one to the next and reads the day in a list.
 */
import type { RecordedAt } from '../exercise/moment.ts'
import type { SyndicateId } from '../exercise/names.ts'
import type { Marker, MarkerKind } from './markers.ts'

export const chapterKinds = ['stage', 'inject', 'decision', 'plan', 'briefing', 'wall', 'compare', 'vote', 'question', 'conclusion', 'factor', 'replay'] as const
export type ChapterKind = (typeof chapterKinds)[number]

export interface Chapter {
  readonly kind: ChapterKind
  readonly s: number
  readonly at: RecordedAt
  /** When it was over; null while it goes on, and for what has no length. */
  readonly until: RecordedAt | null
  readonly title: string
  /** Whose it is; null when it concerns all or nobody. */
  readonly syndicate: SyndicateId | null
  /** A decision: when its inject came. Null otherwise, and when this seat did not see it come. */
  readonly since: RecordedAt | null
  /** What it was told from: its caption says more. */
  readonly marker: Marker
  /** How many of its kind followed at once and are told with it. */
  readonly more: number
}

const kindOf: Partial<Record<MarkerKind, ChapterKind>> = {
  StageBegun: 'stage', InjectReleased: 'inject', InjectAnswered: 'decision', PlanSubmitted: 'plan', FloorGiven: 'briefing', WallShown: 'wall',
  CompareShown: 'compare', VoteOpened: 'vote', QuestionSet: 'question', CardConcluded: 'conclusion', ConclusionsShown: 'wall', PlanningSet: 'factor', ReplayLed: 'replay',
}

/** Which chapter's end a marker tells. */
const endsOf: Partial<Record<MarkerKind, ChapterKind>> = { StageBegun: 'stage', FloorGiven: 'briefing', FloorTaken: 'briefing', VoteClosed: 'vote', ReplayLeft: 'replay' }

/** Staff who look through the planning factors change several in a row: one chapter, not ten. */
const inOneGoMs = 120_000

export class Chapters {
  readonly #list: Chapter[] = []
  /** Where the chapters of each kind that still go on stand. */
  readonly #open = new Map<ChapterKind, number>()
  readonly #releases = new Map<string, RecordedAt>()

  /** Markers in the order of the journal. */
  add(marker: Marker): void {
    const ended = endsOf[marker.kind]
    if (ended !== undefined) this.#end(ended, marker.t)
    const kind = kindOf[marker.kind]
    if (kind === undefined) return
    if (kind === 'factor' && this.#isMore(marker)) return
    if (kind === 'inject') this.#releases.set(keyOf(marker.title, marker.syndicate), marker.t)
    if (kind === 'stage' || kind === 'briefing' || kind === 'vote' || kind === 'replay') this.#open.set(kind, this.#list.length)
    this.#list.push({
      kind, s: marker.s, at: marker.t, until: null, title: marker.title, syndicate: marker.syndicate, marker, more: 0,
      since: kind === 'decision' ? (this.#releases.get(keyOf(marker.title, marker.syndicate)) ?? this.#releases.get(keyOf(marker.title, null)) ?? null) : null,
    })
  }

  list(): readonly Chapter[] {
    return this.#list
  }

  /** Whether it goes with the change that was told last. */
  #isMore({ t }: Marker): boolean {
    const last = this.#list.at(-1)
    if (last?.kind !== 'factor' || t - (last.until ?? last.at) > inOneGoMs) return false
    this.#list[this.#list.length - 1] = { ...last, until: t, more: last.more + 1 }
    return true
  }

  #end(kind: ChapterKind, at: RecordedAt): void {
    const index = this.#open.get(kind)
    const chapter = index === undefined ? undefined : this.#list[index]
    this.#open.delete(kind)
    if (index !== undefined && chapter !== undefined) this.#list[index] = { ...chapter, until: at }
  }
}

/** The chapter that stands at an instant: the last that began; null before the first. */
export function chapterAt(chapters: readonly Chapter[], recordedAt: RecordedAt): Chapter | null {
  return chapters.findLast(({ at }) => at <= recordedAt) ?? null
}

/** A little before a chapter's own instant counts as its beginning: who goes back from there means the one before. */
const atItsBeginningMs = 2000

export function chapterAfter(chapters: readonly Chapter[], recordedAt: RecordedAt): Chapter | null {
  return chapters.find(({ at }) => at > recordedAt) ?? null
}

/** The beginning of the chapter that stands; from there, the one before: as on any player. */
export function chapterBefore(chapters: readonly Chapter[], recordedAt: RecordedAt): Chapter | null {
  return chapters.findLast(({ at }) => at < recordedAt - atItsBeginningMs) ?? null
}

function keyOf(title: string, syndicate: SyndicateId | null): string {
  return `${syndicate ?? ''} ${title}`
}
