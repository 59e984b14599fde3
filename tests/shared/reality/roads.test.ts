/** Roads, crossings, boats, flights and reach on the Wenza sheet, in the field's words. */
import { describe, expect, test } from 'vitest'
import { firstFlight } from '#shared/reality/air.ts'
import { conditionsOf } from '#shared/reality/conditions.ts'
import { hoursAndMinutes, weekdayOf } from '#shared/reality/minutes.ts'
import { waitedIn } from '#shared/reality/journey.ts'
import { kmBetween, meetings, nearestOnLine } from '#shared/reality/plane.ts'
import type { Aircraft } from '#shared/reality/planning.ts'
import { reachFrom } from '#shared/reality/reach.ts'
import { Routes } from '#shared/reality/routes.ts'
import { conditionsOver, conditionsWith, factsWith, partyOf, spotOf, tableRoutes, twoWeeks, wenzaGraph, wenzaPlanning, wenzaScenario, wenzaSpots } from '../../support/realityWorld.ts'

const at = (day: number, hour: number, minute = 0): number => day * 1440 + hour * 60 + minute
const wet = new Routes(wenzaGraph, conditionsWith({}))

describe('the graph', () => {
  test('[REA4] Farrow and Pelu have a bank on each side, and only the crossing joins them', () => {
    const banks = (place: string): string[][] => (wenzaGraph.nodesOfPlace.get(place) ?? []).map((node) =>
      wenzaGraph.passages.flatMap((passage) => (passage.kind === 'stretch' && passage.class !== 'water' && passage.ends.includes(node) ? [passage.way] : [])).sort())
    expect(banks('farrow-bridge').filter((roads) => roads.length > 0)).toEqual([['GOLD-1'], ['GOLD-2']])
    expect(banks('pelu-ferry').filter((roads) => roads.length > 0)).toEqual([['SILVER-2', 'T9'], ['SILVER-3']])
  })

  test('[REA4] the 45 minutes belong to the crossing: they come neither to T9 nor to SILVER 3', () => {
    const arrival = (from: string, to: string): number => wet.arrival(spotOf(from), spotOf(to), partyOf('4x4'), at(0, 8)) - at(0, 8)
    expect(hoursAndMinutes(arrival('emmar', 'lothra'))).toBe('3:48')
    expect(hoursAndMinutes(arrival('emmar', 'jolvan'))).toBe('4:53')
  })

  test('[REA4] a road cut by fords keeps the length of its table', () => {
    const parts = wenzaGraph.passages.flatMap((passage) => (passage.kind === 'stretch' && passage.way === 'T4' ? [passage.km] : []))
    expect(parts).toHaveLength(3)
    expect(parts.reduce((sum, km) => sum + km, 0)).toBeCloseTo(30, 9)
  })

  test('[REA4] a flatbed of 18 t does not pass the fords to Dorrek', () => {
    expect(wet.arrival(spotOf('adrun'), spotOf('dorrek'), partyOf('flatbed'), at(0, 8))).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the ferry', () => {
  const pelu = (departAt: number, by = '4x4', vehicles = 1) => wet.journey(spotOf('pelu-ferry'), spotOf('jolvan'), partyOf(by, { vehicles }), departAt)
  const fromLothra = (departAt: number, vehicles = 1) => wet.journey(spotOf('lothra'), spotOf('jolvan'), partyOf('4x4', { vehicles }), departAt)

  test('[REA5] a trip that would end after sunset waits for the morning', () => {
    // Sunset 18:20, so the last trip begins at 17:35; 48 minutes from Lothra.
    expect(waitedIn(fromLothra(at(0, 16, 47)) ?? { legs: [] })).toBe(0)
    const late = fromLothra(at(0, 16, 48))
    const crossing = late?.legs.find((leg) => leg.kind === 'crossing')
    expect(crossing?.to).toBe(at(1, 5, 50) + 45)
  })

  test('[REA5] three 4x4 cross together, seven need three trips', () => {
    const trips = (vehicles: number): number | undefined => fromLothra(at(0, 8), vehicles)?.legs.flatMap((leg) => (leg.kind === 'crossing' ? [leg.trips] : []))[0]
    expect([1, 3, 4, 7].map(trips)).toEqual([1, 1, 2, 3])
  })

  test('[REA5] who stands at the ferry may begin on either bank', () => {
    expect(pelu(at(0, 8))?.legs.map(({ kind }) => kind)).toEqual(['way'])
  })

  test('[REA5] water over its limit stops it, when the figure is given for Pelu', () => {
    const crossings = { farrow: 'destroyed' } as const
    const rising = new Routes(wenzaGraph, conditionsOver([
      { from: at(-2, 0), crossings, water: { pelu: 2.4 } }, { from: at(0, 16), crossings, water: { pelu: 2.6 } }, { from: at(2, 8), crossings, water: { pelu: 2.4 } },
    ]))
    const crossing = rising.journey(spotOf('lothra'), spotOf('jolvan'), partyOf('4x4'), at(0, 15))?.legs.find((leg) => leg.kind === 'crossing')
    expect(crossing?.to).toBe(at(2, 8) + 45)
  })

  test('[REA5] the water of the weather strip, which is Farrow Bridge\'s from INJ-08 on, does not stop it', () => {
    const facts = factsWith({ crossings: { farrow: 'destroyed', pelu: 'restricted' } })
    const morning = conditionsOf(wenzaPlanning, [{ from: 0, facts: { ...facts, weather: { state: 'wet', waterMetres: 3.4, note: '', since: 0 } } }], twoWeeks)
    expect(hoursAndMinutes(new Routes(wenzaGraph, morning).arrival(spotOf('adrun'), spotOf('jolvan'), partyOf('4x4'), at(0, 8)) - at(0, 8))).toBe('3:13')
  })
})

describe('hours', () => {
  test('[REA6] at night the pace is six tenths: Adrun to Corvale by night 1:43 instead of 1:02', () => {
    expect(hoursAndMinutes(wet.arrival(spotOf('adrun'), spotOf('corvale'), partyOf('4x4'), at(0, 20)) - at(0, 20))).toBe('1:43')
  })

  test('[REA6] a party caught by night changes its pace at sunset, not before', () => {
    const legs = wet.journey(spotOf('adrun'), spotOf('corvale'), partyOf('4x4'), at(0, 18))?.legs ?? []
    const paces = legs.flatMap((leg) => (leg.kind === 'way' ? leg.paces.map(({ kmh, night }) => `${kmh}${night ? ' night' : ''}`) : []))
    expect(paces).toEqual(['30', '18 night', '18 night'])
  })

  test('[REA6] C Company waits at night where the way leads beyond 10 km of Jolvan; others drive on', () => {
    const jolvan = spotOf('jolvan')
    const bound = partyOf('4x4', { nightCircle: { centre: jolvan.at, km: 10 } })
    const free = wet.arrival(jolvan, spotOf('ishtel'), partyOf('4x4'), at(0, 17, 30))
    const held = wet.arrival(jolvan, spotOf('ishtel'), bound, at(0, 17, 30))
    // 50 minutes until sunset, the night through, and the rest of six hours from 05:50.
    expect(held).toBe(at(1, 5, 50) + 360 - 50)
    expect(free).toBeLessThan(held)
  })

  test('[REA6] halts of first contact are counted only where they are asked for', () => {
    const halting = wet.arrival(spotOf('corvale'), spotOf('hallet'), partyOf('4x4', { halts: true }), at(0, 8)) - at(0, 8)
    expect(halting).toBeCloseTo(72 * 1.2, 9)
  })

  test('[REA6] a curfew on a road is waited out', () => {
    const planning = { ...wenzaPlanning, curfews: [{ source: 'test', things: ['L1'], hours: { from: 9 * 60, to: 12 * 60 } }] }
    const routes = new Routes(wenzaGraph, conditionsWith({}, planning))
    expect(routes.arrival(spotOf('corvale'), spotOf('hallet'), partyOf('4x4'), at(0, 8, 30))).toBe(at(0, 12) + 42)
  })

  test('[REA6] a closure known for a later hour stops whoever is still on the way', () => {
    const routes = new Routes(wenzaGraph, conditionsOver([{ from: at(-2, 0) }, { from: at(0, 9), roads: { L1: 'closed-damage' } }]))
    expect(routes.arrival(spotOf('corvale'), spotOf('hallet'), partyOf('4x4'), at(0, 7, 40))).toBe(at(0, 8, 52))
    expect(routes.arrival(spotOf('corvale'), spotOf('hallet'), partyOf('4x4'), at(0, 8))).toBe(Number.POSITIVE_INFINITY)
  })

  test('[REA6] D-day is a Monday, so D-2 is market Saturday and D+3 the last flying day', () => {
    expect([-2, 0, 3, 4].map((day) => weekdayOf(at(day, 12), 1))).toEqual([6, 1, 4, 5])
  })
})

describe('off the roads and on the water', () => {
  test('[REA7] a hamlet off the trail is reached on foot from it, and the walk is a leg of its own', () => {
    const journey = tableRoutes({ weather: 'wet' }).journey(spotOf('renda'), spotOf('yeddan-3'), partyOf('4x4'), 720)
    expect(journey?.legs.map((leg) => (leg.kind === 'off-road' ? `${leg.by} ${leg.km} km` : leg.kind === 'way' ? leg.way : leg.kind))).toEqual(['T5', 'foot 1.879 km'])
  })

  test('[REA7] the road that is nearest across the river does not count', () => {
    const opposite = wenzaSpots.at([60, 41])
    const [entry] = opposite.entries
    const road = entry === undefined ? undefined : wenzaGraph.passages[entry.passage]
    const [river] = wenzaGraph.barriers
    const foot = road?.kind === 'stretch' ? road.line.filter((point) => kmBetween(point, opposite.at) <= opposite.offRoadKm + 1) : []
    expect(foot.some((point) => meetings(opposite.at, point, river ?? []) % 2 === 0)).toBe(true)
  })

  test('[REA7] boats go on the Wenza from landing to landing, and no boat takes a road', () => {
    const boat = (from: string, to: string): number => tableRoutes({ weather: 'wet' }).arrival(spotOf(from), spotOf(to), partyOf('boat'), 720) - 720
    expect(boat('pelu-ferry', 'farrow-bridge')).toBeLessThan(4 * 60)
    expect(boat('adrun', 'renda')).toBe(Number.POSITIVE_INFINITY)
  })

  test('[REA7] the reach of an hour holds what is driven to within the hour, and nothing else', () => {
    const routes = tableRoutes({ weather: 'wet' })
    const [hour] = reachFrom(routes, spotOf('adrun'), partyOf('4x4'), 720, [780])
    const whole = (way: string): number => (hour?.roads ?? []).filter((road) => road.way === way).reduce((sum, { km }) => sum + km, 0)
    // GOLD 1 and 3 whole; GOLD 2 for 36 minutes at 30 km/h; GOLD 4 for 30 minutes at 15 km/h.
    expect([whole('GOLD-1'), whole('GOLD-3'), whole('GOLD-2'), whole('GOLD-4')]).toEqual([12, 15, 18, 7.5])
  })

  test('[REA7] the ring of a reach goes round every place reached, and never leaps the river where the bridge is out', () => {
    const routes = tableRoutes({ weather: 'wet', crossings: { farrow: 'destroyed', pelu: 'closed' } })
    const [reach] = reachFrom(routes, spotOf('adrun'), partyOf('4x4'), 720, [720 + 180])
    const inside = (point: readonly [number, number]): boolean => {
      let odd = false
      for (const ring of reach?.rings ?? []) ring.forEach((a, index) => {
        const b = ring[(index + 1) % ring.length] ?? a
        if (a[1] > point[1] !== b[1] > point[1] && point[0] < a[0] + ((point[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd
      })
      return odd
    }
    for (const place of ['adrun', 'lothra', 'renda', 'veshk']) expect(inside(spotOf(place).at), place).toBe(true)
    for (const place of ['corvale', 'sabel', 'jolvan', 'ishtel', 'kestin']) expect(inside(spotOf(place).at), place).toBe(false)
    const river = wenzaScenario.zone.waters.find(({ id }) => id === 'wenza')?.line ?? []
    for (const ring of reach?.rings ?? []) for (const point of ring.filter(([x]) => x > 50 && x < 66)) {
      if (meetings(point, spotOf('adrun').at, river) % 2 === 1) expect(nearestOnLine(point, river).off, String(point)).toBeLessThan(1)
    }
  })
})

describe('flights', () => {
  const [helicopter] = wenzaPlanning.aircraft
  const first = (changes: Parameters<typeof conditionsWith>[0], callAt: number, change: Partial<Aircraft> = {}) => {
    if (helicopter === undefined) throw new Error('no helicopter')
    return firstFlight({ ...helicopter, ...change }, conditionsWith(changes), [spotOf('adrun').at, spotOf('yeddan').at], callAt)
  }

  test('[REA8] a call at 09:00 brings the helicopter to Yeddan at 11:08; on alert at 09:38', () => {
    expect(first({}, at(0, 9))?.arriveAt).toBeCloseTo(at(0, 11) + 8.06, 1)
    expect(first({}, at(0, 9), { onAlert: true })?.arriveAt).toBeCloseTo(at(0, 9, 30) + 8.06, 1)
  })
  test('[REA8] not at night: a call at 17:00 brings it at 05:58', () => {
    expect(first({}, at(0, 17))?.departAt).toBe(at(1, 5, 50))
  })
  test('[REA8] not in a storm, and not from Friday to Sunday', () => {
    expect(first({ weather: 'storm' }, at(0, 9))).toBeNull()
    expect(first({}, at(3, 17))?.departAt).toBe(at(7, 5, 50))
  })
  test('[REA8] not when the hours that are left are too few', () => {
    expect(first({}, at(0, 9), { hoursLeft: 0.1 })).toBeNull()
  })
})
