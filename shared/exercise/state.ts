/**
 * The state of an exercise: the fold of its events. A seat's view has the same shape with what it may not know left
 * out (seatView.ts), so server, live client and replay run the same `evolve`.
 */
import type { AgendaItem, StageState } from './agenda.ts'
import type { DiscussionCard, ShelfCard } from './cards.ts'
import type { ClockState } from './clock.ts'
import type { ConductState } from './conduct.ts'
import type { DirectingState } from './directing.ts'
import type { Inject } from './inject.ts'
import type { Moment } from './moment.ts'
import type { DocumentName, ExerciseId, InjectId, SeatId, Serial, SyndicateId } from './names.ts'
import type { PlannedState } from './msel.ts'
import type { Floor, PlenaryState } from './plenary.ts'
import type { JoinCode, RosterEntry, Seat, Syndicate } from './seat.ts'
import type { WorldState } from './world.ts'
import type { WarmUpState } from './warmUp.ts'
import type { ReviewState } from './review.ts'
import type { Hat, Paper, PlanSection, ScenarioUnit } from './scenario.ts'
import type { FactorValue } from '../reality/factorWay.ts'
import type { PlanningValues } from '../reality/planning.ts'

export interface ExerciseState {
  readonly id: ExerciseId
  readonly title: string
  readonly scenarioId: string
  readonly zoneId: string
  /** Wall time of the opening, ISO. */
  readonly openedWallAt: string
  readonly clock: ClockState
  readonly agenda: readonly AgendaItem[]
  readonly stage: StageState
  readonly syndicates: Readonly<Record<SyndicateId, Syndicate>>
  readonly seats: Readonly<Record<SeatId, Seat>>
  readonly hats: readonly Hat[]
  readonly roster: readonly RosterEntry[]
  /** Directing staff only; empty for others. */
  readonly codes: readonly JoinCode[]
  /** Whether newcomers wait to be admitted. */
  readonly lobby: boolean
  /** Keyed by inject id; a seat's view holds only what it may know. */
  readonly injects: Readonly<Record<InjectId, Inject>>
  /** Directing staff only. */
  readonly planned: Readonly<Record<Serial, PlannedState>>
  /** Whether due injects are released without a hand. */
  readonly automatic: boolean
  /** Directing staff only. */
  readonly directing: DirectingState
  /** Between the directing staff and everybody else; a seat's view holds its share of it. */
  readonly conduct: ConductState
  readonly world: WorldState
  readonly warmUp: WarmUpState
  readonly floor: Floor | null
  readonly plenary: PlenaryState
  /** By id. A seat's view holds its own tables, and of what was written alone its own. */
  readonly cards: Readonly<Record<string, DiscussionCard>>
  /** Directing staff only. */
  readonly shelf: readonly ShelfCard[]
  /** After the day; a seat's view holds its own form and nothing else. */
  readonly review: ReviewState
  readonly boards: BoardsState
  readonly documents: Readonly<Record<DocumentName, DocumentState>>
  readonly submissions: readonly Submission[]
  readonly messages: readonly StaffMessage[]
  /** Things the server asks directing staff to do by hand; theirs only. */
  readonly reminders: readonly Reminder[]
  readonly papers: readonly Paper[]
  readonly planSections: readonly PlanSection[]
  /** Own, host-state and other forces as everybody in the mission knows them. */
  readonly units: readonly ScenarioUnit[]
  /** What the reality check counts with; null = this exercise has none. What is foreseen of the days, directing staff only. */
  readonly planning: PlanningValues | null
  /** What the scenario itself says of each planning value that was changed, by its name. */
  readonly planningWas: Readonly<Record<string, FactorValue>>
}

export interface BoardsState {
  readonly frozen: boolean
  readonly openInPlenary: boolean
  /** What of a board others may see from now on; absent = nothing but the floor (or debrief, unless withheld). */
  readonly released: Readonly<Record<SyndicateId, 'result' | 'making'>>
  readonly withheld: Readonly<Record<SyndicateId, true>>
}

export interface DocumentState {
  /** 1, 2, 3 …: raised by a restore. Names on the wire end in `@<epoch>`. */
  readonly epoch: number
  /** Which person each Yjs client id belongs to, for good. Keys are client ids in decimal. */
  readonly authors: Readonly<Record<string, SeatId | 'server'>>
  /** What came after this moment is damaged: the document is read only, as it was then. Null while it is whole. */
  readonly damagedAfter: Moment | null
}

/** The plan as it stood at a sequence: comparing and assessing use this, not the live board. */
export interface Submission {
  readonly syndicate: SyndicateId
  readonly by: SeatId
  readonly at: number
  readonly sequence: number
}

export interface StaffMessage {
  readonly text: string
  /** Empty = to everyone. */
  readonly syndicates: readonly SyndicateId[]
  readonly at: number
}

export interface Reminder {
  readonly text: string
  readonly serial: Serial | null
  readonly at: number
}
