/**
 * Everything that happened, past tense. Events are journaled for years: a changed meaning is a new event type or a
 * higher `version`, lifted on read by upcast.ts; rows are never rewritten. Author and time stand in the journal entry.
 */
import type { AgendaItem } from './agenda.ts'
import type { ActionTick, EmergencyCall, InformationRequest, Observation, Persona, Rating, Summons, SummonsReply } from './conduct.ts'
import type { BareCard, ConclusionTo, ConclusionWall, ShelfCard } from './cards.ts'
import type { Exhibit, KeptExhibit } from './exhibit.ts'
import type { InjectAnswer, InjectContent, InjectSecrets, Review } from './inject.ts'
import type { DocumentName, HatId, InjectId, SeatId, Serial, SyndicateId } from './names.ts'
import type { Hat, Paper, PlanSection, ScenarioUnit } from './scenario.ts'
import type { JoinCode, RosterEntry, Seat, Syndicate } from './seat.ts'
import type { CompareLayout, DecisionWall, Difference, LedReplay, Question, Vote, VoteResults } from './plenary.ts'
import type { FeedbackSheet } from './review.ts'
import type { FactorValue } from '../reality/factorWay.ts'
import type { PlanningValues } from '../reality/planning.ts'
import type { Scope, ScopedChange, WorldChange, WorldFacts } from './world.ts'
import type { FactChange } from './worldDifference.ts'
import type { Moment } from './moment.ts'
import type { Ticked, WarmUpTask } from './warmUp.ts'

export type ExerciseEvent =
  | {
      readonly type: 'ExerciseOpened'
      readonly id: string
      readonly title: string
      readonly scenarioId: string
      readonly zoneId: string
      readonly openedWallAt: string
      readonly agenda: readonly AgendaItem[]
      readonly syndicates: readonly Syndicate[]
      readonly hats: readonly Hat[]
      readonly roster: readonly RosterEntry[]
      readonly codes: readonly JoinCode[]
      readonly lobby: boolean
      readonly world: WorldFacts
      readonly papers: readonly Paper[]
      readonly planSections: readonly PlanSection[]
      readonly units: readonly ScenarioUnit[]
      /** Left out by a scenario that has none, and in journals from before there were any. */
      readonly planning?: PlanningValues
      /** Absent in journals from before anybody could be spoken for. */
      readonly personas?: readonly Persona[]
      readonly documents: readonly DocumentName[]
      /** On the shelf from the beginning; left out for none. */
      readonly exhibits?: readonly KeptExhibit[]
    }
  | { readonly type: 'SeatTaken'; readonly seat: Seat }
  | { readonly type: 'SeatsAdmitted'; readonly seats: readonly SeatId[] }
  | { readonly type: 'SeatMoved'; readonly seat: SeatId; readonly syndicate: SyndicateId | null; readonly hat: HatId | null }
  | { readonly type: 'SeatAssigned'; readonly seat: SeatId; readonly syndicates: readonly SyndicateId[] }
  /** `because`: absent when staff took it away. */
  | { readonly type: 'SeatRemoved'; readonly seat: SeatId; readonly because?: 'opened elsewhere' }
  | { readonly type: 'HatTaken'; readonly seat: SeatId; readonly hat: HatId | null }
  | { readonly type: 'LeadNamed'; readonly syndicate: SyndicateId; readonly seat: SeatId | null }
  | { readonly type: 'CodeRotated'; readonly old: string; readonly code: JoinCode }
  | { readonly type: 'LobbySet'; readonly open: boolean }
  | { readonly type: 'StageBegun'; readonly index: number }
  /** Told to the seat itself and to directing staff. */
  | { readonly type: 'WarmUpTicked'; readonly seat: SeatId; readonly task: WarmUpTask; readonly how: Ticked }
  | { readonly type: 'StageMinutesSet'; readonly minutes: number }
  | { readonly type: 'ClockPaused'; readonly because: 'staff' | 'server was away'; readonly atRecordedAt: number }
  | { readonly type: 'ClockResumed' }
  | { readonly type: 'ClockRateSet'; readonly rate: number }
  | { readonly type: 'ClockJumped'; readonly toRunningMs: number }
  | { readonly type: 'BoardsFrozen' }
  | { readonly type: 'BoardsThawed' }
  | { readonly type: 'BoardsOpenedInPlenary'; readonly open: boolean }
  | { readonly type: 'MessageSent'; readonly text: string; readonly syndicates: readonly SyndicateId[] }
  // Without `syndicates`: for all of them.
  | { readonly type: 'InjectHeld'; readonly serial: Serial; readonly syndicates?: readonly SyndicateId[] }
  | { readonly type: 'InjectPlanned'; readonly serial: Serial; readonly syndicates?: readonly SyndicateId[] }
  | { readonly type: 'InjectSkipped'; readonly serial: Serial; readonly syndicates?: readonly SyndicateId[] }
  | { readonly type: 'InjectRetimed'; readonly serial: Serial; readonly dueMinute: number; readonly syndicates?: readonly SyndicateId[] }
  | {
      readonly type: 'InjectReleased'
      readonly inject: InjectId
      /** Empty string in the view of those who may not know it. */
      readonly serial: Serial
      readonly secrets: InjectSecrets | null
      /** The content as released, whole; the MSEL may change later. */
      readonly content: InjectContent
      readonly hat: HatId | null
      /** Only this seat receives it; null = all whom `hat` allows. */
      readonly seat: SeatId | null
      /** Who receives it now, with the number it has in that syndicate's inbox, and its own content where it has a variant. */
      readonly to: readonly { readonly syndicate: SyndicateId; readonly number: number; readonly content?: InjectContent }[]
      /** Everyone admitted may read it from now on: it has gone to every syndicate, whole. */
      readonly toAll: boolean
      readonly changes: readonly ScopedChange[]
      readonly reminders: readonly string[]
    }
  | { readonly type: 'InjectWithdrawn'; readonly inject: InjectId; readonly syndicates: readonly SyndicateId[] }
  | {
      /** A release taken back with what it did to the world; what was changed since stays. */
      readonly type: 'ReleaseUndone'
      readonly inject: InjectId
      readonly serial: Serial
      readonly syndicates: readonly SyndicateId[]
      /** Put back in this order. */
      readonly putBack: readonly FactChange[]
      /** What becomes of the plan when nobody has it any more. */
      readonly planned: 'held' | 'planned'
      readonly reminders: readonly string[]
    }
  | { readonly type: 'BranchSaid'; readonly serial: Serial; readonly rule: string; readonly syndicate: SyndicateId; readonly word: 'yes' | 'no' }
  /** The facts did not tell in time: the staff are asked. */
  | { readonly type: 'BranchAsked'; readonly serial: Serial; readonly rule: string; readonly syndicate: SyndicateId; readonly reminders: readonly string[] }
  | { readonly type: 'BranchTaken'; readonly serial: Serial; readonly rule: string; readonly syndicate: SyndicateId; readonly outcome: 'yes' | 'no'; readonly reminders: readonly string[] }
  | { readonly type: 'InjectDelivered'; readonly inject: InjectId; readonly seat: SeatId; readonly syndicate: SyndicateId }
  | { readonly type: 'InjectOpened'; readonly inject: InjectId; readonly seat: SeatId; readonly syndicate: SyndicateId }
  | { readonly type: 'InjectAcknowledged'; readonly inject: InjectId; readonly seat: SeatId; readonly syndicate: SyndicateId }
  | { readonly type: 'InjectAnswered'; readonly inject: InjectId; readonly seat: SeatId; readonly syndicate: SyndicateId; readonly answer: InjectAnswer; readonly late: boolean }
  | { readonly type: 'InjectReviewed'; readonly inject: InjectId; readonly seat: SeatId; readonly syndicate: SyndicateId; readonly mark: Review['mark']; readonly note: string }
  | { readonly type: 'AutomaticSet'; readonly on: boolean }
  | { readonly type: 'WorldChanged'; readonly scope: Scope; readonly change: WorldChange }
  /** A planning value is another. */
  | { readonly type: 'PlanningSet'; readonly factor: string; readonly value: FactorValue }
  | { readonly type: 'FloorGiven'; readonly syndicate: SyndicateId; readonly presenter: SeatId | null }
  | { readonly type: 'FloorTaken' }
  /** With everything that stands on it: what the room was shown is what replay shows. */
  | { readonly type: 'WallShown'; readonly wall: DecisionWall }
  | { readonly type: 'WallTaken' }
  | { readonly type: 'CompareShown'; readonly syndicates: readonly SyndicateId[]; readonly layout?: CompareLayout }
  | { readonly type: 'CompareTaken' }
  | { readonly type: 'DifferenceShown'; readonly difference: Difference }
  | { readonly type: 'DifferenceTaken' }
  /** On the directing staff's shelf; told to them alone. */
  | { readonly type: 'ExhibitAdded'; readonly kept: KeptExhibit }
  | { readonly type: 'ExhibitDropped'; readonly media: string }
  /** Put on the stage, or opened there. */
  | { readonly type: 'ExhibitShown'; readonly exhibit: Exhibit; readonly covered: boolean }
  | { readonly type: 'ExhibitTurned'; readonly page: number }
  | { readonly type: 'ExhibitCued'; readonly playing: boolean; readonly positionMs: number }
  | { readonly type: 'ExhibitTaken' }
  /** Begun, or set to another moment, pace or look. */
  | { readonly type: 'ReplayLed'; readonly replay: Omit<LedReplay, 'setAt' | 'begunAt'> }
  | { readonly type: 'ReplayLeft' }
  | { readonly type: 'VoteOpened'; readonly vote: Vote }
  /** Told to the voter alone. */
  | { readonly type: 'VoteCast'; readonly vote: string; readonly seat: SeatId; readonly choices: readonly number[] }
  | { readonly type: 'BallotsCounted'; readonly vote: string; readonly cast: number }
  | { readonly type: 'VoteClosed'; readonly vote: string; readonly results: VoteResults }
  | { readonly type: 'VoteTaken' }
  | { readonly type: 'QuestionAsked'; readonly question: Question }
  | { readonly type: 'QuestionSet'; readonly question: Question }
  /** What the scenario has at hand: directing staff only, so it is no part of the opening. */
  | { readonly type: 'ShelfLaid'; readonly cards: readonly ShelfCard[] }
  | { readonly type: 'CardPut'; readonly card: BareCard; readonly syndicates: readonly SyndicateId[] }
  | { readonly type: 'CardTaken'; readonly card: string; readonly syndicates: readonly SyndicateId[] }
  /** Told to who wrote it alone. */
  | { readonly type: 'ThoughtWritten'; readonly card: string; readonly syndicate: SyndicateId; readonly seat: SeatId; readonly text: string }
  | { readonly type: 'ThoughtsCounted'; readonly card: string; readonly syndicate: SyndicateId; readonly written: number }
  /** In an order that says nothing of who wrote what. */
  | { readonly type: 'CardRevealed'; readonly card: string; readonly syndicate: SyndicateId; readonly answers: readonly { readonly id: string; readonly text: string }[] }
  | { readonly type: 'AnswerGrouped'; readonly card: string; readonly syndicate: SyndicateId; readonly answer: string; readonly pile: string }
  | { readonly type: 'PileNamed'; readonly card: string; readonly syndicate: SyndicateId; readonly pile: string; readonly name: string }
  | { readonly type: 'DotsOpened'; readonly card: string; readonly syndicate: SyndicateId }
  /** Told to who gave them alone. */
  | { readonly type: 'DotsGiven'; readonly card: string; readonly syndicate: SyndicateId; readonly seat: SeatId; readonly piles: readonly string[] }
  | { readonly type: 'DotsTallied'; readonly card: string; readonly syndicate: SyndicateId; readonly given: number }
  | { readonly type: 'DotsCounted'; readonly card: string; readonly syndicate: SyndicateId; readonly voters: number; readonly counts: Readonly<Record<string, number>> }
  | { readonly type: 'CardConcluded'; readonly card: string; readonly syndicate: SyndicateId; readonly text: string; readonly to: ConclusionTo }
  | { readonly type: 'ConclusionsShown'; readonly wall: ConclusionWall }
  | { readonly type: 'ConclusionsTaken' }
  | { readonly type: 'ReviewNoted'; readonly about: string; readonly text: string }
  | { readonly type: 'FeedbackOpened' }
  /** Told to who gave it alone. */
  | { readonly type: 'FeedbackGiven'; readonly seat: SeatId; readonly sheet: FeedbackSheet }
  /** Only from three on. */
  | { readonly type: 'FeedbackCounted'; readonly given: number }
  /** Without names and in no order; none when fewer than three had given: theirs are kept. */
  | { readonly type: 'FeedbackClosed'; readonly isCollected: boolean; readonly sheets: readonly FeedbackSheet[] }
  | { readonly type: 'PresenterNamed'; readonly seat: SeatId }
  | { readonly type: 'AgendaChanged'; readonly stages: readonly { readonly id: string; readonly minutes: number }[] }
  /** Asked, answered or noted, whole. */
  | { readonly type: 'RequestSet'; readonly request: InformationRequest }
  | { readonly type: 'SummonsCalled'; readonly summons: Summons }
  | { readonly type: 'SummonsEnded'; readonly summons: string }
  /** Told to who answered and to directing staff. */
  | { readonly type: 'SummonsAnswered'; readonly summons: string; readonly seat: SeatId; readonly reply: SummonsReply }
  | { readonly type: 'ControlTaken'; readonly seat: SeatId }
  | { readonly type: 'ControlReleased' }
  | { readonly type: 'EmergencyCalled'; readonly call: EmergencyCall }
  | { readonly type: 'EmergencyClosed'; readonly call: string }
  | { readonly type: 'ScreensBlacked' }
  | { readonly type: 'ScreensLifted' }
  | { readonly type: 'ObservationWritten'; readonly observation: Observation }
  | { readonly type: 'ActionTicked'; readonly tick: ActionTick; readonly done: boolean }
  | { readonly type: 'RatingGiven'; readonly rating: Rating }
  | { readonly type: 'PlanSubmitted'; readonly syndicate: SyndicateId; readonly seat: SeatId; readonly sequence: number }
  | { readonly type: 'BoardReleased'; readonly syndicate: SyndicateId; readonly history: 'result' | 'making' }
  | { readonly type: 'BoardWithheld'; readonly syndicate: SyndicateId }
  | { readonly type: 'AuthorClaimed'; readonly document: DocumentName; readonly clientId: number; readonly seat: SeatId | 'server' }
  /** A row of the document was found damaged: nobody can follow it further than `lastGood`, and it is read only until it is restored. */
  | { readonly type: 'DocumentDamaged'; readonly document: DocumentName; readonly epoch: number; readonly lastGood: Moment }
  /** One mark as it stood after an entry is put back by the server, where it does not stand any more. */
  | { readonly type: 'MarkRestored'; readonly document: DocumentName; readonly mark: string; readonly sequence: number }
  | { readonly type: 'DocumentRestored'; readonly document: DocumentName; readonly toSequence: number; readonly epoch: number }
  /** Words were taken out of these entries by hand while the exercise was shut; each with SHA-256, hex, of what stands there now. */
  | { readonly type: 'WordsTakenOut'; readonly takenOutWallAt: string; readonly reason: string; readonly entries: readonly { readonly sequence: number; readonly hash: string }[] }

export type EventType = ExerciseEvent['type']

/** An event with its place in the journal and its author: what `evolve` folds. */
export interface Happened {
  readonly moment: Moment
  readonly author: SeatId | 'server'
  readonly event: ExerciseEvent
}
