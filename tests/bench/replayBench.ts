/**
 * The replay of a whole day in a real Chromium through the real server: eight hours of thirty people, over 200,000 entries
 * written through its doors. Opened as directing staff, who read everything. `REPLAY_DAY=<folder>` measures a day that is there
 * (it is written into that folder when it is empty): writing one takes minutes.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import type { SeatTaken } from '#shared/protocol/http.ts'
import { replayDeskText as words } from '../../client/text/en/replayDesk.ts'
import { Room, shot, type Laptop } from '../e2e/room.ts'
import { startProduct, type Product } from '../support/product.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { valueOf, Browser } from '../support/startServer.ts'
import { say, spread } from './figures.ts'

const [seeks, playMs] = [100, Number(process.env['PLAY_MS'] ?? '60000')]
const laptops = 28
const writer = new URL('writeLongDay.ts', import.meta.url).pathname

export async function measureReplay(): Promise<void> {
  const kept = process.env['REPLAY_DAY'] ?? null
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'sandtable-day-'))
  if (!existsSync(join(folder, 'house.sqlite'))) spawnSync(process.execPath, ['--import', 'tsx', writer, folder], { stdio: 'inherit' })
  const product = await startProduct([], folder)
  const room = await Room.open(product.address)
  try {
    const laptop = await room.laptop('Dana')
    // Functions sent to the page are named by the compiler with this.
    await laptop.page.addInitScript('globalThis.__name = (named) => named')
    await laptop.page.addInitScript(watchOpening)
    const path = await replayPath(laptop, product)
    await opening(laptop, path, 'the first replay since the server began')
    await opening(laptop, path, 'a later one')
    await fetchedAtOnce(laptop, product)
    await seeking(laptop.page)
    await memory(laptop.page, 'after 100 seeks')
    await playing(laptop.page)
    await memory(laptop.page, 'after playing')
  } finally {
    await room.close()
    await product.stop()
    if (kept === null) rmSync(folder, { recursive: true, force: true })
  }
}

/** The chief's own seat, in this browser. */
async function replayPath(laptop: Laptop, product: Product): Promise<string> {
  const house = new Browser(product.address)
  valueOf(await house.post('/api/house/enter', { token: new URL(product.instructorLink()).hash.slice(1) }))
  const { exercises } = valueOf(await house.get<{ readonly exercises: readonly { readonly id: string }[] }>('/api/house'))
  const taken = valueOf(await house.post<SeatTaken>(`/api/exercises/${exercises[0]?.id ?? ''}/chief`, {}))
  await laptop.context.addCookies([...house.cookies].map(([name, value]) => ({ name, value, url: product.address })))
  return `${product.address}/seat/${taken.seat}/replay`
}

/** In the page, frame by frame, and nothing more: whoever asks it from outside holds it up. */
function watchOpening(): void {
  const seen: Record<string, number> = {}
  Reflect.set(window, 'seen', seen)
  const look = (): void => {
    if (document.querySelector('[role=slider]') !== null) seen['player'] ??= Date.now()
    if (document.querySelector('.mark-stand, .leaflet-overlay-pane path') !== null) seen['board'] ??= Date.now()
    if (document.querySelector('.replay[aria-busy="false"]') !== null) seen['whole'] ??= Date.now()
    if (seen['board'] === undefined || seen['whole'] === undefined) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** From the address of a moment typed, with the board to look at, to that board on the map and the whole record behind it. */
async function opening({ page, name }: Laptop, path: string, which: string): Promise<void> {
  await page.goto('about:blank')
  const began = Date.now()
  await page.goto(`${path}#t=14400000&look=s1`)
  await settled(page)
  const seen = await page.evaluate(() => Reflect.get(window, 'seen') as Record<string, number>)
  const [player, board, whole] = ['player', 'board', 'whole'].map((what) => (seen[what] ?? Number.NaN) - began)
  say(`opening, ${which}`, `${player} ms to map and timeline, ${board} ms to the board of four hours later, ${whole} ms to the whole record`, '≤ 2000 ms')
  await shot({ page, name } as Laptop, `replay-open`)
}

/** Staff begin to lead a replay: every laptop fetches the day in the same second. Here each fetches all of it; a table's own is a fifth. */
async function fetchedAtOnce({ context, page }: Laptop, product: Product): Promise<void> {
  const seat = new URL(page.url()).pathname.split('/')[2] ?? ''
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const { exercise } = await page.evaluate(async (own) => { const { value } = await (await fetch(`/api/seat/${own}`)).json() as { value: { exercise: string } }; return value }, seat)
  const fetched = async (path: string): Promise<number> => {
    const began = performance.now()
    await (await fetch(`${product.address}${path}`, { headers: { cookie, 'accept-encoding': 'gzip' } })).arrayBuffer()
    return performance.now() - began
  }
  const others: number[] = []
  let over = false
  const meanwhile = (async () => {
    while (!over) others.push(await fetched(`/api/seat/${seat}`))
  })()
  const began = performance.now()
  await Promise.all(Array.from({ length: laptops }, () => fetched(`/x/${exercise}/replay?seat=${seat}&after=0`)))
  over = true
  await meanwhile
  say(`${laptops} laptops fetch the whole day at once`, `${Math.round(performance.now() - began)} ms for all; another question meanwhile ${spread(others)}`, 'the room is not held up')
}

/** Nothing is on its way any more, and it is painted. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.replay[aria-busy="false"]') !== null && document.querySelector('.mark-stand, .leaflet-overlay-pane path') !== null, null, { polling: 100, timeout: 60_000 })
}

/** The page goes to a moment by itself: from the key to the frame that shows it, measured in the page. */
async function seeking(page: Page): Promise<void> {
  const random = seededRandom(5)
  const times: number[] = []
  for (let seek = 0; seek < seeks; seek += 1) {
    times.push(await page.evaluate(async (share) => {
      const track = document.querySelector('[role=slider]')
      const replay = document.querySelector('.replay')
      if (track === null || replay === null) throw new Error('there is no replay')
      const { left, width, top } = track.getBoundingClientRect()
      const at = { clientX: left + share * width, clientY: top + 30, button: 0, pointerId: 1, bubbles: true }
      const began = performance.now()
      track.dispatchEvent(new PointerEvent('pointerdown', at))
      track.dispatchEvent(new PointerEvent('pointerup', at))
      await new Promise<void>((resolve) => {
        const look = (): void => { if (replay.getAttribute('aria-busy') === 'false') requestAnimationFrame(() => setTimeout(resolve)); else requestAnimationFrame(look) }
        requestAnimationFrame(look)
      })
      return performance.now() - began
    }, random.next()))
  }
  say('a seek to a moment by chance', spread(times), 'p95 ≤ 300 ms')
}

async function playing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = []
    Reflect.set(window, 'longTasks', tasks)
    new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) tasks.push(duration) }).observe({ type: 'longtask' })
  })
  await page.evaluate(() => {
    const track = document.querySelector('[role=slider]')
    if (track === null) return
    const { left, width, top } = track.getBoundingClientRect()
    const at = { clientX: left + width * 0.15, clientY: top + 30, button: 0, pointerId: 1, bubbles: true }
    track.dispatchEvent(new PointerEvent('pointerdown', at))
    track.dispatchEvent(new PointerEvent('pointerup', at))
  })
  await page.getByLabel(words.speedLabel).selectOption('16')
  const position = async (): Promise<number> => Number(await page.getByRole('slider', { name: words.timeline }).getAttribute('aria-valuenow'))
  const from = await position()
  await page.getByRole('button', { name: words.play, exact: true }).click()
  await page.waitForTimeout(playMs)
  const played = await position() - from
  const tasks = await page.evaluate(() => Reflect.get(window, 'longTasks') as number[])
  await page.getByRole('button', { name: words.pause, exact: true }).click()
  say(`×16 for ${playMs / 1000} s`, `longest task ${Math.round(Math.max(0, ...tasks))} ms, ${tasks.filter((each) => each > 100).length} over 100 ms, ${tasks.length} over 50 ms; ${Math.round(played / (playMs / 1000) * 10) / 10} seconds a second`, 'no task > 100 ms')
}

/** Of the page's JavaScript, of the process the page runs in, and of all the browser's processes together. */
async function memory(page: Page, when: string): Promise<void> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.detach()
  const browser = page.context().browser()
  if (browser === null) throw new Error('the page has no browser')
  const whole = await browser.newBrowserCDPSession()
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
  await whole.detach()
  const sizes = processInfo.map(({ type, id }) => ({ type, bytes: sizeOf(id) }))
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  const pages = sizes.filter(({ type }) => type === 'renderer').map(({ bytes }) => bytes)
  say(`memory ${when}`, `JavaScript ${mega(usedSize)}, the page's process ${mega(Math.max(...pages))}, all ${sizes.length} processes of the browser ${mega(all)}`, '≤ 400 MB')
}

/** What a process holds in memory, its share of what is shared (Linux). */
function sizeOf(processId: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8')) ?? []
  return Number(kilobytes ?? 0) * 1024
}

function mega(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}
