/**
 * What a page finds around it, for the client's own connection code: WebSocket, fetch and Socket.IO lead to the house of the
 * run that is going on in this thread. Timers of the libraries themselves stand still; ours are on the run's clock.
 */
import { vi } from 'vitest'
import { BrowserSocket } from './documentLine.ts'
import type { SimulatedHouse } from './house.ts'
import { BrowserLive } from './liveLine.ts'

let present: SimulatedHouse | null = null

export function setHouse(house: SimulatedHouse): void {
  present = house
}

export function house(): SimulatedHouse {
  if (present === null) throw new Error('no run is going on')
  return present
}

/** In the place of socket.io-client. */
export function simulatedIo(options: { readonly query: { readonly seat: string } }): BrowserLive {
  return new BrowserLive(house(), options.query.seat)
}

export function surround(): void {
  // Every provider listens for the end of the process: a run has forty of them.
  process.setMaxListeners(0)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  vi.stubGlobal('WebSocket', class extends BrowserSocket {
    constructor(url: string) { super(house(), url) }
  })
  vi.stubGlobal('fetch', async (path: string) => {
    const state = await house().fetchFirstState(path)
    return state === null ? new Response(null, { status: 403 }) : new Response(new Uint8Array(state))
  })
}

export function leaveSurroundings(): void {
  vi.unstubAllGlobals()
  vi.useRealTimers()
}
