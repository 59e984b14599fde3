/**
 * Events and traces as journal text, and back. Rows are never rewritten: a row of an older version is lifted here when it is
 * read. Fields a row has and we do not know survive. A type we do not know is a fault: a newer program wrote this journal.
 */
import type { EventType, ExerciseEvent } from './events.ts'
import type { Trace } from './plenary.ts'

export const eventVersion = 1

const eventTypes: Readonly<Record<EventType, true>> = {
  ExerciseOpened: true, SeatTaken: true, SeatsAdmitted: true, SeatMoved: true, SeatAssigned: true, SeatRemoved: true, HatTaken: true,
  LeadNamed: true, CodeRotated: true, LobbySet: true, StageBegun: true, WarmUpTicked: true, StageMinutesSet: true, ClockPaused: true, ClockResumed: true,
  ClockRateSet: true, ClockJumped: true, BoardsFrozen: true, BoardsThawed: true, BoardsOpenedInPlenary: true, MessageSent: true,
  InjectHeld: true, InjectPlanned: true, InjectSkipped: true, InjectReleased: true, InjectWithdrawn: true, InjectDelivered: true,
  InjectOpened: true, InjectAcknowledged: true, InjectAnswered: true, InjectReviewed: true, AutomaticSet: true, WorldChanged: true, PlanningSet: true,
  FloorGiven: true, FloorTaken: true, WallShown: true, WallTaken: true, CompareShown: true, CompareTaken: true, DifferenceShown: true, DifferenceTaken: true, ReplayLed: true, ReplayLeft: true, VoteOpened: true, VoteCast: true, BallotsCounted: true, VoteClosed: true, VoteTaken: true, QuestionAsked: true, QuestionSet: true, PresenterNamed: true, PlanSubmitted: true, BoardReleased: true, BoardWithheld: true,
  AuthorClaimed: true, DocumentDamaged: true, DocumentRestored: true, MarkRestored: true, WordsTakenOut: true, InjectRetimed: true, ReleaseUndone: true, BranchSaid: true, BranchAsked: true, BranchTaken: true,
  ExhibitAdded: true, ExhibitDropped: true, ExhibitShown: true, ExhibitTurned: true, ExhibitCued: true, ExhibitTaken: true,
  AgendaChanged: true, RequestSet: true, SummonsCalled: true, SummonsEnded: true, SummonsAnswered: true, ControlTaken: true, ControlReleased: true,
  EmergencyCalled: true, EmergencyClosed: true, ScreensBlacked: true, ScreensLifted: true, ObservationWritten: true, ActionTicked: true, RatingGiven: true,
  ShelfLaid: true, CardPut: true, CardTaken: true, ThoughtWritten: true, ThoughtsCounted: true, CardRevealed: true, AnswerGrouped: true, PileNamed: true, DotsOpened: true, DotsGiven: true, DotsTallied: true, DotsCounted: true, CardConcluded: true,
  ConclusionsShown: true, ConclusionsTaken: true, ReviewNoted: true, FeedbackOpened: true, FeedbackGiven: true, FeedbackCounted: true, FeedbackClosed: true,
}

/** JSON with the version of its meaning beside its type. */
export function encodeEvent(event: ExerciseEvent): string {
  return JSON.stringify({ version: eventVersion, ...event })
}

/** Takes parsed JSON. Throws a sentence for what is no event, is newer than this program, or hides a prototype key. */
export function readEvent(json: unknown): ExerciseEvent {
  const row = readObject(json, 'event')
  const { version, ...fields } = row
  const { type } = fields
  if (typeof type !== 'string' || !Object.hasOwn(eventTypes, type)) throw new Error(`The journal holds an event of unknown type ${JSON.stringify(type)}. A newer version of the program may have written it.`)
  if (version !== eventVersion) throw new Error(`The journal holds ${type} in version ${JSON.stringify(version)}; this program reads version ${eventVersion}. A newer version of the program may have written it.`)
  // Before single seats could be addressed the row did not say that none was.
  const lifted = type === 'InjectReleased' && !Object.hasOwn(fields, 'seat') ? { ...fields, seat: null } : fields
  return lifted as unknown as ExerciseEvent
}

export function encodeTrace(trace: Trace): string {
  return JSON.stringify({ version: eventVersion, ...trace })
}

export function readTrace(json: unknown): Trace {
  const { version, ...fields } = readObject(json, 'trace')
  const { type } = fields
  if (version !== eventVersion || (type !== 'StageViewShown' && type !== 'PointerMoved')) throw new Error(`The journal holds a trace this program cannot read: ${JSON.stringify(type)}, version ${JSON.stringify(version)}.`)
  return fields as unknown as Trace
}

function readObject(json: unknown, what: string): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error(`The journal holds a row that is no ${what}.`)
  if (hasPrototypeKey(json)) throw new Error(`The journal holds an ${what} with the key __proto__, which is refused.`)
  return { ...json }
}

/** Walks without recursion: a row may be nested as deep as it likes. */
function hasPrototypeKey(json: object): boolean {
  const open: object[] = [json]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Object.hasOwn(next, '__proto__')) return true
    for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) open.push(value)
  }
  return false
}
