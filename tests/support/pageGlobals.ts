/** What a page has around it, for the client's own connection code in tests: sockets and questions carry the cookie of the seat they name. */
import { vi } from 'vitest'
import { WebSocket } from 'ws'

/** `cookies` by seat. Taken back by `vi.unstubAllGlobals`. */
export function stubPage(origin: string, cookies: ReadonlyMap<string, string>): void {
  const cookieOf = (address: string): string => cookies.get(new URL(address, origin).searchParams.get('seat') ?? '') ?? ''
  const fetchIt = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, options: RequestInit = {}) => path.startsWith('/')
    ? fetchIt(origin + path, { ...options, headers: { ...options.headers, cookie: cookieOf(path) } })
    : fetchIt(path, options))
  vi.stubGlobal('WebSocket', class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie: cookieOf(url), origin } })
    }
  })
}
