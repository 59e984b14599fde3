/**
 * The whole Wenza day by bots: 46 injects, thirty officers, a real server, its clock turned as fast as the machine can
 * (well over ×600). With `DAY_PACE=60` the server's clock runs by itself, ×60: for the night.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExerciseEvent } from '#shared/exercise/events.ts'
import type { MselItem } from '#shared/exercise/msel.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { WorldChange, WorldFacts } from '#shared/exercise/world.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import { foundIn, secretsOf } from '../../e2e/secrets.ts'
import { BotRoom, botSyndicates, heardUpTo, type Bot } from '../../support/botRoom.ts'
import { wenza } from '../../support/wenzaFiles.ts'

type Released = Extract<ExerciseEvent, { type: 'InjectReleased' }>
interface Seen { readonly bot: Bot; readonly moment: Moment; readonly view: ExerciseState }

const scenario = wenza()
const items = new Map(scenario.msel.map((item) => [item.serial, item]))
const pace = process.env['DAY_PACE'] === undefined ? null : Number(process.env['DAY_PACE'])
let room: BotRoom
/** Screens of some seats after each minute in which something was released. */
const seen: Seen[] = []
const leaks: [string, string[]][] = []
let traffic = 0
/** Running time at which each move began. */
const begunRunningMs = new Map<number | null, number>()
let dayMs = 0
let tookMs = 0

/** Watched closely: one screen of each kind and of each syndicate. */
const watched = (): Bot[] => [...botSyndicates.map((id) => room.bot(`${id} commander`)), room.bot('s2 protection'), room.bot('eve'), room.bot('omar'), room.dana]

beforeAll(async () => {
  room = await BotRoom.open(scenario, { seed: 8, pace })
  const began = performance.now()
  const beganMs = room.clock.monotonicMs()
  await liveTheDay()
  dayMs = room.clock.monotonicMs() - beganMs
  tookMs = performance.now() - began
}, pace === null ? 180_000 : 3_600_000)
afterAll(() => room.close())

async function liveTheDay(): Promise<void> {
  const { dana } = room
  let gone = -1
  let secrets: string[] = []
  const minded = async (): Promise<void> => {
    const released = Object.entries(room.state.planned).flatMap(([serial, { status }]) => (status === 'released' ? [serial] : []))
    if (released.length !== gone) {
      gone = released.length
      secrets = secretsOf(scenario, released)
      for (const bot of watched()) if (bot.live.view !== null) seen.push({ bot, moment: heardUpTo(bot.live), view: bot.live.view })
    }
    for (const bot of room.participants) {
      const sent = bot.live.wire
      // Searched, and not kept: a day of thirty wires is much to hold.
      bot.live.wire = ''
      bot.live.views.splice(0, bot.live.views.length - 1)
      bot.live.events.splice(0, bot.live.events.length - 1)
      traffic += sent.length
      const others = scenario.msel.filter(({ hat }) => hat !== null && bot.role !== 'evaluator' && hat !== bot.hat).map(({ content }) => content.text.slice(10, 90))
      const found = [...leakedTo(bot, sent, secrets, released), ...others.filter((text) => sent.includes(text))]
      if (found.length > 0) leaks.push([bot.name, found])
      // A server whose clock runs by itself is not to stand still while its wires are searched.
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    dana.live.wire = ''
    dana.live.views.splice(0, dana.live.views.length - 1)
    await room.readMail()
  }
  for (const [index, stage] of scenario.agenda.entries()) {
    // Nothing in a day begins on the full second of the server.
    await room.clock.pass(337)
    await room.ask(dana, { type: 'stage:begin', index })
    await room.settle()
    if (stage.move !== null) begunRunningMs.set(stage.move, room.state.stage.begunRunningMs)
    if (stage.id === 'move-1') await room.ask(dana, { type: 'inject:retime', serial: 'INJ-04', dueMinute: 44, syndicates: ['s3'] })
    if (stage.id === 'move-2') {
      await room.pass(20, minded)
      await room.ask(dana, { type: 'clock:pause' })
      await room.pass(7, minded)
      await room.ask(dana, { type: 'clock:resume' })
      await room.pass(stage.minutes - 20, minded)
    } else if (stage.id === 'move-3') {
      await room.ask(dana, { type: 'clock:rate', rate: 2 })
      await room.pass(stage.minutes / 2, minded)
      await room.ask(dana, { type: 'clock:rate', rate: 1 })
    } else await room.pass(stage.minutes, minded)
    if (stage.move !== null) await sayOpenBranches()
    if (stage.id === 'move-4') await releaseShelf(minded)
  }
  await minded()
}

/** What the instructor was asked and nobody answered: now they say it. */
async function sayOpenBranches(): Promise<void> {
  for (const [key, { asked, outcome }] of Object.entries(room.state.directing.branches)) {
    const [serial = '', rule = '', syndicate = ''] = key.split('/')
    if (asked && outcome === null) await room.ask(room.dana, { type: 'branch:say', serial, rule, syndicate, word: room.random.chance(0.5) ? 'yes' : 'no' })
  }
  await room.settle()
}

/** The contingencies no branch brought, one undone and sent again. */
async function releaseShelf(minded: () => Promise<void>): Promise<void> {
  for (const { serial } of scenario.msel.filter(({ contingency }) => contingency)) {
    const id = room.state.planned[serial]?.injectId
    const has = Object.keys((id == null ? undefined : room.state.injects[id])?.releases ?? {})
    const missing = botSyndicates.filter((each) => !has.includes(each))
    if (missing.length === 0) continue
    await room.ask(room.dana, { type: 'inject:release', serial, syndicates: [...missing] })
    if (serial === 'C-08') {
      await room.settle()
      await room.ask(room.dana, { type: 'inject:undo', inject: room.state.directing.undoable.at(-1)?.inject ?? '' })
      await room.ask(room.dana, { type: 'inject:release', serial, syndicates: [...botSyndicates] })
    }
    await room.pass(1, minded)
  }
}

const releases = (): { moment: Moment; author: string; event: Released }[] =>
  room.dana.live.events.flatMap(({ moment, author, event }) => (event.type === 'InjectReleased' ? [{ moment, author, event }] : []))

function itemOf(serial: string): MselItem {
  const item = items.get(serial)
  if (item === undefined) throw new Error(`${serial} is not in the scenario`)
  return item
}

/** Seats the scenario sends an inject to, worked out from the scenario alone. */
function addressees(item: MselItem, syndicate: string): string[] {
  return room.members(syndicate).filter(({ hat }) => item.hat === null || item.hat === hat).map(({ name }) => name)
}

const nameOf = (seat: string): string => room.bots.find(({ person }) => person.seat === seat)?.name ?? seat

/** Secrets in what a seat was sent. An evaluator reads the expected actions of what was released, and empty fields beside them. */
function leakedTo(bot: Bot, sent: string, secrets: readonly string[], released: readonly string[]): string[] {
  if (bot.role !== 'evaluator') return foundIn(sent, secrets)
  const expected = new Set(released.flatMap((serial) => itemOf(serial).secrets.expected.map(({ text }) => JSON.stringify(text).slice(1, -1))))
  return foundIn(sent, secrets.filter((secret) => !expected.has(secret))).filter((found) => found !== '"groundTruth"' && found !== '"staffNotes"')
}

/** What this world says of the thing a change is about. */
function factOf(world: WorldFacts, change: WorldChange): unknown {
  switch (change.kind) {
    case 'road': return world.roads[change.thing]?.state
    case 'crossing': return world.crossings[change.thing]?.state
    case 'unit': return world.units[change.thing]?.state
    case 'site': return [world.sites[change.thing]?.state, change.population === null ? null : world.sites[change.thing]?.population]
    case 'mast': return world.masts[change.thing]?.state
    case 'weather': return world.weather?.state
    case 'pin': return [world.pins[change.thing]?.title, world.pins[change.thing]?.gone]
    case 'unpin': return world.pins[change.thing]?.gone
  }
}

function wantedOf(change: WorldChange): unknown {
  switch (change.kind) {
    case 'site': return [change.state, change.population]
    case 'pin': return [change.pin.title, false]
    case 'unpin': return true
    default: return change.state
  }
}

async function timelineOf(bot: Bot): Promise<Timeline> {
  const timeline = new Timeline()
  timeline.append(await bot.person.replay())
  return timeline
}

describe('the whole Wenza day by thirty officers', () => {
  test('[INJ100] all 46 injects are released, each once to each syndicate', () => {
    const went = releases().filter(({ event }) => room.state.planned[event.serial]?.injectId === event.inject)
    const pairs = went.flatMap(({ event }) => event.to.map(({ syndicate }) => `${event.serial} ${syndicate}`))
    expect(scenario.msel).toHaveLength(46)
    expect(pairs.sort()).toEqual(scenario.msel.flatMap(({ serial }) => botSyndicates.map((syndicate) => `${serial} ${syndicate}`)).sort())
    expect(room.server.faults).toEqual([])
    console.log(`${scenario.msel.length} injects to ${room.bots.length} seats: ${Math.round(dayMs / 60_000)} minutes in ${(tookMs / 1000).toFixed(1)} s, ×${Math.round(dayMs / tookMs)}`)
  })

  test('[INJ101] every inject was delivered to exactly the seats the scenario names, and opened by them', () => {
    for (const { serial } of scenario.msel) {
      const inject = room.state.injects[room.state.planned[serial]?.injectId ?? '']
      for (const syndicate of botSyndicates) {
        const copy = inject?.releases[syndicate]
        const meant = addressees(itemOf(serial), syndicate).sort()
        expect([serial, syndicate, Object.keys(copy?.delivered ?? {}).map(nameOf).sort()]).toEqual([serial, syndicate, meant])
        expect([serial, syndicate, Object.keys(copy?.opened ?? {}).map(nameOf).sort()]).toEqual([serial, syndicate, meant])
      }
    }
  })

  test('[INJ102] every screen holds exactly the messages that are for it, in its own numbers', () => {
    for (const bot of room.bots.filter(({ role }) => role === 'member')) {
      const held = Object.values(bot.live.view?.injects ?? {}).flatMap(({ releases: copies }) => copies[bot.syndicate ?? ''] ?? []).filter(({ withdrawnAt }) => withdrawnAt === null)
      const meant = scenario.msel.filter((item) => item.hat === null || item.hat === bot.hat).map(({ content, visitor }) => (visitor ? 'A visitor comes to your table.' : content.text))
      expect([bot.name, held.map(({ content }) => content.text).sort()]).toEqual([bot.name, meant.sort()])
      expect(new Set(held.map(({ number }) => number)).size).toBe(held.length)
    }
    const shared = (name: string): number => Object.values(room.bot(name).live.view?.injects ?? {}).filter((inject) => inject.shared !== null).length
    expect([shared('omar'), shared('projector')]).toEqual([44, 44])
  })

  test('[INJ103] nothing that falls due is late by more than a second, or early by a millisecond', () => {
    const late: [string, number][] = []
    for (const { author, event } of releases()) {
      const { contingency, move, dueMinute } = itemOf(event.serial)
      if (author !== 'server' || contingency) continue
      const copy = room.state.injects[event.inject]?.releases[event.to[0]?.syndicate ?? '']
      const due = event.serial === 'INJ-04' && event.to[0]?.syndicate === 's3' ? 44 : (dueMinute ?? 0)
      late.push([event.serial, (copy?.releasedRunningMs ?? 0) - (begunRunningMs.get(move) ?? 0) - due * 60_000])
    }
    expect(late).toHaveLength(39)
    // A second of the room: where the clock runs faster by itself, its milliseconds pass as fast.
    expect(late.filter(([, ms]) => ms < 0 || ms > 1000 * (pace ?? 1))).toEqual([])
    console.log(`${late.length} releases by the clock, the latest ${Math.round(Math.max(...late.map(([, ms]) => ms)) / (pace ?? 1))} ms of the room after its minute`)
  })

  test('[INJ104] every effect is in the world of every syndicate it is for, and the truth in nobody\'s', async () => {
    const screens = await Promise.all(watched().map(async (bot) => ({ bot, timeline: await timelineOf(bot) })))
    let looked = 0
    for (const { moment, event } of releases()) {
      for (const effect of itemOf(event.serial).effects) {
        if (effect.audience === 'reminder') continue
        for (const { bot, timeline } of screens) {
          const view = timeline.viewAt(moment)
          const isFor = effect.audience === 'all' || (effect.audience === 'addressed' && event.to.some(({ syndicate }) => syndicate === bot.syndicate))
          if (view === null || (!isFor && effect.audience !== 'truth')) continue
          const is = factOf(worldOf(view, bot.syndicate, { truth: false }), effect.change)
          if (isFor) expect([event.serial, bot.name, is]).toEqual([event.serial, bot.name, wantedOf(effect.change)])
          else if (bot.role !== 'chief') expect([event.serial, bot.name, view.world.truth.pins]).toEqual([event.serial, bot.name, {}])
          looked += 1
        }
        if (effect.audience === 'truth') expect(factOf(room.state.world.truth, effect.change)).toEqual(wantedOf(effect.change))
      }
    }
    expect(looked).toBeGreaterThan(300)
  })

  test('[RPL1] replay shows every watched screen as it was, after every release', async () => {
    for (const bot of watched()) {
      const timeline = await timelineOf(bot)
      const looks = seen.filter((each) => each.bot.name === bot.name)
      expect(looks.length).toBeGreaterThan(35)
      for (const { moment, view } of looks) expect(JSON.stringify(timeline.viewAt(moment))).toBe(JSON.stringify(view))
    }
  })

  test('[INJ105] branches were followed as the answers were: in the world of that syndicate and in no other', () => {
    for (const syndicate of botSyndicates) {
      const world = worldOf(room.state, syndicate, { truth: false })
      const choice = (serial: string): string | null => room.state.injects[room.state.planned[serial]?.injectId ?? '']?.releases[syndicate]?.answers.at(-1)?.answer.choice ?? null
      const outcome = (key: string): string | null => room.state.directing.branches[`${key}/${syndicate}`]?.outcome ?? null
      const closed = outcome('INJ-29/track')
      if (choice('INJ-29') !== null) expect([syndicate, closed]).toEqual([syndicate, choice('INJ-29')?.startsWith('Close the track') === true ? 'yes' : 'no'])
      expect([syndicate, world.roads['T9']?.state === 'closed-threat']).toEqual([syndicate, closed === 'yes'])
      expect([syndicate, world.pins['yeddan-fire-2'] !== undefined]).toEqual([syndicate, outcome('INJ-19/decision') === 'yes'])
    }
    const outcomes = Object.values(room.state.directing.branches).map((record) => record.outcome)
    expect(outcomes.filter((each) => each === 'yes').length).toBeGreaterThan(5)
    expect(outcomes.filter((each) => each === 'no').length).toBeGreaterThan(5)
    expect(Object.values(room.state.directing.branches).some(({ asked }) => asked)).toBe(true)
  })

  test('[SEAT21] no planned text, no ground truth and no branch was on a participant\'s wire before its time, and none ever in replay', async () => {
    expect(leaks).toEqual([])
    expect(traffic).toBeGreaterThan(10_000_000)
    const secrets = secretsOf(scenario, scenario.msel.map(({ serial }) => serial))
    expect(secrets.length).toBeGreaterThan(200)
    const replayed = JSON.stringify(await room.bot('s1 commander').person.replay())
    expect(foundIn(replayed, secrets)).toEqual([])
    console.log(`${secrets.length} secret sentences searched in ${Math.round(traffic / 1e6)} MB of ${room.participants.length} participants' traffic: none found`)
  })

  test('[INJ106] what was undone is said to be taken back, and what was sent again is there', () => {
    const undone = room.dana.live.events.flatMap(({ event }) => (event.type === 'ReleaseUndone' ? [event] : []))
    expect(undone.map(({ serial }) => serial)).toEqual(['C-08'])
    const copy = room.bot('s4 operations').live.view?.injects[undone[0]?.inject ?? '']?.releases.s4
    expect(copy).toMatchObject({ content: { text: '' } })
    expect(copy?.withdrawnAt).not.toBeNull()
  })
})
