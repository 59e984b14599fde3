/** The reality check as a syndicate feels it: one edit of a whole plan, a first look at a new world, and how the cost grows. */
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { groundOf, routesIn, type RealityInput } from '#shared/reality/input.ts'
import { reachFrom } from '#shared/reality/reach.ts'
import { largeExercise } from '../support/largeExercise.ts'
import { factsWith, partyOf, spotOf, wenzaPlanning, wenzaScenario } from '../support/realityWorld.ts'
import { wenzaPlan } from '../support/wenzaPlan.ts'
import { say, spread } from './figures.ts'

/** Milliseconds of this process's own processor time: the sums use one core, and a busy machine does not count. */
const took = (work: () => unknown): number => {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

export function measureReality(): Promise<void> {
  const ground = groundOf(wenzaScenario.zone, wenzaPlanning)
  const window = { from: 340, to: 340 + 1440 }
  const moments = [{ from: 340, facts: factsWith({ crossings: { farrow: 'destroyed', pelu: 'restricted' } }) }]
  const inputOf = (): RealityInput => ({ ground, units: wenzaScenario.units, routes: routesIn(ground, moments, window), plan: wenzaPlan, now: 340, window })
  const edited = (input: RealityInput, round: number): RealityInput => ({
    ...input,
    plan: { ...input.plan, tasks: input.plan.tasks.map((task, index) => (index === round % 20 ? { ...task, hours: [480 + (round % 300), 900 + (round % 60)] as const } : task)) },
  })
  const firsts = Array.from({ length: 30 }, () => took(() => checkPlan(inputOf())))
  const input = inputOf()
  checkPlan(input)
  const edits = Array.from({ length: 200 }, (_, round) => took(() => checkPlan(edited(input, round))))
  say('Wenza plan (40 tasks, 22 sites, 24 h) after one edit', spread(edits.slice(20)), '<= 50 ms')
  say('Wenza plan in a new world', spread(firsts.slice(5)), '-')
  say('reach polygons of 1, 2 and 4 hours from Adrun', spread(Array.from({ length: 10 }, () => took(() => reachFrom(inputOf().routes, spotOf('adrun'), partyOf('4x4'), 480, [540, 600, 720])))), '-')
  for (const [segments, tasks] of [[1250, 125], [2500, 250], [5000, 500], [10_000, 500]] as const) {
    const exercise = largeExercise(segments, tasks)
    checkPlan(exercise.input())
    const times = Array.from({ length: 7 }, () => took(() => checkPlan(exercise.input())))
    say(`made-up exercise, ${exercise.segments} segments, ${tasks} tasks, nearly all of them late, from nothing`, spread(times), segments === 5000 ? '<= 1 s' : '-')
  }
  return Promise.resolve()
}
