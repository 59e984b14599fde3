/** Findings: what the reality check says of a plan, why, by how much, and which mends it offers. */
import { describe, expect, test } from 'vitest'
import type { PlanRows, PlanTask } from '#shared/board/planRows.ts'
import { emptyPlan } from '#shared/board/planRows.ts'
import { checkPlan } from '#shared/reality/checkPlan.ts'
import type { Finding, FindingKind, Why } from '#shared/reality/findings.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import type { PlanningValues } from '#shared/reality/planning.ts'
import { factsWith, wenzaPlanning, wenzaScenario, type WorldChanges } from '../../support/realityWorld.ts'
import { gap, hotspot, promise, task, wenzaPlan } from '../../support/wenzaPlan.ts'

const at = (day: number, hour: number, minute = 0): number => day * 1440 + hour * 60 + minute
const sixOClock = at(0, 6)
const bridgeOut: WorldChanges = { crossings: { farrow: 'destroyed', pelu: 'restricted' } }

interface Asked { readonly world?: WorldChanges; readonly now?: number; readonly hours?: number; readonly planning?: PlanningValues }

function reportOf(plan: Partial<PlanRows>, { world = {}, now = sixOClock, hours = 24, planning = wenzaPlanning }: Asked = {}) {
  const ground = groundOf(wenzaScenario.zone, planning)
  const window = { from: now, to: now + hours * 60 }
  return checkPlan({ ground, units: wenzaScenario.units, routes: routesIn(ground, [{ from: now, facts: factsWith(world) }], window), plan: { ...emptyPlan, ...plan }, now, window })
}

function findings(plan: Partial<PlanRows>, asked?: Asked): readonly Finding[] {
  return reportOf(plan, asked).findings
}

function only(kind: FindingKind, plan: Partial<PlanRows>, asked?: Asked): Finding {
  const found = findings(plan, asked).filter((each) => each.kind === kind)
  expect(found.map(({ key }) => key), kind).toHaveLength(1)
  const [first] = found
  if (first === undefined) throw new Error(`no ${kind}`)
  return first
}

function kindsOf(tasks: readonly PlanTask[], asked?: Asked): FindingKind[] {
  return findings({ tasks }, asked).map(({ kind }) => kind).filter((kind) => kind !== 'casualty-too-late')
}

function why<Kind extends Why['kind']>(finding: Finding, kind: Kind): Extract<Why, { kind: Kind }> {
  if (finding.why.kind !== kind) throw new Error(`the sum is ${finding.why.kind}`)
  return finding.why as Extract<Why, { kind: Kind }>
}

describe('coming to a task', () => {
  const hallet = task('check', { kind: 'patrol', unit: 'INF4-A1', place: 'hallet', from: at(0, 9), until: at(0, 12) })

  test('[REA10] a task that can be done says nothing', () => {
    expect(kindsOf([hallet])).toEqual([])
  })

  test('[REA10] one unit at two places at once: named with both rows and the minutes they share', () => {
    const found = only('double-booked', { tasks: [task('one', { unit: 'INF4-A1', place: 'corvale', from: at(0, 9), until: at(0, 12) }), task('two', { unit: 'INF4-A1', place: 'hallet', from: at(0, 11), until: at(0, 15) })] })
    expect([found.rows, found.by]).toEqual([['two', 'one'], { amount: 60, of: 'minutes' }])
    expect(found.mends[0]).toMatchObject({ kind: 'begin-later', at: at(0, 12) })
  })

  test('[REA10] a platoon does two patrols at a time, not three', () => {
    const patrols = ['a', 'b', 'c'].map((id) => task(id, { kind: 'patrol', unit: 'INF4-A1', place: 'corvale', from: at(0, 9), until: at(0, 11) }))
    expect(kindsOf(patrols.slice(0, 2))).toEqual([])
    expect(kindsOf(patrols)).toContain('double-booked')
  })

  test('[REA10] two tasks one after the other with no time to move: 72 minutes of road, 30 minutes between', () => {
    const found = only('no-time-to-move', { tasks: [task('one', { unit: 'INF4-A1', place: 'corvale', from: at(0, 8), until: at(0, 10) }), task('two', { unit: 'INF4-A1', place: 'hallet', from: at(0, 10, 30), until: at(0, 14) })] })
    expect(found.by).toEqual({ amount: 42, of: 'minutes' })
    expect(why(found, 'travel')).toMatchObject({ after: 'one', readyAt: at(0, 10), neededAt: at(0, 10, 30), arriveAt: at(0, 11, 12) })
  })

  test('[REA10] a task before the notice to move is over', () => {
    const found = only('task-before-notice', { tasks: [task('now', { unit: 'INF4-A1', place: 'corvale', from: at(0, 6, 20), until: at(0, 9) })] })
    expect(found.by).toEqual({ amount: 40, of: 'minutes' })
    expect(why(found, 'travel')).toMatchObject({ orderedAt: sixOClock, noticeMinutes: 60, readyAt: at(0, 7) })
  })

  test('[REA10] a task that is simply too far says the way, leg by leg, and the helicopter is a mend', () => {
    const found = only('too-far', { tasks: [task('far', { unit: 'INF4-A1', place: 'nerrin', from: at(0, 8), until: at(0, 12) })] })
    expect(why(found, 'travel').journey?.legs.map((leg) => (leg.kind === 'way' ? `${leg.way} ${leg.km}` : leg.kind))).toEqual(['T2 18'])
    expect(found.by?.amount).toBeCloseTo(60 + 18 * 60 / 7 - 120, 9)
    expect(found.mends.map(({ kind }) => kind)).toEqual(['by-air', 'begin-later'])
  })

  test('[REA10] the bridge is out: a platoon of Adrun does not come to Corvale by noon, and the bridge is named', () => {
    const found = only('route-closed', { tasks: [task('cross', { unit: 'INF4-QRF', place: 'corvale', from: at(0, 9), until: at(0, 18) })] }, { world: bridgeOut })
    expect(why(found, 'blocked').blockers).toEqual([expect.objectContaining({ hindrance: 'state', thing: 'farrow' })])
    expect(why(found, 'blocked').otherwiseMinutes).toBe(62)
    expect(found.mends[0]?.kind).toBe('other-unit')
  })

  test('[REA79] who is free is sent to people nobody is with, but never the reserve', () => {
    const found = only('must-without-troops', { hotspots: [hotspot('h', { place: 'renda', rank: 'must' })] })
    const [way] = found.mends
    expect(way?.kind).toBe('other-unit')
    if (way?.kind === 'other-unit') expect(wenzaPlanning.units.each[way.unit]).toMatchObject({ reserve: false, protects: true })
  })

  test('[REA10] an armoured vehicle is too heavy for the ferry; a 4x4 is the mend, and comes in time', () => {
    const found = only('too-heavy', { tasks: [task('south', { unit: 'INF4-QRF', place: 'jolvan', mobility: 'apc', vehicles: 3, from: at(0, 11), until: at(0, 18) })] }, { world: bridgeOut })
    expect(why(found, 'weight')).toMatchObject({ mobility: 'apc', tonnes: 15, crossing: 'pelu', maxTonnes: 8 })
    expect(found.mends.map((mend) => (mend.kind === 'other-mobility' ? mend.mobility : mend.kind))).toContain('4x4')
  })

  test('[REA10] C Company may not go to Ishtel by night: its capital is the mend, with the time it would bring', () => {
    const found = only('caveat-broken', { tasks: [task('ishtel', { unit: 'INF4-C1', place: 'ishtel', from: at(1, 3), until: at(1, 6) })] }, { now: at(0, 16, 30), hours: 16 })
    expect(why(found, 'caveat')).toMatchObject({ beyondKm: 10, freeArriveAt: expect.any(Number), arriveAt: expect.any(Number) })
    expect(why(found, 'caveat').freeArriveAt).toBeLessThan(at(1, 3))
    expect(why(found, 'caveat').arriveAt).toBeGreaterThan(at(1, 6))
    expect(found.mends.map(({ kind }) => kind)).toContain('ask-capital')
  })

  test('[REA10] a unit that rests or has left is not there to be tasked', () => {
    const found = only('unit-unavailable', { tasks: [task('gone', { unit: 'INF4-A2', place: 'corvale', from: at(0, 9), until: at(0, 12) })] }, { world: { units: { 'INF4-A2': 'detached' } } })
    expect(why(found, 'state').state).toBe('detached')
  })

  test('[REA10] two units at the ferry: the second waits for the boat', () => {
    const crossing = (id: string, unit: string): PlanTask => task(id, { kind: 'patrol', unit, place: 'jolvan', vehicles: 3, from: at(0, 10, 14), until: at(0, 14) })
    const found = only('ferry-queue', { tasks: [crossing('one', 'INF4-QRF'), crossing('two', 'FPU1-C')] }, { world: bridgeOut })
    expect(found.rows).toEqual(['two', 'one'])
    expect(why(found, 'queue')).toMatchObject({ crossing: 'pelu', trips: 1 })
    expect(found.by?.amount).toBeGreaterThan(15)
  })
})

describe('flown to a task', () => {
  const flown = (id: string, change: Partial<PlanTask>): PlanTask => task(id, { unit: 'INF4-QRF', place: 'yeddan', mobility: 'AIR-1', from: at(0, 12), until: at(0, 16), ...change })

  test('[REA10] eighteen soldiers are in Yeddan by noon in one lift; 34 take two lifts', () => {
    const airlift = (strength: number) => reportOf({ tasks: [flown('t', { strength, kind: 'liaison' })] }).turns[0]
    expect([airlift(18)?.airlift?.lifts, airlift(34)?.airlift?.lifts]).toEqual([1, 2])
    expect(airlift(18)?.present).toEqual({ from: at(0, 12), to: at(0, 16) })
    expect(airlift(34)?.arriveAt ?? 0).toBeGreaterThan((airlift(18)?.arriveAt ?? 0) + 25)
  })

  test('[REA10] no flight by night or in a storm; the road is the mend where there is one', () => {
    const night = only('no-flight', { tasks: [flown('t', { place: 'renda', from: at(0, 20), until: at(0, 23), strength: 18 })] }, { now: at(0, 17, 30) })
    expect(night.mends[0]).toMatchObject({ kind: 'other-mobility', mobility: '4x4', lostMinutes: 0 })
    expect(why(only('no-flight', { tasks: [flown('t', { strength: 18 })] }, { world: { weather: 'storm' } }), 'flight').flight).toBeNull()
  })

  test('[REA10] flights are added up against the hours that are left', () => {
    const planning = { ...wenzaPlanning, aircraft: wenzaPlanning.aircraft.map((aircraft) => ({ ...aircraft, hoursLeft: 0.25 })) }
    expect(findings({ tasks: [flown('t', { strength: 18 })] }).map(({ kind }) => kind)).not.toContain('too-few-flying-hours')
    expect(only('too-few-flying-hours', { tasks: [flown('t', { strength: 18 })] }, { planning }).by?.of).toBe('minutes')
  })
})

describe('people', () => {
  test('[REA11] a must-protect hotspot with nobody there is named with every hour, and who could be sent', () => {
    const found = only('must-without-troops', { hotspots: [hotspot('h', { place: 'yeddan', rank: 'must' })] })
    expect([found.weight, found.by]).toEqual(['impossible', { amount: 1440, of: 'minutes' }])
    expect(found.mends.map(({ kind }) => kind)).toContain('by-air')
    expect(findings({ hotspots: [hotspot('h', { place: 'yeddan', rank: 'should' })] }).filter(({ kind }) => kind === 'must-without-troops')).toEqual([])
  })

  test('[REA11] only the hours of danger count: the wood path from 05:30 to 08:00', () => {
    const path = hotspot('h', { at: [66.9, 48.5], rank: 'must', hours: [330, 480] })
    const patrol = task('t', { kind: 'patrol', unit: 'FPU1-C', at: [66.9, 48.5], from: at(1, 5, 30), until: at(1, 7) })
    const found = only('must-without-troops', { hotspots: [path], tasks: [patrol] }, { now: at(0, 12) })
    expect(found.by).toEqual({ amount: 60, of: 'minutes' })
  })

  test('[REA11] a gap that was told, with who accepts the risk, is no reproach any more', () => {
    const hotspots = [hotspot('h', { place: 'yeddan', rank: 'must' })]
    const told = gap('g', { place: 'yeddan', who: 'six hamlets', because: 'six hours', told: 'elder', acceptedBy: 'Sector HQ' })
    expect(only('must-without-troops', { hotspots, gaps: [told] }).weight).toBe('unsaid')
    expect(why(only('gap-not-told', { hotspots, gaps: [{ ...told, acceptedBy: '' }] }), 'unsaid')).toMatchObject({ told: true, accepted: false })
  })

  test('[REA11] a promise counts the hours promised and the hours kept', () => {
    const fields = promise('p', { place: 'sabel', hours: [300, 1140], from: at(1, 0), until: at(2, 0) })
    const patrol = task('t', { kind: 'patrol', unit: 'INF4-A1', place: 'sabel', from: at(1, 6), until: at(1, 9) })
    const report = reportOf({ promises: [fields], tasks: [patrol] }, { now: at(0, 20), hours: 28 })
    expect(report.promises.map(({ promisedMinutes, keptMinutes }) => [promisedMinutes, keptMinutes])).toEqual([[840, 180]])
    const found = report.findings.find(({ kind }) => kind === 'promise-beyond-means')
    expect(found?.by).toEqual({ amount: 660, of: 'minutes' })
    expect(found?.mends).toEqual([{ kind: 'promise-less', spans: [{ from: at(1, 6), to: at(1, 9) }], lostMinutes: 660 }])
    expect(findings({ promises: [{ ...fields, state: 'withdrawn' }] })).not.toContainEqual(expect.objectContaining({ kind: 'promise-beyond-means' }))
  })

  test('[REA11] the reserve that stands guard is none', () => {
    const found = only('reserve-as-guard', { tasks: [task('t', { unit: 'INF4-QRF', place: 'renda', from: at(0, 9), until: at(0, 18) })] })
    expect([found.by, found.mends[0]?.kind]).toEqual([{ amount: 540, of: 'minutes' }, 'free-reserve'])
    expect(kindsOf([task('t', { kind: 'patrol', unit: 'INF4-QRF', place: 'renda', from: at(0, 9), until: at(0, 11) })])).toEqual([])
    expect(kindsOf([task('r', { kind: 'reserve', unit: 'INF4-B1' }), task('t', { unit: 'INF4-B1', place: 'veshk', from: at(0, 9), until: at(0, 18) })])).toContain('reserve-as-guard')
  })

  test('[REA11] the wounded at Yeddan come to Level 2 hours late by day, and far later by night', () => {
    const day = only('casualty-too-late', { hotspots: [hotspot('h', { place: 'yeddan', rank: 'must', hours: [540, 600] })] })
    const { timeline } = why(day, 'casualty')
    // Called at 09:00: ready 11:00, 8 min out from the airfield, 10 min loading, back to Adrun, 50 min to Haldrim.
    expect([timeline.level1?.by, timeline.late]).toEqual(['air', { firstAid: true, level1: true, level2: true }])
    expect(timeline.level2?.minutes).toBeGreaterThan(180)
    expect(timeline.level2?.minutes).toBeLessThan(200)
    expect(day.mends).toEqual([expect.objectContaining({ kind: 'helicopter-on-alert', lostMinutes: 0 })])
    const night = why(only('casualty-too-late', { hotspots: [hotspot('h', { place: 'yeddan', rank: 'must', hours: [1200, 1260] })] }), 'casualty').timeline
    expect(night.level2?.minutes).toBeGreaterThan(600)
  })

  test('[REA11] a must-protect place without a phone is named: after the mast of Kestin is gone, Kestin too', () => {
    const plan = { hotspots: [hotspot('h', { place: 'kestin', rank: 'must' })] }
    expect(findings(plan).map(({ kind }) => kind)).not.toContain('nobody-can-call')
    expect(only('nobody-can-call', plan, { world: { masts: { 'mast-kestin': 'off' } } }).by).toEqual({ amount: 1440, of: 'minutes' })
  })

  test('[REA11] a row without a place is said to be one', () => {
    expect(only('no-place', { tasks: [task('t', { unit: 'INF4-A1' })] }).rows).toEqual(['t'])
    expect(only('no-place', { hotspots: [hotspot('h', { place: 'nowhere-known' })] }).rows).toEqual(['h'])
  })
})

describe('conduct and escort', () => {
  const support = (partner: string, conditions = ''): PlanTask => task('s', { kind: 'support', unit: 'INF4-B1', place: 'veshk', partner, conditions, from: at(0, 9), until: at(0, 11) })

  test('[REA12] support to 72 Battalion is refused; to 71 it hangs on conditions', () => {
    expect(only('conduct-refused', { tasks: [support('TDF-72', 'joint planning')] }).mends).toEqual([{ kind: 'refuse-support', partner: 'TDF-72', lostMinutes: 0 }])
    expect(only('conduct-not-checked', { tasks: [support('TDF-71')] }).mends[0]?.kind).toBe('set-conditions')
    expect(kindsOf([support('TDF-71', 'UN monitors ride along; stops when one condition is broken')])).toEqual([])
  })

  const escort = (change: Partial<PlanTask> = {}): PlanTask => task('e', {
    kind: 'escort', unit: 'INF4-A1', place: 'corvale', route: [[27, 71]], from: at(0, 9), until: at(0, 14), convoyVehicles: 1, convoyTonnes: 6, alternatives: ['asked-ocha', 'community-guarantee'], ...change,
  })

  test('[REA12] an escort before OCHA was asked and one alternative offered is a question of order', () => {
    expect(kindsOf([escort()])).toEqual([])
    expect(only('escort-before-alternatives', { tasks: [escort({ alternatives: [] })] }).by).toEqual({ amount: 2, of: 'steps' })
    expect(only('escort-before-alternatives', { tasks: [escort({ alternatives: ['by-air'] })] }).by).toEqual({ amount: 1, of: 'steps' })
  })

  test('[REA12] a convoy carries what its trucks carry', () => {
    const found = only('convoy-overloaded', { tasks: [escort({ convoyTonnes: 20, convoyVehicles: 2 })] })
    expect([found.by, why(found, 'load')]).toEqual([{ amount: 4, of: 'tonnes' }, { kind: 'load', tonnes: 20, vehicles: 2, tonnesEach: 8, most: 16 }])
    expect(found.mends[0]).toMatchObject({ kind: 'more', amount: { amount: 1, of: 'vehicles' } })
  })

  test('[REA12] a convoy is back before dark or it stays', () => {
    const found = only('convoy-after-dark', { tasks: [escort({ from: at(0, 16), until: at(0, 19) })] })
    // 72 minutes out, and back at six tenths after 18:20.
    expect(found.by?.amount).toBeCloseTo(4 / 0.6, 9)
  })

  test('[REA12] food trucks do not cross at Pelu', () => {
    const found = only('too-heavy', { tasks: [escort({ unit: 'INF4-QRF', place: 'adrun', route: [[77, 24]] })] }, { world: bridgeOut })
    expect(why(found, 'weight')).toMatchObject({ mobility: 'truck', crossing: 'pelu' })
  })
})

describe('enough', () => {
  test('[REA13] a site day and night wants a platoon: eight soldiers are 24 too few', () => {
    const found = only('too-few-for-post', { tasks: [task('t', { unit: 'INF4-A1', place: 'corvale', strength: 8, from: at(0, 8), until: at(2, 8) })] }, { hours: 48 })
    expect(found.by).toEqual({ amount: 24, of: 'soldiers' })
    expect(why(found, 'post').perPost).toBeCloseTo(4.66, 2)
  })

  test('[REA13] more than fourteen days wants half as many again', () => {
    const found = only('not-sustained', { tasks: [task('t', { unit: 'INF4-A1', place: 'corvale', from: at(0, 8), until: at(20, 8) })] })
    expect([found.by, why(found, 'sustained').days]).toEqual([{ amount: 0.5, of: 'tokens' }, 20])
  })

  test('[REA13] three patrols a day are one too many, and seventeen hours leave no rest', () => {
    const patrol = (id: string, from: number, to: number, kind: PlanTask['kind'] = 'patrol'): PlanTask => task(id, { kind, unit: 'INF4-A1', place: 'corvale', from: at(1, from), until: at(1, to) })
    expect(only('too-many-patrols', { tasks: [patrol('a', 6, 8), patrol('b', 10, 12), patrol('c', 14, 16)] }, { hours: 48 }).by).toEqual({ amount: 1, of: 'patrols' })
    expect(only('no-rest', { tasks: [patrol('a', 4, 21, 'support')] }, { hours: 48 }).by).toEqual({ amount: 300, of: 'minutes' })
  })

  test('[REA13] two platoons of Corvale want twelve 4x4, and six are ready', () => {
    const found = only('not-enough-vehicles', { tasks: ['INF4-A1', 'INF4-A2'].map((unit) => task(unit, { unit, place: 'hallet', from: at(0, 10), until: at(0, 12) })) })
    expect(why(found, 'vehicles')).toMatchObject({ base: 'corvale', mobility: '4x4', used: 12, ready: 6 })
  })

  test('[REA13] 32 soldiers do not sit in three 4x4', () => {
    expect(only('no-seats', { tasks: [task('t', { unit: 'INF4-A1', place: 'hallet', vehicles: 3, from: at(0, 10), until: at(0, 12) })] }).by).toEqual({ amount: 17, of: 'seats' })
  })

  test('[REA13] with the bridge out no truck supplies the south-west bank: Corvale five days, Jolvan six', () => {
    const cut = findings({}, { world: bridgeOut }).filter(({ kind }) => kind === 'supply-cut')
    expect(cut.map(({ places, by }) => `${places.join()} ${by?.amount ?? 0}`)).toEqual(['corvale 5', 'ishtel 6', 'jolvan 6'])
    expect(findings({})).toEqual([])
  })
})

describe('all together', () => {
  test('[REA14] a finding keeps its key from edit to edit, and no two share one', () => {
    const before = findings(wenzaPlan, { world: bridgeOut })
    const after = findings({ ...wenzaPlan, gaps: [] }, { world: bridgeOut })
    expect(new Set(before.map(({ key }) => key)).size).toBe(before.length)
    expect(after.map(({ key }) => key)).toEqual(before.filter(({ kind }) => kind !== 'gap-not-told').map(({ key }) => key))
  })

  test('[REA14] an edited plan checked with remembered routes says what a fresh check says', () => {
    const ground = groundOf(wenzaScenario.zone, wenzaPlanning)
    const window = { from: sixOClock, to: sixOClock + 1440 }
    const moments = [{ from: sixOClock, facts: factsWith(bridgeOut) }]
    const input = { ground, units: wenzaScenario.units, plan: wenzaPlan, now: sixOClock, window }
    const remembered = routesIn(ground, moments, window)
    for (let round = 0; round < 20; round += 1) {
      const plan = { ...wenzaPlan, tasks: wenzaPlan.tasks.map((each, index) => (index === round ? { ...each, hours: [480 + round * 7, 1000] as const } : each)) }
      expect(checkPlan({ ...input, plan, routes: remembered })).toEqual(checkPlan({ ...input, plan, routes: routesIn(ground, moments, window) }))
    }
  })

  test('[REA14] every finding offers at most three mends, cheapest first, and tells how much unless it is a question', () => {
    for (const { mends, by, weight, kind } of findings(wenzaPlan, { world: bridgeOut })) {
      expect(mends.length).toBeLessThanOrEqual(3)
      expect(mends.map(({ lostMinutes }) => lostMinutes)).toEqual(mends.map(({ lostMinutes }) => lostMinutes).sort((one, other) => one - other))
      if (weight !== 'unsaid' && kind !== 'conduct-refused') expect(by, kind).not.toBeNull()
    }
  })
})
