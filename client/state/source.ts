/**
 * Where a view gets everything from: a live exercise or a replayed one. The same views are mounted on either.
 * Implementations: connection/liveSource.svelte.ts (sockets) and state/replaySource.svelte.ts (a seat journal).
 * Every property marked reactive is a rune or a subscriber inside: read it in markup, `$derived` or an effect.
 */
import type * as Y from 'yjs'
import type { Command } from '#shared/exercise/commands.ts'
import type { Moment, RecordedAt } from '#shared/exercise/moment.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { NoticeMessage, SeatLaptop } from '#shared/protocol/socketEvents.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'

export interface LatLng { readonly lat: number; readonly lng: number }

export interface ExerciseSource {
  readonly kind: 'live' | 'replay'
  readonly seat: SeatId
  /** Whether it feeds a still (still.ts). */
  readonly still: boolean
  /** Reactive. What this seat may know; null until the first whole view arrived. Replaced, never mutated. */
  readonly view: ExerciseState | null
  /** Reactive. The last entry folded into `view`. */
  readonly moment: Moment
  /** Reactive, about four times a second: the exercise's recorded time now (live: the server's clock; replay: the moment). */
  readonly now: RecordedAt
  /** Reactive. The latest time and the latest entry of all that is shown here, of whatever stream: at rest, the address of this picture in replay. */
  readonly held: Moment
  /** Reactive. What the presenter shows; null while nothing was shown since the floor was given. */
  readonly stageView: StageView | null
  /** Reactive. */
  readonly pointer: LatLng | null
  /** Reactive. Seats with a live connection; empty in replay. */
  readonly online: ReadonlySet<SeatId>
  /** Reactive. What the server sees of each seat's laptop: directing staff's alone, empty for others and in replay. */
  readonly laptops: Readonly<Record<SeatId, SeatLaptop>>
  /** Reactive. 'reload': the server speaks a newer version. 'refused': this browser no longer holds the seat. */
  readonly link: 'connecting' | 'live' | 'reconnecting' | 'reload' | 'refused' | 'replay'
  /** Reactive: server notices, newest last, at most 20. */
  readonly notices: readonly NoticeMessage[]
  /** Always answers within its deadline; in replay always with the refusal 'not-here'. */
  send(command: Command): Promise<Reply<CommandDone>>
  /** Presenter only, ≤ 15/s: where I point; null = stop. */
  point(at: LatLng | null): void
  /** The document, opened once and shared; call `release` when the view goes. Waits by itself until it is readable. */
  open(name: DocumentName): OpenDocument
  close(): void
}

/** Another person's live traces in a document: made by the server from that person's session. */
export interface Peer {
  readonly clientId: number
  readonly seat: SeatId
  readonly name: string
  readonly hat: string | null
  /** '#00659e': people of one board are told apart by it, too; null when none was given. */
  readonly colour: string | null
  /** Map pointer, WGS84; null = not over the map. */
  readonly pointer: LatLng | null
  /** Ids of annotations this person has selected. */
  readonly selection: readonly string[]
  /** A shape being drawn right now, simplified; drawn dashed. */
  readonly draft: unknown
  /** What this person shows for a moment: the laser's trail and a ping, as they were sent. */
  readonly laser: unknown
  readonly ping: unknown
  /** The box this person's map shows, and one they ask others to look at, as they were sent. */
  readonly view: unknown
  readonly call: unknown
  /** Whom this person follows; the server knew that seat to be there. */
  readonly follows: SeatId | null
  /** Prose caret as y-tiptap keeps it; null outside the text. */
  readonly section: string | null
}

/** What one tells others of oneself; the server adds who one is. Throttled to ≤ 10/s. */
export interface OwnTraces {
  pointer?: LatLng | null
  selection?: readonly string[]
  draft?: unknown
  laser?: unknown
  ping?: unknown
  view?: unknown
  call?: unknown
  follows?: SeatId | null
  section?: string | null
  cursor?: unknown
}

/** One record of unsaved work the server did not take, kept to be offered as a list: never merged blind. */
export interface SalvagedWork {
  readonly id: string
  readonly document: DocumentName
  readonly kind: 'annotation' | 'prose' | 'record'
  readonly title: string
  /** Prose: text to copy. Annotations: the record to put again. */
  readonly text: string
  readonly record: unknown
}

export interface OpenDocument {
  readonly name: DocumentName
  /** Reactive ($state.raw): replaced by a new Y.Doc after a refusal, a restore or a newer epoch. */
  readonly doc: Y.Doc
  /** Reactive. Whether this seat may read, or write, it right now (permissions.ts over the view). */
  readonly access: 'none' | 'read' | 'write'
  /** Reactive. 'loading' until the first state is there. */
  readonly status: 'loading' | 'live' | 'reconnecting' | 'closed'
  /** Reactive. Local changes not yet confirmed to be on the server's disk. */
  readonly unsaved: number
  /** Reactive. The last Position of a live document: what is on screen equals replay at it. Null before the first, and in replay. */
  readonly position: Moment | null
  /** Reactive. Others, never oneself. */
  readonly peers: readonly Peer[]
  /** The y-protocols Awareness, for the prose caret extension; null in replay. */
  readonly awareness: unknown
  /** Reactive. Work a final refusal left unsaved. */
  readonly salvaged: readonly SalvagedWork[]
  dismissSalvaged(id: string): void
  tell(traces: OwnTraces): void
  release(): void
}
