/**
 * Reads a scenario as authored in `maps/`: files in, a whole `Scenario` or every problem out, each with file, place and
 * reason. A file from elsewhere is hostile until it has passed here: depth and size are looked at before anything else.
 */
import * as z from 'zod/mini'
import type { AgendaItem, MoveAnchor } from './agenda.ts'
import type { ShelfCard } from './cards.ts'
import { parseScenarioTime } from './clock.ts'
import type { InjectContent, SourceGrade } from './inject.ts'
import type { MselItem } from './msel.ts'
import type { Paper, Scenario } from './scenario.ts'
import { checkScenario } from './scenarioChecks.ts'
import { placeIn, problemsOf, type ScenarioProblem } from './scenarioReasons.ts'
import {
  actorsFile, agendaFile, exhibitsFile, hatsFile, mselFile, papersFile, planFile, scenarioFile, shelfFile, unitsFile, worldFile, zoneFile,
  type AgendaFile, type MselFile, type PapersFile, type ShelfFile, type WorldFile,
} from './scenarioShape.ts'
import { planningFile, planningOf } from '../reality/planningShape.ts'
import type { WorldFacts } from './world.ts'

export type ScenarioFiles = Readonly<Record<string, unknown>>
export type ParsedScenario = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problems: readonly ScenarioProblem[] }

const shapes = {
  'scenario.json': scenarioFile, 'agenda.json': agendaFile, 'hats.json': hatsFile, 'units.json': unitsFile, 'actors.json': actorsFile,
  'papers.json': papersFile, 'plan.json': planFile, 'world.json': worldFile, 'zone.json': zoneFile,
  'shelf.json': shelfFile, 'exhibits.json': exhibitsFile,
  'planning.json': planningFile,
} as const
const mselName = /^msel\/[a-z0-9-]{1,40}\.json$/

const mostFiles = 64
const mostProblems = 100
const deepest = 16
/** Of all files together. */
const mostValues = 200_000
const longestText = 40_000

/**
 * Files by their name relative to the scenario's folder ('scenario.json', 'msel/move-1.json'), and the zone's as
 * 'zone.json'; contents as JSON.parse gave them. At most 100 problems are told.
 */
export function parseScenario(files: ScenarioFiles): ParsedScenario {
  const names = Object.keys(files)
  if (names.length > mostFiles) return refused([{ file: '', place: '', reason: `too many files: at most ${mostFiles}` }])
  const budget = { left: mostValues }
  const large = names.flatMap((name) => findTooLarge(name, files[name], budget))
  if (large.length > 0) return refused(large)

  const problems: ScenarioProblem[] = names
    .filter((name) => !Object.hasOwn(shapes, name) && !mselName.test(name))
    .map((name) => ({ file: name.slice(0, 120), place: '', reason: 'no such file belongs to a scenario' }))
  const read = <T extends z.core.$ZodType>(name: string, shape: T): z.infer<T> | null => {
    if (!Object.hasOwn(files, name)) {
      problems.push({ file: name, place: '', reason: 'this file is missing' })
      return null
    }
    const result = z.safeParse(shape, files[name])
    if (result.success) return result.data
    problems.push(...problemsOf(name, files[name], result.error.issues))
    return null
  }

  const head = read('scenario.json', shapes['scenario.json'])
  const agenda = read('agenda.json', shapes['agenda.json'])
  const hats = read('hats.json', shapes['hats.json'])
  const units = read('units.json', shapes['units.json'])
  const actors = read('actors.json', shapes['actors.json'])
  const papers = read('papers.json', shapes['papers.json'])
  const plan = read('plan.json', shapes['plan.json'])
  const world = read('world.json', shapes['world.json'])
  const zone = read('zone.json', shapes['zone.json'])
  /** A scenario need not have any. */
  const shelf = Object.hasOwn(files, 'shelf.json') ? read('shelf.json', shapes['shelf.json']) : { cards: [] }
  const exhibits = Object.hasOwn(files, 'exhibits.json') ? read('exhibits.json', shapes['exhibits.json']) : null
  const planning = Object.hasOwn(files, 'planning.json') ? read('planning.json', shapes['planning.json']) : null
  const mselNames = names.filter((name) => mselName.test(name)).sort()
  if (mselNames.length === 0) problems.push({ file: 'msel/', place: '', reason: 'there is no file with injects' })
  const injects = mselNames.flatMap((name) => {
    const file = read(name, mselFile)
    return file === null ? [] : file.injects.map((inject) => ({ file: name, item: mselItem(file.move, inject) }))
  })
  if (!head || !agenda || !hats || !units || !actors || !papers || !plan || !world || !zone || !shelf || problems.length > 0) return refused(problems)

  injects.sort((one, other) => rankOf(one.item) - rankOf(other.item) || (one.item.dueMinute ?? 0) - (other.item.dueMinute ?? 0))
  const scenario: Scenario = {
    id: head.id, title: head.title, language: head.language, zone, agenda: agenda.stages.map(agendaItem),
    syndicateNames: head.syndicateNames, defaultSyndicates: head.defaultSyndicates, hats: hats.hats, units: units.units, actors: actors.actors,
    papers: papers.papers.map(paperOf), planSections: plan.sections, msel: injects.map((each) => each.item), shelf: shelf.cards.map(shelfCard), world: worldFacts(world),
    ...(exhibits === null ? {} : { exhibits: exhibits.exhibits }),
    ...(planning === null ? {} : { planning: planningOf(planning) }),
  }
  const wrong = checkScenario({ scenario, head, mselFiles: injects.map((each) => each.file) })
  if (wrong.length > 0) return refused(wrong)
  return { ok: true, scenario: { ...scenario, agenda: scenario.agenda.map(everyMinute) } }
}

function refused(problems: readonly ScenarioProblem[]): ParsedScenario {
  return { ok: false, problems: problems.slice(0, mostProblems) }
}

/** Contingencies after all moves. */
const rankOf = (item: MselItem): number => item.move ?? Number.MAX_SAFE_INTEGER

/** Walks a file without recursion, so that no depth, breadth or loop can hang the reader. One problem is enough. */
function findTooLarge(name: string, file: unknown, budget: { left: number }): ScenarioProblem[] {
  const waiting: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [{ value: file, path: [] }]
  const wrong = (path: readonly PropertyKey[], reason: string): ScenarioProblem[] => [{ file: name.slice(0, 120), place: placeIn(file, path.slice(0, 6)), reason }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    budget.left -= 1
    if (typeof next.value === 'string' && next.value.length > longestText) return wrong(next.path, `the text is too long: at most ${longestText} characters`)
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.path.length >= deepest) return wrong(next.path, `too many levels inside each other: at most ${deepest}`)
    const keys: PropertyKey[] = Array.isArray(next.value) ? Array.from(next.value.keys()) : Object.keys(next.value)
    const forbidden = keys.find((key) => key === '__proto__' || key === 'constructor' || key === 'prototype')
    if (forbidden !== undefined) return wrong(next.path, `"${String(forbidden)}" cannot be a name`)
    if (waiting.length + keys.length > budget.left) return wrong([], `the files are too large: at most ${mostValues} values together`)
    const inner = new Map<PropertyKey, unknown>(Array.isArray(next.value) ? next.value.entries() : Object.entries(next.value))
    for (const [key, value] of inner) waiting.push({ value, path: [...next.path, key] })
  }
  return []
}

function agendaItem(stage: AgendaFile['stages'][number]): AgendaItem {
  const { anchors, ...rest } = stage
  return { ...rest, anchors: anchors.map((anchor) => ({ minute: anchor.minute, scenarioMinute: parseScenarioTime(anchor.at) ?? 0 })) }
}

/**
 * Anchors of a move are authored at the minutes of its injects. The agenda is read by everybody, so it is given out with
 * one anchor for every minute: the same clock, and no list of when something will happen.
 */
function everyMinute(item: AgendaItem): AgendaItem {
  const anchors = item.anchors.flatMap((anchor, index): MoveAnchor[] => {
    const next = item.anchors[index + 1]
    if (next === undefined || next.scenarioMinute === anchor.scenarioMinute) return [anchor]
    const pace = (next.scenarioMinute - anchor.scenarioMinute) / (next.minute - anchor.minute)
    return Array.from({ length: next.minute - anchor.minute }, (_, step) => ({ minute: anchor.minute + step, scenarioMinute: Math.floor(anchor.scenarioMinute + step * pace) }))
  })
  return { ...item, anchors }
}

function paperOf(paper: PapersFile['papers'][number]): Paper {
  return { id: paper.id, title: paper.title, audience: paper.hat === null ? 'all' : { hat: paper.hat }, text: paper.text }
}

/** Everything true at the opening is true since 0. */
function worldFacts(file: WorldFile): WorldFacts {
  const since = <T extends object>(facts: Readonly<Record<string, T>>): Record<string, T & { since: number }> =>
    Object.fromEntries(Object.entries(facts).map(([id, fact]) => [id, { ...fact, since: 0 }]))
  const pins = Object.fromEntries(Object.entries(file.pins).map(([id, pin]) => [id, { ...pin, since: 0, gone: false }]))
  return { roads: since(file.roads), crossings: since(file.crossings), units: since(file.units), sites: since(file.sites), masts: since(file.masts), pins, weather: { ...file.weather, since: 0 } }
}

const sources = ['A', 'B', 'C', 'D', 'E', 'F'] as const
const figures = [1, 2, 3, 4, 5, 6] as const

function gradeOf(text: string | null): SourceGrade | null {
  const source = sources.find((letter) => letter === text?.[0])
  const information = figures.find((figure) => String(figure) === text?.[1])
  return source === undefined || information === undefined ? null : { source, information }
}

function mselItem(move: number | null, file: MselFile['injects'][number]): MselItem {
  const content: InjectContent = {
    title: file.title, text: file.text, channel: file.channel, from: file.from, grade: gradeOf(file.grade), place: file.place,
    scenarioMinute: file.scenarioTime === null ? null : parseScenarioTime(file.scenarioTime), answer: file.answer,
    answerMinutes: file.answerMinutes, contentNotice: file.contentNotice, protected: file.protected,
  }
  return {
    serial: file.serial, move, dueMinute: file.dueMinute, contingency: move === null, storyline: file.storyline, hat: file.hat, content,
    secrets: {
      serial: file.serial, groundTruth: file.groundTruth, dilemma: file.dilemma, expected: file.expected, branches: file.branches,
      staffNotes: file.staffNotes, tags: file.tags,
    },
    effects: file.effects, visitor: file.visitor, ...runningParts(file),
  }
}

function shelfCard({ inject, ...card }: ShelfFile['cards'][number]): ShelfCard {
  return { ...card, inject: inject === null ? null : { ...inject, grade: gradeOf(inject.grade), scenarioMinute: null, protected: false } }
}

/** Only what the file says: an inject without branches has no such field. */
function runningParts({ rules, variants, oneOf }: MselFile['injects'][number]): Pick<MselItem, 'rules' | 'variants' | 'oneOf'> {
  return { ...(rules === undefined ? {} : { rules }), ...(variants === undefined ? {} : { variants }), ...(oneOf === undefined ? {} : { oneOf }) }
}
