/** The whole reality check: one plan in one world, at one moment, for so many hours. */
import type { PlanRow } from '../board/planRows.ts'
import { coverageOf, type SiteCoverage } from './coverage.ts'
import { inOrder, type Finding } from './findings.ts'
import { spotOfRow, type RealityInput } from './input.ts'
import { manningOf, type BaseManning } from './manning.ts'
import { presencesOf } from './presence.ts'
import { promisesKept, type PromiseKept } from './promises.ts'
import { conductFindings, escortFindings } from './rules/conduct.ts'
import { movementFindings, queueFindings } from './rules/movement.ts'
import { casualtyFindings, mustFindings, promiseFindings, reserveFindings, silenceFindings } from './rules/protection.ts'
import { flyingFindings, postFindings, restFindings, supplyFindings, vehicleFindings } from './rules/strength.ts'
import { supplyOf, type BaseSupply } from './supply.ts'
import { trayOf, type TrayUnit } from './tray.ts'
import { daysOf, turnsOf, type Turn } from './turns.ts'

export interface RealityReport {
  readonly findings: readonly Finding[]
  readonly turns: readonly Turn[]
  readonly coverage: readonly SiteCoverage[]
  readonly manning: readonly BaseManning[]
  readonly supply: readonly BaseSupply[]
  readonly promises: readonly PromiseKept[]
  readonly tray: readonly TrayUnit[]
}

/** Deterministic: equal inputs give equal reports, whatever was asked before of the same routes. */
export function checkPlan(given: RealityInput): RealityReport {
  const input = fromNow(given)
  const turns = turnsOf(input)
  const days = daysOf(turns)
  const presences = presencesOf(input, days)
  const coverage = coverageOf(input, days, presences)
  const promises = promisesKept(input, presences)
  const supply = supplyOf(input, turns)
  return {
    turns, coverage, promises, supply, manning: manningOf(input, days), tray: trayOf(input, days),
    findings: inOrder([
      ...movementFindings(input, turns, days), ...queueFindings(input, turns), ...reserveFindings(input, turns, coverage), ...mustFindings(input, coverage, days),
      ...promiseFindings(promises), ...conductFindings(input), ...escortFindings(input, turns), ...postFindings(input, turns), ...restFindings(input, days),
      ...vehicleFindings(input, turns), ...flyingFindings(input, turns), ...casualtyFindings(input, turns, coverage), ...supplyFindings(input, supply), ...silenceFindings(input, coverage), ...placeFindings(input),
    ]),
  }
}

/** What is over is not planned any more: the hours that are looked at begin now. */
function fromNow(input: RealityInput): RealityInput {
  const { now, window } = input
  return window.from >= now ? input : { ...input, window: { from: Math.min(now, window.to), to: window.to } }
}

/** Rows nobody can check, because they say of no place where they are. */
function placeFindings(input: RealityInput): Finding[] {
  const { hotspots, tasks, promises } = input.plan
  const rows: readonly PlanRow[] = [...hotspots, ...tasks.filter(({ kind }) => kind !== 'reserve'), ...promises.filter(({ state }) => state === 'in-force')]
  return rows.filter((row) => spotOfRow(input.ground, row) === null).map((row) => ({
    key: `no-place ${row.id}`, kind: 'no-place', weight: 'unsaid', rows: [row.id], units: [], places: [], at: input.window.from, by: null, why: { kind: 'nowhere' }, mends: [],
  }))
}
