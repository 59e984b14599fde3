/**
 * Running the day: what people ask of the directing staff and what they are answered, summonses, the real emergency, and
 * what evaluators note. Who reads which of it is view/maskConduct.ts.
 */
import type { Km } from './scenario.ts'
import type { InjectId, SeatId, SyndicateId } from './names.ts'
import type { RecordedAt } from './moment.ts'

/** Somebody of the scenario whom the directing staff speak for, with answers prepared. Theirs alone. */
export interface Persona {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly intent: string
  readonly inhibitors: string
  readonly answers: readonly PreparedAnswer[]
}

export interface PreparedAnswer { readonly about: string; readonly text: string }

export interface RequestAnswer {
  readonly text: string
  /** The persona's name; empty = the directing staff themselves. */
  readonly from: string
  /** Every syndicate reads it, with the question; otherwise only those who asked. */
  readonly toAll: boolean
  readonly at: RecordedAt
}

/** A request for information. Answers are only added, so that what was read stays readable. */
export interface InformationRequest {
  readonly id: string
  readonly syndicate: SyndicateId
  /** Null in the view of other syndicates: who asked is nobody's there. */
  readonly by: SeatId | null
  readonly text: string
  readonly askedAt: RecordedAt
  readonly answers: readonly RequestAnswer[]
  /** The directing staff's own; empty in every other view. */
  readonly note: string
}

export const summonsReplies = ['coming', 'not-now'] as const
export type SummonsReply = (typeof summonsReplies)[number]

/** The directing staff ask people to look: who is busy says "not now" and is left alone. */
export interface Summons {
  readonly id: string
  readonly text: string
  /** Empty = everyone. */
  readonly syndicates: readonly SyndicateId[]
  /** The place to look at; null = none, they are wanted in the room. */
  readonly place: Km | null
  readonly calledAt: RecordedAt
  /** A seat's view holds its own reply alone; the directing staff's all. */
  readonly replies: Readonly<Record<SeatId, SummonsReply>>
}

/** Somebody needs real help: no part of the exercise. */
export interface EmergencyCall {
  readonly id: string
  readonly seat: SeatId
  /** Where, in the caller's words; may be empty. */
  readonly place: string
  readonly calledAt: RecordedAt
}

export interface EmergencyState {
  /** Those nobody has closed. A seat's view holds its own alone. */
  readonly calls: readonly EmergencyCall[]
  /** While set, every screen shows nothing but the stop. */
  readonly blackSince: RecordedAt | null
}

export const observationKinds = ['note', 'moment', 'quote'] as const
export type ObservationKind = (typeof observationKinds)[number]

/** Stamped with the moment, the syndicate, and what it is about. */
export interface Observation {
  readonly id: string
  readonly by: SeatId
  readonly kind: ObservationKind
  readonly text: string
  readonly syndicate: SyndicateId
  readonly inject: InjectId | null
  readonly at: RecordedAt
  /** Index into the agenda; -1 before the first stage. */
  readonly stage: number
}

/** An expected action of a released inject that somebody saw done. */
export interface ActionTick { readonly by: SeatId; readonly inject: InjectId; readonly syndicate: SyndicateId; readonly action: number }

/** What syndicates are assessed by, 0 to 3 points each. Nobody's English is. */
export const criteria = ['threat', 'priorities', 'mix', 'feasibility', 'civilians', 'coordination', 'speed', 'brief'] as const
export type Criterion = (typeof criteria)[number]
export interface Rating { readonly by: SeatId; readonly syndicate: SyndicateId; readonly criterion: Criterion; readonly points: number }

export interface ConductState {
  /** Directing staff only. */
  readonly personas: readonly Persona[]
  /** Oldest first. */
  readonly requests: readonly InformationRequest[]
  /** Those that stand: one at a time. */
  readonly summonses: readonly Summons[]
  readonly emergency: EmergencyState
  /** Observations, ticks and ratings: one's own for evaluators, all for directing staff, none for anybody else. */
  readonly observations: readonly Observation[]
  readonly ticks: readonly ActionTick[]
  readonly ratings: readonly Rating[]
}

export const conductAtOpening: ConductState = {
  personas: [], requests: [], summonses: [], emergency: { calls: [], blackSince: null }, observations: [], ticks: [], ratings: [],
}
