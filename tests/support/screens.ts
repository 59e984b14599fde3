/** Screens over a real server: the client's own document code, with a page's WebSocket, fetch and cookies put around it. */
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import { LiveDocument } from '../../client/connection/liveDocument.svelte.ts'
import type { Machine } from '../../client/state/machine.ts'
import type { LiveClient, Person } from './person.ts'
import { openExercise, startServer, until, type TestExercise } from './startServer.ts'

export interface Screen { readonly live: LiveClient; readonly document: LiveDocument }

export interface Screens {
  readonly exercise: TestExercise
  /** A person's screen with one document open; `isLoading`: as soon as it may be written, open or not. */
  of(person: Person, options?: { readonly name?: string; readonly isLoading?: boolean }): Promise<Screen>
  chief(): Promise<LiveClient>
  close(): Promise<void>
}

const machine: Machine = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
  every: (ms, act) => { const timer = setInterval(act, ms); return () => clearInterval(timer) },
  chance: () => 0,
}

export async function openScreens(): Promise<Screens> {
  const server = await startServer()
  const exercise = await openExercise(server)
  const cookies = new Map<string, string>()
  const closing: (() => void)[] = []
  const cookieOf = (address: string): string => cookies.get(new URL(address, server.origin).searchParams.get('seat') ?? '') ?? ''
  const fetchIt = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, options: RequestInit = {}) => path.startsWith('/')
    ? fetchIt(server.origin + path, { ...options, headers: { ...options.headers, cookie: cookieOf(path) } })
    : fetchIt(path, options))
  vi.stubGlobal('WebSocket', class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie: cookieOf(url), origin: server.origin } })
    }
  })
  return {
    exercise,
    async of(person, { name = 'syndicate/s1/board', isLoading = false } = {}) {
      cookies.set(person.seat, person.browser.cookieHeader)
      const live = await person.live()
      const document = new LiveDocument({
        machine, exercise: person.exercise, seat: person.seat, name, socketAddress: person.browser.origin.replace('http', 'ws'),
        view: () => live.view, onIdle: () => undefined,
      })
      document.use()
      live.socket.on('view', () => document.viewChanged())
      live.socket.on('event', () => document.viewChanged())
      closing.push(() => { document.close(false); live.close() })
      if (isLoading) document.viewChanged()
      else await until(() => document.status === 'live', `${name} is open`)
      return { live, document }
    },
    async chief() {
      const live = await exercise.chief.live()
      closing.push(() => live.close())
      return live
    },
    async close() {
      for (const close of closing) close()
      vi.unstubAllGlobals()
      await server.close()
    },
  }
}
