/** The reality check as a syndicate feels it: one edit of a whole plan, a first look at a new world, and how the cost grows. */
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { groundOf, routesIn, type RealityInput } from '#shared/reality/input.ts'
import { reachFrom } from '#shared/reality/reach.ts'
import { largeExercise, type LargeExercise } from '../support/largeExercise.ts'
import { factsWith, partyOf, spotOf, wenzaPlanning, wenzaScenario } from '../support/realityWorld.ts'
import { wenzaPlan } from '../support/wenzaPlan.ts'
import { percentile, say, spread } from './figures.ts'

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
  growth('tasks', '5000 segments', [125, 250, 500, 1000].map((tasks) => ({ size: tasks, segments: 5000, tasks })))
  growth('segments', '500 tasks', [1250, 2500, 5000, 10_000].map((segments) => ({ size: segments, segments, tasks: 500 })))
  return Promise.resolve()
}

interface Step { readonly size: number; readonly segments: number; readonly tasks: number }

/** How the cost of a check from nothing grows in one direction alone: each step is twice the one before. */
function growth(what: string, beside: string, steps: readonly Step[]): void {
  const times = timesOf(steps.map(({ segments, tasks }) => largeExercise(segments, tasks)))
  let before: number | null = null
  steps.forEach(({ size, segments, tasks }, index) => {
    const measured = times[index] ?? []
    const median = percentile(measured, 0.5)
    const factor = before === null ? '' : `; ${(median / before).toFixed(2)} times the half`
    say(`made-up exercise from nothing, ${size} ${what} (${beside}, nearly all tasks late)`, `${spread(measured)}${factor}`, segments === 5000 && tasks === 500 ? '<= 1 s' : '-')
    before = median
  })
}

/** Taken in turn, so that a slow quarter of a minute of the machine falls on every size alike. */
function timesOf(exercises: readonly LargeExercise[]): readonly (readonly number[])[] {
  for (const exercise of exercises) checkPlan(exercise.input())
  const rounds = Array.from({ length: 9 }, () => exercises.map((exercise) => took(() => checkPlan(exercise.input()))))
  return exercises.map((_exercise, index) => rounds.map((round) => round[index] ?? Number.NaN))
}
