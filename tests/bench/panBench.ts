/**
 * A presenter pans; thirty follow: 28 over the wire, an observer and the projector in Chromium, as the product is started. From the
 * presenter's key to the arrival over the wire, and to the frame after the follower's map was painted. One machine, one clock for all.
 */
import type { Page } from 'playwright'
import { loadavg } from 'node:os'
import type { SeatTaken } from '#shared/protocol/http.ts'
import { text } from '../../client/text/index.ts'
import { mapOf } from '../e2e/acts.ts'
import { Room, type Laptop } from '../e2e/room.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { Person, type LiveClient } from '../support/person.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { Browser, until, valueOf } from '../support/startServer.ts'
import { percentile, say, spread } from './figures.ts'

const [followers, pans, boundMs] = [28, 100, 150]
/** A hand does not pan again sooner. */
const [pauseMs, chanceMs] = [300, 300]

export async function measurePan(): Promise<void> {
  const classroom = await openClassroom()
  const room = await Room.open(classroom.product.address)
  const voices: LiveClient[] = []
  try {
    const [amina, omar, projector] = [await room.laptop('Amina'), await room.laptop('Omar'), await room.laptop('Projector')]
    await room.join(amina, classroom.code('member', 's1'), /Operations/)
    await room.join(omar, classroom.code('observer', null), null)
    await openScreen(classroom, projector)
    const arrivals: number[][] = []
    for (let index = 0; index < followers; index += 1) {
      const live = await observer(classroom, `Follower ${index + 1}`)
      const heard: number[] = []
      live.socket.on('trace', ({ trace }) => { if (trace.type === 'StageViewShown') heard.push(performance.timeOrigin + performance.now()) })
      arrivals.push(heard)
      voices.push(live)
    }
    await classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ stage }) => stage === 'plenary') })
    await classroom.command({ type: 'floor:give', syndicate: 's1' })
    await amina.page.getByText(text.syndicate.presenting).waitFor()
    await mapOf(amina).focus()
    for (let step = 0; step < 4; step += 1) await amina.page.keyboard.press('+')
    await amina.page.waitForTimeout(2000)
    for (const { page } of [omar, projector]) await watchMap(page)
    await watchKeys(amina.page)

    const [onWire, onScreen]: [number[], number[]] = [[], []]
    const random = seededRandom(7)
    for (let pan = 0; pan < pans; pan += 1) {
      for (const heard of arrivals) heard.length = 0
      for (const { page } of [omar, projector]) await page.evaluate(() => { Reflect.set(window, 'paintedAt', null) })
      // back and forth, so that the sheet never ends
      await amina.page.keyboard.press(['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown'][pan % 4] ?? 'ArrowRight')
      const pressedAt = await timeIn(amina.page, 'pressedAt')
      await until(() => arrivals.every(({ length }) => length > 0), 'everybody heard of the pan')
      for (const [first = Number.NaN] of arrivals) onWire.push(first - pressedAt)
      for (const { page } of [omar, projector]) onScreen.push(await timeIn(page, 'paintedAt') - pressedAt)
      await amina.page.waitForTimeout(pauseMs + random.next() * chanceMs)
    }
    const goal = `p95 ≤ ${boundMs} ms`
    say(`a pan heard by ${followers} over the wire`, spread(onWire), goal)
    say('a pan painted on 2 screens', spread(onScreen), goal)
    const all = [...onWire, ...onScreen]
    say('a pan seen by all thirty', `${spread(all)}: ${percentile(all, 0.95) <= boundMs ? 'met' : 'NOT met'}`, goal)
    console.log(`(the machine's load was ${loadavg()[0]?.toFixed(1) ?? '?'})`)
  } finally {
    for (const live of voices) live.close()
    await room.close()
    await classroom.close()
  }
}

async function openScreen(classroom: Classroom, { page }: Laptop): Promise<void> {
  await page.goto(`${classroom.product.address}/j`)
  await page.getByLabel(text.join.codeLabel).fill(classroom.code('screen', null))
  await page.getByRole('button', { name: text.join.look }).click()
  await page.waitForURL(/\/seat\//)
}

async function observer(classroom: Classroom, name: string): Promise<LiveClient> {
  const browser = new Browser(classroom.product.address)
  const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code: classroom.code('observer', null), name, hat: null }))
  return new Person(browser, taken.exercise, taken.seat).live()
}

/** When the next key goes down. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.addEventListener('keydown', () => Reflect.set(window, 'pressedAt', performance.timeOrigin + performance.now()), true)
  })
}

/** When the map's pane was first moved since it was last asked, and the frame with it painted. */
async function watchMap(page: Page): Promise<void> {
  await page.locator('.leaflet-map-pane').first().waitFor()
  await page.evaluate(() => {
    const pane = document.querySelector('.leaflet-map-pane')
    if (pane === null) throw new Error('there is no map')
    const painted = new MessageChannel()
    painted.port1.onmessage = () => { if (Reflect.get(window, 'paintedAt') === null) Reflect.set(window, 'paintedAt', performance.timeOrigin + performance.now()) }
    new MutationObserver(() => requestAnimationFrame(() => painted.port2.postMessage(null))).observe(pane, { attributes: true, attributeFilter: ['style'] })
  })
}

async function timeIn(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction((key) => Reflect.get(window, key) ?? false, name, { polling: 'raf' })
  return Number(await handle.jsonValue())
}
