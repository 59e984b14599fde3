/** The clock under random pauses, jumps, rates, holds, other minutes and restarts: nothing fires twice, early, late or never. */
import { expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import type { MselItem } from '#shared/exercise/msel.ts'
import { joinCodes, openingEvent } from '#shared/exercise/openExercise.ts'
import { runningMsAt } from '#shared/exercise/clock.ts'
import { ExerciseRunner } from '../../../server/exercises/exerciseRunner.ts'
import { startScheduler } from '../../../server/exercises/mselScheduler.ts'
import { silentLog } from '../../../server/log.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { SharedPace } from '../../../server/time/sharedPace.ts'
import { smallMsel, smallScenario } from '../../fixtures/smallScenario.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'
import { ShadowClock } from '../../support/shadowClock.ts'

const seeds = process.env['SEED'] === undefined ? Array.from({ length: 24 }, (_, index) => index + 1) : [Number(process.env['SEED'])]
const injects = 24
const acts = 90
const template = smallMsel.items['INJ-01']

/** One exercise with a schedule on a clock the test turns; it goes away and comes back on the same storage. */
class Served {
  readonly clock = new FakeClock()
  readonly released: { readonly serial: string; readonly at: number }[] = []
  readonly #storage = new MemoryStorage()
  readonly #msel: readonly MselItem[]
  #runner: ExerciseRunner | null = null
  #stop: () => void = () => undefined
  #ids = 0
  chief = ''

  constructor(msel: readonly MselItem[]) {
    this.#msel = msel
  }

  get runner(): ExerciseRunner {
    if (this.#runner === null) throw new Error('the server is away')
    return this.#runner
  }

  async come(): Promise<void> {
    const { store, fence } = await this.#storage.openExercise('x')
    const isNew = this.chief === ''
    const codes = joinCodes(3, () => String(10_000_000 + (this.#ids += 1)))
    const runner = await ExerciseRunner.open({
      store, fence, clock: this.clock, log: silentLog, writesPerSecond: 60, cursorPace: new SharedPace(this.clock, 80, 3),
      ids: { next: () => `id-${(this.#ids += 1)}`, secret: () => 'secret', code: () => '12345678' },
      zoneFor: () => null, seedFor: (state) => ({ planSections: [...state.planSections], msel: [...this.#msel] }),
      opening: isNew ? { media: [], event: openingEvent(smallScenario, { id: 'x', title: 'x', syndicates: 3, roster: [], codes, lobby: false, openedWallAt: '2026-11-23T08:00:00.000Z' }) } : null,
      onFatal: (error) => { throw error },
    })
    runner.listen((publication) => {
      if (publication.kind !== 'event' || publication.happened.event.type !== 'InjectReleased') return
      this.released.push({ serial: publication.happened.event.serial, at: publication.happened.moment.recordedAt })
    })
    this.#runner = runner
    this.#stop = startScheduler(runner, this.clock, silentLog)
    if (!isNew) return
    const reply = await runner.run({ type: 'chief:seat', name: 'Dana' }, { kind: 'door' })
    this.chief = reply.ok ? (reply.value.seat ?? '') : ''
  }

  async goAway(): Promise<void> {
    this.#stop()
    await this.runner.close()
    this.#runner = null
  }

  /** Asked by the chief; true when it was done. All that happened has been told when this settles. */
  async ask(command: Command): Promise<boolean> {
    const reply = await this.runner.run(command, { kind: 'seat', seat: this.chief })
    await this.told()
    return reply.ok
  }

  async turn(ms: number): Promise<void> {
    this.clock.turn(ms)
    await this.told()
  }

  async told(): Promise<void> {
    while (this.runner.published.moment.sequence < this.runner.journal.head().sequence) await new Promise((resolve) => { setImmediate(resolve) })
  }
}

async function opened(random: SeededRandom): Promise<{ served: Served; shadow: ShadowClock }> {
  if (template === undefined) throw new Error('the small list has INJ-01')
  const minutes = Array.from({ length: injects }, () => random.whole(60))
  const msel = minutes.map((dueMinute, index): MselItem => ({ ...template, serial: `INJ-${10 + index}`, dueMinute }))
  const served = new Served(msel)
  await served.come()
  await served.turn(random.whole(5000))
  const shadow = new ShadowClock(msel.map(({ serial, dueMinute }) => [serial, dueMinute ?? 0]))
  expect(await served.ask({ type: 'stage:begin', index: 2 })).toBe(true)
  return { served, shadow }
}

/** Turns the clock and holds what was released against the shadow. */
async function turnAndCompare(served: Served, shadow: ShadowClock, ms: number): Promise<void> {
  const from = served.runner.journal.now()
  const before = served.released.length
  await served.turn(ms)
  const to = served.runner.journal.now()
  const due = shadow.dueBetween(from, to)
  for (const { serial, at } of served.released.slice(before)) {
    const meant = due.get(serial)
    if (meant === undefined) throw new Error(`${serial} fired early, again, or though it was held: at ${at}`)
    expect({ serial, early: at < Math.floor(meant), late: at - meant > 1000 }).toEqual({ serial, early: false, late: false })
    shadow.item(serial).status = 'released'
    due.delete(serial)
  }
  for (const [serial, at] of due) if (at < to - 1000) throw new Error(`${serial} was due at ${at} and had not fired at ${to}`)
  shadow.pass(to - from)
}

async function randomAct(served: Served, shadow: ShadowClock, random: SeededRandom): Promise<void> {
  const item = random.pick(shadow.items)
  const minute = random.whole(60)
  const acts: (() => Promise<void>)[] = [
    async () => { if (await served.ask({ type: 'clock:pause' })) shadow.isRunning = false },
    async () => { if (await served.ask({ type: 'clock:resume' })) shadow.isRunning = true },
    async () => { if (await served.ask({ type: 'clock:resume' })) shadow.isRunning = true },
    async () => {
      shadow.rate = random.pick([0.25, 0.5, 1, 2, 8])
      await served.ask({ type: 'clock:rate', rate: shadow.rate })
    },
    async () => {
      const to = Math.min(90, Math.floor(shadow.runningMs / 60_000) + random.pick([-20, -3, 1, 2, 5]))
      if (await served.ask({ type: 'clock:jump', moveMinute: Math.max(0, to) })) shadow.jump(Math.max(0, to) * 60_000)
    },
    async () => { if (await served.ask({ type: 'inject:hold', serial: item.serial })) item.status = 'held' },
    async () => { if (await served.ask({ type: 'inject:plan', serial: item.serial })) item.status = 'planned' },
    async () => { if (await served.ask({ type: 'inject:retime', serial: item.serial, dueMinute: minute })) item.dueMs = minute * 60_000 },
    async () => {
      shadow.isAutomatic = !shadow.isAutomatic
      await served.ask({ type: 'msel:automatic', on: shadow.isAutomatic })
    },
    () => restart(served, shadow, random),
  ]
  await random.pick(acts)()
}

/** Away for a moment or for long. What ran in the last second before it went may be lost to the clock, never more. */
async function restart(served: Served, shadow: ShadowClock, random: SeededRandom): Promise<void> {
  const awayMs = random.pick([500, 20_000, 59_000, 180_000])
  await served.goAway()
  served.clock.turn(awayMs)
  await served.come()
  await served.told()
  const { clock } = served.runner.state
  const runningMs = runningMsAt(clock, served.runner.journal.now())
  const lost = shadow.runningMs - runningMs
  expect([lost >= 0, lost <= 1000 * shadow.rate]).toEqual([true, true])
  if (shadow.isRunning && awayMs > 61_000) expect(clock.pausedBecause).toBe('server was away')
  shadow.isRunning = clock.status === 'running'
  shadow.runningMs = runningMs
}

test.each(seeds)('[INJ110] nothing fires twice, early, late or never, whatever is done to the clock (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const { served, shadow } = await opened(random)
  for (let act = 0; act < acts; act += 1) {
    await turnAndCompare(served, shadow, random.whole(random.pick([900, 5000, 90_000])))
    await randomAct(served, shadow, random)
  }
  // At last everything runs: what was neither skipped nor released goes out.
  await served.ask({ type: 'clock:resume' })
  await served.ask({ type: 'clock:rate', rate: 1 })
  await served.ask({ type: 'msel:automatic', on: true })
  Object.assign(shadow, { isRunning: true, isAutomatic: true, rate: 1 })
  for (const item of shadow.items) if (item.status === 'held' && await served.ask({ type: 'inject:plan', serial: item.serial })) item.status = 'planned'
  await turnAndCompare(served, shadow, 100 * 60_000)
  expect(shadow.items.filter(({ status }) => status === 'planned')).toEqual([])
  const serials = served.released.map(({ serial }) => serial)
  expect(new Set(serials).size).toBe(serials.length)
  expect(serials.sort()).toEqual(shadow.items.filter(({ status }) => status === 'released').map(({ serial }) => serial).sort())
  await served.goAway()
})
