/**
 * The times of the sheet "Roads and times": true shortest ways, minutes cut off. First every figure that is printed, then
 * every pair of places against an oracle of its own: whole numbers of fourteenths of a minute, over the table of roads.
 */
import { describe, expect, test } from 'vitest'
import { flyingMinutes } from '#shared/reality/air.ts'
import { hoursAndMinutes, wholeMinutes } from '#shared/reality/minutes.ts'
import { kmBetween } from '#shared/reality/plane.ts'
import type { MobilityId } from '#shared/reality/planning.ts'
import { partyOf, spotOf, tableRoutes, wenzaPlanning, wenzaScenario, type WorldChanges } from '../../support/realityWorld.ts'

const noon = 720
const bridgeOut: WorldChanges = { crossings: { farrow: 'destroyed' } }
const worlds = {
  dry: tableRoutes({ weather: 'dry' }), wet: tableRoutes({ weather: 'wet' }), 'very heavy': tableRoutes({ weather: 'very-heavy' }),
  'bridge out': tableRoutes({ weather: 'wet', ...bridgeOut }), 'bridge out, dry': tableRoutes({ weather: 'dry', ...bridgeOut }),
  'ferry closed': tableRoutes({ weather: 'wet', crossings: { pelu: 'closed' } }),
  'both closed': tableRoutes({ weather: 'wet', crossings: { pelu: 'closed', farrow: 'destroyed' } }),
  'T5 closed by threat': tableRoutes({ weather: 'wet', roads: { T5: 'closed-threat' } }),
  'laterite 4x4 only': tableRoutes({ weather: 'wet', roads: { 'GOLD-4': '4x4-only', 'GOLD-5': '4x4-only' } }),
} as const
type WorldName = keyof typeof worlds

function minutes(world: WorldName, from: string, to: string, by: MobilityId = '4x4'): number {
  return worlds[world].arrival(spotOf(from), spotOf(to), partyOf(by), noon) - noon
}

describe('the printed times', () => {
  const printed: readonly (readonly [WorldName, string, string, string])[] = [
    ['dry', 'adrun', 'corvale', '0:46'], ['wet', 'adrun', 'corvale', '1:02'], ['bridge out', 'adrun', 'corvale', '13:55'],
    ['dry', 'adrun', 'nerrin', '1:40'], ['wet', 'adrun', 'nerrin', '3:36'], ['bridge out', 'adrun', 'nerrin', '16:30'], ['wet', 'corvale', 'nerrin', '2:34'],
    ['dry', 'adrun', 'sabel', '1:34'], ['wet', 'adrun', 'sabel', '3:19'], ['bridge out', 'adrun', 'sabel', '11:38'], ['wet', 'corvale', 'sabel', '2:17'],
    ['dry', 'adrun', 'ishtel', '2:25'], ['wet', 'adrun', 'ishtel', '5:44'], ['bridge out', 'adrun', 'ishtel', '9:13'], ['wet', 'corvale', 'ishtel', '4:42'], ['wet', 'jolvan', 'ishtel', '6:00'],
    ['dry', 'adrun', 'renda', '0:22'], ['wet', 'adrun', 'renda', '0:30'], ['bridge out', 'adrun', 'renda', '0:30'],
    ['dry', 'adrun', 'veshk', '1:16'], ['wet', 'adrun', 'veshk', '2:18'], ['bridge out', 'adrun', 'veshk', '2:18'], ['wet', 'kestin', 'veshk', '0:56'],
    ['dry', 'adrun', 'kestin', '1:44'], ['wet', 'adrun', 'kestin', '3:14'], ['bridge out', 'adrun', 'kestin', '3:14'],
    ['dry', 'adrun', 'yeddan', '2:04'], ['wet', 'adrun', 'yeddan', '6:10'], ['bridge out', 'adrun', 'yeddan', '6:10'], ['wet', 'kestin', 'yeddan', '8:24'],
    ['dry', 'adrun', 'jolvan', '1:59'], ['wet', 'adrun', 'jolvan', '3:13'], ['bridge out', 'adrun', 'jolvan', '3:13'],
    ['bridge out', 'corvale', 'adrun', '13:55'], ['bridge out', 'corvale', 'jolvan', '10:42'], ['bridge out', 'jolvan', 'ishtel', '6:00'],
    // INJ-18: a check of Hallet from Corvale; INJ-27: Veshk to the ambulance at Kestin.
    ['wet', 'corvale', 'hallet', '1:12'], ['bridge out', 'corvale', 'hallet', '1:12'], ['bridge out', 'adrun', 'hallet', '15:07'],
  ]
  test.each(printed)('[REA1] %s: %s to %s by 4x4 takes %s', (world, from, to, said) => {
    expect(hoursAndMinutes(minutes(world, from, to))).toBe(said)
  })

  test.each([['apc'], ['truck'], ['flatbed']] as const)('[REA1] with the bridge out nothing as heavy as %s gets from Adrun to the south-west bank', (by) => {
    for (const place of ['corvale', 'nerrin', 'hallet', 'sabel', 'ishtel', 'jolvan', 'tuvak', 'mavik']) expect(minutes('bridge out', 'adrun', place, by), place).toBe(Number.POSITIVE_INFINITY)
  })

  test('[REA1] an armoured vehicle never uses the ferry: with the bridge it goes the long way round to Jolvan', () => {
    expect(hoursAndMinutes(minutes('wet', 'adrun', 'jolvan', 'apc'))).toBe('11:44')
    expect(hoursAndMinutes(minutes('wet', 'adrun', 'jolvan', '4x4'))).toBe('3:13')
  })

  test('[REA1] no car reaches Yeddan in very heavy rain; on foot or by motorcycle the trail alone takes 8:30', () => {
    for (const by of ['4x4', 'truck', 'apc', 'ambulance'] as const) expect(minutes('very heavy', 'adrun', 'yeddan', by)).toBe(Number.POSITIVE_INFINITY)
    for (const by of ['motorcycle', 'foot'] as const) expect(hoursAndMinutes(minutes('very heavy', 'renda', 'yeddan', by))).toBe('8:30')
  })

  const flights: readonly (readonly [string, number, number])[] = [['yeddan', 27, 8], ['hallet', 40, 12], ['tuvak', 34, 10], ['nerrin', 36, 11]]
  test.each(flights)('[REA2] the helicopter flies from Adrun to %s: %i km, %i min, both rounded', (place, km, said) => {
    const [helicopter] = wenzaPlanning.aircraft
    if (helicopter === undefined) throw new Error('no helicopter')
    expect(Math.round(kmBetween(spotOf('adrun').at, spotOf(place).at))).toBe(km)
    expect(Math.round(flyingMinutes(helicopter, spotOf('adrun').at, spotOf(place).at))).toBe(said)
  })
})

/** As printed in the scenario: code, ends, class, km. Pelu and Farrow have a north-east (ne) and a south-west (sw) bank. */
const table = `GOLD-1 adrun farrow:ne gravel 12;GOLD-2 farrow:sw corvale gravel 19;GOLD-3 adrun renda gravel 15;GOLD-4 renda veshk laterite 27;GOLD-5 veshk kestin laterite 14;
SILVER-1 adrun lothra laterite 8;SILVER-2 lothra pelu:ne laterite 12;SILVER-3 pelu:sw jolvan laterite 17;BRONZE-1 corvale sabel track 16;BRONZE-2 sabel ishtel track 17;
BRONZE-3 ishtel jolvan track 42;T1 ishtel tuvak trail 20;T2 corvale nerrin track 18;T3 nerrin mavik trail 22;L1 corvale hallet laterite 18;T4 adrun dorrek track 30;T5 renda yeddan trail 17;
T6 kestin umber-pass trail 18;L2 kestin besk laterite 23;T7 besk quarry-7 trail 8;T8 besk emmar track 35;T9 emmar pelu:ne track 21;T10 emmar ommel track 22`
  .split(';').map((line) => {
    const [road = '', from = '', to = '', kind = '', km = ''] = line.trim().split(' ')
    return { road, from, to, kind, km: Number(km) }
  })

describe('every pair of places', () => {
  test('[REA1] the roads of the zone are those of the table', () => {
    expect(wenzaScenario.zone.roads.map(({ id, class: kind, km }) => `${id} ${kind} ${km}`)).toEqual(table.map(({ road, kind, km }) => `${road} ${kind} ${km}`))
  })

  /** Fourteenths of a minute for a kilometre; missing = may not. */
  const perKm: Readonly<Record<'dry' | 'wet' | 'very heavy', Readonly<Record<string, number>>>> = {
    dry: { gravel: 21, laterite: 28, track: 42, trail: 84 }, wet: { gravel: 28, laterite: 56, track: 120, trail: 280 }, 'very heavy': { gravel: 42, laterite: 105, track: 280, trail: 420 },
  }
  const admitted: Readonly<Record<string, Readonly<Record<'dry' | 'wet' | 'very heavy', string>>>> = {
    '4x4': { dry: 'gravel laterite track trail', wet: 'gravel laterite track trail', 'very heavy': 'gravel laterite track' },
    motorcycle: { dry: 'gravel laterite track trail', wet: 'gravel laterite track trail', 'very heavy': 'gravel laterite track trail' },
    truck: { dry: 'gravel laterite track', wet: 'gravel laterite track', 'very heavy': 'gravel' },
    apc: { dry: 'gravel laterite track', wet: 'gravel laterite track', 'very heavy': 'gravel' },
    ambulance: { dry: 'gravel laterite track', wet: 'gravel laterite track', 'very heavy': 'gravel' },
    flatbed: { dry: 'gravel laterite track', wet: 'gravel laterite track', 'very heavy': 'gravel' },
  }
  const ferryLightEnough = new Set(['4x4', 'motorcycle', 'ambulance'])
  /** The fords of T4 bear 15 t. */
  const fordLightEnough = new Set(['4x4', 'motorcycle', 'ambulance', 'truck', 'apc'])
  const nodes = [...new Set(table.flatMap(({ from, to }) => [from, to]))]

  function oracle(by: string, weather: 'dry' | 'wet' | 'very heavy', { bridge, ferry, shut, only4x4 }: { bridge: boolean; ferry: boolean; shut: string; only4x4: boolean }): Map<string, number> {
    const best = new Map<string, number>()
    const put = (from: string, to: string, cost: number): void => {
      for (const key of [`${from} ${to}`, `${to} ${from}`]) best.set(key, Math.min(best.get(key) ?? Number.POSITIVE_INFINITY, cost))
    }
    for (const { road, from, to, kind, km } of table) {
      if (!(admitted[by]?.[weather] ?? '').split(' ').includes(kind) || road === shut || (road === 'T4' && !fordLightEnough.has(by))) continue
      if (only4x4 && (road === 'GOLD-4' || road === 'GOLD-5') && by !== '4x4' && by !== 'motorcycle') continue
      put(from, to, km * (perKm[weather][kind] ?? Number.NaN))
    }
    if (bridge) put('farrow:ne', 'farrow:sw', 0)
    if (ferry && ferryLightEnough.has(by)) put('pelu:ne', 'pelu:sw', 45 * 14)
    for (const middle of nodes) {
      for (const from of nodes) {
        for (const to of nodes) {
          const cost = (best.get(`${from} ${middle}`) ?? Number.POSITIVE_INFINITY) + (best.get(`${middle} ${to}`) ?? Number.POSITIVE_INFINITY)
          if (from !== to && Number.isFinite(cost)) put(from, to, cost)
        }
      }
    }
    return best
  }

  const cases: readonly (readonly [WorldName, 'dry' | 'wet' | 'very heavy', { bridge: boolean; ferry: boolean; shut: string; only4x4: boolean }])[] = [
    ['dry', 'dry', { bridge: true, ferry: true, shut: '', only4x4: false }], ['wet', 'wet', { bridge: true, ferry: true, shut: '', only4x4: false }],
    ['very heavy', 'very heavy', { bridge: true, ferry: true, shut: '', only4x4: false }], ['bridge out', 'wet', { bridge: false, ferry: true, shut: '', only4x4: false }],
    ['bridge out, dry', 'dry', { bridge: false, ferry: true, shut: '', only4x4: false }], ['ferry closed', 'wet', { bridge: true, ferry: false, shut: '', only4x4: false }],
    ['both closed', 'wet', { bridge: false, ferry: false, shut: '', only4x4: false }], ['T5 closed by threat', 'wet', { bridge: true, ferry: true, shut: 'T5', only4x4: false }],
    ['laterite 4x4 only', 'wet', { bridge: true, ferry: true, shut: '', only4x4: true }],
  ]
  const all = cases.flatMap((each) => Object.keys(admitted).map((by) => [each[0], by, each[1], each[2]] as const))
  test.each(all)('[REA1] %s, by %s: as the table of roads says, to the minute', (world, by, weather, open) => {
    const expected = oracle(by, weather, open)
    const places = nodes.filter((node) => !node.includes(':'))
    for (const from of places) {
      for (const to of places) {
        if (from === to) continue
        const cost = expected.get(`${from} ${to}`)
        expect(wholeMinutes(minutes(world, from, to, by)), `${from} to ${to}`).toBe(cost === undefined ? Number.POSITIVE_INFINITY : Math.floor(cost / 14))
      }
    }
  })
})
