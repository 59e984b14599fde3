/**
 * No secret is on any wire of anybody who may not know it: 500 canaries in everything that is secret, 10,000 at night
 * (`CANARIES=10000`), looked for in all traffic of all seats through four parts of a day. Whoever may hear one hears it, so
 * what is not found elsewhere is not for want of looking.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { putAnnotation } from '#shared/board/boardDocument.ts'
import { parseDocumentName } from '#shared/board/documentName.ts'
import type { Command } from '#shared/exercise/commands.ts'
import { awarenessFrame } from '../../support/hostileFrames.ts'
import { markerAt } from '../../support/editor.ts'
import { pdf } from '../../support/exhibits.ts'
import { until, valueOf } from '../../support/startServer.ts'
import { Aviary, isStaff, ofSyndicate, parts, plantScenario, staffOnly, type Canary, type Part } from './canaries.ts'
import { documentRight } from './page.ts'
import { names, people, RightsRoom, situations, type Name, type Situation } from './room.ts'
import { Traffic, watchedDocuments } from './traffic.ts'
import { sizeOf } from '../../sizes.ts'

const many = sizeOf('canaries')
const board = 'syndicate/s1/board'
const aviary = new Aviary()
const planted = plantScenario(aviary, Math.ceil((many * 0.6) / 29))
const partSituations = ['planning', 'planning', 'plenary, the lead of Alpha presents', 'the debrief'] as const

let room: RightsRoom
const traffic = new Map<Name, Traffic>()
/** Who heard what, over the whole day. */
const heard = new Map<Canary, Set<Name>>()
const leaks: string[] = []
/** Of media, as somebody who may see them could pass them on. */
const media: string[] = []

beforeAll(async () => {
  room = await RightsRoom.open(undefined, planted.scenario, [{ name: 'Rosa', nation: aviary.next('a nation of the roster', staffOnly), rank: aviary.next('a rank of the roster', staffOnly), syndicate: 1 }])
  watchSecrets()
  await plantDocuments()
  await plantWords()
  await plantMedia()
}, 120_000)
afterAll(async () => {
  for (const each of traffic.values()) each.close()
  await room.close()
})

const of = (name: Name): Traffic => {
  const found = traffic.get(name) ?? new Traffic(room, name)
  traffic.set(name, found)
  return found
}

function situationOf(part: Part): Situation {
  const found = situations.find(({ name }) => name === partSituations[part])
  // The debrief opens every board by itself; Bravo's is withheld before it begins.
  if (found !== undefined) return part < 2 ? found : { ...found, withheld: ['s2'] }
  return { ...situations[0], name: 'debrief, Bravo withheld', index: 6, stage: 'debrief', clockRuns: false, frozen: false, opened: false, floor: null, presenter: null, released: [], withheld: ['s2'], replayLedBy: null }
}

/** Whoever may read the document in that part of the day. */
function readersOf(document: string): (name: Name, part: Part) => boolean {
  const scope = parseDocumentName(document)
  return (name, part) => scope !== null && documentRight(people[name], situationOf(part), scope) !== '–'
}

/** Codes open seats, cookies are seats: the codes are the staff's, the cookies nobody's to be told. */
function watchSecrets(): void {
  for (const { code, role } of room.state.codes) aviary.watch(`"${code}"`, `the code of a ${role}`, staffOnly)
  for (const name of names) for (const [cookie, secret] of room.persons[name].browser.cookies) aviary.watch(secret, `the secret of ${name}'s ${cookie}`, () => false)
}

async function plantDocuments(): Promise<void> {
  const each = Math.max(6, Math.ceil((many * 0.4) / watchedDocuments.length))
  for (const document of watchedDocuments) {
    const readers = readersOf(document)
    await room.exercise.runner.documents.change(document, 'server', (doc) => {
      for (let index = 0; index < each; index += 3) {
        const mark = { ...markerAt(`mark-${index}`, -5.8, -9.1), label: aviary.next(`a mark of ${document}`, readers), note: aviary.next(`the note of a mark of ${document}`, readers) }
        if (document.endsWith('/board') || document === 'overlay' || document === 'plenary') putAnnotation(doc, mark, room)
        else doc.getMap('meta').set(`words-${index}`, `${mark.label} ${mark.note}`)
        const words = new Y.XmlText()
        doc.getXmlFragment('plan/risk').insert(0, [words])
        words.insert(0, aviary.next(`the prose of ${document}`, readers))
      }
    })
  }
}

const seat = (name: Name): string => room.persons[name].seat
const says = async (name: Name, command: Command): Promise<void> => { valueOf(await room.exercise.runner.run(command, { kind: 'seat', seat: seat(name) })) }

/** What people tell the server, each for those it is for. */
async function plantWords(): Promise<void> {
  const own = (name: Name) => (other: Name): boolean => other === name
  const plant = (where: string, entitled: Canary['entitled']): string => aviary.next(where, entitled)
  await room.arrange(situationOf(0))
  await says('member', { type: 'rfi:ask', text: plant('a request of Alpha', ofSyndicate('s1')) })
  const request = room.state.conduct.requests[0]?.id ?? ''
  await says('chief', { type: 'rfi:answer', request, text: plant('an answer to Alpha', ofSyndicate('s1')), persona: null, toAll: false, note: plant('the staff’s note of a request', staffOnly) })
  await says('chief', { type: 'message:send', text: plant('a message to Alpha', ofSyndicate('s1')), syndicates: ['s1'] })
  await says('chief', { type: 'summon:call', text: plant('a summons of Alpha', ofSyndicate('s1')), syndicates: ['s1'], place: null })
  await says('evaluator', { type: 'observation:write', kind: 'note', text: plant('an observation', (name) => isStaff(name) || name === 'evaluator'), syndicate: 's1', inject: null })
  await says('member', { type: 'emergency:call', place: plant('where somebody needs help', (name) => isStaff(name) || name === 'member') })
  await says('chief', { type: 'review:note', about: 'day', text: plant('a note after the day', staffOnly) })
  await says('chief', { type: 'card:put', from: { kind: 'spot', question: plant('a card for Alpha and Bravo', (name) => isStaff(name) || ['s1', 's2'].some((each) => ofSyndicate(each)(name, 0))), aloneSeconds: 900 }, syndicates: ['s1', 's2'] })
  const card = Object.keys(room.state.cards)[0] ?? ''
  for (const name of ['lead', 'member', 'otherMember'] as const) await says(name, { type: 'card:think', card, text: plant(`what ${name} thinks alone`, own(name)) })
  await says('chief', { type: 'feedback:open' })
  const ratings = { learned: null, real: null, pace: null, voice: null, board: null }
  for (const name of ['lead', 'observer'] as const) await says(name, { type: 'feedback:give', sheet: { ratings, keep: plant(`the form of ${name}`, own(name)), change: plant(`the wishes of ${name}`, own(name)) } })
  await says('chief', { type: 'exhibit:add', exhibit: { media: 'none-1', kind: 'audio', title: plant('the title of a sealed exhibit', staffOnly), words: plant('the words of a sealed exhibit', staffOnly), notice: plant('the notice of a sealed exhibit', staffOnly), hat: 'protection', pages: null }, serial: null })
  await room.ask({ type: 'lobby:set', open: true })
  await room.exercise.join('member', plant('who waits in the lobby', staffOnly), { syndicate: 's1' })
  await room.ask({ type: 'lobby:set', open: false })
}

/** A reference layer of each board, and a PDF of the staff's. */
async function plantMedia(): Promise<void> {
  const bring = async (name: Name, path: string, bytes: Uint8Array | string): Promise<void> => {
    const { browser } = room.persons[name]
    const response = await browser.fetch(path, { method: 'POST', body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes), headers: { 'content-type': 'application/octet-stream' } })
    const reply = await response.json() as { value?: { id: string } }
    media.push(reply.value?.id ?? 'none')
  }
  for (const [name, document] of [['member', board], ['otherMember', 'syndicate/s2/board']] as const) {
    const layer = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: aviary.next(`a reference layer of ${document}`, readersOf(document)) }, geometry: { type: 'Point', coordinates: [1, 2] } }] }
    await bring(name, `/x/${room.exercise.id}/media?seat=${seat(name)}&document=${document}`, JSON.stringify(layer))
  }
  await bring('deputy', `/x/${room.exercise.id}/exhibits?seat=${seat('deputy')}`, pdf([aviary.next('a PDF on the staff’s shelf', staffOnly)]))
}

/** Everybody asks for everything: each inject by its serial and its id, each wrongly; and says words of their own that others must not hear. */
async function everybodyAsks(each: Traffic): Promise<void> {
  if (isStaff(each.name)) return
  const injects = Object.keys(room.state.injects).slice(0, 4)
  for (const inject of injects) for (const type of ['inject:open', 'inject:acknowledge', 'wall:show'] as const) await each.ask({ type, inject })
  for (const { serial } of planted.sendings.slice(0, 3)) await each.ask({ type: 'inject:release', serial, syndicates: ['s2'] })
  await each.ask({ type: 'document:restore', document: 'control', toSequence: 1 })
  // Not even given back to whoever said it.
  const spoken = aviary.next(`what ${each.name} said wrongly`, () => false)
  await each.ask({ type: 'message:send', text: spoken, syndicates: [], more: spoken })
  await each.ask({ type: 'presenter:name', seat: spoken })
}

/** The lead draws, and what is drawn is in the traces of a hand, not yet on the board. Where boards are shut, it is in nobody's sight. */
function drawUnfinished(part: Part): void {
  of('lead').document(board)?.send(awarenessFrame([{ client: 5_555_555, clock: part + 1, state: { pointer: { lat: -5.9, lng: -9 }, draft: { words: aviary.next('an unfinished line of Alpha', part < 2 ? readersOf(board) : () => false) } } }]))
}

function listen(each: Traffic, part: Part): void {
  for (const canary of aviary.heardIn(each.take())) {
    heard.set(canary, (heard.get(canary) ?? new Set()).add(each.name))
    if (!canary.entitled(each.name, part)) leaks.push(`part ${part}: ${each.name} heard ${canary.where} (${canary.word})`)
  }
}

async function livePart(part: Part): Promise<void> {
  const when = situationOf(part)
  await room.arrange(when)
  if (part === 1) for (const { serial, to } of planted.sendings) await room.ask({ type: 'inject:release', serial, syndicates: [...to] })
  await Promise.all(names.map(async (name) => {
    await of(name).comeLive()
    await of(name).openDocuments(when)
  }))
  drawUnfinished(part)
  const watching = of('protection')
  await until(() => (watching.document(board)?.awareness ?? []).flat().some(({ client, clock }) => client === 5_555_555 && clock === part + 1), 'the lead’s hand is seen')
  await Promise.all(names.map(async (name) => {
    await everybodyAsks(of(name))
    await of(name).fetchAll(media)
  }))
  await Promise.all(names.map((name) => of(name).settle()))
  for (const name of names) listen(of(name), part)
}

test(`[SEAT21] of ${many.toLocaleString('en')} canaries none sings where it may not, in any part of a day, by any door`, async () => {
  for (const part of parts) await livePart(part)
  expect(leaks.slice(0, 40)).toEqual([])
  expect(room.server.faults).toEqual([])
}, 60_000 + many * 60)

test('[RPL2] nor in replay: what somebody could not hear then, they do not hear afterwards', async () => {
  const late: string[] = []
  for (const name of names) {
    for (const canary of aviary.heardIn(await of(name).replay())) {
      heard.set(canary, (heard.get(canary) ?? new Set()).add(name))
      if (!parts.some((part) => canary.entitled(name, part))) late.push(`${name} replays ${canary.where} (${canary.word})`)
    }
  }
  expect(late.slice(0, 40)).toEqual([])
}, 30_000 + many * 10)

test('[SEAT21] every canary was heard by whoever may: the search finds what is there', () => {
  const silent: string[] = []
  for (const canary of aviary.all) {
    const meant = names.filter((name) => parts.some((part) => canary.entitled(name, part)))
    const hearers = heard.get(canary) ?? new Set()
    if (meant.length > 0 && !meant.some((name) => hearers.has(name))) silent.push(canary.where)
  }
  expect(silent).toEqual([])
  const total = [...traffic.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  console.log(`${aviary.size} canaries in ${(total / 1e6).toFixed(1)} MB of ${names.length} seats' traffic and replay: 0 where they may not be; each heard by at least one who may`)
  expect(aviary.size).toBeGreaterThanOrEqual(many)
})
