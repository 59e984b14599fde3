/**
 * The live exercise as views hold it: one Socket.IO connection for commands, events, clock and presence, and the
 * documents this seat has open. On every connect the server sends a whole view; in between the shared `evolve` folds what
 * happens. The server's clock rules: `now` is its clock, estimated.
 */
import { io, type Socket } from 'socket.io-client'
import type { Command } from '#shared/exercise/commands.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import type { Moment, RecordedAt } from '#shared/exercise/moment.ts'
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import { refuse } from '#shared/exercise/refusal.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import type { ClientToServer, EventMessage, NoticeMessage, SeatLaptop, ServerToClient, TraceMessage, ViewMessage } from '#shared/protocol/socketEvents.ts'
import { protocolVersion } from '#shared/protocol/version.ts'
import { isOtherStage } from '#shared/replay/otherStage.ts'
import type { Cancel, Machine } from '../state/machine.ts'
import type { ExerciseSource, LatLng } from '../state/source.ts'
import { text } from '../text/index.ts'
import { controlComesBack } from './comingBack.ts'
import { readReply } from './api.ts'
import { LiveDocument } from './liveDocument.svelte.ts'
import { wipeLocalCopies } from './localCopy.ts'
import { ServerClock } from './serverClock.ts'

const answerMs = 10_000
const tickMs = 250
const askClockMs = 30_000
const mostNotices = 20

export interface LiveSourceParts {
  readonly machine: Machine
  readonly exercise: string
  readonly seat: SeatId
  /** 'ws://host' of the page. */
  readonly socketAddress: string
  /** The page is a still: time stands at the last entry, and nothing unrecorded is shown. */
  readonly still?: boolean
}

export class LiveSource implements ExerciseSource {
  readonly kind = 'live' as const
  readonly seat: SeatId
  readonly still: boolean
  view = $state.raw<ExerciseState | null>(null)
  moment = $state.raw<Moment>({ recordedAt: 0, sequence: 0 })
  stageView = $state.raw<StageView | null>(null)
  pointer = $state.raw<LatLng | null>(null)
  online = $state.raw<ReadonlySet<SeatId>>(new Set())
  laptops = $state.raw<Readonly<Record<SeatId, SeatLaptop>>>({})
  link = $state.raw<ExerciseSource['link']>('connecting')
  notices = $state.raw<readonly NoticeMessage[]>([])
  /** Documents open now, for the connection chip and for taking unsent work along. */
  documents = $state.raw<readonly LiveDocument[]>([])

  #ticked = $state.raw<RecordedAt>(0)
  #pointedAt = $state.raw<RecordedAt>(0)
  readonly #parts: LiveSourceParts
  readonly #socket: Socket<ServerToClient, ClientToServer>
  readonly #clock: ServerClock
  readonly #stops: Cancel[]
  readonly #opened = new Map<DocumentName, LiveDocument>()
  #comeBack: Cancel | null = null

  constructor(parts: LiveSourceParts) {
    this.#parts = parts
    this.seat = parts.seat
    this.still = parts.still ?? false
    this.#clock = new ServerClock(parts.machine)
    this.#socket = io({
      path: `/x/${parts.exercise}/live`, query: { seat: parts.seat, protocol: String(protocolVersion) }, transports: ['websocket'],
      forceNew: true, ...controlComesBack, timeout: 8000,
    })
    this.#listen()
    this.#stops = [
      parts.machine.every(tickMs, () => this.#tick()),
      parts.machine.every(askClockMs, () => this.#askClock()),
    ]
  }

  get now(): RecordedAt {
    return this.still ? this.held.recordedAt : this.#ticked
  }

  get held(): Moment {
    const moments = [this.moment, ...this.documents.flatMap(({ position }) => position ?? [])]
    return { recordedAt: Math.max(this.#pointedAt, ...moments.map(({ recordedAt }) => recordedAt)), sequence: Math.max(...moments.map(({ sequence }) => sequence)) }
  }

  /** Local changes in all documents that are not known to be on the server's disk. */
  get unsaved(): number {
    return this.documents.reduce((sum, document) => sum + document.unsaved, 0)
  }

  async send(command: Command): Promise<Reply<CommandDone>> {
    if (!this.#socket.connected) return refuse('not-here', text.common.notConnected)
    try {
      const answer: unknown = await this.#socket.timeout(answerMs).emitWithAck('command', $state.snapshot(command))
      return readReply<CommandDone>(answer)
    } catch {
      return refuse('not-here', text.common.noAnswer)
    }
  }

  point(at: LatLng | null): void {
    if (this.#socket.connected) this.#socket.volatile.emit('pointer', at)
  }

  open(name: DocumentName): LiveDocument {
    const present = this.#opened.get(name)
    const { machine, exercise, seat, socketAddress } = this.#parts
    const document = present ?? new LiveDocument({
      machine, exercise, seat, name, socketAddress, still: this.still, view: () => this.view,
      onIdle: () => {
        this.#opened.delete(name)
        this.documents = [...this.#opened.values()]
      },
    })
    document.use()
    this.#opened.set(name, document)
    // Views open documents while they are being drawn: what others read changes a moment later.
    queueMicrotask(() => (this.documents = [...this.#opened.values()]))
    return document
  }

  close(): void {
    this.#end(false)
  }

  /** Leaves the seat: stops, and deletes every copy this browser kept for it. */
  async leave(): Promise<void> {
    this.#end(true)
    const names = Object.entries(this.view?.documents ?? {}).map(([name, { epoch }]) => `${name}@${epoch}`)
    await wipeLocalCopies(this.seat, names, this.#parts.exercise)
  }

  #end(wipe: boolean): void {
    for (const stop of this.#stops) stop()
    this.#comeBack?.()
    this.#socket.disconnect()
    for (const document of this.#opened.values()) document.close(wipe)
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('view', (message) => this.#onView(message))
    socket.on('event', (message) => this.#onEvent(message))
    socket.on('trace', (message) => this.#onTrace(message))
    socket.on('pointer', (at, recordedAt) => {
      this.pointer = at
      this.#pointedAt = recordedAt
    })
    socket.on('presence', ({ online }) => (this.online = new Set(online)))
    socket.on('laptops', ({ laptops }) => (this.laptops = laptops))
    socket.on('notice', (message) => this.#onNotice(message))
    socket.on('connect', () => this.#askClock())
    socket.on('disconnect', (reason) => {
      this.online = new Set()
      this.pointer = null
      if (this.link === 'reload' || this.link === 'refused') return
      this.link = 'reconnecting'
      // The server hung up itself: Socket.IO does not come back from that alone.
      if (reason === 'io server disconnect') this.#comeBackLater()
    })
    socket.on('connect_error', (error) => {
      if (error.message === 'not-signed-in' || error.message === 'unknown-thing') this.#refused()
      else if (!socket.active) this.#comeBackLater()
    })
  }

  #onView({ moment, view, stageView }: ViewMessage): void {
    // a whole view may bring another presenter: what the one before pointed at goes
    if (isOtherStage(this.view, view)) this.pointer = null
    this.view = view
    this.moment = moment
    this.stageView = stageView?.view ?? null
    this.link = 'live'
    this.#tick()
    this.#viewChanged()
  }

  #onEvent({ moment, author, event }: EventMessage): void {
    // A whole view may have overtaken this event: it is in there already.
    if (moment.sequence <= this.moment.sequence) return
    const before = this.view
    try {
      this.view = evolve(before, { moment, author, event })
    } catch {
      // This page cannot fold it: a whole view puts it right.
      this.#socket.disconnect()
      this.#comeBackLater()
      return
    }
    this.moment = moment
    if (isOtherStage(before, this.view)) {
      this.stageView = null
      this.pointer = null
    }
    this.#viewChanged()
  }

  #onTrace({ moment, trace }: TraceMessage): void {
    if (trace.type !== 'StageViewShown' || moment.sequence <= this.moment.sequence) return
    this.moment = moment
    this.stageView = trace.view
  }

  #onNotice(message: NoticeMessage): void {
    this.notices = [...this.notices, message].slice(-mostNotices)
    if (message.code === 'reload') this.link = 'reload'
    if (message.code === 'removed' || message.code === 'elsewhere') this.#refused()
    if (message.code === 'deleted') {
      this.link = 'refused'
      void this.leave()
    }
  }

  #refused(): void {
    this.link = 'refused'
    this.#socket.disconnect()
    for (const document of this.#opened.values()) document.shut()
  }

  #viewChanged(): void {
    for (const document of this.#opened.values()) document.viewChanged()
  }

  #comeBackLater(): void {
    this.#comeBack?.()
    this.#comeBack = this.#parts.machine.after(500 + this.#parts.machine.chance() * 1500, () => this.#socket.connect())
  }

  #askClock(): void {
    if (!this.#socket.connected) return
    const asked = this.#parts.machine.monotonicMs()
    this.#socket.timeout(answerMs).emit('clock', (error, answer) => {
      if (error !== null || typeof answer?.recordedAt !== 'number') return
      this.#clock.heard(asked, answer.recordedAt)
      this.#tick()
    })
  }

  #tick(): void {
    this.#ticked = Math.max(this.moment.recordedAt, this.#clock.now() ?? 0)
  }
}
