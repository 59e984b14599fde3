/** Manning, coverage, reaction and supply in the Wenza Basin, and the arithmetic of hours they stand on. */
import { describe, expect, test } from 'vitest'
import { emptyPlan, type PlanRows } from '#shared/board/planRows.ts'
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import { guardSoldiers, soldiersForPost } from '#shared/reality/manning.ts'
import { hoursOf, joined, lengthOf, overlapOf, spansOf, without, type Span } from '#shared/reality/minutes.ts'
import { raceOf } from '#shared/reality/race.ts'
import { reachFrom } from '#shared/reality/reach.ts'
import { RealityDesk, worldForeseen, worldNow } from '#shared/reality/realityDesk.ts'
import { Routes } from '#shared/reality/routes.ts'
import { Spots } from '#shared/reality/spots.ts'
import { randomConditions, randomParty, randomPlanning, randomRoads } from '../../support/randomRoads.ts'
import { factsWith, wenzaPlanning, wenzaScenario, type WorldChanges } from '../../support/realityWorld.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'
import { hotspot, task, wenzaPlan } from '../../support/wenzaPlan.ts'

const at = (day: number, hour: number, minute = 0): number => day * 1440 + hour * 60 + minute
const ground = groundOf(wenzaScenario.zone, wenzaPlanning)

function reportOf(plan: Partial<PlanRows>, world: WorldChanges = {}, now = at(0, 6), hours = 24) {
  const window = { from: now, to: now + hours * 60 }
  return checkPlan({ ground, units: wenzaScenario.units, routes: routesIn(ground, [{ from: now, facts: factsWith(world) }], window), plan: { ...emptyPlan, ...plan }, now, window })
}

function siteOf(report: ReturnType<typeof reportOf>, id: string) {
  const found = report.coverage.find(({ site }) => site.id === id)
  if (found === undefined) throw new Error(`no site ${id}`)
  return found
}

describe('manning', () => {
  test('[REA20] one post day and night is 4.66 soldiers, a base with two posts of two 18.6, and 13 of a platoon are left for one patrol', () => {
    expect(soldiersForPost(wenzaPlanning.manning).toFixed(2)).toBe('4.66')
    expect(guardSoldiers(wenzaPlanning.manning, { guardPosts: 2, soldiersPerPost: 2 }).toFixed(1)).toBe('18.6')
    const [adrun] = reportOf({}).manning
    expect([adrun?.leftOfToken, adrun?.patrols]).toEqual([13, 1])
  })

  test('[REA20] at the opening there are seven tokens of the battalion, and the platoons of the police unit that do not rest', () => {
    const tokens = (base: string): number | undefined => reportOf({}).manning.find((each) => each.base === base)?.hours[0]?.freeTokens
    expect(['adrun', 'corvale', 'kestin', 'jolvan', 'lothra'].map(tokens)).toEqual([2, 2, 2, 2, 1])
  })

  test('[REA20] a platoon on patrol leaves half a token at its base, and from leaving to coming back', () => {
    const patrol = task('t', { kind: 'patrol', unit: 'INF4-A1', place: 'hallet', from: at(0, 9), until: at(0, 11) })
    const hours = reportOf({ tasks: [patrol] }).manning.find(({ base }) => base === 'corvale')?.hours ?? []
    // Leaves 07:48, back 12:12.
    expect(hours.slice(0, 8).map(({ freeTokens }) => freeTokens)).toEqual([2, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 2])
  })

  test('[REA20] companies add up as the sheet says', () => {
    expect(reportOf({}).manning.map(({ base, strength }) => `${base} ${strength}`)).toContain('corvale 148')
  })
})

describe('coverage', () => {
  test('[REA21] a site with a unit that protects is covered from its arrival to its end, not from the order', () => {
    const { protectedIn } = siteOf(reportOf({ tasks: [task('t', { unit: 'INF4-A1', place: 'nerrin', from: at(0, 8), until: at(0, 12) })] }), 'nerrin')
    expect(protectedIn.map(({ to }) => to)).toEqual([at(0, 12)])
    expect(protectedIn[0]?.from).toBeCloseTo(at(0, 7) + 18 * 60 / 7, 9)
  })

  test('[REA21] observers and liaison are there and do not protect', () => {
    const site = siteOf(reportOf({ tasks: [task('t', { kind: 'liaison', unit: 'INF4-A1', place: 'hallet', from: at(0, 10), until: at(0, 12) })] }), 'hallet')
    expect(site.hours.find(({ from }) => from === at(0, 10))).toMatchObject({ present: ['INF4-A1'], coveredMinutes: 0 })
    expect(siteOf(reportOf({}), 'ishtel').hours[0]).toMatchObject({ present: ['UNMO-1'], coveredMinutes: 0 })
  })

  test('[REA21] a town with a company at home is covered; one whose platoons are both away is not', () => {
    const away = ['INF4-A1', 'INF4-A2'].map((unit) => task(unit, { unit, place: 'hallet', vehicles: 3, from: at(0, 10), until: at(0, 14) }))
    expect(siteOf(reportOf({}), 'corvale').uncoveredMinutes).toBe(0)
    // Both leave at 08:48 and are back at 15:12.
    expect(siteOf(reportOf({ tasks: away }), 'corvale').uncovered).toEqual([{ from: at(0, 8, 48), to: at(0, 15, 12) }])
  })

  test('[REA21] who comes first, and when: to Renda the reserve in an hour, to Hallet a platoon of Corvale', () => {
    const report = reportOf({}, { crossings: { farrow: 'destroyed' } })
    expect(siteOf(report, 'renda').hours[0]?.first).toEqual({ name: 'INF4-QRF', mobility: '4x4', readyAt: at(0, 6, 30), arriveAt: at(0, 7) })
    expect(siteOf(report, 'hallet').hours[0]?.first).toMatchObject({ name: 'INF4-A1', arriveAt: at(0, 8, 12) })
    expect(siteOf(report, 'hallet').hours[0]?.reserve?.arriveAt).toBeGreaterThan(at(0, 20))
  })

  test('[REA21] a reserve that is bound reacts no more', () => {
    const bound = reportOf({ tasks: [task('t', { unit: 'INF4-QRF', place: 'renda', from: at(0, 8), until: at(0, 18) })] })
    expect(siteOf(bound, 'lothra').hours.find(({ from }) => from === at(0, 12))?.reserve).toBeNull()
  })

  test('[REA21] the helicopter lands by day only, and a hotspot off every place is a site of its own', () => {
    const report = reportOf({ hotspots: [hotspot('path', { at: [66.9, 44.4], rank: 'should' })] })
    expect(siteOf(report, 'path').hours.find(({ from }) => from === at(0, 8))?.airAt).toBeGreaterThan(at(0, 10))
    expect(siteOf(report, 'path').hours.find(({ from }) => from === at(0, 20))?.airAt).toBeGreaterThan(at(1, 5, 50))
  })
})

describe('the desk', () => {
  const desk = (): RealityDesk => {
    const made = new RealityDesk(wenzaScenario.zone, wenzaPlanning, wenzaScenario.units)
    made.setWorld(worldNow(factsWith({}), at(0, 6)))
    made.setMoment(at(0, 6), { from: at(0, 6), to: at(1, 6) })
    return made
  }

  test('[REA22] the chain from a cry for help adds up: alert, cross-check, decision, notice, road', () => {
    const reaction = desk().reaction('INF4-QRF', 'renda', at(0, 10))
    expect(reaction?.parts).toEqual([
      { part: 'alert', minutes: 120 }, { part: 'cross-check', minutes: 15 }, { part: 'decision', minutes: 10 }, { part: 'notice', minutes: 30 }, { part: 'road', minutes: 30 },
    ])
    expect(reaction?.arriveAt).toBe(at(0, 13, 25))
    expect(desk().reaction('INF4-A1', 'corvale', at(0, 10))?.parts[0]).toEqual({ part: 'alert', minutes: 5 })
  })

  test('[REA22] it says after many edits, changes of the world and minutes what a new one says', () => {
    const old = desk()
    const worlds = [factsWith({}), factsWith({ crossings: { farrow: 'destroyed' } }), factsWith({ weather: 'very-heavy' })]
    for (let step = 0; step < 12; step += 1) {
      const now = at(0, 6) + step * 7
      const plan = { ...wenzaPlan, tasks: wenzaPlan.tasks.slice(step) }
      const facts = worlds[Math.floor(step / 4)] ?? factsWith({})
      const window = { from: now, to: now + 1440 }
      if (step % 4 === 0) old.setWorld(worldNow(facts, now))
      old.setPlan(plan)
      old.setMoment(now, window)
      const fresh = new RealityDesk(wenzaScenario.zone, wenzaPlanning, wenzaScenario.units)
      fresh.setWorld(worldNow(facts, now))
      fresh.setPlan(plan)
      fresh.setMoment(now, window)
      expect(old.report()).toEqual(fresh.report())
    }
  })

  test('[REA22] what directing staff foresee closes the ferry at D 16:00; who does not know it plans with the ferry', () => {
    const facts = factsWith({ crossings: { farrow: 'destroyed', pelu: 'restricted' } })
    const [staff, member] = [desk(), desk()]
    staff.setWorld(worldForeseen(facts, at(0, 13), wenzaPlanning))
    member.setWorld(worldNow(facts, at(0, 13)))
    for (const each of [staff, member]) each.setMoment(at(0, 13), { from: at(0, 13), to: at(1, 13) })
    expect(member.journey('FPU1-C', 'lothra', 'jolvan', at(0, 15))?.arriveAt).toBeLessThan(at(0, 21))
    expect(staff.journey('FPU1-C', 'lothra', 'jolvan', at(0, 15))?.arriveAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at(2, 8))
  })
})

describe('against counting by hand', () => {
  const randomSpans = (random: SeededRandom): Span[] => joined(Array.from({ length: random.whole(6) }, () => {
    const from = random.whole(200)
    return { from, to: from + 1 + random.whole(60) }
  }))
  const minutesOf = (spans: readonly Span[]): Set<number> => new Set(spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)))

  test('[REA23] spans meet, are taken away and add up as minute by minute', () => {
    const random = seededRandom(5)
    for (let round = 0; round < 500; round += 1) {
      const [ones, others] = [randomSpans(random), randomSpans(random)]
      const [a, b] = [minutesOf(ones), minutesOf(others)]
      expect(minutesOf(overlapOf(ones, others))).toEqual(new Set([...a].filter((minute) => b.has(minute))))
      expect(minutesOf(without(ones, others))).toEqual(new Set([...a].filter((minute) => !b.has(minute))))
      expect(lengthOf(ones)).toBe(a.size)
    }
    expect(spansOf({ from: 1320, to: 300 }, { from: 0, to: 1440 })).toEqual([{ from: 0, to: 300 }, { from: 1320, to: 1440 }])
    expect(hoursOf({ from: 340, to: 500 })).toEqual([{ from: 340, to: 360 }, { from: 360, to: 420 }, { from: 420, to: 480 }, { from: 480, to: 500 }])
  })

  test.each(Array.from({ length: 40 }, (_, index) => index + 1))('[REA23] the first of a race is the one who would be first alone (seed %i)', (seed) => {
    const random = seededRandom(seed * 101)
    const made = randomRoads(random, 9, 14)
    const routes = new Routes(made.graph, randomConditions(random, made, randomPlanning(random, made)))
    const spots = new Spots(made.graph)
    const parties = [randomParty(random, made), randomParty(random, made)]
    const runners = Array.from({ length: 5 }, (_, index) => {
      const spot = spots.ofPlace(random.pick(made.places).id)
      if (spot === null) throw new Error('a place')
      return { name: `u${index}`, spot, party: random.pick(parties), readyAt: random.whole(600) }
    })
    const race = raceOf(routes, runners)
    for (const { id } of made.places) {
      const to = spots.ofPlace(id)
      if (to === null || to.entries.some(({ passage }) => passage !== -1)) continue
      const alone = Math.min(...runners.map(({ spot, party, readyAt }) => routes.arrival(spot, to, party, readyAt)))
      const first = race(to)
      expect(first?.arriveAt ?? Number.POSITIVE_INFINITY).toBeCloseTo(alone, 6)
      const runner = runners.find(({ name }) => name === first?.name)
      if (runner !== undefined) expect(routes.arrival(runner.spot, to, runner.party, runner.readyAt)).toBeCloseTo(alone, 6)
    }
  })

  test.each(Array.from({ length: 25 }, (_, index) => index + 1))('[REA23] a road is in the reach as far as one gets on it, from either end (seed %i)', (seed) => {
    const random = seededRandom(seed * 977)
    const made = randomRoads(random, 7, 10)
    const routes = new Routes(made.graph, randomConditions(random, made, randomPlanning(random, made)))
    const party = randomParty(random, made)
    const spots = new Spots(made.graph)
    const from = spots.ofPlace('p0')
    if (from === null) throw new Error('a place')
    const [departAt, until] = [500, 500 + random.whole(400)]
    const [reach] = reachFrom(routes, from, party, departAt, [until])
    const search = routes.search(from, party, departAt)
    for (const way of new Set(made.graph.passages.flatMap((each) => (each.kind === 'stretch' ? [each.way] : [])))) {
      let metres = 0
      made.graph.passages.forEach((passage, index) => {
        if (passage.kind !== 'stretch' || passage.way !== way) return
        const [one, other] = passage.ends.map((end) => search.arrivalAt(end))
        for (let km = 0.05; km < passage.km; km += 0.1) {
          const there = Math.min(search.passing.arrivalAfter(index, km, one ?? Number.POSITIVE_INFINITY), search.passing.arrivalAfter(index, passage.km - km, other ?? Number.POSITIVE_INFINITY))
          if (there <= until) metres += 0.1
        }
      })
      const said = (reach?.roads ?? []).filter((road) => road.way === way).reduce((sum, { km }) => sum + km, 0)
      expect(Math.abs(said - metres), way).toBeLessThan(0.45)
    }
  })
})
