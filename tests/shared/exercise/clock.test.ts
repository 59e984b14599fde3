/** The three times: running and scenario time through stages, pauses, rates, jumps and absences. */
import { describe, expect, test } from 'vitest'
import { formatScenarioMinute, runningMsAt, scenarioMinuteAt } from '#shared/exercise/clock.ts'
import { injectLeftMs, moveMinuteAt, nextDueInMs, stageEndsAt, stageLeftMs } from '#shared/exercise/schedule.ts'
import type { SmallExercise } from '../../support/smallExercise.ts';
import { smallCast } from '../../support/smallExercise.ts'

const minute = 60_000

function running(exercise: SmallExercise): number {
  return runningMsAt(exercise.state.clock, exercise.now) / minute
}
function scenario(exercise: SmallExercise): string | null {
  const shown = scenarioMinuteAt(exercise.state.clock.anchors, runningMsAt(exercise.state.clock, exercise.now))
  return shown === null ? null : formatScenarioMinute(shown)
}
function started() {
  const cast = smallCast()
  cast.exercise.ask(cast.dana, { type: 'msel:automatic', on: false })
  return cast
}

describe('running time', () => {
  test('[EX1] stands still outside planning and plenary', () => {
    const { exercise } = started()
    expect(exercise.minutes(5).state.clock).toMatchObject({ status: 'paused', pausedBecause: 'stage' })
    exercise.begin('brief').minutes(30)
    expect(running(exercise)).toBe(0)
    exercise.begin('move-1').minutes(10)
    expect(running(exercise)).toBe(10)
    exercise.begin('break').minutes(15)
    expect(running(exercise)).toBe(10)
    exercise.begin('plenary').minutes(3)
    expect(running(exercise)).toBe(13)
  })

  test('[EX2] stands still in a pause, and goes on from there', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(4)
    exercise.ask(dana, { type: 'clock:pause' })
    exercise.minutes(20)
    expect(running(exercise)).toBe(4)
    exercise.ask(dana, { type: 'clock:resume' })
    exercise.minutes(1)
    expect(running(exercise)).toBe(5)
  })

  test('[EX3] what the staff paused stays paused over stages until they resume it', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(4)
    exercise.ask(dana, { type: 'clock:pause' })
    exercise.begin('break').minutes(5).begin('move-2').minutes(5)
    expect(exercise.state.clock).toMatchObject({ status: 'paused', pausedBecause: 'staff' })
    exercise.ask(dana, { type: 'clock:resume' })
    exercise.minutes(2)
    expect(running(exercise)).toBe(6)
  })

  test('[EX4] the rate multiplies it from now on, not backwards', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(4)
    exercise.ask(dana, { type: 'clock:rate', rate: 4 })
    expect(running(exercise)).toBe(4)
    exercise.minutes(2)
    expect(running(exercise)).toBe(12)
  })

  test('[EX5] the clock is paused and resumed only where that means something', () => {
    const { exercise, dana } = started()
    expect(exercise.refused(dana, { type: 'clock:pause' })).toBe('not-now')
    expect(exercise.refused(dana, { type: 'clock:resume' })).toBe('not-now')
    exercise.begin('move-1')
    expect(exercise.refused(dana, { type: 'clock:resume' })).toBe('already-done')
    exercise.ask(dana, { type: 'clock:pause' })
    expect(exercise.refused(dana, { type: 'clock:pause' })).toBe('already-done')
  })

  test('[EX6] resuming in a break only takes the staff\'s pause away: the clock waits for the next running stage', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(1)
    exercise.ask(dana, { type: 'clock:pause' })
    exercise.begin('break')
    exercise.ask(dana, { type: 'clock:resume' })
    expect(exercise.minutes(5).state.clock).toMatchObject({ status: 'paused', pausedBecause: 'stage', runningMs: minute })
    expect(exercise.begin('move-2').state.clock.status).toBe('running')
  })
})

describe('jumps', () => {
  test('[EX7] a jump counts from the beginning of the move', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(10).begin('break').begin('move-2').minutes(2)
    exercise.ask(dana, { type: 'clock:jump', moveMinute: 30 })
    expect(moveMinuteAt(exercise.state, exercise.now)).toBe(30)
    expect(running(exercise)).toBe(40)
    exercise.ask(dana, { type: 'clock:jump', moveMinute: 5 })
    exercise.minutes(1)
    expect(moveMinuteAt(exercise.state, exercise.now)).toBe(6)
  })

  test('[EX8] there is nothing to jump to outside a move', () => {
    const { exercise, dana } = started()
    exercise.begin('plenary')
    expect(exercise.refused(dana, { type: 'clock:jump', moveMinute: 3 })).toBe('not-now')
  })

  test('[INJ10] what is jumped over is skipped, never released; what is held stays held', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(1)
    exercise.ask(dana, { type: 'inject:hold', serial: 'INJ-03' })
    const { events } = exercise.ask(dana, { type: 'clock:jump', moveMinute: 30 })
    // INJ-01 (minute 0) was already due, INJ-04 (minute 30) falls due now: neither was jumped over.
    expect(events.map((event) => event.type === 'InjectSkipped' ? event.serial : event.type)).toEqual(['INJ-02', 'ClockJumped'])
    expect(exercise.state.planned).toEqual({ 'INJ-02': { status: 'skipped', injectId: null }, 'INJ-03': { status: 'held', injectId: null } })
  })

  test('[INJ11] a jump back un-releases nothing and un-skips nothing', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(12)
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    exercise.ask(dana, { type: 'clock:jump', moveMinute: 25 })
    exercise.ask(dana, { type: 'clock:jump', moveMinute: 0 })
    expect(exercise.state.planned['INJ-02']?.status).toBe('released')
    expect(exercise.state.planned['INJ-03']?.status).toBe('skipped')
    expect(Object.keys(exercise.state.injects)).toHaveLength(1)
  })
})

describe('the server was away', () => {
  test('[EX9] a short absence does not count, and the clock goes on', () => {
    const { exercise } = started()
    exercise.begin('move-1').minutes(10)
    const lastAliveAt = exercise.now
    exercise.later(45_000)
    exercise.server({ type: 'server:returned', lastAliveAt })
    expect(exercise.state.clock.status).toBe('running')
    expect(running(exercise)).toBe(10)
    exercise.minutes(1)
    expect(running(exercise)).toBe(11)
  })

  test('[EX10] after more than a minute it comes back paused, says why, and stands at the last moment it was alive', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(10)
    const lastAliveAt = exercise.now
    exercise.later(61_000)
    const { events } = exercise.server({ type: 'server:returned', lastAliveAt })
    expect(events).toEqual([{ type: 'ClockPaused', because: 'server was away', atRecordedAt: lastAliveAt }])
    expect(exercise.state.clock).toMatchObject({ status: 'paused', pausedBecause: 'server was away' })
    expect(running(exercise)).toBe(10)
    exercise.minutes(5)
    exercise.ask(dana, { type: 'clock:resume' })
    exercise.minutes(1)
    expect(running(exercise)).toBe(11)
  })

  test('[EX11] a clock that stood still, or an absence of no length, needs nothing', () => {
    const { exercise } = started()
    exercise.minutes(30)
    expect(exercise.server({ type: 'server:returned', lastAliveAt: 0 }).events).toEqual([])
    exercise.begin('move-1')
    expect(exercise.server({ type: 'server:returned', lastAliveAt: exercise.now }).events).toEqual([])
  })

  test('[EX12] running time never goes back when the last sign of life is older than the last change of the clock', () => {
    const { exercise } = started()
    const lastAliveAt = exercise.now
    exercise.minutes(10).begin('move-1').later(30_000)
    exercise.server({ type: 'server:returned', lastAliveAt })
    expect(running(exercise)).toBe(0)
  })
})

describe('scenario time', () => {
  test('[EX13] is not known before the first anchor, stands at a briefing\'s anchor, and runs straight between anchors', () => {
    const { exercise } = started()
    expect(scenario(exercise)).toBeNull()
    exercise.begin('brief').minutes(30)
    expect(scenario(exercise)).toBe('D-2 05:00')
    exercise.begin('move-1')
    expect(scenario(exercise)).toBe('D-2 06:00')
    exercise.minutes(30)
    expect(scenario(exercise)).toBe('D-2 09:00')
    exercise.minutes(30)
    expect(scenario(exercise)).toBe('D-2 12:00')
    exercise.minutes(15)
    expect(scenario(exercise)).toBe('D-2 12:15')
  })

  test('[EX14] a stage cut short keeps what the clock showed; the next move sets its own time', () => {
    const { exercise } = started()
    exercise.begin('move-1').minutes(30).begin('break').minutes(15)
    expect(scenario(exercise)).toBe('D-2 09:00')
    exercise.begin('move-2').minutes(5)
    expect(scenario(exercise)).toBe('D 05:05')
  })

  test('[EX15] the story waits while a plenary without anchors talks', () => {
    const { exercise } = started()
    exercise.begin('move-2').minutes(75).begin('plenary').minutes(50)
    expect(scenario(exercise)).toBe('D 06:15')
    exercise.begin('move-1')
    expect(scenario(exercise)).toBe('D-2 06:00')
  })

  test('[EX16] follows a jump within the move', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(1)
    exercise.ask(dana, { type: 'clock:jump', moveMinute: 60 })
    expect(scenario(exercise)).toBe('D-2 12:00')
  })

  test('[EX17] never runs backwards without a jump or a new stage', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1')
    let last = -Infinity
    for (let step = 0; step < 200; step += 1) {
      if (step === 50) exercise.ask(dana, { type: 'clock:rate', rate: 8 })
      if (step === 100) exercise.ask(dana, { type: 'clock:pause' })
      if (step === 120) exercise.ask(dana, { type: 'clock:resume' })
      const shown = scenarioMinuteAt(exercise.state.clock.anchors, runningMsAt(exercise.state.clock, exercise.later(13_000).now)) ?? 0
      expect(shown).toBeGreaterThanOrEqual(last)
      last = shown
    }
  })
})

describe('countdowns', () => {
  test('[EX18] a stage ends by the wall, pause or not, and staff may change its minutes', () => {
    const { exercise, dana } = started()
    expect(stageEndsAt(exercise.state)).toBeNull()
    expect(exercise.refused(dana, { type: 'stage:minutes', minutes: 10 })).toBe('not-now')
    exercise.minutes(1).begin('move-1').minutes(5)
    exercise.ask(dana, { type: 'clock:pause' })
    expect(stageLeftMs(exercise.state, exercise.minutes(5).now)).toBe(65 * minute)
    exercise.ask(dana, { type: 'stage:minutes', minutes: 5 })
    expect(stageLeftMs(exercise.state, exercise.now)).toBe(-5 * minute)
  })

  test('[INJ12] time to answer counts running minutes', () => {
    const { exercise, dana } = started()
    exercise.begin('move-1').minutes(2)
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    const release = Object.values(exercise.state.injects)[0]?.releases.s1
    if (release === undefined) throw new Error('not released')
    exercise.minutes(4)
    exercise.ask(dana, { type: 'clock:pause' })
    expect(injectLeftMs(exercise.state, release, exercise.minutes(60).now)).toBe(10 * minute)
    expect(injectLeftMs(exercise.state, { dueRunningMs: null }, exercise.now)).toBeNull()
  })

  test('[INJ13] the next due minute is known while the clock runs, and comes sooner at a higher rate', () => {
    const { exercise, dana } = started()
    expect(nextDueInMs(exercise.state, exercise.msel, exercise.now)).toBeNull()
    exercise.begin('move-1').minutes(1)
    expect(nextDueInMs(exercise.state, exercise.msel, exercise.now)).toBe(0)
    exercise.ask(dana, { type: 'inject:skip', serial: 'INJ-01' })
    expect(nextDueInMs(exercise.state, exercise.msel, exercise.now)).toBe(9 * minute)
    exercise.ask(dana, { type: 'clock:rate', rate: 2 })
    expect(nextDueInMs(exercise.state, exercise.msel, exercise.now)).toBe(4.5 * minute)
    exercise.ask(dana, { type: 'clock:pause' })
    expect(nextDueInMs(exercise.state, exercise.msel, exercise.now)).toBeNull()
  })

  test('[INJ14] a move begun again counts its minutes anew', () => {
    const { exercise } = started()
    exercise.begin('move-1').minutes(10).begin('break').begin('move-1').minutes(3)
    expect(moveMinuteAt(exercise.state, exercise.now)).toBe(3)
  })
})
