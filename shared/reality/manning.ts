/**
 * Manning: what a post day and night costs in soldiers, what a base has left after its guards, and the platoon tokens that are
 * free, hour by hour.
 */
import type { ThingId } from '../exercise/names.ts'
import { isUsable, unitStateAt, type RealityInput } from './input.ts'
import { hoursOf, type Span } from './minutes.ts'
import { unitPlanning, type BasePlanning, type PlanningValues } from './planning.ts'
import { dayOf, type UnitDays } from './turns.ts'

/** Soldiers one post of one person needs day and night: 8,736 ÷ 1,874 = 4.66. */
export function soldiersForPost({ hoursPerYear, productiveHours }: Pick<PlanningValues['manning'], 'hoursPerYear' | 'productiveHours'>): number {
  return hoursPerYear / productiveHours
}

/** Soldiers the guard of a base takes: two posts of two are 18.6. */
export function guardSoldiers(manning: PlanningValues['manning'], { guardPosts, soldiersPerPost }: Pick<BasePlanning, 'guardPosts' | 'soldiersPerPost'>): number {
  return guardPosts * soldiersPerPost * soldiersForPost(manning)
}

export interface BaseHour extends Span {
  /** Tokens of units that can be used and are not under way or bound; of all that can be used. */
  readonly freeTokens: number
  readonly tokens: number
}
export interface BaseManning {
  readonly base: ThingId
  /** Soldiers of the units that can be used at the beginning of the window. */
  readonly strength: number
  readonly guard: number
  /** What is left of one token's soldiers when the guard comes out of it: 32 − 18.6 = 13. */
  readonly leftOfToken: number
  /** Patrols that can be out at one time with what is left. */
  readonly patrols: number
  readonly hours: readonly BaseHour[]
}

export function manningOf(input: RealityInput, days: UnitDays): BaseManning[] {
  const { planning } = input.ground
  const { manning } = planning
  return Object.entries(planning.bases).map(([base, values]) => {
    const guard = guardSoldiers(manning, values)
    const units = input.units.filter(({ id }) => values.units.includes(id))
    const leftOfToken = Math.max(0, Math.floor(manning.tokenSoldiers - guard))
    const hours: BaseHour[] = []
    for (const { from, to } of hoursOf(input.window)) {
      let [freeTokens, tokens] = [0, 0]
      for (const { id } of units) {
        const { tokens: own } = unitPlanning(planning, id)
        if (own === 0 || !isUsable(unitStateAt(input, id, from))) continue
        tokens += own
        const day = dayOf(days, id)
        const isIn = (spans: readonly Span[]): boolean => spans.some((span) => span.from < to && span.to > from)
        freeTokens += isIn(day.whole) ? 0 : isIn(day.any) ? own / 2 : own
      }
      hours.push({ from, to, freeTokens, tokens })
    }
    return {
      base, guard, leftOfToken, hours, patrols: Math.floor(leftOfToken / manning.patrolSoldiers),
      strength: units.filter(({ id }) => isUsable(unitStateAt(input, id, input.window.from))).reduce((sum, { strength }) => sum + strength, 0),
    }
  })
}

