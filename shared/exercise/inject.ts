/**
 * An inject: one event given to make a syndicate decide.
 * `InjectContent` is what the addressed people read; `InjectSecrets` stays with directing staff (expected actions also
 * with evaluators, once released). How it is planned is msel.ts; who may see what is seatView.ts.
 */
import type { ScenarioMinute } from './clock.ts'
import type { Exhibit } from './exhibit.ts'
import type { HatId, InjectId, SeatId, Serial, SyndicateId } from './names.ts'
import type { RecordedAt } from './moment.ts'

export const injectChannels = ['radio', 'phone', 'hotline', 'report', 'letter', 'email', 'media', 'social', 'hf', 'uas', 'visitor', 'order', 'technical', 'message'] as const
export type InjectChannel = (typeof injectChannels)[number]

/** What is asked of the syndicate. `acceptsRisk` adds the line "who accepts the risk". */
export type AnswerForm =
  | { readonly kind: 'read' }
  | { readonly kind: 'choice'; readonly question: string; readonly choices: readonly string[]; readonly acceptsRisk: boolean }
  | { readonly kind: 'place'; readonly question: string; readonly acceptsRisk: boolean }
  | { readonly kind: 'units'; readonly question: string; readonly acceptsRisk: boolean }
  | { readonly kind: 'text'; readonly question: string; readonly acceptsRisk: boolean }

/** Source A–F and information 1–6, told apart. */
export interface SourceGrade {
  readonly source: 'A' | 'B' | 'C' | 'D' | 'E' | 'F'
  readonly information: 1 | 2 | 3 | 4 | 5 | 6
}

export interface InjectPlace {
  readonly name: string
  /** Kilometres on the zone's grid; null when the inject names no point. */
  readonly at: readonly [number, number] | null
  readonly precision: 'exact' | 'near' | 'district' | 'unknown'
}

export interface InjectContent {
  readonly title: string
  readonly text: string
  readonly channel: InjectChannel
  readonly from: string
  /** Null = not graded. */
  readonly grade: SourceGrade | null
  readonly place: InjectPlace | null
  /** When it happened on the scenario clock; null when it says nothing of that. */
  readonly scenarioMinute: ScenarioMinute | null
  readonly answer: AnswerForm
  /** Running minutes to answer in; null = no deadline. */
  readonly answerMinutes: number | null
  /** Shown before the text, for distressing content; null = none. */
  readonly contentNotice: string | null
  /** A confidentiality, not a grade: never shown on a stage, never exported. */
  readonly protected: boolean
  /** Pictures, sounds, PDFs and videos that go with it; left out for none. */
  readonly exhibits?: readonly Exhibit[]
}

export interface ExpectedAction { readonly text: string; readonly key: boolean }

export interface InjectSecrets {
  readonly serial: Serial
  readonly groundTruth: string
  readonly dilemma: string
  readonly expected: readonly ExpectedAction[]
  readonly branches: readonly string[]
  readonly staffNotes: string
  readonly tags: readonly string[]
}

/** What the syndicate sent back. Fields that do not belong to the form are empty. */
export interface InjectAnswer {
  readonly choice: string | null
  readonly reason: string
  readonly at: readonly [number, number] | null
  readonly units: readonly string[]
  readonly text: string
  readonly riskAcceptedBy: string
}

/** Whether a copy is for this seat: for it alone, for its hat, or for the whole syndicate. Which syndicate is asked elsewhere. */
export function isAddressed(copy: { readonly hat: HatId | null; readonly seat: SeatId | null }, seat: { readonly id: SeatId; readonly hat: HatId | null }): boolean {
  return copy.seat === null ? copy.hat === null || copy.hat === seat.hat : copy.seat === seat.id
}

export interface Acknowledgement { readonly by: SeatId; readonly at: RecordedAt }
export interface GivenAnswer { readonly by: SeatId; readonly at: RecordedAt; readonly runningMs: number; readonly late: boolean; readonly answer: InjectAnswer }
export interface Review { readonly by: SeatId; readonly at: RecordedAt; readonly mark: 'good' | 'return' | 'plenary'; readonly note: string }

/** One syndicate's copy: its own inbox number, its own receipts. */
export interface InjectRelease {
  readonly syndicate: SyndicateId
  /** The syndicate's own inbox number, 1, 2, 3 … (serials would tell how much is coming). */
  readonly number: number
  readonly content: InjectContent
  /** Only seats with this hat are addressed; null = the whole syndicate. */
  readonly hat: HatId | null
  /** Only this seat is addressed; null = all whom `hat` allows. */
  readonly seat: SeatId | null
  readonly releasedAt: RecordedAt
  readonly releasedRunningMs: number
  /** Running time by which an answer is wanted; null = no deadline. */
  readonly dueRunningMs: number | null
  readonly delivered: Readonly<Record<SeatId, RecordedAt>>
  readonly opened: Readonly<Record<SeatId, RecordedAt>>
  readonly acknowledged: Acknowledgement | null
  readonly answers: readonly GivenAnswer[]
  readonly review: Review | null
  readonly withdrawnAt: RecordedAt | null
}

/** A released inject. `shared` is the content everyone admitted may read, once it went to all. */
export interface Inject {
  readonly id: InjectId
  readonly secrets: InjectSecrets | null
  readonly shared: InjectContent | null
  readonly sharedAt: RecordedAt | null
  readonly releases: Readonly<Record<SyndicateId, InjectRelease>>
}
