/**
 * The exercise's own second: what is due is released by itself, and a machine that slept is noticed.
 * It decides nothing: it asks, `decide` answers.
 */
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { ExerciseRunner } from './exerciseRunner.ts'

const tickMs = 1000
/** Ticks come each second; a longer gap means that the lid was closed. */
const sleptMs = 5000

/** Starts the exercise's ticking; the returned function stops it. */
export function startScheduler(runner: ExerciseRunner, clock: Clock, log: Log): () => void {
  let tickedWallMs = clock.wallMs()
  let tickedAt = runner.journal.now()
  return clock.every(tickMs, () => {
    const wallMs = clock.wallMs()
    const slept = wallMs - tickedWallMs > sleptMs
    const lastAliveAt = tickedAt
    tickedWallMs = wallMs
    tickedAt = runner.journal.now()
    if (runner.journal.stalled) return
    if (slept) ask(runner, log, { type: 'server:returned', lastAliveAt })
    const { state } = runner
    if (state.automatic && state.clock.status === 'running') ask(runner, log, { type: 'inject:fallDue' })
  })
}

type Asked = { readonly type: 'inject:fallDue' } | { readonly type: 'server:returned'; readonly lastAliveAt: number }

function ask(runner: ExerciseRunner, log: Log, command: Asked): void {
  runner.run(command, { kind: 'server' }).then(
    (reply) => { if (!reply.ok) log.warn('the scheduler was refused', { exercise: runner.id, code: reply.refusal.code }) },
    (error: unknown) => log.error('running the schedule', error, { exercise: runner.id, command: command.type }),
  )
}
