/** The room of a story: one browser, a context for each laptop, everything that crosses its wires kept as text. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { chromiumArguments, ensureChromium } from '../support/chromium.ts'
import { text } from '../../client/text/index.ts'

export interface Laptop {
  readonly name: string
  readonly context: BrowserContext
  readonly page: Page
  /** Every byte this laptop received: bodies of answers and socket frames. */
  received(): string
  /** What the page complained of in its console. */
  readonly complaints: string[]
  outside: string[]
  /** Bytes of the scripts fetched until the first map stood, as they crossed the wire, packed. */
  firstLoadBytes(): Promise<number>
}

export class Room {
  readonly browser: Browser
  readonly address: string
  readonly laptops: Laptop[] = []

  private constructor(browser: Browser, address: string) {
    this.browser = browser
    this.address = address
  }

  /** `host` is mapped to the loopback address: a name that is no secure context. */
  static async open(address: string, host: string | null = null): Promise<Room> {
    const browser = await chromium.launch({
      executablePath: ensureChromium(() => undefined),
      args: [...chromiumArguments, ...(host === null ? [] : [`--host-resolver-rules=MAP ${host} 127.0.0.1`])],
    })
    return new Room(browser, address)
  }

  /** `touch`: a tablet. */
  async laptop(name: string, size = { width: 1366, height: 768 }, touch = false): Promise<Laptop> {
    const context = await this.browser.newContext({ viewport: size, acceptDownloads: true, reducedMotion: 'reduce', hasTouch: touch })
    return this.page(name, context)
  }

  /** Another window in the same browser profile. */
  async page(name: string, context: BrowserContext): Promise<Laptop> {
    return this.#hear(name, await context.newPage())
  }

  /** A window the product opened by itself; loaded again, so that its first bytes are heard, too. */
  async openedBy(owner: Laptop, name: string, act: () => Promise<void>): Promise<Laptop> {
    const [page] = await Promise.all([owner.context.waitForEvent('page'), act()])
    const laptop = this.#hear(name, page)
    await page.waitForURL(/\/seat\//)
    await page.reload()
    return laptop
  }

  #hear(name: string, page: Page): Laptop {
    page.setDefaultTimeout(20_000)
    const parts: string[] = []
    const complaints: string[] = []
    const outside: string[] = []
    const stood = page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (document.querySelector('.leaflet-container') === null) return
        performance.mark('the map stands')
        watch.disconnect()
      })
      watch.observe(document, { childList: true, subtree: true })
    })
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => { parts.push(typeof payload === 'string' ? payload : payload.toString('utf8')) }))
    page.on('response', (response) => {
      if (/\/assets\//.test(response.url())) return
      response.text().then((body) => parts.push(body), () => undefined)
    })
    page.on('request', (request) => { if (!request.url().startsWith('data:') && !request.url().startsWith('blob:') && !request.url().startsWith(this.address)) outside.push(request.url()) })
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
    page.on('pageerror', (error) => complaints.push(error.message))
    const laptop: Laptop = { name, context: page.context(), page, complaints, outside, received: () => parts.join('\n'), firstLoadBytes: async () => {
      await stood
      return page.evaluate(() => {
        const until = performance.getEntriesByName('the map stands')[0]?.startTime ?? Number.POSITIVE_INFINITY
        const scripts = performance.getEntriesByType('resource').filter((each) => each instanceof PerformanceResourceTiming && each.startTime < until && /\.js$/.test(each.name))
        return scripts.reduce((sum, each) => sum + (each instanceof PerformanceResourceTiming ? each.encodedBodySize : 0), 0)
      })
    } }
    this.laptops.push(laptop)
    return laptop
  }

  /** Types a code, picks a name and a hat; ends on the seat's own page. */
  async join(laptop: Laptop, code: string, hat: RegExp | null): Promise<void> {
    const { page } = laptop
    await page.goto(`${this.address}/j`)
    await page.getByLabel(text.join.codeLabel).fill(code)
    await page.getByRole('button', { name: text.join.look }).click()
    await page.getByLabel(text.join.nameLabel).fill(laptop.name)
    await page.getByRole('button', { name: text.join.nameGo }).click()
    if (hat !== null) await page.getByRole('button', { name: hat }).click()
    await page.waitForURL(/\/seat\//)
  }

  async close(): Promise<void> {
    await this.browser.close()
  }
}

/** Screenshots for people to look at, when a folder is named. */
export async function shot(laptop: Laptop, name: string): Promise<void> {
  const folder = process.env['SHOTS']
  if (folder !== undefined) await laptop.page.screenshot({ path: `${folder}/${name}.png` })
}
