/**
 * One socket of one seat on the control channel: parses what comes in, asks the runner, always answers.
 * Whatever a client sends, nothing here throws out of a handler.
 */
import { commandParser, type Command } from '#shared/exercise/commands.ts'
import type { SeatId } from '#shared/exercise/names.ts'
import { refuse, type Refusal } from '#shared/exercise/refusal.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import type { LiveSocket } from './live.ts'
import type { ExerciseRunner } from '../exercises/exerciseRunner.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { RateBucket } from './rateBucket.ts'

export interface PointedAt { readonly lat: number; readonly lng: number }

export interface LiveSeatParts {
  readonly socket: LiveSocket
  readonly seat: SeatId
  readonly runner: ExerciseRunner
  readonly clock: Clock
  readonly log: Log
  /** Shared by all sockets of this seat. */
  readonly bucket: RateBucket
  /** The presenter points somewhere, or stops. */
  pointed(at: PointedAt | null): void
}

type Answer = (answer: Reply<CommandDone>) => void

/** Views shown on the stage: at most four a second; of those in between the newest is shown. */
const showEveryMs = 250

/** Hears one socket. Nothing needs to be undone: the handlers go with the socket. */
export function hearSeat(parts: LiveSeatParts): void {
  const { socket, seat, runner, clock, log, bucket } = parts
  let shownAt = Number.NEGATIVE_INFINITY
  let waitingShow: { command: Command; answer: Answer } | null = null

  const perform = (command: Command, answer: Answer): void => {
    runner.run(command, { kind: 'seat', seat }).then(answer, (error: unknown) => {
      log.error('running a command', error, { exercise: runner.id, seat, command: command.type })
      answer(fault)
    })
  }

  const show = (command: Command, answer: Answer): void => {
    const wait = shownAt + showEveryMs - clock.monotonicMs()
    if (waitingShow !== null) {
      waitingShow.answer(refuse('too-fast', 'A newer view was shown instead of this one.'))
      waitingShow = { command, answer }
    } else if (wait <= 0) {
      shownAt = clock.monotonicMs()
      perform(command, answer)
    } else {
      waitingShow = { command, answer }
      clock.after(wait, () => {
        const next = waitingShow
        waitingShow = null
        shownAt = clock.monotonicMs()
        if (next !== null) perform(next.command, next.answer)
      })
    }
  }

  const onCommand = (args: readonly unknown[]): void => {
    const answer = answerOnce(args)
    try {
      if (!bucket.take()) return answer(refuse('too-fast', 'That was too fast. Please wait a second and try again.'))
      const parsed = commandParser.safeParse(args[0])
      if (!parsed.success) return answer(unreadable(parsed.error.issues[0]))
      if (parsed.data.type === 'stage:show') show(parsed.data, answer)
      else perform(parsed.data, answer)
    } catch (error) {
      log.error('reading a command', error, { exercise: runner.id, seat })
      answer(fault)
    }
  }

  const onPointer = (args: readonly unknown[]): void => {
    const at = args[0]
    if (at === null) parts.pointed(null)
    else if (isPlace(at)) parts.pointed({ lat: at.lat, lng: at.lng })
  }

  const heard: Readonly<Record<string, (args: readonly unknown[]) => void>> = Object.assign(Object.create(null), {
    command: onCommand,
    pointer: onPointer,
    clock: (args: readonly unknown[]) => { callBack(args)?.({ recordedAt: runner.journal.now() }) },
  })

  socket.onAny((event: unknown, ...args: unknown[]) => {
    try {
      const hear = typeof event === 'string' ? heard[event] : undefined
      if (hear !== undefined) hear(args)
      else callBack(args)?.({ ok: false, refusal: notOurs })
    } catch (error) {
      log.error('hearing a seat', error, { exercise: runner.id, seat })
    }
  })
  socket.on('error', () => undefined)
}

/** The acknowledgement, if the client asked for one, callable exactly once; a socket that went meanwhile is no fault. */
function answerOnce(args: readonly unknown[]): Answer {
  const reply = callBack(args)
  let answered = false
  return (answer) => {
    if (answered) return
    answered = true
    reply?.(answer.ok ? { ok: true, value: { sequence: answer.value.sequence } } : answer)
  }
}

function callBack(args: readonly unknown[]): ((answer: unknown) => void) | undefined {
  const last = args[args.length - 1]
  return typeof last === 'function' ? (answer) => { last(answer) } : undefined
}

const fault = refuse('unreadable', 'The server could not do this. Nothing was changed. Please try again, or tell the directing staff.')
const notOurs: Refusal = { code: 'unreadable', sentence: 'This server does not know such a message. Please reload the page and try again.' }

const reload = 'Please reload the page and try again.'

function unreadable(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): Reply<CommandDone> {
  const place = (issue?.path ?? []).map(String).join('.').slice(0, 80)
  return refuse('unreadable', place === '' ? `The server cannot read this message. ${reload}` : `The server cannot read this message: something is wrong at "${place}". ${reload}`)
}

function isPlace(value: unknown): value is PointedAt {
  if (typeof value !== 'object' || value === null || !('lat' in value) || !('lng' in value)) return false
  const { lat, lng } = value
  return typeof lat === 'number' && typeof lng === 'number' && Math.abs(lat) <= 90 && Math.abs(lng) <= 180
}
