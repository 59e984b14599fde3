/** What the bench asks of the load process, and what it answers: plain data between two processes. */
import type { BoardWish } from './boardWork.ts'
import type { TalkSeat, TongueName } from './talk.ts'

export interface WindowWish {
  readonly editsPerSecond: number
  /** How many clients of each room move a cursor, ten times a second. */
  readonly cursorsPerRoom: number
  readonly warmUpMs: number
  readonly windowMs: number
  /** How long the last ones may still arrive. */
  readonly lingerMs: number
  readonly serverPid: number
}

export type Order =
  | { readonly do: 'prepare'; readonly wish: BoardWish }
  /** Each room's first client brings the board, the others come when it is there. Without content (a relay) nothing is brought. */
  | { readonly do: 'gather'; readonly tongue: TongueName; readonly rooms: readonly (readonly TalkSeat[])[] }
  | { readonly do: 'window'; readonly wish: WindowWish }
  /** Edits go out until the server is gone. */
  | { readonly do: 'untilKilled'; readonly editsPerSecond: number; readonly mostMs: number }
  /** Reads the room afresh: which of the edits seen or told saved are not there? */
  | { readonly do: 'compare'; readonly tongue: TongueName; readonly seat: TalkSeat }
  /** All at one moment: how long until each has the whole board? */
  | { readonly do: 'join'; readonly tongue: TongueName; readonly seats: readonly TalkSeat[]; readonly serverPid: number }
  | { readonly do: 'leave' }

export interface WindowFigures {
  readonly sent: number
  readonly due: number
  readonly heard: number
  readonly editMs: readonly number[]
  readonly cursorMs: readonly number[]
  readonly lagMs: readonly number[]
  readonly seconds: number
  /** Messages that came to others, edits and cursors, in the window. */
  readonly deliveries: number
  readonly serverCpuSeconds: number | null
  readonly foreignCpuSeconds: number | null
  readonly serverMb: number | null
  readonly closed: number
}

export interface KillFigures { readonly sent: number; readonly seen: number; readonly told: number; readonly seenOrTold: number }
export interface LossFigures { readonly gone: number; readonly seenGone: number; readonly toldGone: number; readonly held: number }
export interface JoinFigures {
  readonly contentMs: readonly number[]
  /** Until the server said that it has answered, with whatever. */
  readonly answeredMs: readonly number[]
  readonly whole: number
  readonly serverCpuSeconds: number | null
  readonly foreignCpuSeconds: number | null
}

export interface Answers {
  readonly prepare: { readonly stateBytes: number; readonly meanEditBytes: number }
  readonly gather: { readonly clients: number }
  readonly window: WindowFigures
  readonly untilKilled: KillFigures
  readonly compare: LossFigures
  readonly join: JoinFigures
  readonly leave: null
}

export type Answered = { readonly number: number; readonly value: Answers[keyof Answers] } | { readonly number: number; readonly failed: string }
export interface Asked { readonly number: number; readonly order: Order }
