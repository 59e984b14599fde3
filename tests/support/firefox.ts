/**
 * The system's own Firefox, driven by WebDriver BiDi over its remote debugging port: pages are looked at and used as a
 * person does, by role, name, key and click. Installs Debian's where there is none and that is possible.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { freePort } from './serverProcess.ts'

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox']

/** Path of a Firefox, installed when that is possible without asking anybody. */
export function ensureFirefox(): string {
  const found = (): string | undefined => places.find((place) => existsSync(place))
  const present = found()
  if (present !== undefined) return present
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'firefox-esr'], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
  const installed = found()
  if (installed === undefined) throw new Error('This story needs Firefox, and none was found. Install firefox-esr.')
  return installed
}

interface Answer { readonly id?: number; readonly type: string; readonly result?: Record<string, unknown>; readonly message?: string; readonly method?: string; readonly params?: Record<string, unknown> }

export class Firefox {
  readonly version: string
  /** What pages complained of in their consoles. */
  readonly complaints: string[] = []
  readonly #child: ChildProcess
  readonly #profile: string
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>()
  #next = 0

  private constructor(child: ChildProcess, profile: string, socket: WebSocket, version: string) {
    this.#child = child
    this.#profile = profile
    this.#socket = socket
    this.version = version
    socket.on('message', (data: Buffer) => this.#hear(JSON.parse(data.toString('utf8')) as Answer))
  }

  static async start(): Promise<Firefox> {
    const program = ensureFirefox()
    const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim()
    const profile = mkdtempSync(join(tmpdir(), 'sandtable-firefox-'))
    mkdirSync(profile, { recursive: true })
    // nothing is asked of the network
    writeFileSync(join(profile, 'user.js'), ['network.connectivity-service.enabled', 'network.captive-portal-service.enabled', 'app.update.enabled', 'browser.safebrowsing.downloads.enabled', 'extensions.update.enabled', 'datareporting.policy.dataSubmissionEnabled'].map((name) => `user_pref("${name}", false);`).join('\n'))
    const port = await freePort()
    const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', String(port), 'about:blank'], { stdio: 'ignore', env: { ...process.env, HOME: profile, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' } })
    const socket = await connected(`ws://127.0.0.1:${port}/session`)
    const firefox = new Firefox(child, profile, socket, version)
    await firefox.ask('session.new', { capabilities: {} })
    await firefox.ask('session.subscribe', { events: ['log.entryAdded'] })
    return firefox
  }

  async page(size = { width: 1366, height: 768 }): Promise<FirefoxPage> {
    const { context } = await this.ask('browsingContext.create', { type: 'tab' })
    await this.ask('browsingContext.setViewport', { context, viewport: size })
    return new FirefoxPage(this, String(context))
  }

  ask(method: string, params: object): Promise<Record<string, unknown>> {
    this.#next += 1
    const id = this.#next
    this.#socket.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    await this.ask('browser.close', {}).catch(() => this.#child.kill())
    await gone
    this.#socket.terminate()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  #hear({ id, type, result, message, method, params }: Answer): void {
    if (id === undefined) {
      if (method === 'log.entryAdded' && params?.['level'] === 'error') this.complaints.push(String(params['text']))
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (type === 'success') waiting?.resolve(result ?? {})
    else waiting?.reject(new Error(message ?? 'Firefox refused'))
  }
}

export class FirefoxPage {
  readonly #firefox: Firefox
  readonly #context: string

  constructor(firefox: Firefox, context: string) {
    this.#firefox = firefox
    this.#context = context
  }

  async goto(url: string): Promise<void> {
    await this.#firefox.ask('browsingContext.navigate', { context: this.#context, url, wait: 'complete' })
  }

  /** The value of an expression, which may be a promise. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const answer = await this.#firefox.ask('script.evaluate', { expression: `(async () => JSON.stringify(await (${expression})))()`, target: { context: this.#context }, awaitPromise: true })
    if (answer['type'] !== 'success') throw new Error(`in the page: ${JSON.stringify(answer['exceptionDetails']).slice(0, 400)}`)
    const value = (answer['result'] as { readonly value?: string }).value
    return (value === undefined ? undefined : JSON.parse(value)) as Value
  }

  /** Until an expression is true. */
  async until(expression: string, what: string, withinMs = 30_000): Promise<void> {
    const end = performance.now() + withinMs
    while (!(await this.evaluate<boolean>(`Boolean(${expression})`))) {
      if (performance.now() > end) throw new Error(`waited in vain until ${what}`)
      await new Promise((resolve) => { setTimeout(resolve, 50) })
    }
  }

  /** Waits for a text that can be seen. */
  async sees(text: string): Promise<void> {
    await this.until(`document.body.innerText.includes(${JSON.stringify(text)})`, `"${text}" is on the page`)
  }

  /** Clicks the button, tab or link of this name, in its middle. */
  async click(name: string | RegExp): Promise<void> {
    const [x, y] = await this.#placeOf(`[...document.querySelectorAll('button, [role=tab], a, [role=radio], label')].filter((each) => named(each, ${pattern(name)}))`, String(name))
    await this.clickAt(x, y)
  }

  /** Puts the caret into the field of this label. */
  async focusField(label: string): Promise<void> {
    const [x, y] = await this.#placeOf(`[...document.querySelectorAll('input, textarea')].filter((each) => named(each, ${pattern(label)}) || [...(each.labels ?? [])].some((own) => own.textContent.trim().startsWith(${JSON.stringify(label)})))`, label)
    await this.clickAt(x, y)
  }

  async clickAt(x: number, y: number): Promise<void> {
    await this.#perform({ type: 'pointer', id: 'mouse', actions: [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }] })
  }

  async type(text: string): Promise<void> {
    await this.#perform({ type: 'key', id: 'keys', actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) })
  }

  async press(key: keyof typeof keys): Promise<void> {
    await this.type(keys[key])
  }

  /** A PNG. */
  async screenshot(file: string): Promise<void> {
    const { data } = await this.#firefox.ask('browsingContext.captureScreenshot', { context: this.#context })
    writeFileSync(file, Buffer.from(String(data), 'base64'))
  }

  async #placeOf(elements: string, what: string): Promise<[number, number]> {
    const find = `((named) => { const found = ${elements}.find((each) => { const box = each.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(each).visibility !== 'hidden' && !each.disabled }); if (found === undefined) return null; found.scrollIntoView({ block: 'nearest' }); const box = found.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] })(${nameOf})`
    await this.until(`${find} !== null`, `"${what}" can be clicked`)
    return this.evaluate<[number, number]>(find)
  }

  async #perform(source: object): Promise<void> {
    await this.#firefox.ask('input.performActions', { context: this.#context, actions: [source] })
  }
}

/** What a screen reader would call it, as far as this needs. */
const nameOf = '(element, wanted) => [element.getAttribute("aria-label"), element.textContent, element.getAttribute("title")].some((name) => name !== null && wanted.test(name.replace(/\\s+/g, " ").trim()))'

const keys = { Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' } as const

function pattern(name: string | RegExp): string {
  return name instanceof RegExp ? String(name) : `/^${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$/`
}

async function connected(url: string): Promise<WebSocket> {
  const end = performance.now() + 60_000
  for (;;) {
    const socket = new WebSocket(url)
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('open', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (isOpen) return socket
    if (performance.now() > end) throw new Error('Firefox did not open its debugging port')
    await new Promise((resolve) => { setTimeout(resolve, 100) })
  }
}
