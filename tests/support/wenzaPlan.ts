/** A whole plan of a syndicate in the Wenza Basin: the hotspots of the reference key, forty tasks, promises and gaps. */
import type { Hotspot, PlanGap, PlanPromise, PlanRank, PlanRows, PlanTask, Score, TaskKind } from '#shared/board/planRows.ts'

const nowhere = { order: 'V00000', title: '', note: '', place: null, at: null } as const

export function hotspot(id: string, change: Partial<Hotspot> = {}): Hotspot {
  return { ...nowhere, id, threat: '', byWhom: '', toWhom: '', people: null, likelihood: null, impact: null, reason: '', rank: null, hours: null, ...change }
}

export function task(id: string, change: Partial<PlanTask> = {}): PlanTask {
  return {
    ...nowhere, id, from: null, until: null, hours: null, kind: 'presence', unit: null, hotspot: null, route: [], strength: null, mobility: null, vehicles: null,
    phase: null, tier: null, partner: null, conditions: '', alternatives: [], convoyVehicles: null, convoyTonnes: null, ordered: null, ...change,
  }
}

export function promise(id: string, change: Partial<PlanPromise> = {}): PlanPromise {
  return { ...nowhere, id, from: null, until: null, hours: null, toWhom: '', byWhom: '', hotspot: null, state: 'in-force', told: '', ...change }
}

export function gap(id: string, change: Partial<PlanGap> = {}): PlanGap {
  return { ...nowhere, id, from: null, until: null, hours: null, who: '', because: '', hotspot: null, told: '', acceptedBy: '', ...change }
}

const key: readonly (readonly [string, Score, Score, PlanRank])[] = [
  ['lothra', 4, 4, 'must'], ['yeddan', 4, 5, 'must'], ['renda', 4, 4, 'must'], ['nerrin', 4, 4, 'must'], ['mavik', 4, 4, 'should'], ['corvale', 3, 4, 'should'],
  ['ishtel', 3, 4, 'should'], ['hallet', 2, 4, 'could'], ['besk', 3, 3, 'could'], ['kestin', 2, 3, 'could'], ['dorrek', 2, 3, 'could'], ['emmar', 2, 4, 'could'], ['sabel', 2, 5, 'should'],
]

const patrols: readonly (readonly [string, string, number, number, TaskKind])[] = [
  ['INF4-A1', 'hallet', 8, 11, 'patrol'], ['INF4-A1', 'corvale', 12, 14, 'patrol'], ['INF4-A2', 'nerrin', 8, 13, 'patrol'], ['INF4-A2', 'corvale', 19, 22, 'patrol'],
  ['INF4-B1', 'veshk', 7, 10, 'patrol'], ['INF4-B1', 'besk', 12, 16, 'patrol'], ['INF4-B2', 'kestin', 8, 10, 'patrol'], ['INF4-B2', 'kestin-north', 14, 18, 'patrol'],
  ['INF4-C1', 'emmar', 9, 13, 'patrol'], ['INF4-C1', 'jolvan', 16, 18, 'patrol'], ['INF4-C2', 'ishtel', 9, 17, 'presence'], ['INF4-QRF', 'renda', 6, 18, 'presence'],
  ['FPU1-C', 'lothra', 5, 8, 'patrol'], ['FPU1-C', 'adrun-school', 10, 16, 'presence'], ['INF4-EP', 'corvale', 9, 12, 'liaison'], ['INF4-EP', 'lothra', 16, 18, 'liaison'],
  ['UNMO-1', 'tuvak', 8, 14, 'liaison'], ['UNPOL-ADRUN', 'adrun', 9, 12, 'liaison'], ['UNPOL-CORVALE', 'corvale', 9, 12, 'liaison'], ['ENG-1', 'farrow-bridge', 8, 18, 'liaison'],
]

/** Forty tasks: the twenty of D and the same on the days after, one with a unit of its own each. */
export const wenzaPlan: PlanRows = {
  hotspots: key.map(([place, likelihood, impact, rank]) => hotspot(`h-${place}`, { place, likelihood, impact, rank, title: place })),
  tasks: [
    ...patrols.map(([unit, place, from, to, kind], index) => task(`t${index}`, { unit, place, kind, from: 0, until: 1440, hours: [from * 60, to * 60] })),
    ...patrols.slice(0, 16).map(([unit, place, from, to, kind], index) => task(`n${index}`, { unit, place, kind, from: 1440, until: 2880, hours: [from * 60, to * 60] })),
    task('escort', { kind: 'escort', unit: 'INF4-A1', place: 'corvale', route: [[27, 71]], from: 14 * 60 + 30, until: 18 * 60, convoyVehicles: 1, convoyTonnes: 6, alternatives: ['asked-ocha', 'other-time'] }),
    task('support-71', { kind: 'support', unit: 'INF4-B2', place: 'veshk', partner: 'TDF-71', from: 11 * 60, until: 13 * 60 }),
    task('reserve', { kind: 'reserve', unit: 'INF4-QRF', place: 'adrun' }),
    task('wood-path', { kind: 'patrol', unit: 'FPU1-A', place: 'lothra', route: [[65, 43.9], [66.9, 44.4]], hours: [330, 480], strength: 8, mobility: 'foot' }),
  ],
  promises: [
    promise('p-market', { place: 'corvale', toWhom: 'Women of Corvale', hours: [360, 1080], from: 0, until: 1440 }),
    promise('p-fields', { place: 'sabel', toWhom: 'Farmers', hours: [300, 1140] }),
  ],
  gaps: [gap('g-mavik', { place: 'mavik', who: 'Herders', because: '12 h by road', told: 'Elder Ilke', acceptedBy: 'Commander' }), gap('g-yeddan', { place: 'yeddan', who: 'Six hamlets' })],
}
