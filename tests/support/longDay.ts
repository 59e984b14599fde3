/**
 * A whole course day written by a room of bots through the server's own doors: every entry passed the guard, the rules and the
 * journal. Thirty officers draw, move and type with the standard client; the staff run the agenda and the presenter shows.
 * The clock is turned as fast as the machine can, so eight hours are some minutes.
 */
import { documentName } from '#shared/board/documentName.ts'
import { mayWrite } from '#shared/exercise/permissions.ts'
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts'
import { BotRoom, botSyndicates, type Bot } from './botRoom.ts'
import { BoardHand } from './boardHand.ts'
import { Editor } from './editor.ts'
import { until } from './startServer.ts'
import { wenza } from './wenzaFiles.ts'

export interface LongDay { readonly exercise: string; readonly entries: number; readonly lengthMs: number }

const stepMs = 4000
const patienceMs = 500

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
    let hands = await handsOf(room, [])
    const agenda = scenario.agenda.map((stage) => ({ ...stage, steps: Math.max(1, Math.round((stage.minutes * 60_000) / stepMs)) }))
    const written = agenda.filter(({ stage }) => isWritten(stage)).reduce((sum, { steps }) => sum + steps, 0)
    const eachStep = entries / written
    let owed = 0
    for (const [index, stage] of agenda.entries()) {
      await room.ask(room.dana, { type: 'stage:begin', index })
      await heardByAll(room)
      // Boards begin anew where people only warmed up.
      hands = await handsOf(room, hands)
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

interface Working { readonly bot: Bot; readonly wire: string; readonly editor: Editor; readonly hand: BoardHand }

/** Everybody at his board as it now is: whose board began anew since, opens it afresh. */
async function handsOf(room: BotRoom, before: readonly Working[]): Promise<Working[]> {
  const hands = room.bots.flatMap((bot) => {
    if (bot.role !== 'member' || bot.syndicate === null) return []
    const name = documentName({ kind: 'board', syndicate: bot.syndicate })
    const wire = `${name}@${room.state.documents[name]?.epoch ?? 1}`
    const present = before.find((each) => each.bot === bot)
    if (present?.wire === wire) return [present]
    present?.editor.close()
    const editor = new Editor(bot.person, wire)
    return [{ bot, wire, editor, hand: new BoardHand({ seat: bot.person.seat, syndicate: bot.syndicate }, editor.doc, room.random) }]
  })
  await until(() => hands.every(({ editor }) => editor.isSynced), 'everybody has their board', 60_000)
  return hands
}

/** So many changes by whoever may write; settles when the journal has them all. */
async function work(room: BotRoom, hands: readonly Working[], many: number): Promise<void> {
  const { journal } = room.exercise.runner
  const may = hands.filter(({ bot, editor }) => editor.isSynced && mayWrite(room.state, bot.person.seat, documentName({ kind: 'board', syndicate: bot.syndicate ?? '' })))
  if (may.length === 0 || many === 0) return
  const before = may.reduce((sum, { hand }) => sum + hand.written, 0)
  for (let index = 0; index < many; index += 1) room.random.pick(may).hand.act()
  const wanted = journal.head().sequence + may.reduce((sum, { hand }) => sum + hand.written, 0) - before
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
