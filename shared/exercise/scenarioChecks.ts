/**
 * What must fit together across the files of a scenario: names that exist, sums that agree, clocks that never go back.
 * Each check gives its problems; scenarioParser.ts runs them once every file has its shape.
 */
import type { ScenarioFile } from './scenarioShape.ts'
import type { Km, Scenario, Zone } from './scenario.ts'
import type { MselItem } from './msel.ts'
import type { ScenarioProblem } from './scenarioReasons.ts'
import { isRunningStage } from './agenda.ts'
import { formatScenarioMinute } from './clock.ts'
import { checkBranches } from './branchChecks.ts'
import { ids, onSheet, unknownThing } from './knownThings.ts'
import { checkPlanning } from '../reality/planningChecks.ts'

type Problems = readonly ScenarioProblem[]
export interface ScenarioParts {
  readonly scenario: Scenario
  readonly head: ScenarioFile
  /** The file each inject stands in, in the order of `scenario.msel`. */
  readonly mselFiles: readonly string[]
}

const problem = (file: string, place: string, reason: string): ScenarioProblem => ({ file, place, reason })

export function checkScenario(parts: ScenarioParts): Problems {
  const { scenario } = parts
  return [
    ...checkUnique(parts), ...checkHead(parts), ...checkZone(scenario.zone), ...checkAgenda(scenario), ...checkPeople(parts),
    ...checkWorld(scenario), ...checkExhibits(scenario), ...checkFigures(scenario), ...scenario.msel.flatMap((item, index) => checkInject(scenario, item, parts.mselFiles[index] ?? '')),
    ...scenario.msel.flatMap((item, index) => checkBranches(scenario, item, (place, reason) => problem(parts.mselFiles[index] ?? '', `${item.serial}, ${place}`, reason))),
  ]
}

/** Of a file it is known only when it is read whether it wants words or pages: server/scenarioExhibits.ts. */
function checkExhibits({ exhibits = [], hats, msel }: Scenario): Problems {
  const twice = repeated(exhibits.map(({ file }) => file)).map((index) => problem('exhibits.json', exhibits[index]?.file ?? '', 'this file is named twice'))
  const unknown = exhibits.flatMap(({ file, hat, serial }) => [
    ...(hat === null || hats.some(({ id }) => id === hat) ? [] : [problem('exhibits.json', `${file}, hat`, `there is no hat "${hat}"`)]),
    ...(serial === null || msel.some((item) => item.serial === serial) ? [] : [problem('exhibits.json', `${file}, serial`, `there is no inject "${serial}"`)]),
  ])
  return [...twice, ...unknown]
}

function checkUnique({ scenario, mselFiles }: ScenarioParts): Problems {
  const { zone } = scenario
  const lists: readonly (readonly [string, readonly { readonly id: string }[]])[] = [
    ['zone.json', zone.places], ['zone.json', zone.roads], ['zone.json', zone.crossings], ['zone.json', zone.waters], ['zone.json', zone.areas], ['zone.json', zone.lines],
    ['zone.json', zone.masts], ['agenda.json', scenario.agenda], ['hats.json', scenario.hats], ['units.json', scenario.units], ['actors.json', scenario.actors],
    ['papers.json', scenario.papers], ['plan.json', scenario.planSections], ['shelf.json', scenario.shelf ?? []],
  ]
  const twice = lists.flatMap(([file, items]) => repeated(items.map((each) => each.id)).map((index) => problem(file, items[index]?.id ?? '', 'this id is used twice')))
  const serials = repeated(scenario.msel.map((item) => item.serial))
  const listed = new Set(scenario.msel.map((item) => item.serial))
  const clashes = (scenario.shelf ?? []).filter(({ id }) => listed.has(id)).map(({ id }) => problem('shelf.json', id, 'an inject of the list has this serial'))
  return [...twice, ...clashes, ...serials.map((index) => problem(mselFiles[index] ?? '', scenario.msel[index]?.serial ?? '', 'this serial is used twice'))]
}

function repeated(names: readonly string[]): number[] {
  const seen = new Set<string>()
  return names.flatMap((name, index) => {
    if (seen.has(name)) return [index]
    seen.add(name)
    return []
  })
}

function checkHead({ scenario, head }: ScenarioParts): Problems {
  const found: ScenarioProblem[] = []
  if (head.zone !== scenario.zone.id) found.push(problem('scenario.json', 'zone', `the zone here is "${head.zone}", but zone.json is "${scenario.zone.id}"`))
  if (head.defaultSyndicates > head.syndicateNames.length) found.push(problem('scenario.json', 'defaultSyndicates', `there are names for only ${head.syndicateNames.length} syndicates`))
  return found
}

function checkZone(zone: Zone): Problems {
  const places = new Map(zone.places.map((place) => [place.id, place]))
  const found: ScenarioProblem[] = []
  for (const place of zone.places) if (!onSheet(zone, place.at)) found.push(problem('zone.json', `${place.id}, at`, 'this point lies outside the sheet'))
  for (const crossing of zone.crossings) if (!onSheet(zone, crossing.at)) found.push(problem('zone.json', `${crossing.id}, at`, 'this point lies outside the sheet'))
  for (const road of zone.roads) {
    for (const end of ['from', 'to'] as const) {
      const place = places.get(road[end])
      const drawn = end === 'from' ? road.line[0] : road.line[road.line.length - 1]
      if (place === undefined) found.push(problem('zone.json', `${road.id}, ${end}`, `there is no place "${road[end]}"`))
      else if (drawn === undefined || distance(drawn, place.at) > 0.05) found.push(problem('zone.json', `${road.id}, line`, `the line does not ${end === 'from' ? 'begin' : 'end'} at ${place.name}`))
    }
  }
  for (const place of zone.places) {
    const near = zone.roads.some((road) => road.from === place.id || road.to === place.id || toLine(place.at, road.line) <= 2)
    if (!near && !zone.areas.some((area) => inside(place.at, area.ring))) found.push(problem('zone.json', place.id, 'this place lies on no road and in no area'))
  }
  for (const crossing of zone.crossings) {
    if (!zone.roads.some((road) => toLine(crossing.at, road.line) <= 0.1)) found.push(problem('zone.json', crossing.id, 'this crossing lies on no road'))
  }
  return found
}

function checkAgenda(scenario: Scenario): Problems {
  const found: ScenarioProblem[] = []
  const moves = new Set<number>()
  let latest = Number.NEGATIVE_INFINITY
  for (const item of scenario.agenda) {
    if (item.move !== null) {
      if (!isRunningStage(item.stage)) found.push(problem('agenda.json', `${item.id}, move`, 'only a planning or plenary stage can hold a move'))
      if (moves.has(item.move)) found.push(problem('agenda.json', `${item.id}, move`, `move ${item.move} stands in the agenda twice`))
      if (item.anchors.length === 0) found.push(problem('agenda.json', `${item.id}, anchors`, 'a move needs anchors: which scenario time it begins at'))
      moves.add(item.move)
    }
    let minute = -1
    for (const anchor of item.anchors) {
      if (anchor.minute <= minute) found.push(problem('agenda.json', `${item.id}, anchors`, `minute ${anchor.minute} does not come after minute ${minute}`))
      if (anchor.scenarioMinute < latest) found.push(problem('agenda.json', `${item.id}, anchors`, `the scenario clock goes back to ${formatScenarioMinute(anchor.scenarioMinute)}`))
      minute = anchor.minute
      latest = Math.max(latest, anchor.scenarioMinute)
    }
  }
  return found
}

function checkPeople({ scenario, head }: ScenarioParts): Problems {
  const places = new Set(scenario.zone.places.map((place) => place.id))
  const hats = new Set(scenario.hats.map((hat) => hat.id))
  const found: ScenarioProblem[] = []
  for (const unit of scenario.units) if (unit.base !== null && !places.has(unit.base)) found.push(problem('units.json', `${unit.id}, base`, `there is no place "${unit.base}"`))
  for (const force of head.forces) {
    const sum = scenario.units.filter((unit) => unit.id.startsWith(force.units)).reduce((total, unit) => total + unit.strength, 0)
    if (sum !== force.strength) found.push(problem('units.json', force.name, `the units "${force.units}…" add up to ${sum}, not to ${force.strength}`))
  }
  for (const paper of scenario.papers) {
    if (paper.audience !== 'all' && !hats.has(paper.audience.hat)) found.push(problem('papers.json', `${paper.id}, hat`, `there is no hat "${paper.audience.hat}"`))
  }
  return found
}

function checkWorld(scenario: Scenario): Problems {
  const { zone, world } = scenario
  const kinds: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[], readonly string[]])[] = [
    ['roads', world.roads, ids(zone.roads), ids(zone.roads)], ['crossings', world.crossings, ids(zone.crossings), ids(zone.crossings)],
    ['units', world.units, ids(scenario.units), ids(scenario.units)], ['masts', world.masts, ids(zone.masts), ids(zone.masts)],
    ['sites', world.sites, ids(zone.places.filter((place) => place.population !== null)), ids(zone.places)],
  ]
  return kinds.flatMap(([kind, given, needed, known]) => [
    ...needed.filter((id) => !Object.hasOwn(given, id)).map((id) => problem('world.json', `${kind}, ${id}`, 'nothing is said of it at the opening')),
    ...Object.keys(given).filter((id) => !known.includes(id)).map((id) => problem('world.json', `${kind}, ${id}`, 'no such thing is in this scenario')),
  ])
}

/** Everybody is sent all of them but the forecast, their sources too: no word of theirs may name a planned inject. */
function checkFigures({ planning, zone, units, msel }: Scenario): Problems {
  if (planning === undefined) return []
  const sent = JSON.stringify({ ...planning, forecast: null })
  return [
    ...checkPlanning(planning, zone, ids(units)).map(({ place, reason }) => problem('planning.json', place, reason)),
    ...msel.filter(({ serial }) => sent.includes(serial)).map(({ serial }) => problem('planning.json', '', `"${serial}" is a planned inject, and members read these figures with their sources`)),
  ]
}

function checkInject(scenario: Scenario, item: MselItem, file: string): Problems {
  const found: ScenarioProblem[] = []
  const wrong = (place: string, reason: string): void => { found.push(problem(file, place === '' ? item.serial : `${item.serial}, ${place}`, reason)) }
  const stage = scenario.agenda.find((each) => each.move !== null && each.move === item.move)
  if (item.contingency && item.dueMinute !== null) wrong('dueMinute', 'a contingency inject is fired by hand only: null')
  if (!item.contingency) {
    if (stage === undefined) wrong('move', `the agenda has no move ${String(item.move)}`)
    if (item.dueMinute === null) wrong('dueMinute', 'an inject of a move needs the minute it falls due')
    else if (stage !== undefined && item.dueMinute > stage.minutes) wrong('dueMinute', `the move is over after ${stage.minutes} minutes`)
  }
  if (item.hat !== null && !scenario.hats.some((hat) => hat.id === item.hat)) wrong('hat', `there is no hat "${item.hat}"`)
  if (!item.secrets.expected.some((action) => action.key)) wrong('expected', 'at least one expected action must be a key action')
  if (item.visitor !== (item.content.channel === 'visitor')) wrong('visitor', 'a visitor comes by the channel "visitor", and nothing else does')
  if (item.content.answer.kind === 'read' && item.content.answerMinutes !== null) wrong('answerMinutes', 'an inject that is only read has no deadline')
  if (item.content.answer.kind === 'choice' && repeated(item.content.answer.choices).length > 0) wrong('answer, choices', 'two choices are the same')
  if (item.content.place?.at && !onSheet(scenario.zone, item.content.place.at)) wrong('place, at', 'this point lies outside the sheet')
  if (item.content.protected) {
    if (item.hat === null) wrong('hat', 'a protected inject goes to one hat, never to a whole syndicate')
    if (item.effects.some((effect) => effect.audience === 'all' || effect.audience === 'addressed')) wrong('effects', 'a protected inject puts nothing on a map that others read')
  }
  item.effects.forEach((effect, index) => {
    if (effect.audience === 'reminder') return
    const reason = unknownThing(scenario, effect.change)
    if (reason !== null) wrong(`effects, item ${index + 1}`, reason)
  })
  return found
}

const distance = (one: Km, other: Km): number => Math.hypot(one[0] - other[0], one[1] - other[1])

/** Shortest distance from a point to a drawn line, km. */
function toLine(at: Km, line: readonly Km[]): number {
  let least = Number.POSITIVE_INFINITY
  for (let index = 1; index < line.length; index += 1) {
    const a = line[index - 1]
    const b = line[index]
    if (a === undefined || b === undefined) continue
    const length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - a[0]) * (b[0] - a[0]) + (at[1] - a[1]) * (b[1] - a[1])) / length))
    least = Math.min(least, distance(at, [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]))
  }
  return least
}

/** Whether a ring goes round a point: an even-odd count of the sides to its east. */
function inside(at: Km, ring: readonly Km[]): boolean {
  let odd = false
  ring.forEach((a, index) => {
    const b = ring[(index + 1) % ring.length] ?? a
    if (a[1] > at[1] !== b[1] > at[1] && at[0] < a[0] + ((at[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd
  })
  return odd
}
