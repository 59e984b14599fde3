/** The sample scenario keeps what its source says: places, roads, banks of the river, injects, and its secrets. */
import { describe, expect, test } from 'vitest'
import { parseScenarioTime, scenarioMinuteAt } from '#shared/exercise/clock.ts'
import type { MselItem } from '#shared/exercise/msel.ts'
import type { Km, RoadClass } from '#shared/exercise/scenario.ts'
import { wenza, wenzaFiles } from '../support/wenzaFiles.ts'

const scenario = wenza()
const { zone, msel } = scenario

function place(id: string): Km {
  const found = zone.places.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no place ${id}`)
  return found.at
}
function item(serial: string): MselItem {
  const found = msel.find((each) => each.serial === serial)
  if (found === undefined) throw new Error(`no inject ${serial}`)
  return found
}
const distance = (one: Km, other: Km): number => Math.hypot(one[0] - other[0], one[1] - other[1])
const pairs = (line: readonly Km[]): (readonly [Km, Km])[] => line.slice(1).map((to, index) => [line[index] ?? to, to] as const)

/** Where two straight pieces meet; null when they do not. */
function meeting([a, b]: readonly [Km, Km], [c, d]: readonly [Km, Km]): Km | null {
  const turn = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
  if (Math.abs(turn) < 1e-12) return null
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / turn
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / turn
  return t < -1e-9 || t > 1 + 1e-9 || u < -1e-9 || u > 1 + 1e-9 ? null : [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
}
const meetings = (one: readonly Km[], other: readonly Km[]): Km[] => pairs(one).flatMap((a) => pairs(other).map((b) => meeting(a, b))).filter((at) => at !== null)

const wenzaLine = zone.waters.find((water) => water.id === 'wenza')?.line ?? []
/** The bank a place lies on: how often the straight way to the south-west corner crosses the Wenza. */
const bank = (at: Km): string => (meetings([at, [4.9, 5.3]], wenzaLine).length % 2 === 1 ? 'north-east' : 'south-west')

describe('the sheet', () => {
  test('[SCN4] holds 22 places and their sub-places, 23 roads, 4 crossings, the Wenza and three tributaries', () => {
    const subPlaces = zone.places.filter((each) => ['hamlet', 'building'].includes(each.kind) || each.id === 'adrun-airfield')
    expect(zone.places.length - subPlaces.length).toBe(22)
    expect(zone.places.filter((each) => each.kind === 'hamlet')).toHaveLength(6)
    expect(zone.roads).toHaveLength(23)
    expect(zone.crossings.map((each) => each.id).sort()).toEqual(['dorrek-ford', 'farrow', 'pelu', 'yedd-ford'])
    expect(zone.waters.map((water) => water.kind)).toEqual(['river', 'tributary', 'tributary', 'tributary'])
    expect(zone.grid).toEqual({ utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 })
  })

  test.each([['adrun', 'yeddan', 27], ['adrun', 'hallet', 40], ['adrun', 'tuvak', 34], ['adrun', 'nerrin', 36]])('[SCN4] from %s to %s it is %i km through the air', (from, to, km) => {
    expect(Math.round(distance(place(from), place(to)))).toBe(km)
  })

  test.each<readonly [string, RoadClass, number]>([['GOLD-1', 'gravel', 12], ['GOLD-4', 'laterite', 27], ['SILVER-3', 'laterite', 17], ['BRONZE-3', 'track', 42], ['T3', 'trail', 22], ['T8', 'track', 35]])('[SCN4] %s is %s, %i km', (id, roadClass, km) => {
    expect(zone.roads.find((road) => road.id === id)).toMatchObject({ class: roadClass, km })
  })

  test('[SCN4] a drawn road bends', () => {
    for (const road of zone.roads) expect(road.line.length, road.id).toBeGreaterThan(12)
  })

  test('[SCN4] no road crosses water but at a crossing', () => {
    for (const road of zone.roads) {
      for (const water of zone.waters) {
        for (const at of meetings(road.line, water.line)) {
          const nearest = Math.min(...zone.crossings.map((crossing) => distance(crossing.at, at)))
          expect(nearest, `${road.id} over ${water.id} at ${at.join(', ')}`).toBeLessThan(0.05)
        }
      }
    }
  })

  test('[SCN4] no road crosses the border', () => {
    const border = zone.lines.find((line) => line.kind === 'border')?.line ?? []
    expect(zone.roads.filter((road) => meetings(road.line, border).length > 0).map((road) => road.id)).toEqual([])
  })

  test.each(['adrun', 'lothra', 'kestin', 'emmar', 'besk', 'quarry-7', 'yeddan', 'dorrek', 'renda', 'veshk', 'ommel', 'umber-pass'])('[SCN4] %s lies on the north-east bank', (id) => {
    expect(bank(place(id))).toBe('north-east')
  })
  test.each(['corvale', 'jolvan', 'ishtel', 'hallet', 'nerrin', 'mavik', 'tuvak', 'sabel'])('[SCN4] %s lies on the south-west bank', (id) => {
    expect(bank(place(id))).toBe('south-west')
  })

  test('[SCN4] Farrow Bridge and Pelu Ferry stand on the river', () => {
    for (const id of ['farrow', 'pelu']) {
      const at = zone.crossings.find((crossing) => crossing.id === id)?.at ?? [0, 0]
      expect(wenzaLine.some((point) => distance(point, at) < 0.01), id).toBe(true)
    }
  })

  test('[SCN4] the main road passes Yeddan at about nine kilometres', () => {
    const gold4 = zone.roads.find((road) => road.id === 'GOLD-4')?.line ?? []
    const nearest = Math.min(...gold4.map((point) => distance(point, place('yeddan'))))
    expect(nearest).toBeGreaterThan(8.5)
    expect(nearest).toBeLessThan(11)
  })
})

describe('forces', () => {
  test('[SCN4] the battalion is 742: 652 on the sheet and 90 absent', () => {
    const battalion = scenario.units.filter((unit) => unit.id.startsWith('INF4-'))
    const sum = (units: typeof battalion): number => units.reduce((total, unit) => total + unit.strength, 0)
    expect(sum(battalion)).toBe(742)
    expect(sum(battalion.filter((unit) => unit.base !== null))).toBe(652)
  })
  test('[SCN4] seven platoon tokens: the quick reaction force and two a company', () => {
    expect(scenario.units.filter((unit) => /^INF4-(QRF|[ABC][12])$/.test(unit.id))).toHaveLength(7)
  })
  test('[SCN4] six hats, one of which reads what is protected', () => {
    expect(scenario.hats).toHaveLength(6)
    expect(scenario.hats.filter((hat) => hat.mayReadProtected).map((hat) => hat.id)).toEqual(['protection'])
  })
  test('[SCN4] every hat has its brief, and the papers officers need are there', () => {
    const briefs = scenario.papers.flatMap((paper) => (paper.audience === 'all' ? [] : [paper.audience.hat]))
    expect(briefs.sort()).toEqual(scenario.hats.map((hat) => hat.id).sort())
    expect(scenario.papers.filter((paper) => paper.audience === 'all').map((paper) => paper.id)).toEqual(['warning-order', 'mandate', 'rules-card', 'country', 'people', 'actors', 'forces', 'roads', 'sites', 'timeline', 'glossary'])
    expect(scenario.papers.find((paper) => paper.id === 'glossary')?.text.match(/^- /gm)?.length ?? 0).toBeGreaterThanOrEqual(60)
  })
})

describe('the injects', () => {
  const serials = (move: number | null): string[] => msel.filter((each) => each.move === move).map((each) => each.serial)
  const run = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `INJ-${String(from + index).padStart(2, '0')}`)

  test('[SCN5] 38 in four moves, and eight contingencies', () => {
    expect(serials(1)).toEqual(run(1, 7))
    expect(serials(2)).toEqual(run(8, 18))
    expect(serials(3)).toEqual(run(19, 33))
    expect(serials(4)).toEqual(run(34, 38))
    expect(serials(null)).toEqual(['C-01', 'C-02', 'C-03', 'C-04', 'C-05', 'C-06', 'C-07', 'C-08'])
  })

  test('[SCN5] every text says EXERCISE, but the briefs of role players', () => {
    const without = msel.filter((each) => !each.content.text.startsWith('EXERCISE. ')).map((each) => each.serial)
    expect(without).toEqual(['INJ-16', 'INJ-37'])
    expect(msel.filter((each) => each.visitor).map((each) => each.serial)).toEqual(without)
  })

  test('[SCN5] every inject has its truth, its dilemma, a key action and tags', () => {
    for (const each of msel) {
      expect(each.secrets.groundTruth.length, each.serial).toBeGreaterThan(4)
      expect(each.secrets.dilemma.length, each.serial).toBeGreaterThan(9)
      expect(each.secrets.expected.filter((action) => action.key).length, each.serial).toBeGreaterThan(0)
      expect(each.secrets.expected.some((action) => action.text.includes('*')), each.serial).toBe(false)
      expect(each.secrets.tags.length, each.serial).toBeGreaterThan(0)
    }
  })

  test.each([['INJ-01', 0, 'D-2 06:00'], ['INJ-05', 50, 'D-1 09:00'], ['INJ-08', 0, 'D 05:15'], ['INJ-09', 5, 'D 05:40'], ['INJ-18', 65, 'D 11:20'], ['INJ-19', 0, 'D 14:05'], ['INJ-33', 74, 'D 23:00'], ['INJ-38', 20, 'D+5 08:00']])('[SCN5] %s falls due in minute %i, at %s', (serial, minute, time) => {
    expect(item(serial).dueMinute).toBe(minute)
    expect(item(serial).content.scenarioMinute).toBe(parseScenarioTime(time))
  })

  test('[SCN5] the scenario clock shows the time of every inject in the minute it falls due', () => {
    for (const each of msel.filter((one) => !one.contingency)) {
      const anchors = scenario.agenda.find((stage) => stage.move === each.move)?.anchors.map((anchor) => ({ runningMs: anchor.minute * 60_000, scenarioMinute: anchor.scenarioMinute })) ?? []
      expect(scenarioMinuteAt(anchors, (each.dueMinute ?? 0) * 60_000), each.serial).toBe(each.content.scenarioMinute)
    }
  })

  test('[SCN5] INJ-08 breaks Farrow Bridge and restricts Pelu Ferry, for those it is given to', () => {
    const effects = item('INJ-08').effects.filter((effect) => effect.audience !== 'reminder')
    expect(effects.every((effect) => effect.audience === 'addressed')).toBe(true)
    const changes = effects.map((effect) => effect.change)
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'crossing', thing: 'farrow', state: 'destroyed' }))
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'crossing', thing: 'pelu', state: 'restricted' }))
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'weather', waterMetres: 3.4 }))
    expect(item('INJ-08').content.place?.at).toEqual(zone.crossings.find((crossing) => crossing.id === 'farrow')?.at)
  })

  test('[SCN5] what is confidential goes to one hat and to no map', () => {
    const kept = msel.filter((each) => each.content.protected)
    expect(kept.map((each) => [each.serial, each.hat])).toEqual([['INJ-15', 'protection'], ['INJ-36', 'sustainment']])
    for (const each of kept) {
      expect(each.content.grade, each.serial).toBeNull()
      expect(each.content.place?.at ?? null, each.serial).toBeNull()
      expect(each.effects.every((effect) => effect.audience === 'reminder'), each.serial).toBe(true)
    }
  })

  test('[SCN5] distressing content is announced', () => {
    const hard = ['INJ-03', 'INJ-04', 'INJ-10', 'INJ-15', 'INJ-19', 'INJ-21', 'INJ-27', 'INJ-28', 'INJ-29', 'INJ-33', 'INJ-34', 'INJ-36']
    expect(hard.filter((serial) => item(serial).content.contentNotice === null)).toEqual([])
  })
})

describe('secrets', () => {
  /** Words only the ground truth knows. Each is in the secrets of its inject, so a changed truth changes this list. */
  const secretWords: readonly (readonly [string, string])[] = [
    ['INJ-03', 'transit house'], ['INJ-04', 'deserters'], ['INJ-06', 'paid by NHW'], ['INJ-09', 'strike at 14:00'], ['INJ-10', '5 boys'], ['INJ-11', 'looted goods'], ['INJ-12', 'hide Renda'],
    ['INJ-13', '40 NHW family'], ['INJ-16', '40 phones'], ['INJ-18', 'wedding'], ['INJ-19', '9 will die'], ['INJ-20', 'hide among them'], ['INJ-22', 'survey poles'], ['INJ-23', 'NHW cut it'],
    ['INJ-25', 'first shots'], ['INJ-28', 'stuck 6 km'], ['INJ-29', 'two more mines'], ['INJ-30', '+30 cm'], ['INJ-31', 'D-4 attack'], ['INJ-32', 'true: 04:00'], ['INJ-33', 'five are from Renda'],
  ]
  const told = (text: string): string[] => secretWords.filter(([, word]) => text.toLowerCase().includes(word.toLowerCase())).map(([, word]) => word)

  test('[SCN7] the list of secret words is true', () => {
    for (const [serial, word] of secretWords) expect(item(serial).secrets.groundTruth.toLowerCase(), serial).toContain(word.toLowerCase())
  })
  test.each(['zone.json', 'papers.json', 'hats.json', 'plan.json', 'units.json', 'actors.json', 'agenda.json', 'world.json', 'scenario.json'])('[SCN7] %s tells none of them', (file) => {
    expect(told(JSON.stringify(wenzaFiles()[file]))).toEqual([])
  })
  test('[SCN7] no inject tells them in what participants read or see', () => {
    for (const each of msel) {
      const seen = each.effects.filter((effect) => effect.audience === 'all' || effect.audience === 'addressed')
      expect(told(JSON.stringify([each.content, seen])), each.serial).toEqual([])
    }
  })
  test('[SCN7] no name on the map tells the number of an inject', () => {
    const seen = msel.flatMap((each) => each.effects.filter((effect) => effect.audience !== 'reminder'))
    expect(JSON.stringify(seen)).not.toMatch(/INJ-?\d|\bC-0\d/i)
    expect(JSON.stringify(msel.map((each) => each.content))).not.toMatch(/INJ-?\d|\bC-0\d/i)
  })
  test('[SCN7] Sabel is in no message of the radio and press', () => {
    const public_ = msel.filter((each) => ['media', 'social'].includes(each.content.channel))
    expect(public_.filter((each) => JSON.stringify(each.content).includes('Sabel'))).toEqual([])
  })
})

describe('the shelf', () => {
  const shelf = scenario.shelf ?? []
  test('[SCN40] holds snap situations and cards, each with a key point, each message marked as exercise', () => {
    expect(shelf.filter(({ inject }) => inject !== null)).toHaveLength(7)
    expect(shelf.filter(({ inject }) => inject === null)).toHaveLength(4)
    for (const card of shelf) {
      expect(card.expected.some(({ key }) => key), card.id).toBe(true)
      expect(card.question.endsWith('?'), card.id).toBe(true)
      if (card.inject !== null) expect(card.inject.text, card.id).toMatch(/^EXERCISE\. /)
    }
  })
})
