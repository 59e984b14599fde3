/**
 * Everything somebody may ask of an exercise: `noun:verb`, imperative. Type and parser from one source.
 * What is asked here is not yet allowed: permissions.ts says who may, decide.ts says what follows.
 */
import * as z from 'zod/mini'
import { criteria, observationKinds, summonsReplies } from './conduct.ts'
import type { ShelfCard } from './cards.ts'
import { exhibitKinds } from './exhibit.ts'
import { injectChannels } from './inject.ts'
import type { Moment } from './moment.ts'
import { compareLayouts, questionStates, replayPaces, voteAudiences, voteKinds } from './plenary.ts'
import { warmUpTasks } from './warmUp.ts'
import { roadStates, weatherStates } from './world.ts'

const id = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[A-Za-z0-9_-]+$/))
const line = (most: number) => z.string().check(z.maxLength(most))
const km = z.tuple([z.number().check(z.gte(-50), z.lte(300)), z.number().check(z.gte(-50), z.lte(300))])
const degrees = z.number().check(z.gte(-180), z.lte(180))
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

const injectAnswer = z.strictObject({
  choice: z.nullable(line(200)), reason: line(600), at: z.nullable(km),
  units: z.array(line(80)).check(z.maxLength(40)), text: line(4000), riskAcceptedBy: line(120),
})

const pin = z.strictObject({
  kind: z.enum(['incident', 'alert', 'request', 'crowd', 'movement', 'hazard', 'rumour', 'flag', 'fire', 'cordon', 'corridor']),
  title: line(120), points: z.array(km).check(z.minLength(1), z.maxLength(200)),
  radiusKm: z.nullable(z.number().check(z.gt(0), z.lte(100))),
  precision: z.enum(['exact', 'near', 'district', 'unknown']),
})

/** One change of the world, as staff ask for it and as scenarios plan it. */
export const worldChangeParser = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('road'), thing: id, state: z.enum(roadStates), note: line(300) }),
  z.strictObject({ kind: z.literal('crossing'), thing: id, state: z.enum(['open', 'restricted', 'closed', 'destroyed']), note: line(300) }),
  z.strictObject({ kind: z.literal('unit'), thing: id, state: z.enum(['available', 'committed', 'resting', 'unserviceable', 'detached', 'unavailable']), note: line(300) }),
  z.strictObject({ kind: z.literal('site'), thing: id, state: z.enum(['calm', 'tense', 'attacked', 'flooded', 'burned', 'closed']), population: z.nullable(whole(0, 10_000_000)), note: line(300) }),
  z.strictObject({ kind: z.literal('mast'), thing: id, state: z.enum(['on', 'off']), note: line(300) }),
  z.strictObject({ kind: z.literal('weather'), state: z.enum(weatherStates), waterMetres: z.nullable(z.number().check(z.gte(0), z.lte(50))), note: line(300) }),
  z.strictObject({ kind: z.literal('pin'), thing: id, pin, note: line(300) }),
  z.strictObject({ kind: z.literal('unpin'), thing: id, note: line(300) }),
])

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('common') }),
  z.strictObject({ kind: z.literal('syndicates'), syndicates: z.array(id).check(z.minLength(1), z.maxLength(8)) }),
  z.strictObject({ kind: z.literal('truth') }),
])

const documentName = z.string().check(z.maxLength(80), z.regex(/^(control|overlay|plenary|syndicate\/[a-z0-9]+\/(board|protected|discussion))$/))

/** A dropped card of the scenario's shelf, or a question written on the spot. */
const cardFrom = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shelf'), card: id }),
  z.strictObject({ kind: z.literal('spot'), question: z.string().check(z.minLength(1), z.maxLength(300)), aloneSeconds: whole(15, 1800) }),
])

const conclusionTo = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('plan'), section: id }), z.strictObject({ kind: z.literal('plenary') })])

const rating = z.nullable(whole(1, 5))
const feedbackSheet = z.strictObject({
  ratings: z.strictObject({ learned: rating, real: rating, pace: rating, voice: rating, board: rating }), keep: line(600), change: line(600),
})

/** Serials are the scenario's own: letters, digits and a dash. */
const serial = z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{0,23}$/))

const someSyndicates = z.optional(z.array(id).check(z.minLength(1), z.maxLength(8)))

/** Narrower than whole syndicates: the wearers of a hat, or one seat. */
const only = z.optional(z.union([z.strictObject({ hat: id }), z.strictObject({ seat: id })]))

const freeContent = z.strictObject({
  title: line(120), text: z.string().check(z.minLength(1), z.maxLength(4000)), channel: z.enum(injectChannels), from: line(120),
  /** Null = read only. */
  question: z.nullable(z.string().check(z.minLength(1), z.maxLength(300))), answerMinutes: z.nullable(whole(1, 600)),
  /** Of the shelf, by their media. */
  exhibits: z.optional(z.array(id).check(z.maxLength(12))),
})

const exhibit = z.strictObject({
  media: id, kind: z.enum(exhibitKinds), title: line(120), words: line(6000), notice: z.nullable(line(300)), hat: z.nullable(id), pages: z.nullable(whole(1, 2000)),
})

const replayLook = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('floor') }), z.strictObject({ kind: z.literal('situation') }), z.strictObject({ kind: z.literal('syndicate'), syndicate: id }),
])
const difference = z.strictObject({
  syndicate: id, before: z.array(id).check(z.minLength(1), z.maxLength(7)),
  plan: z.array(z.strictObject({ section: line(120), sentence: line(600) })).check(z.maxLength(60)),
  marks: z.array(z.strictObject({ label: line(200), place: line(120) })).check(z.maxLength(60)),
})

export const commandParser = z.discriminatedUnion('type', [
  // the clock and the agenda
  z.strictObject({ type: z.literal('clock:pause') }),
  z.strictObject({ type: z.literal('clock:resume') }),
  z.strictObject({ type: z.literal('clock:rate'), rate: z.number().check(z.gte(0.25), z.lte(8)) }),
  /** To a running minute of the present move: forward skips what it passes, back un-releases nothing. */
  z.strictObject({ type: z.literal('clock:jump'), moveMinute: z.number().check(z.gte(0), z.lte(1440)) }),
  z.strictObject({ type: z.literal('stage:begin'), index: whole(0, 200) }),
  /** A task of one's own, done or skipped. */
  z.strictObject({ type: z.literal('warmUp:tick'), task: z.enum(warmUpTasks), how: z.enum(['done', 'skipped']) }),
  z.strictObject({ type: z.literal('stage:minutes'), minutes: whole(1, 600) }),
  /** By so many minutes, up or down. */
  z.strictObject({ type: z.literal('stage:extend'), by: whole(-60, 60) }),
  /** Coming stages alone; `skip` are serials that are dropped with it. */
  z.strictObject({
    type: z.literal('agenda:change'), stages: z.array(z.strictObject({ id, minutes: whole(1, 600) })).check(z.maxLength(50)),
    skip: z.array(serial).check(z.maxLength(100)),
  }),
  z.strictObject({ type: z.literal('boards:freeze') }),
  z.strictObject({ type: z.literal('boards:thaw') }),
  /** Whether boards may be written in plenary. */
  z.strictObject({ type: z.literal('boards:openInPlenary'), open: z.boolean() }),
  z.strictObject({ type: z.literal('message:send'), text: z.string().check(z.minLength(1), z.maxLength(600)), syndicates: z.array(id).check(z.maxLength(8)) }),
  // between the directing staff and the syndicates
  z.strictObject({ type: z.literal('rfi:ask'), text: z.string().check(z.minLength(1), z.maxLength(600)) }),
  /** Without `text` only the note is kept. `persona`: who answers; null = the directing staff. */
  z.strictObject({ type: z.literal('rfi:answer'), request: id, text: line(2000), persona: z.nullable(id), toAll: z.boolean(), note: line(1000) }),
  z.strictObject({
    type: z.literal('persona:speak'), persona: id, text: z.string().check(z.minLength(1), z.maxLength(2000)), channel: z.enum(injectChannels),
    syndicates: z.array(id).check(z.minLength(1), z.maxLength(8)), question: z.nullable(z.string().check(z.minLength(1), z.maxLength(300))), answerMinutes: z.nullable(whole(1, 600)),
  }),
  z.strictObject({ type: z.literal('summon:call'), text: z.string().check(z.minLength(1), z.maxLength(200)), syndicates: z.array(id).check(z.maxLength(8)), place: z.nullable(km) }),
  z.strictObject({ type: z.literal('summon:end') }),
  z.strictObject({ type: z.literal('summon:answer'), summons: id, reply: z.enum(summonsReplies) }),
  z.strictObject({ type: z.literal('control:take') }),
  z.strictObject({ type: z.literal('control:release') }),
  // the real emergency
  z.strictObject({ type: z.literal('emergency:call'), place: line(200) }),
  z.strictObject({ type: z.literal('emergency:close'), call: id }),
  z.strictObject({ type: z.literal('screens:black') }),
  z.strictObject({ type: z.literal('screens:lift') }),
  // observing
  z.strictObject({ type: z.literal('observation:write'), kind: z.enum(observationKinds), text: line(2000), syndicate: id, inject: z.nullable(id) }),
  z.strictObject({ type: z.literal('action:tick'), inject: id, syndicate: id, action: whole(0, 99), done: z.boolean() }),
  z.strictObject({ type: z.literal('rating:give'), syndicate: id, criterion: z.enum(criteria), points: whole(0, 3) }),
  // seats and codes
  z.strictObject({ type: z.literal('seat:admit'), seats: z.array(id).check(z.minLength(1), z.maxLength(400)) }),
  /** Who waits is who sat there: the place goes over, and the laptop it was open on is told. */
  z.strictObject({ type: z.literal('seat:return'), seat: id, was: id }),
  z.strictObject({ type: z.literal('seat:move'), seat: id, syndicate: z.nullable(id), hat: z.nullable(id) }),
  z.strictObject({ type: z.literal('seat:remove'), seat: id }),
  z.strictObject({ type: z.literal('seat:assign'), seat: id, syndicates: z.array(id).check(z.maxLength(8)) }),
  z.strictObject({ type: z.literal('seat:hat'), hat: z.nullable(id) }),
  z.strictObject({ type: z.literal('lead:name'), syndicate: id, seat: z.nullable(id) }),
  z.strictObject({ type: z.literal('code:rotate'), code: line(8) }),
  z.strictObject({ type: z.literal('lobby:set'), open: z.boolean() }),
  // injects
  z.strictObject({ type: z.literal('inject:release'), serial, syndicates: z.array(id).check(z.minLength(1), z.maxLength(8)), only }),
  /** Without `syndicates`: for all who do not have it. */
  z.strictObject({ type: z.literal('inject:hold'), serial, syndicates: someSyndicates }),
  z.strictObject({ type: z.literal('inject:plan'), serial, syndicates: someSyndicates }),
  z.strictObject({ type: z.literal('inject:skip'), serial, syndicates: someSyndicates }),
  z.strictObject({ type: z.literal('inject:retime'), serial, dueMinute: whole(0, 1440), syndicates: someSyndicates }),
  /** The last release of all, named by its inject so that asking twice takes back one. */
  z.strictObject({ type: z.literal('inject:undo'), inject: id }),
  /** Written and sent in one step, outside the list. */
  z.strictObject({ type: z.literal('inject:write'), content: freeContent, syndicates: z.array(id).check(z.minLength(1), z.maxLength(8)), only }),
  /** The instructor's word: yes = what the branch asks is so. */
  z.strictObject({ type: z.literal('branch:say'), serial, rule: id, syndicate: id, word: z.enum(['yes', 'no']) }),
  z.strictObject({ type: z.literal('inject:withdraw'), inject: id, syndicates: z.array(id).check(z.minLength(1), z.maxLength(8)) }),
  z.strictObject({ type: z.literal('inject:open'), inject: id }),
  z.strictObject({ type: z.literal('inject:acknowledge'), inject: id }),
  z.strictObject({ type: z.literal('inject:answer'), inject: id, answer: injectAnswer }),
  z.strictObject({ type: z.literal('inject:review'), inject: id, syndicate: id, mark: z.enum(['good', 'return', 'plenary']), note: line(600) }),
  z.strictObject({ type: z.literal('msel:automatic'), on: z.boolean() }),
  z.strictObject({ type: z.literal('world:change'), scope, change: worldChangeParser }),
  /** A value the reality check counts with, by its name (shared/reality/factors.ts). */
  z.strictObject({ type: z.literal('planning:set'), factor: z.string().check(z.maxLength(200)), value: z.union([z.number(), z.boolean(), z.string().check(z.maxLength(64)), z.null()]) }),
  // plenary
  z.strictObject({ type: z.literal('floor:give'), syndicate: id }),
  z.strictObject({ type: z.literal('floor:take') }),
  z.strictObject({ type: z.literal('wall:show'), inject: id }),
  z.strictObject({ type: z.literal('wall:take') }),
  z.strictObject({ type: z.literal('compare:show'), syndicates: z.array(id).check(z.minLength(2), z.maxLength(5)), layout: z.optional(z.enum(compareLayouts)) }),
  z.strictObject({ type: z.literal('compare:take') }),
  z.strictObject({ type: z.literal('difference:show'), difference }),
  z.strictObject({ type: z.literal('difference:take') }),
  // exhibits: on the shelf, for a planned inject where one is named; then on the stage
  z.strictObject({ type: z.literal('exhibit:add'), exhibit, serial: z.nullable(serial) }),
  z.strictObject({ type: z.literal('exhibit:drop'), media: id }),
  z.strictObject({ type: z.literal('exhibit:show'), media: id }),
  /** The room was told of the notice: now it is opened. */
  z.strictObject({ type: z.literal('exhibit:uncover') }),
  z.strictObject({ type: z.literal('exhibit:turn'), page: whole(1, 2000) }),
  z.strictObject({ type: z.literal('exhibit:cue'), playing: z.boolean(), positionMs: whole(0, 86_400_000) }),
  z.strictObject({ type: z.literal('exhibit:take') }),
  /** Shows the room a moment of the past, or another one. */
  z.strictObject({ type: z.literal('replay:lead'), recordedAt: whole(0, 2_147_483_647), pace: z.literal([...replayPaces]), look: replayLook, names: z.boolean() }),
  z.strictObject({ type: z.literal('replay:leave') }),
  z.strictObject({
    type: z.literal('vote:open'), kind: z.enum(voteKinds), question: z.string().check(z.minLength(1), z.maxLength(300)),
    choices: z.array(z.string().check(z.minLength(1), z.maxLength(120))).check(z.maxLength(8)), dots: whole(1, 8), audience: z.enum(voteAudiences),
  }),
  z.strictObject({ type: z.literal('vote:cast'), vote: id, ballot: z.array(whole(0, 7)).check(z.maxLength(8)), at: z.optional(km) }),
  z.strictObject({ type: z.literal('vote:close') }),
  /** Its results leave the stage; an open one is dropped. */
  z.strictObject({ type: z.literal('vote:take') }),
  z.strictObject({ type: z.literal('question:ask'), text: z.string().check(z.minLength(1), z.maxLength(400)), signed: z.boolean() }),
  z.strictObject({ type: z.literal('question:set'), question: id, state: z.enum(questionStates) }),
  z.strictObject({ type: z.literal('presenter:name'), seat: id }),
  z.strictObject({
    type: z.literal('stage:show'),
    view: z.strictObject({
      bounds: z.tuple([degrees, degrees, degrees, degrees]), section: z.nullable(line(64)),
      hiddenLayers: z.array(line(64)).check(z.maxLength(64)), highlight: z.array(line(64)).check(z.maxLength(64)),
      slide: z.optional(z.strictObject({ number: whole(1, 99), of: whole(1, 99), title: line(120) })),
    }),
  }),
  // discussion cards; who asks for a table alone is of it
  z.strictObject({ type: z.literal('card:put'), from: cardFrom, syndicates: z.array(id).check(z.minLength(1), z.maxLength(8)) }),
  z.strictObject({ type: z.literal('card:take'), card: id, syndicates: z.array(id).check(z.minLength(1), z.maxLength(8)) }),
  z.strictObject({ type: z.literal('card:think'), card: id, text: z.string().check(z.minLength(1), z.maxLength(600)) }),
  z.strictObject({ type: z.literal('card:reveal'), card: id, syndicate: id }),
  /** `onto`: another answer of the pile it goes to; null = by itself. */
  z.strictObject({ type: z.literal('card:group'), card: id, item: id, onto: z.nullable(id) }),
  z.strictObject({ type: z.literal('card:name'), card: id, pile: id, name: line(80) }),
  z.strictObject({ type: z.literal('dots:open'), card: id, syndicate: id }),
  z.strictObject({ type: z.literal('dots:give'), card: id, piles: z.array(id).check(z.maxLength(8)) }),
  z.strictObject({ type: z.literal('dots:count'), card: id, syndicate: id }),
  z.strictObject({ type: z.literal('card:conclude'), card: id, text: z.string().check(z.minLength(1), z.maxLength(600)), to: conclusionTo }),
  z.strictObject({ type: z.literal('conclusions:show'), card: id }),
  z.strictObject({ type: z.literal('conclusions:take') }),
  // after the day
  /** `about`: a syndicate, or 'day'. */
  z.strictObject({ type: z.literal('review:note'), about: id, text: line(2000) }),
  z.strictObject({ type: z.literal('feedback:open') }),
  z.strictObject({ type: z.literal('feedback:give'), sheet: feedbackSheet }),
  z.strictObject({ type: z.literal('feedback:close') }),
  // plans, boards, documents
  z.strictObject({ type: z.literal('plan:submit') }),
  z.strictObject({ type: z.literal('board:release'), syndicate: id, history: z.enum(['result', 'making']) }),
  z.strictObject({ type: z.literal('board:withhold'), syndicate: id }),
  /** One mark that was taken away, as it stood after an entry. */
  z.strictObject({ type: z.literal('mark:restore'), document: documentName, mark: id, sequence: whole(1, 2_147_483_647) }),
  z.strictObject({ type: z.literal('document:restore'), document: documentName, toSequence: whole(1, 2_147_483_647) }),
])

export type Command = z.infer<typeof commandParser>
export type CommandType = Command['type']

/** What only the doors and the server itself may ask; never parsed from a wire. */
export type HouseCommand =
  | { readonly type: 'seat:take'; readonly code: string; readonly name: string; readonly hat: string | null }
  | { readonly type: 'chief:seat'; readonly name: string }
  | { readonly type: 'server:returned'; readonly lastAliveAt: number }
  | { readonly type: 'shelf:lay'; readonly cards: readonly ShelfCard[] }
  | { readonly type: 'inject:fallDue' }
  | { readonly type: 'inject:deliver'; readonly inject: string; readonly seat: string }
  | { readonly type: 'document:damaged'; readonly document: string; readonly epoch: number; readonly lastGood: Moment }
  | { readonly type: 'author:claim'; readonly document: string; readonly clientId: number; readonly seat: string }
