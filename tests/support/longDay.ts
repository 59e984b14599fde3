/**
 * A whole course day written by a room of bots through the server's own doors: every entry passed the guard, the rules and the
 * journal. Thirty officers draw, move and type with the standard client; the staff run the agenda and the presenter shows.
 * The clock is turned as fast as the machine can, so eight hours are some minutes.
 */
import * as Y from 'yjs'
import type { Position } from '#shared/board/annotation.ts'
import { changeAnnotation, putAnnotation, removeAnnotations } from '#shared/board/boardDocument.ts'
import { planSectionsOf } from '#shared/board/documentShape.ts'
import { sectionFragment } from '#shared/board/proseDocument.ts'
import { documentName } from '#shared/board/documentName.ts'
import { mayWrite } from '#shared/exercise/permissions.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts'
import { BotRoom, botSyndicates, type Bot } from './botRoom.ts'
import { Editor, markerAt } from './editor.ts'
import type { SeededRandom } from './seededRandom.ts'
import { until } from './startServer.ts'
import { wenza } from './wenzaFiles.ts'

export interface LongDay { readonly exercise: string; readonly entries: number; readonly lengthMs: number }

const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }
const stepMs = 4000
const marksEach = 12
const patienceMs = 500
const words = 'we hold the ford north of the camp and move people at first light with one platoon while the team talks to the elders '

/** The entries are spread over the stages in which boards may be written. A server that opens the day later finds that it ended at `endsWallMs`. */
export async function writeLongDay(folder: string, { seed, entries, endsWallMs, told = () => undefined }: {
  readonly seed: number; readonly entries: number; readonly endsWallMs: number; readonly told?: (line: string) => void
}): Promise<LongDay> {
  const scenario = wenza()
  // The disk is not what is measured here: rows are written, and not waited for.
  const storage = await openSqliteStorage({ folder, sync: (_descriptor, done) => setImmediate(() => done(null)) })
  const lengthMs = scenario.agenda.reduce((sum, { minutes }) => sum + minutes * 60_000, 0)
  const room = await BotRoom.open(scenario, { seed, pace: null, storage, openedWallMs: endsWallMs - lengthMs })
  try {
    const hands = await handsOf(room)
    const agenda = scenario.agenda.map((stage) => ({ ...stage, steps: Math.max(1, Math.round((stage.minutes * 60_000) / stepMs)) }))
    const written = agenda.filter(({ stage }) => isWritten(stage)).reduce((sum, { steps }) => sum + steps, 0)
    const eachStep = entries / written
    let owed = 0
    for (const [index, stage] of agenda.entries()) {
      await room.ask(room.dana, { type: 'stage:begin', index })
      await heardByAll(room)
      await until(() => hands.every(({ editor }) => editor.isSynced), 'everybody has their board again', 30_000)
      for (let step = 0; step < stage.steps; step += 1) {
        if (stage.stage === 'plenary') await present(room, step, stage.steps)
        // Work comes in waves: a quiet half minute, then all at once.
        const wave = 0.35 + 1.3 * Math.abs(Math.sin(step / 23))
        if (isWritten(stage.stage)) owed += eachStep * wave * 1.03
        const many = Math.floor(owed)
        owed -= many
        await work(room, hands, many)
        await room.clock.pass(stepMs)
        if (step % 15 === 14) await minute(room)
      }
      told(`${stage.title}: ${room.exercise.runner.journal.head().sequence} entries`)
    }
    for (const hand of hands) hand.editor.close()
    const head = room.exercise.runner.journal.head()
    return { exercise: room.exercise.id, entries: head.sequence, lengthMs: head.recordedAt }
  } finally {
    await room.close()
  }
}

/** Boards stand still while they are presented, and at the end. */
function isWritten(stage: string): boolean {
  return stage !== 'plenary' && stage !== 'debrief' && stage !== 'ended'
}

class Hand {
  readonly bot: Bot
  readonly editor: Editor
  /** Updates so far. */
  written = 0
  readonly #random: SeededRandom
  readonly #marks: string[] = []
  #made = 0
  #typed = 0

  constructor(bot: Bot, editor: Editor, random: SeededRandom) {
    this.bot = bot
    this.editor = editor
    this.#random = random
    editor.doc.on('update', (_update: Uint8Array, origin: unknown) => { if (origin === this) this.written += 1 })
  }

  /** One change, one update; none where the server took the mark away that was to be moved. */
  act(): void {
    const chance = this.#random.next()
    if (chance < 0.55) this.#type()
    else if (chance < 0.9 && this.#marks.length > 0) this.#move()
    else if (chance < 0.93 && this.#marks.length >= marksEach) this.#remove()
    else if (this.#marks.length < marksEach) this.#put()
    else this.#move()
  }

  #place(): Position {
    return kmToLatLng(grid, [20 + this.#random.next() * 70, 20 + this.#random.next() * 55])
  }

  #put(): void {
    const id = `${this.bot.person.seat.slice(0, 6)}-${(this.#made += 1)}`
    const [lat, lng] = this.#place()
    this.#marks.push(id)
    putAnnotation(this.editor.doc, { ...markerAt(id, lat, lng), label: this.#made % 4 === 0 ? `${this.bot.syndicate ?? ''} post ${this.#made}` : '' }, this)
  }

  #move(): void {
    changeAnnotation(this.editor.doc, this.#random.pick(this.#marks), { geometry: this.#place() }, this)
  }

  #remove(): void {
    const [id] = this.#marks.splice(this.#random.whole(this.#marks.length), 1)
    if (id !== undefined) removeAnnotations(this.editor.doc, [id], this)
  }

  /** One letter after another in this person's section, a new paragraph now and then; the oldest is taken out when there are many. */
  #type(): void {
    const { doc } = this.editor
    const sections = planSectionsOf(doc)
    const section = sections[this.bot.person.seat.charCodeAt(0) % Math.max(1, sections.length)]
    if (section === undefined) return this.#put()
    const fragment = sectionFragment(doc, section.id)
    const letter = words.charAt(this.#typed % words.length)
    this.#typed += 1
    doc.transact(() => {
      const last = fragment.length === 0 ? undefined : fragment.get(fragment.length - 1)
      const line = last instanceof Y.XmlElement && last.length > 0 ? last.get(0) : undefined
      if (line instanceof Y.XmlText && line.length < 240) {
        line.insert(line.length, letter)
        return
      }
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(letter)])
      fragment.insert(fragment.length, [paragraph])
      if (fragment.length > 8) fragment.delete(0, 1)
    }, this)
  }
}

async function handsOf(room: BotRoom): Promise<Hand[]> {
  const hands = room.bots.flatMap((bot) => (bot.role === 'member' && bot.syndicate !== null
    ? [new Hand(bot, new Editor(bot.person, `${documentName({ kind: 'board', syndicate: bot.syndicate })}@1`), room.random)] : []))
  await until(() => hands.every(({ editor }) => editor.isSynced), 'everybody has their board', 60_000)
  return hands
}

/** So many changes by whoever may write; settles when the journal has them all. */
async function work(room: BotRoom, hands: readonly Hand[], many: number): Promise<void> {
  const { journal } = room.exercise.runner
  const may = hands.filter(({ bot, editor }) => editor.isSynced && mayWrite(room.state, bot.person.seat, documentName({ kind: 'board', syndicate: bot.syndicate ?? '' })))
  if (may.length === 0 || many === 0) return
  const before = may.reduce((sum, { written }) => sum + written, 0)
  for (let index = 0; index < many; index += 1) room.random.pick(may).act()
  const wanted = journal.head().sequence + may.reduce((sum, { written }) => sum + written, 0) - before
  let patience = performance.now() + patienceMs
  for (let turns = 0; journal.head().sequence < wanted; await new Promise((resolve) => { setImmediate(resolve) })) {
    if (performance.now() < patience) continue
    // Whoever wrote too fast is made to wait by the server's clock, which stands still unless it is turned.
    if ((turns += 1) > 20) throw new Error('the journal never had what was written')
    await room.clock.pass(1000)
    patience = performance.now() + patienceMs
  }
}

/** Each syndicate has the floor for its part of the plenary; what is shown changes every twelve seconds. */
async function present(room: BotRoom, step: number, steps: number): Promise<void> {
  const each = Math.max(1, Math.floor(steps / botSyndicates.length))
  const syndicate = botSyndicates[Math.min(botSyndicates.length - 1, Math.floor(step / each))] ?? 's1'
  if (room.state.floor?.syndicate !== syndicate) await room.ask(room.dana, { type: 'floor:give', syndicate })
  if (step % 3 !== 0) return
  const [south, west] = [-6.2 + room.random.next() * 0.4, -9.4 + room.random.next() * 0.4]
  await room.ask(room.dana, { type: 'stage:show', view: { bounds: [south, west, south + 0.3, west + 0.5], section: null, hiddenLayers: [], highlight: [] } })
}

/** What was heard is let go of, mail is read and answered, and everybody has heard. */
async function minute(room: BotRoom): Promise<void> {
  for (const { live } of room.bots) {
    live.wire = ''
    for (const heard of [live.views, live.events, live.traces, live.notices, live.presences]) heard.splice(0)
  }
  await room.readMail()
  await room.actDue()
  await heardByAll(room)
}

async function heardByAll(room: BotRoom): Promise<void> {
  const head = room.exercise.runner.journal.head().sequence
  await until(() => room.exercise.runner.journal.written().sequence >= head, 'all is written')
  await Promise.all(room.bots.map(({ live }) => live.socket.timeout(120_000).emitWithAck('clock')))
}
