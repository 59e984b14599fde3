/** The reality check as a screen holds it: the real work, answered when the test lets it. */
import { describe, expect, test } from 'vitest'
import { emptyPlan, type PlanRows } from '#shared/board/planRows.ts'
import { withValue } from '#shared/reality/factorWay.ts'
import type { Machine } from '../../../client/state/machine.ts'
import type { Answer, Question } from '../../../client/state/reality/questions.ts'
import { Reality, type Wanted } from '../../../client/state/reality/reality.svelte.ts'
import { RealityWork } from '../../../client/state/reality/realityWork.ts'
import { factsWith, wenzaPlanning, wenzaScenario } from '../../support/realityWorld.ts'
import { hotspot, task, wenzaPlan } from '../../support/wenzaPlan.ts'

/** A worker that answers when it is told to, and a clock turned by hand. */
function bench() {
  const work = new RealityWork()
  const asked: Question[] = []
  const waiting: Question[] = []
  let hear: (answer: Answer) => void = () => undefined
  let broken: (why: string) => void = () => undefined
  let nowMs = 0
  let due: { readonly at: number; readonly act: () => void }[] = []
  const machine: Machine = {
    monotonicMs: () => nowMs, wallMs: () => nowMs, every: () => () => undefined, chance: () => 0.5,
    after: (ms, act) => {
      const one = { at: nowMs + ms, act }
      due.push(one)
      return () => { due = due.filter((each) => each !== one) }
    },
  }
  const reality = new Reality(machine, (heard, failed) => {
    hear = heard
    broken = failed
    return { ask: (question) => { asked.push(question); if (question.kind === 'ground') work.answer(question); else waiting.push(question) }, close: () => undefined }
  }, { zone: wenzaScenario.zone, planning: wenzaPlanning, units: wenzaScenario.units })
  return {
    reality, asked, breaks: (why: string) => broken(why),
    pass(ms: number) {
      nowMs += ms
      const ripe = due.filter(({ at }) => at <= nowMs)
      due = due.filter(({ at }) => at > nowMs)
      for (const { act } of ripe) act()
    },
    /** The worker answers the oldest question. */
    async answers() {
      const question = waiting.shift()
      const answer = question === undefined ? null : work.answer(question)
      if (answer === null) throw new Error('nothing was asked')
      hear(answer)
      await Promise.resolve()
      await Promise.resolve()
    },
    checks: () => asked.flatMap((question) => (question.kind === 'check' ? [question] : [])),
  }
}

const world = factsWith({})
const wanted = (plan: Partial<PlanRows>, more: Partial<Wanted> = {}): Wanted => ({ world, plan: { ...emptyPlan, ...plan }, now: 360, window: { from: 360, to: 1800 }, ...more })

describe('the reality check of a table', () => {
  test('[REA63] what the worker says is what the engine says', async () => {
    const { reality, pass, answers } = bench()
    reality.check(wanted({ hotspots: [hotspot('h1', { place: 'nerrin', rank: 'must', people: 3200 })] }))
    pass(200)
    await answers()
    expect(reality.picture?.findings.map(({ kind }) => kind)).toContain('must-without-troops')
    expect(reality.picture?.uncovered).toMatchObject({ most: 3200, hotspots: 1, of: 1 })
    expect(reality.picture?.sites[0]).toMatchObject({ place: 'nerrin', rank: 'must' })
  })

  test('[REA63] while somebody types nothing is counted; after a pause the last plan is, once', async () => {
    const { reality, pass, answers, checks } = bench()
    for (let key = 0; key < 20; key += 1) {
      reality.check(wanted({ tasks: [task('t1', { title: `k${key}` })] }))
      pass(50)
    }
    expect(checks()).toHaveLength(0)
    expect(reality.counting).toBe(true)
    pass(200)
    await answers()
    expect(checks().map(({ check }) => check.plan.tasks[0]?.title)).toEqual(['k19'])
    expect(reality.counting).toBe(false)
  })

  test('[REA64] an answer that a newer plan has overtaken is not shown', async () => {
    const { reality, pass, answers } = bench()
    reality.check(wanted({}))
    pass(200)
    await answers()
    const first = reality.picture
    reality.check(wanted({ hotspots: [hotspot('old', { place: 'nerrin', rank: 'must' })] }))
    pass(200)
    reality.check(wanted({ hotspots: [hotspot('new', { place: 'yeddan', rank: 'must' })] }))
    await answers()
    expect(reality.picture).toBe(first)
    await answers()
    expect(reality.picture?.findings.flatMap(({ rows }) => rows)).toContain('new')
  })

  test('[REA64] a table that never stops writing sees figures a second old all the same', async () => {
    const { reality, pass, answers } = bench()
    reality.check(wanted({}))
    pass(1200)
    reality.check(wanted({ tasks: [task('t1')] }))
    await answers()
    expect(reality.picture).not.toBeNull()
  })

  test('[REA78] a record that plays never pauses, and is counted every other second all the same', async () => {
    const { reality, pass, answers, checks } = bench()
    for (let frame = 0; frame < 80; frame += 1) {
      reality.check(wanted({ tasks: [task('t1', { title: `frame ${frame}` })] }))
      pass(60)
      if (checks().length === 1 && reality.picture === null) await answers()
    }
    expect(reality.picture).not.toBeNull()
    expect(checks().length).toBeGreaterThanOrEqual(2)
    expect(checks().length).toBeLessThanOrEqual(4)
  })

  test('[REA65] the world is sent once, and again when it is another', async () => {
    const { reality, pass, answers, checks } = bench()
    for (const next of [wanted({}), wanted({}, { now: 365 }), wanted({}, { world: factsWith({ weather: 'storm' }) })]) {
      reality.check(next)
      pass(200)
      await answers()
    }
    expect(checks().map(({ check }) => check.world !== null)).toEqual([true, false, true])
  })

  test('[REA80] a figure that was changed is counted with from the next answer on', async () => {
    const { reality, pass, answers, checks } = bench()
    const plan = wanted({ tasks: [task('t1', { unit: 'INF4-A1', place: 'corvale', from: 380, until: 540 })] })
    reality.check(plan)
    pass(200)
    await answers()
    expect(reality.picture?.findings.map(({ kind }) => kind)).toContain('task-before-notice')
    reality.setGround({ zone: wenzaScenario.zone, planning: withValue(wenzaPlanning, 'units/each/INF4-A1/noticeMinutes', 10), units: wenzaScenario.units })
    reality.check(plan)
    pass(200)
    await answers()
    expect(reality.picture?.findings.map(({ kind }) => kind)).not.toContain('task-before-notice')
    expect(checks().map(({ check }) => check.world !== null)).toEqual([true, true])
  })

  test('[REA66] what would be touches nothing of what is, and is gone when it is ended, even while it is counted', async () => {
    const { reality, pass, answers } = bench()
    reality.check(wanted(wenzaPlan))
    pass(200)
    await answers()
    const { picture } = reality
    const out = wanted(wenzaPlan, { world: factsWith({ crossings: { farrow: 'destroyed' } }) })
    reality.suppose(out)
    pass(200)
    await answers()
    expect(reality.picture).toBe(picture)
    expect(reality.whatIf?.findings.length).toBeGreaterThan(picture?.findings.length ?? 0)
    reality.suppose(out)
    pass(200)
    reality.suppose(null)
    await answers()
    expect(reality.whatIf).toBeNull()
  })

  test('[REA67] reach and ways are asked by hand; a way that is not there is none', async () => {
    const { reality, pass, answers } = bench()
    reality.check(wanted({}))
    pass(200)
    await answers()
    const reach = reality.reach('INF4-A1', 'corvale', 360, [420, 480])
    await answers()
    expect((await reach).map(({ until }) => until)).toEqual([420, 480])
    const way = reality.way('INF4-A1', 'corvale', 'adrun', 360)
    await answers()
    expect((await way)?.legs.length).toBeGreaterThan(1)
    const none = reality.way('nobody', 'corvale', 'adrun', 360)
    await answers()
    expect(await none).toBeNull()
  })

  test('[REA68] where no worker can count, the screen is told; what waits is let go when the table goes', async () => {
    const { reality, breaks } = bench()
    breaks('no worker')
    expect([reality.problem, reality.counting]).toEqual(['no worker', false])
    const way = reality.way('INF4-A1', 'corvale', 'adrun', 360)
    reality.close()
    expect(await way).toBeNull()
  })
})
