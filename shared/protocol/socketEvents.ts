/**
 * The control channel: Socket.IO at `/x/<exercise>/live`, websocket transport only. The whole contract of both sides.
 * Handshake: query `seat=<id>` and `protocol=<version>`; the person is known by the cookie of that seat.
 * On every (re)connect the server sends a whole `view` first; within one connection nothing is lost.
 */
import type { BrowserFound } from './browser.ts'
import type { ExerciseEvent } from '../exercise/events.ts'
import type { Moment } from '../exercise/moment.ts'
import type { Author, SeatId } from '../exercise/names.ts'
import type { Trace } from '../exercise/plenary.ts'
import type { ExerciseState } from '../exercise/state.ts'
import type { CommandDone, Reply } from './reply.ts'

export interface ViewMessage {
  readonly moment: Moment
  readonly seat: SeatId
  readonly view: ExerciseState
  /** The presenter's last view and pointer, so that late arrivals see what the room sees; null when none. */
  readonly stageView: Extract<Trace, { type: 'StageViewShown' }> | null
}
export interface EventMessage { readonly moment: Moment; readonly author: Author; readonly event: ExerciseEvent }
export interface TraceMessage { readonly moment: Moment; readonly author: Author; readonly trace: Trace }

/** Who has a live control connection now. Not journaled. */
export interface PresenceMessage { readonly online: readonly SeatId[] }

/** One seat's laptop, for directing staff alone. Not journaled. */
export interface SeatLaptop {
  /** recordedAt when its last line was lost; null while it is here. */
  readonly awaySinceAt: number | null
  /** Null when the browser does not say. */
  readonly browser: BrowserFound | null
}
export interface LaptopsMessage { readonly laptops: Readonly<Record<SeatId, SeatLaptop>> }

export type NoticeCode = 'repaired' | 'protected' | 'moved' | 'removed' | 'elsewhere' | 'deleted' | 'reload' | 'journal-stalled' | 'journal-well'
export interface NoticeMessage { readonly code: NoticeCode; readonly detail: string }

export interface ServerToClient {
  view: (message: ViewMessage) => void
  event: (message: EventMessage) => void
  trace: (message: TraceMessage) => void
  /** Live only, never stored as sent: where the presenter points, and when that will be recorded. */
  pointer: (at: { readonly lat: number; readonly lng: number } | null, recordedAt: number) => void
  presence: (message: PresenceMessage) => void
  laptops: (message: LaptopsMessage) => void
  notice: (message: NoticeMessage) => void
}

export interface ClientToServer {
  /** The payload is parsed by `commandParser`. */
  command: (command: unknown, reply: (answer: Reply<CommandDone>) => void) => void
  /** For showing the server's clock: what recordedAt is it? */
  clock: (reply: (answer: { readonly recordedAt: number }) => void) => void
  pointer: (at: { readonly lat: number; readonly lng: number } | null) => void
}
