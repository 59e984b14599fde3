/**
 * The plenary: who has the floor, and what the presenter shows (views and pointers are traces, not events); and what the
 * whole room looks at together: a decision wall, a vote, questions. None of these ever says whose hand it was.
 */
import type { ConclusionWall } from './cards.ts'
import type { StagedExhibit } from './exhibit.ts'
import type { InjectAnswer } from './inject.ts'
import type { InjectId, SeatId, SyndicateId } from './names.ts'
import type { RecordedAt } from './moment.ts'
import type { Km } from './scenario.ts'

export interface Floor {
  readonly syndicate: SyndicateId
  /** The one seat whose view the room follows; the lead unless named otherwise; null when nobody is there. */
  readonly presenter: SeatId | null
  readonly givenAt: RecordedAt
  /** While directing staff lead the room: who, and who presented before. */
  readonly control?: { readonly by: SeatId; readonly presenter: SeatId | null }
}

/** What the presenter's screen shows. Followers fit the bounds, they do not copy the zoom. */
export interface StageView {
  /** WGS84 [south, west, north, east]. */
  readonly bounds: readonly [number, number, number, number]
  /** Which part of the plan stands beside the map: a section id, or null. */
  readonly section: string | null
  /** Layer ids that are hidden. */
  readonly hiddenLayers: readonly string[]
  /** Ids of annotations that are lit. */
  readonly highlight: readonly string[]
  /** Which of the presenter's slides it is; left out while the presenter moves freely. */
  readonly slide?: { readonly number: number; readonly of: number; readonly title: string } | undefined
}

/** What one syndicate answered to the inject on the wall: the last answer it sent; null for none. */
export interface WallColumn {
  readonly syndicate: SyndicateId
  /** Null when the inject never came to this syndicate. */
  readonly releasedAt: RecordedAt | null
  readonly answeredAt: RecordedAt | null
  /** Running milliseconds from release to answer: pauses do not count. Null without an answer; walls of older journals do not say. */
  readonly afterMs?: number | null
  readonly late: boolean
  readonly answer: InjectAnswer | null
}

/** One inject and every syndicate's answer side by side, as they stood when it was put on the stage. */
export interface DecisionWall {
  readonly inject: InjectId
  readonly title: string
  readonly text: string
  readonly question: string
  readonly columns: readonly WallColumn[]
}

/** verdict: four fixed words on what was presented (domain of the course); dots: each voter has some to give away; place: each chooses one on the map. */
export const voteKinds = ['verdict', 'dots', 'place'] as const
export type VoteKind = (typeof voteKinds)[number]
export const verdicts = ['sound', 'sound-with-changes', 'not-feasible', 'harms-civilians'] as const

/** everyone: all who sit at a table or watch; guests: not the syndicate that has the floor. */
export const voteAudiences = ['everyone', 'guests'] as const
export type VoteAudience = (typeof voteAudiences)[number]

/** Of one or two ballots everybody in the room would know whose they are: then nothing is counted. */
export const fewestBallots = 3

export interface VoteResults {
  /** Dots for each choice, in the order of the choices; empty where fewer than `fewestBallots` voted. */
  readonly counts: readonly number[]
  readonly voters: number
  /** Where a place was asked for: the places to 100 m, in the order of the map, so that neither tells whose they are. */
  readonly places?: readonly Km[]
}

export interface Vote {
  readonly id: string
  readonly kind: VoteKind
  readonly question: string
  /** Words of the choices; for a verdict, the four verdicts; none where a place is asked for. */
  readonly choices: readonly string[]
  /** How many dots each voter gives; 1 for a verdict. */
  readonly dots: number
  readonly audience: VoteAudience
  /** Who may not vote with this audience: the syndicate that had the floor. */
  readonly without: SyndicateId | null
  readonly openedAt: RecordedAt
  /** How many have voted so far. */
  readonly cast: number
  /** Choices by seat, or the two coordinates of a place in km, while it is open. A seat's view holds its own ballot and no other, staff's too. */
  readonly ballots: Readonly<Record<SeatId, readonly number[]>>
  /** Null while it is open. */
  readonly results: VoteResults | null
}

export const questionStates = ['waiting', 'taken', 'answered', 'parked'] as const
export type QuestionState = (typeof questionStates)[number]

/** `by` is null unless it was signed. Waiting and parked questions are read by directing staff alone. */
export interface Question {
  readonly id: string
  readonly text: string
  readonly by: SeatId | null
  readonly askedAt: RecordedAt
  readonly state: QuestionState
}

/** What a later briefing brings that those before it did not, as the directing staff put it up after reading it. */
export interface Difference {
  readonly syndicate: SyndicateId
  /** With whom it was compared. */
  readonly before: readonly SyndicateId[]
  readonly plan: readonly { readonly section: string; readonly sentence: string }[]
  readonly marks: readonly { readonly label: string; readonly place: string }[]
}

export const compareLayouts = ['side', 'over'] as const
export type CompareLayout = (typeof compareLayouts)[number]

export interface PlenaryState {
  readonly wall: DecisionWall | null
  readonly vote: Vote | null
  readonly questions: readonly Question[]
  /** Whose boards stand side by side; null for none. */
  readonly compared: readonly SyndicateId[] | null
  /** One sheet beside the other, or all marks on one sheet. */
  readonly comparedAs: CompareLayout
  readonly difference: Difference | null
  readonly exhibit: StagedExhibit | null
  /** Media of every exhibit the room has been shown. */
  readonly seen: readonly string[]
  /** What syndicates concluded on one card, side by side. */
  readonly conclusions: ConclusionWall | null
}

export const emptyPlenary: PlenaryState = { wall: null, vote: null, questions: [], compared: null, comparedAs: 'side', difference: null, conclusions: null, exhibit: null, seen: [] }

/** The room reads a question once it was taken up. */
export function isPublic(question: Question): boolean {
  return question.state === 'taken' || question.state === 'answered'
}

/** A trace decides nothing: seek reads the last one at or before the moment. */
export type Trace =
  | { readonly type: 'StageViewShown'; readonly view: StageView }
  /**
   * One row a second, holding that second's samples [milliseconds before `at`, lat, lng]; `gone`: whether the pointer was taken away at
   * that time. Older journals say neither: their samples count from the row's own time, and a pointer that rests in them is taken for gone.
   */
  | { readonly type: 'PointerMoved'; readonly samples: readonly (readonly [number, number, number])[]; readonly at?: RecordedAt | undefined; readonly gone?: boolean | undefined }
