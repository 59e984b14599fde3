/** Every finding in a plain sentence with its sums: over plans that go wrong in every way there is. */
import { describe, expect, test } from 'vitest'
import { emptyPlan, type PlanRows } from '#shared/board/planRows.ts'
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { findingKinds, type Finding, type FindingKind } from '#shared/reality/findings.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import { findingSentence, mendWords, whyLines } from '../../../../client/text/en/findings.ts'
import { namesOf } from '../../../../client/components/means/names.ts'
import { factsWith, wenzaPlanning, wenzaScenario, type WorldChanges } from '../../../support/realityWorld.ts'
import { gap, hotspot, promise, task, wenzaPlan } from '../../../support/wenzaPlan.ts'

/** The helicopter has a quarter of an hour left. */
const ground = groundOf(wenzaScenario.zone, { ...wenzaPlanning, aircraft: wenzaPlanning.aircraft.map((aircraft) => ({ ...aircraft, hoursLeft: 0.25 })) })
const fullPlan = (plan: Partial<PlanRows>): PlanRows => ({ ...emptyPlan, ...plan })

function findingsOf(plan: Partial<PlanRows>, world: WorldChanges = {}, now = 360): readonly Finding[] {
  const window = { from: now, to: now + 1440 }
  return checkPlan({ ground, units: wenzaScenario.units, routes: routesIn(ground, [{ from: now, facts: factsWith(world) }], window), plan: fullPlan(plan), now, window }).findings
}

const namesFor = (plan: Partial<PlanRows>) => namesOf(wenzaScenario.zone, wenzaScenario.units, fullPlan(plan), ([x, y]) => `${x} ${y}`)

/** Plans that promise too much, in worlds that turn against them. */
const plans: readonly (readonly [Partial<PlanRows>, WorldChanges, number])[] = [
  [wenzaPlan, {}, 340], [wenzaPlan, { weather: 'very-heavy', crossings: { farrow: 'destroyed', pelu: 'closed' }, masts: { 'mast-kestin': 'off' }, units: { 'INF4-A2': 'detached' } }, 340],
  [wenzaPlan, { weather: 'storm' }, 700],
  [{ tasks: [
    task('t1', { unit: 'INF4-C1', place: 'ishtel', from: 1300, until: 1500 }), task('t2', { unit: 'INF4-C2', place: 'corvale', mobility: 'apc', from: 500, until: 900 }),
    task('t3', { unit: 'INF4-A1', place: 'hallet', strength: 8, from: 0, until: 40_000 }), task('t4', { unit: 'INF4-A2', place: 'nerrin', vehicles: 1, from: 900, until: 1000, title: 'By one car' }),
    task('t5', { unit: 'INF4-B1', place: 'veshk', kind: 'support', partner: 'TDF-72', from: 800, until: 900 }), task('t6', { kind: 'escort', unit: 'INF4-B2', place: 'kestin', route: [[27, 71]], from: 700, until: 1100, convoyVehicles: 1, convoyTonnes: 30 }),
    task('t7', { unit: 'INF4-QRF', place: 'yeddan', mobility: 'AIR-1', from: 1260, until: 1400 }), task('t8', { unit: 'FPU1-C', place: null, kind: 'patrol' }),
  ], hotspots: [hotspot('h1', { place: 'yeddan', rank: 'must' })], promises: [promise('p1', { place: 'renda' })], gaps: [gap('g1', { place: 'mavik' })] }, { masts: { 'mast-corvale': 'off' } }, 360],
  [{ tasks: [
    task('a', { unit: 'INF4-A1', place: 'hallet', from: 600, until: 900 }), task('b', { unit: 'INF4-A1', place: 'nerrin', from: 780, until: 1080 }), task('c', { unit: 'INF4-QRF', place: 'yeddan', mobility: 'AIR-1', strength: 18, from: 720, until: 960 }),
  ] }, {}, 360],
  [{ tasks: [
    ...['INF4-QRF', 'FPU1-C'].map((unit) => task(`q${unit}`, { kind: 'patrol', unit, place: 'jolvan', vehicles: 3, from: 614, until: 840 })),
  ] }, { crossings: { farrow: 'destroyed', pelu: 'restricted' } }, 360],
  [{ tasks: [task('south', { unit: 'INF4-QRF', place: 'jolvan', mobility: 'apc', vehicles: 3, from: 660, until: 1080 })] }, { crossings: { farrow: 'destroyed', pelu: 'restricted' } }, 360],
  [{ tasks: [task('ishtel', { unit: 'INF4-C1', place: 'ishtel', from: 1440 + 180, until: 1440 + 360 }), task('night', { unit: 'INF4-QRF', place: 'renda', mobility: 'AIR-1', from: 1200, until: 1380 })] }, {}, 990],
]

describe('what the reality check says', () => {
  const told = plans.flatMap(([plan, world, now]) => findingsOf(plan, world, now).map((finding) => ({ finding, names: namesFor(plan) })))

  test('[REA72] every finding is one sentence that ends, names things and holds no hole', () => {
    for (const { finding, names } of told) {
      const sentence = findingSentence(finding, names)
      expect(sentence).toMatch(/^[A-Z“].*[.]$/)
      expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|\[object|INF4-|“”/)
    }
  })

  test('[REA72] every why unfolds into lines, and every way out is a sentence', () => {
    for (const { finding, names } of told) {
      const lines = [...whyLines(finding.why, names), ...finding.mends.map((mend) => mendWords(mend, names))]
      expect(whyLines(finding.why, names).length).toBeGreaterThan(0)
      for (const line of lines) {
        expect(line).toMatch(/[.…]$/)
        expect(line).not.toMatch(/undefined|null|NaN|Infinity|\[object|INF4-|“”/)
      }
    }
  })

  test('[REA72] these plans meet everything there is to say', () => {
    const met = new Set<FindingKind>(told.map(({ finding }) => finding.kind))
    expect(findingKinds.filter((kind) => !met.has(kind))).toEqual([])
  })

  test('[REA72] the sentences of a plan that promises too much, word for word', () => {
    const plan = {
      hotspots: [hotspot('h', { place: 'yeddan', rank: 'must' })], promises: [promise('p', { place: 'renda', hours: [360, 1080] })],
      tasks: [task('a', { unit: 'INF4-A1', place: 'hallet', from: 600, until: 900 }), task('b', { unit: 'INF4-A1', place: 'nerrin', from: 780, until: 1080 })],
    } as const
    const sentences = findingsOf(plan).map((finding) => findingSentence(finding, namesFor(plan)).replaceAll('\u00a0', ' '))
    expect(sentences).toEqual(expect.arrayContaining([
      'A1 cannot be in two places: “Stay there · Nerrin” and “Stay there · Hallet” overlap by 2 h 00.',
      'Yeddan is a MUST, and nobody protects it for 24 h 00 of the danger.',
      'You promised Renda hours you cannot keep: 12 h 00 are missing.',
    ]))
  })
})
