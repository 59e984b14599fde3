/**
 * The exercise's own second: what is due is released by itself, branches are followed, and a machine that slept is noticed.
 * An inject that falls due before the next second is woken for at its own millisecond. It decides nothing: it asks, `decide` answers.
 */
import { nextDueInMs } from '#shared/exercise/schedule.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { ExerciseRunner } from './exerciseRunner.ts'

const tickMs = 1000
/** Ticks come each second; a longer gap means that the lid was closed. */
const sleptMs = 5000

/** Starts the exercise's ticking; the returned function stops it. */
export function startScheduler(runner: ExerciseRunner, clock: Clock, log: Log): () => void {
  const waking = new Waking(runner, clock, log)
  let tickedWallMs = clock.wallMs()
  let tickedAt = runner.journal.now()
  const stopTicking = clock.every(tickMs, () => {
    const wallMs = clock.wallMs()
    const slept = wallMs - tickedWallMs > sleptMs
    const lastAliveAt = tickedAt
    tickedWallMs = wallMs
    tickedAt = runner.journal.now()
    if (runner.journal.stalled) return
    if (slept) ask(runner, log, { type: 'server:returned', lastAliveAt })
    if (mayFall(runner)) ask(runner, log, { type: 'inject:fallDue' })
    waking.set()
  })
  // A pause, a jump, another rate or a held inject changes what comes next.
  const stopHearing = runner.listen(() => waking.set())
  return () => {
    stopTicking()
    stopHearing()
    waking.cancel()
  }
}

/** One timer, for what falls due before the next tick. */
class Waking {
  readonly #runner: ExerciseRunner
  readonly #clock: Clock
  readonly #log: Log
  #stop: (() => void) | null = null

  constructor(runner: ExerciseRunner, clock: Clock, log: Log) {
    this.#runner = runner
    this.#clock = clock
    this.#log = log
  }

  /** Set again at every tick and every event only, so that something due that cannot go is not asked for without end. */
  set(): void {
    this.cancel()
    if (!mayFall(this.#runner)) return
    const { state, msel, journal } = this.#runner
    const leftMs = nextDueInMs(state, msel, journal.now())
    if (leftMs === null || leftMs >= tickMs) return
    this.#stop = this.#clock.after(leftMs, () => {
      this.#stop = null
      if (mayFall(this.#runner)) ask(this.#runner, this.#log, { type: 'inject:fallDue' })
    })
  }

  cancel(): void {
    this.#stop?.()
    this.#stop = null
  }
}

function mayFall({ state, journal }: ExerciseRunner): boolean {
  return !journal.stalled && state.automatic && state.clock.status === 'running'
}

type Asked = { readonly type: 'inject:fallDue' } | { readonly type: 'server:returned'; readonly lastAliveAt: number }

function ask(runner: ExerciseRunner, log: Log, command: Asked): void {
  runner.run(command, { kind: 'server' }).then(
    (reply) => { if (!reply.ok) log.warn('the scheduler was refused', { exercise: runner.id, code: reply.refusal.code }) },
    (error: unknown) => log.error('running the schedule', error, { exercise: runner.id, command: command.type }),
  )
}
