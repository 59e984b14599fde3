/** How an exercise begins: the first event, made from a scenario, and the state it gives. */
import { allDocumentNames } from '../board/documentName.ts'
import type { StageState } from './agenda.ts'
import { clockAtOpening } from './clock.ts'
import { conductAtOpening } from './conduct.ts'
import { directingAtOpening } from './directing.ts'
import type { ExerciseEvent } from './events.ts'
import type { KeptExhibit } from './exhibit.ts'
import type { ExerciseId } from './names.ts'
import { emptyPlenary } from './plenary.ts'
import { reviewAtOpening } from './review.ts'
import { syndicateIds } from './scenario.ts'
import type { Scenario } from './scenario.ts'
import type { JoinCode, RosterEntry, Syndicate } from './seat.ts'
import type { ExerciseState } from './state.ts'
import { warmUpAtOpening } from './warmUp.ts'
import { emptyFacts } from './world.ts'

export type ExerciseOpened = Extract<ExerciseEvent, { type: 'ExerciseOpened' }>

export interface OpeningChoices {
  readonly id: ExerciseId
  readonly title: string
  /** How many, 1 to 8. */
  readonly syndicates: number
  readonly roster: readonly RosterEntry[]
  readonly codes: readonly JoinCode[]
  readonly lobby: boolean
  /** Wall time, ISO. */
  readonly openedWallAt: string
  /** What the scenario brings along; its bytes are kept before this is recorded. */
  readonly exhibits?: readonly KeptExhibit[]
}

/** Before the first stage was begun: boards are open for warming up, the clock stands. */
export const stageAtOpening: StageState = { index: -1, stage: 'warm-up', move: null, begunAt: 0, begunRunningMs: 0, minutes: 0 }

export function openingEvent(scenario: Scenario, choices: OpeningChoices): ExerciseOpened {
  const ids = syndicateIds(Math.min(8, Math.max(1, Math.floor(choices.syndicates))))
  const syndicates: Syndicate[] = ids.map((id, index) => ({
    id, number: index + 1, name: scenario.syndicateNames[index] ?? `Syndicate ${index + 1}`, lead: null,
  }))
  return {
    type: 'ExerciseOpened',
    id: choices.id,
    title: choices.title,
    scenarioId: scenario.id,
    zoneId: scenario.zone.id,
    openedWallAt: choices.openedWallAt,
    agenda: scenario.agenda,
    syndicates,
    hats: scenario.hats,
    roster: choices.roster,
    codes: choices.codes,
    lobby: choices.lobby,
    world: scenario.world,
    papers: scenario.papers,
    planSections: scenario.planSections,
    units: scenario.units,
    personas: scenario.actors.map(({ id, name, kind, intent, inhibitors, answers }) => ({ id, name, kind, intent, inhibitors, answers: answers ?? [] })),
    documents: allDocumentNames(ids),
    ...(scenario.planning === undefined ? {} : { planning: scenario.planning }),
    ...(choices.exhibits === undefined || choices.exhibits.length === 0 ? {} : { exhibits: choices.exhibits }),
  }
}

/** One code for every way in. `newCode` gives eight random digits; codes never collide. */
export function joinCodes(syndicates: number, newCode: () => string): JoinCode[] {
  const used = new Set<string>()
  const fresh = (): string => {
    const code = freshCode(newCode, (each) => used.has(each))
    used.add(code)
    return code
  }
  const ids = syndicateIds(syndicates)
  return [
    { code: fresh(), role: 'deputy', syndicate: null },
    ...ids.map((syndicate): JoinCode => ({ code: fresh(), role: 'member', syndicate })),
    { code: fresh(), role: 'evaluator', syndicate: null },
    { code: fresh(), role: 'observer', syndicate: null },
    { code: fresh(), role: 'screen', syndicate: null },
    ...ids.map((syndicate): JoinCode => ({ code: fresh(), role: 'screen', syndicate })),
  ]
}

/** A code that is not in use. Throws when chance gives nothing new for a long time: then it is no chance. */
export function freshCode(newCode: () => string, isUsed: (code: string) => boolean): string {
  for (let tries = 0; tries < 1000; tries += 1) {
    const code = newCode()
    if (!isUsed(code)) return code
  }
  throw new Error('No unused join code was found in 1000 tries: the source of codes repeats itself.')
}

export function initialState(opened: ExerciseOpened): ExerciseState {
  return {
    id: opened.id,
    title: opened.title,
    scenarioId: opened.scenarioId,
    zoneId: opened.zoneId,
    openedWallAt: opened.openedWallAt,
    clock: clockAtOpening,
    agenda: opened.agenda,
    stage: stageAtOpening,
    syndicates: Object.fromEntries(opened.syndicates.map((syndicate) => [syndicate.id, syndicate])),
    seats: {},
    hats: opened.hats,
    roster: opened.roster,
    codes: opened.codes,
    lobby: opened.lobby,
    injects: {},
    planned: {},
    automatic: true,
    directing: { ...directingAtOpening, shelf: opened.exhibits ?? [] },
    conduct: { ...conductAtOpening, personas: opened.personas ?? [] },
    world: { common: opened.world, bySyndicate: {}, truth: emptyFacts },
    warmUp: warmUpAtOpening,
    cards: {},
    review: reviewAtOpening,
    shelf: [],
    floor: null,
    plenary: emptyPlenary,
    boards: { frozen: false, openInPlenary: false, released: {}, withheld: {} },
    documents: Object.fromEntries(opened.documents.map((name) => [name, { epoch: 1, authors: {}, damagedAfter: null }])),
    submissions: [],
    messages: [],
    reminders: [],
    papers: opened.papers,
    planSections: opened.planSections,
    units: opened.units,
    planning: opened.planning ?? null,
    planningWas: {},
  }
}
