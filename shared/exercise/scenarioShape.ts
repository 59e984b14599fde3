/**
 * The shape of the files of a scenario, as people write them in `maps/`. Field by field; what belongs together across
 * files is scenarioChecks.ts. Error texts are the rest of a sentence that begins with the place ("INJ-03, grade: …").
 */
import * as z from 'zod/mini'
import { stages } from './agenda.ts'
import { branchRulesParser, oneOfParser, variantsParser } from './branch.ts'
import { parseScenarioTime } from './clock.ts'
import { worldChangeParser } from './commands.ts'
import { injectChannels } from './inject.ts'
import { roadClasses } from './scenario.ts'
import { roadStates, weatherStates } from './world.ts'

const id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, { error: 'an id is 1 to 64 letters, digits, "-" or "_", and begins with a letter or a digit' }))
const line = (most: number) => z.string().check(z.maxLength(most))
const said = (most: number) => z.string().check(z.refine((text: string) => text.trim() !== '', { error: 'it must not be empty' }), z.maxLength(most))
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const list = <T extends z.core.$ZodType>(item: T, most: number, least = 0) => z.array(item).check(z.minLength(least), z.maxLength(most))
const coordinate = z.number().check(z.gte(-50), z.lte(300))
const km = z.tuple([coordinate, coordinate], { error: 'a point is two numbers in kilometres: [east, north]' })
const points = (least: number) => list(km, 4000, least)
const count = whole(0, 50_000_000)
const precision = z.enum(['exact', 'near', 'district', 'unknown'])
const scenarioTime = z.string().check(z.refine((text: string) => parseScenarioTime(text) !== null, { error: 'a time on the scenario clock looks like "D-2 06:00", "D 14:05" or "D+1 02:00"' }))

const serial = z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{0,23}$/, { error: 'a serial is 1 to 24 capital letters, digits or "-"' }))

const placeKinds = ['capital', 'town', 'village', 'displacement-site', 'bridge', 'ferry', 'mine', 'forest', 'pass', 'checkpoint', 'water-point', 'school', 'health', 'training-centre', 'airfield', 'hamlet', 'building'] as const
const protection = z.strictObject({ withinKm: z.number().check(z.gt(0), z.lte(10)), reason: said(300) })
const rank = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], { error: 'the rank is 1 (always labelled), 2, 3 or 4 (only close up)' })

/** A file of the sheet's ground, named as it may be asked for. */
const groundFile = (ending: 'webp' | 'json') => z.string().check(z.regex(new RegExp(`^[a-z0-9][a-z0-9-]{0,60}\\.${ending}$`), { error: `a file of the ground is named like "relief-light.${ending}"` }))

export const zoneFile = z.strictObject({
  id, name: said(80),
  grid: z.strictObject({ utmZone: whole(1, 60), south: z.boolean(), easting: whole(100_000, 900_000), northing: whole(0, 10_000_000) }),
  sizeKm: z.tuple([whole(1, 300), whole(1, 300)]),
  places: list(z.strictObject({ id, name: said(80), at: km, kind: z.enum(placeKinds), population: z.nullable(count), note: line(400), rank, protection: z.optional(protection) }), 2000, 1),
  roads: list(z.strictObject({ id, name: said(80), class: z.enum(roadClasses), from: id, to: id, km: z.number().check(z.gt(0), z.lte(1000)), line: points(2) }), 1000),
  crossings: list(z.strictObject({ id, name: said(80), kind: z.enum(['bridge', 'ferry', 'ford']), at: km, maxTonnes: z.number().check(z.gte(0), z.lte(200)), turnRoundMinutes: whole(0, 1440), note: line(400) }), 200),
  waters: list(z.strictObject({ id, name: said(80), kind: z.enum(['river', 'tributary', 'lake']), line: points(2) }), 200),
  areas: list(z.strictObject({ id, name: said(80), kind: z.enum(['hills', 'plain', 'forest', 'harvest', 'flood-plain', 'suspected-mines']), ring: points(3) }), 500),
  lines: list(z.strictObject({ id, name: said(80), kind: z.enum(['border', 'corridor', 'market-route', 'movement']), line: points(2) }), 500),
  masts: list(z.strictObject({ id, name: said(80), at: km, radiusKm: z.number().check(z.gt(0), z.lte(100)) }), 200),
  ground: z.optional(z.strictObject({ relief: z.strictObject({ light: groundFile('webp'), dark: groundFile('webp') }), layers: list(groundFile('json'), 12) })),
})

export const scenarioFile = z.strictObject({
  id, title: said(120), language: z.literal('en', { error: 'the language must be "en"' }), zone: id,
  syndicateNames: list(said(40), 8, 1), defaultSyndicates: whole(1, 8),
  /** Strength each force must add up to: `units` is how the ids of its units begin. */
  forces: list(z.strictObject({ name: said(80), units: said(64), strength: count }), 50),
})

export const agendaFile = z.strictObject({
  stages: list(z.strictObject({
    id, title: said(120), stage: z.enum(stages), minutes: whole(1, 600),
    plannedWall: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'the planned time looks like "09:15"' })),
    move: z.nullable(whole(1, 50)),
    anchors: list(z.strictObject({ minute: whole(0, 1440), at: scenarioTime }), 200),
  }), 200, 1),
})

export const hatsFile = z.strictObject({
  hats: list(z.strictObject({ id, name: said(60), looksAt: said(200), jobs: list(said(200), 10, 1), mayReadProtected: z.boolean() }), 20, 1),
})

export const unitsFile = z.strictObject({
  units: list(z.strictObject({
    id, name: said(120), short: said(40), side: z.enum(['un', 'police', 'state', 'threat', 'civil', 'humanitarian']),
    base: z.nullable(id), strength: count, note: line(400),
  }), 1000, 1),
})

export const actorsFile = z.strictObject({
  actors: list(z.strictObject({ id, name: said(120), kind: said(80), intent: line(600), capability: line(600), history: line(600), inhibitors: line(600), answers: z.optional(list(z.strictObject({ about: said(80), text: said(1000) }), 20)) }), 200),
})

export const papersFile = z.strictObject({
  /** `hat`: only its wearers read the paper; null = everybody. */
  papers: list(z.strictObject({ id, title: said(120), hat: z.nullable(id), text: said(20_000) }), 100),
})

export const planFile = z.strictObject({
  sections: list(z.strictObject({ id, title: said(120), prompt: said(600), starters: list(said(200), 8, 1) }), 30, 1),
})

const factNote = line(300)
const facts = <T extends z.core.$ZodType>(fact: T) => z.record(id, fact)
const pin = z.strictObject({
  kind: z.enum(['incident', 'alert', 'request', 'crowd', 'movement', 'hazard', 'rumour', 'flag', 'fire', 'cordon', 'corridor']), title: line(120),
  points: list(km, 200, 1), radiusKm: z.nullable(z.number().check(z.gt(0), z.lte(100))), precision, note: factNote,
})

export const worldFile = z.strictObject({
  weather: z.strictObject({ state: z.enum(weatherStates), waterMetres: z.nullable(z.number().check(z.gte(0), z.lte(50))), note: factNote }),
  roads: facts(z.strictObject({ state: z.enum(roadStates), note: factNote })),
  crossings: facts(z.strictObject({ state: z.enum(['open', 'restricted', 'closed', 'destroyed']), note: factNote })),
  units: facts(z.strictObject({ state: z.enum(['available', 'committed', 'resting', 'unserviceable', 'detached', 'unavailable']), note: factNote })),
  sites: facts(z.strictObject({ state: z.enum(['calm', 'tense', 'attacked', 'flooded', 'burned', 'closed']), population: z.nullable(count), note: factNote })),
  masts: facts(z.strictObject({ state: z.enum(['on', 'off']), note: factNote })),
  pins: facts(pin),
})

const question = said(300)
const acceptsRisk = z.boolean()
const answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read') }),
  z.strictObject({ kind: z.literal('choice'), question, choices: list(said(200), 8, 2), acceptsRisk }),
  z.strictObject({ kind: z.literal('place'), question, acceptsRisk }),
  z.strictObject({ kind: z.literal('units'), question, acceptsRisk }),
  z.strictObject({ kind: z.literal('text'), question, acceptsRisk }),
], { error: 'the answer form must be read, choice, place, units or text' })

const effect = z.discriminatedUnion('audience', [
  z.strictObject({ audience: z.enum(['all', 'addressed', 'truth']), change: worldChangeParser }),
  z.strictObject({ audience: z.literal('reminder'), text: said(400) }),
], { error: 'the audience of an effect must be all, addressed, truth or reminder' })

export const exhibitsFile = z.strictObject({
  exhibits: list(z.strictObject({
    file: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}\.(png|jpg|webp|mp3|ogg|wav|m4a|pdf|mp4|webm)$/, { error: 'a file in media/ is named like "radio-message.ogg"' })),
    serial: z.nullable(serial), title: said(120), words: line(6000), notice: z.nullable(said(300)), hat: z.nullable(id), pages: z.nullable(whole(1, 2000)),
  }), 100),
})

/** 'B2': source A to F, information 1 to 6. */
const grade = z.string().check(
  z.refine((text: string) => /^[A-F]/.test(text), { error: 'the source must be a letter A to F' }),
  z.refine((text: string) => !/^[A-F]/.test(text) || /^.[1-6]$/.test(text), { error: 'the information must be a figure 1 to 6, right after the source letter' }),
)

const inject = z.strictObject({
  serial,
  title: said(120), storyline: said(80), dueMinute: z.nullable(whole(0, 1440)), hat: z.nullable(id), visitor: z.boolean(),
  channel: z.enum(injectChannels), from: said(120), grade: z.nullable(grade),
  place: z.nullable(z.strictObject({ name: said(120), at: z.nullable(km), precision })),
  scenarioTime: z.nullable(scenarioTime), text: said(4000), answer,
  answerMinutes: z.nullable(whole(1, 600)), contentNotice: z.nullable(said(200)), protected: z.boolean(),
  groundTruth: said(2000), dilemma: said(2000),
  expected: list(z.strictObject({ text: said(400), key: z.boolean() }), 30, 1),
  branches: list(said(600), 20), staffNotes: line(6000), tags: list(said(60), 20, 1), effects: list(effect, 60),
  rules: z.optional(branchRulesParser), variants: z.optional(variantsParser), oneOf: z.optional(oneOfParser),
})
/** One message as people write it, wherever it lies. */
const messageFields = {
  title: said(120), channel: z.enum(injectChannels), from: said(120), grade: z.nullable(grade),
  place: z.nullable(z.strictObject({ name: said(120), at: z.nullable(km), precision })), text: said(4000), answer,
  answerMinutes: z.nullable(whole(1, 600)), contentNotice: z.nullable(said(200)),
}

/** Discussion cards at hand; with an inject, a snap situation. */
export const shelfFile = z.strictObject({
  cards: list(z.strictObject({
    id: z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{0,23}$/, { error: 'the id of a card is 1 to 24 capital letters, digits or "-"' })),
    title: said(120), question: said(300), aloneSeconds: whole(15, 1800), tags: list(said(60), 20),
    expected: list(z.strictObject({ text: said(400), key: z.boolean() }), 12, 1), inject: z.nullable(z.strictObject(messageFields)),
  }), 100),
})

export const mselFile = z.strictObject({ move: z.nullable(whole(1, 50)), injects: list(inject, 500, 1) })

export type ZoneFile = z.infer<typeof zoneFile>
export type ScenarioFile = z.infer<typeof scenarioFile>
export type AgendaFile = z.infer<typeof agendaFile>
export type WorldFile = z.infer<typeof worldFile>
export type MselFile = z.infer<typeof mselFile>
export type ShelfFile = z.infer<typeof shelfFile>
export type PapersFile = z.infer<typeof papersFile>
