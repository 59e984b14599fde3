/**
 * All live sockets of one exercise: a whole view first, then what happens, as each seat may know it; who is here;
 * where the presenter points. It decides nothing.
 */
import type { Publication, ExerciseRunner } from '../exercises/exerciseRunner.ts'
import { undeliveredInjects } from '../exercises/undelivered.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import { authorFor, publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import type { SeatId } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { NoticeCode, TraceMessage } from '#shared/protocol/socketEvents.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { LiveSocket } from './live.ts'
import { hearSeat } from './liveSeat.ts'
import { PointerRelay } from './pointerRelay.ts'
import { RateBucket } from './rateBucket.ts'
import { SeatLaptops } from './seatLaptops.ts'

interface LiveSeat { readonly sockets: Set<LiveSocket> }
/** Kept while the exercise runs: connecting again fills nothing up. */
interface Pace { readonly commands: RateBucket; readonly connections: RateBucket }

/** Messages handed to a socket since its line last took some. */
const waiting = new WeakMap<LiveSocket, number>()

const presenceEveryMs = 500
/** Connections of one seat: several windows and bad Wi-Fi fit in, a loop does not. */
const connectionsPerSecond = 2
const connectionsBurst = 30
/** Messages waiting for one socket before it is cut: it comes back to a whole view. */
const mostWaiting = 2000

export class LiveExercise {
  readonly #runner: ExerciseRunner
  readonly #clock: Clock
  readonly #log: Log
  readonly #seats = new Map<SeatId, LiveSeat>()
  readonly #paces = new Map<SeatId, Pace>()
  readonly #laptops = new SeatLaptops()
  readonly #pointer: PointerRelay
  readonly #stops: (() => void)[]
  #presenceDue: (() => void) | null = null

  constructor(runner: ExerciseRunner, clock: Clock, log: Log) {
    this.#runner = runner
    this.#clock = clock
    this.#log = log
    this.#pointer = new PointerRelay(runner, clock, (from, at, recordedAt) => this.#relayPointer(from, at, recordedAt))
    this.#stops = [
      runner.listen((publication) => this.#publish(publication)),
      runner.onNotice((seat, code, detail) => this.#notice(seat, code, detail)),
      runner.journal.onStall((stalled) => this.#tellStaff(stalled ? 'journal-stalled' : 'journal-well')),
    ]
  }

  /** Takes a socket in. A seat that was removed is told so and sent away. `userAgent`: what the browser says it is. */
  join(socket: LiveSocket, seat: SeatId, userAgent = ''): void {
    const { state } = this.#runner.published
    const status = state.seats[seat]?.status
    if (status === undefined || status === 'removed') return dismiss(socket, 'removed')
    const pace = this.#paceOf(seat)
    if (!pace.connections.take()) {
      socket.conn.close()
      return
    }
    const live = this.#seats.get(seat) ?? { sockets: new Set() }
    this.#seats.set(seat, live)
    live.sockets.add(socket)
    this.#laptops.came(seat, userAgent)
    hearSeat({
      socket, seat, bucket: pace.commands, runner: this.#runner, clock: this.#clock, log: this.#log,
      pointed: (at) => this.#pointer.pointed(seat, at),
    })
    socket.on('disconnect', () => this.#left(socket, seat))
    socket.conn.on('drain', () => waiting.set(socket, 0))
    this.#sendView(socket, seat)
    if (status === 'admitted') socket.emit('presence', { online: this.#online(isDirectingStaff(state.seats[seat])) })
    if (isDirectingStaff(state.seats[seat])) socket.emit('laptops', { laptops: this.#laptops.all() })
    if (this.#runner.journal.stalled && isDirectingStaff(state.seats[seat])) socket.emit('notice', { code: 'journal-stalled', detail: '' })
    this.#presenceChanged()
    this.#deliver(seat)
  }

  /** Everybody is told why, and sent away. */
  dismissAll(code: NoticeCode): void {
    for (const { sockets } of [...this.#seats.values()]) for (const socket of [...sockets]) dismiss(socket, code)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#presenceDue?.()
    this.#pointer.close()
    this.#seats.clear()
  }

  #paceOf(seat: SeatId): Pace {
    const present = this.#paces.get(seat)
    if (present !== undefined) return present
    const pace: Pace = {
      commands: new RateBucket(this.#clock, limits.commandsPerSecond, limits.commandsBurst),
      connections: new RateBucket(this.#clock, connectionsPerSecond, connectionsBurst),
    }
    this.#paces.set(seat, pace)
    return pace
  }

  #left(socket: LiveSocket, seat: SeatId): void {
    const live = this.#seats.get(seat)
    live?.sockets.delete(socket)
    if (live?.sockets.size === 0) {
      this.#seats.delete(seat)
      this.#laptops.left(seat, this.#runner.journal.now())
      this.#pointer.pointed(seat, null)
    }
    this.#presenceChanged()
  }

  #sendView(socket: LiveSocket, seat: SeatId): void {
    const { state, moment } = this.#runner.published
    const shown = state.seats[seat]?.status === 'admitted' ? this.#runner.stageView : null
    socket.emit('view', { moment, seat, view: viewFor(state, seat), stageView: shown })
  }

  #publish(publication: Publication): void {
    if (publication.kind === 'trace') return this.#publishTrace(publication)
    const { happened } = publication
    for (const [seat, live] of [...this.#seats]) {
      try {
        this.#publishTo(publication, seat, live)
      } catch (error) {
        // This seat may have missed something: it starts again from a whole view.
        this.#log.error('telling a seat', error, { exercise: this.#runner.id, seat, event: happened.event.type })
        for (const socket of [...live.sockets]) socket.conn.close()
      }
    }
    // Who came out of the lobby has not been told yet who is here.
    if (happened.event.type === 'SeatsAdmitted') this.#presenceChanged()
    if (deliveryMayFollow.has(happened.event.type)) for (const seat of [...this.#seats.keys()]) this.#deliver(seat)
  }

  #publishTo(publication: Extract<Publication, { kind: 'event' }>, seat: SeatId, live: LiveSeat): void {
    const { before, happened, after } = publication
    const { event, moment, author } = happened
    if (event.type === 'SeatRemoved' && event.seat === seat) {
      for (const socket of [...live.sockets]) dismiss(socket, event.because === undefined ? 'removed' : 'elsewhere')
      return
    }
    const shown = publicationOf(before, happened, after, seat)
    if (shown === null) return
    for (const socket of [...live.sockets]) {
      if (tooSlow(socket)) socket.conn.close()
      else if (shown.kind === 'event') socket.emit('event', { moment, author: authorFor(event, author, seat), event: shown.event })
      else socket.emit('view', { moment, seat, view: shown.view, stageView: after.seats[seat]?.status === 'admitted' ? this.#runner.stageView : null })
    }
    if (event.type === 'SeatMoved' && event.seat === seat) this.#notice(seat, 'moved', '')
  }

  #publishTrace({ moment, author, trace, state }: Extract<Publication, { kind: 'trace' }>): void {
    // The pointer was relayed as it moved; its row is for replay.
    if (trace.type === 'PointerMoved') return
    const message: TraceMessage = { moment, author, trace }
    for (const [seat, { sockets }] of this.#seats) {
      if (state.seats[seat]?.status !== 'admitted') continue
      for (const socket of sockets) socket.emit('trace', message)
    }
  }

  #relayPointer(from: SeatId, at: { lat: number; lng: number } | null, recordedAt: number): void {
    const { state } = this.#runner
    for (const [seat, { sockets }] of this.#seats) {
      if (seat === from || state.seats[seat]?.status !== 'admitted') continue
      // A place may be missed, the next one comes; that nobody points any more is said once.
      for (const socket of sockets) (at === null ? socket : socket.volatile).emit('pointer', at, recordedAt)
    }
  }

  /** Once a live addressed seat has been sent an inject, that is journaled as delivered. */
  #deliver(seat: SeatId): void {
    for (const inject of undeliveredInjects(this.#runner.published.state, seat)) {
      if (undeliveredInjects(this.#runner.state, seat).includes(inject)) this.#recordDelivery(inject, seat)
    }
  }

  #recordDelivery(inject: string, seat: SeatId): void {
    this.#runner.run({ type: 'inject:deliver', inject, seat }, { kind: 'server' }).catch((error: unknown) => {
      this.#log.error('recording a delivery', error, { exercise: this.#runner.id, seat })
    })
  }

  #notice(seat: SeatId, code: NoticeCode, detail: string): void {
    for (const socket of this.#seats.get(seat)?.sockets ?? []) socket.emit('notice', { code, detail })
  }

  #tellStaff(code: NoticeCode): void {
    const { seats } = this.#runner.state
    for (const seat of this.#seats.keys()) if (isDirectingStaff(seats[seat])) this.#notice(seat, code, '')
  }

  /** Who waits in the lobby is the directing staff's to know. */
  #online(toStaff: boolean): SeatId[] {
    const all = [...this.#seats.keys()]
    return toStaff ? all : all.filter((each) => isAdmitted(this.#runner.state, each))
  }

  #presenceChanged(): void {
    this.#presenceDue ??= this.#clock.after(presenceEveryMs, () => {
      this.#presenceDue = null
      const { state } = this.#runner
      const [everybody, admitted] = [this.#online(true), this.#online(false)]
      for (const [seat, { sockets }] of this.#seats) {
        if (!isAdmitted(state, seat)) continue
        const online = isDirectingStaff(state.seats[seat]) ? everybody : admitted
        for (const socket of sockets) socket.emit('presence', { online })
        if (isDirectingStaff(state.seats[seat])) for (const socket of sockets) socket.emit('laptops', { laptops: this.#laptops.all() })
      }
    })
  }
}

const deliveryMayFollow: ReadonlySet<string> = new Set(['InjectReleased', 'SeatsAdmitted', 'SeatMoved', 'HatTaken'])

function isAdmitted(state: ExerciseState, seat: SeatId): boolean {
  return state.seats[seat]?.status === 'admitted'
}

function dismiss(socket: LiveSocket, code: NoticeCode): void {
  socket.emit('notice', { code, detail: '' })
  socket.disconnect(true)
}

function tooSlow(socket: LiveSocket): boolean {
  const count = (waiting.get(socket) ?? 0) + 1
  waiting.set(socket, count)
  return count > mostWaiting
}
