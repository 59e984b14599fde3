/** What a browser asks for on its way from the join page to the map, heard from a real Chromium: others ask for the same. */
import { mapOf, saved } from '../../e2e/acts.ts'
import { Room } from '../../e2e/room.ts'
import { openClassroom } from '../../support/classroom.ts'
import { until } from '../../support/startServer.ts'

/** Files by the moment they are asked for. What is personal (`/api`, `/x`) is not among them: each laptop asks for its own. */
export interface AskedFor {
  /** The join page. */
  readonly page: readonly string[]
  /** Once the seat is taken, before the documents. */
  readonly seat: readonly string[]
  /** Of the map, beside the documents. */
  readonly map: readonly string[]
  /** Later parts, when the map stands: they are load, and nobody waits for them. */
  readonly later: readonly string[]
}

export async function heardFromBrowser(): Promise<AskedFor & { readonly usableMs: number }> {
  const classroom = await openClassroom()
  const room = await Room.open(classroom.product.address)
  try {
    const laptop = await room.laptop('Amina')
    const parts = { page: new Set<string>(), seat: new Set<string>(), map: new Set<string>(), later: new Set<string>() }
    let now: keyof typeof parts = 'page'
    let sockets = 0
    laptop.page.on('websocket', (socket) => { if (/\/yjs\//.test(socket.url())) sockets += 1 })
    laptop.page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname === '/api/join/take') now = 'seat'
      if (/^\/x\/.*\/documents\//.test(pathname)) now = 'map'
      if (request.method() !== 'GET' || /^\/(api|x)\//.test(pathname) || isKnown(parts, pathname)) return
      parts[now === 'map' && !pathname.startsWith('/maps/') ? 'later' : now].add(pathname)
    })
    const began = performance.now()
    await room.join(laptop, classroom.code('member', 's1'), /Operations/)
    await mapOf(laptop).waitFor()
    await until(() => sockets >= 3, 'its documents have their lines')
    await saved(laptop)
    const usableMs = performance.now() - began
    await laptop.page.waitForLoadState('networkidle')
    return { page: [...parts.page], seat: [...parts.seat], map: [...parts.map], later: [...parts.later], usableMs }
  } finally {
    await room.close()
    await classroom.close()
  }
}

function isKnown(parts: Readonly<Record<string, ReadonlySet<string>>>, path: string): boolean {
  return Object.values(parts).some((paths) => paths.has(path))
}
