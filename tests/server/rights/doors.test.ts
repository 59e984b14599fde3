/** The rest of the page of rights on a running server: HTTP by who may, the instructor's own machine, pointers and cursors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { awarenessFrame, syncStep1Frame } from '../../support/hostileFrames.ts'
import type { LiveClient } from '../../support/person.ts'
import { png } from '../../support/pictures.ts'
import { RawSocket } from '../../support/rawSocket.ts'
import { until, type Browser } from '../../support/startServer.ts'
import { documentRight, houseRoutes, mayAsk, staffRoutes } from './page.ts'
import { names, people, RightsRoom, situations, type Name } from './room.ts'

/** Whatever a proxy says it stands for: the request is not from the server's own machine. */
const fromElsewhere = { 'x-forwarded-for': '192.168.1.66' }

let room: RightsRoom
beforeAll(async () => { room = await RightsRoom.open() })
afterAll(async () => {
  expect(room.server.faults).toEqual([])
  await room.close()
})

/** Asks a route as honestly as a page would. What is destroyed by it is asked of an exercise that is not there. */
async function statusOf(browser: Browser, route: string, seat: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const [method = 'GET', path = ''] = route.split(' ')
  const isFile = path.endsWith('/exhibits')
  const bodies: Readonly<Record<string, unknown>> = {
    '/api/exercises': { scenario: 'none', title: 'x', syndicates: 2, name: 'x', roster: [], lobby: false },
    '/api/exercises/EX/seats': { role: 'observer' }, '/api/exercises/EX/delete': { title: 'not its title' }, '/api/exercises/EX/back': { wallMs: 1 },
  }
  const response = await browser.fetch(`${path.replace('/EX', `/${room.exercise.id}`)}?seat=${seat}`, {
    method,
    headers: { ...headers, ...(method === 'POST' ? { 'content-type': isFile ? 'application/octet-stream' : 'application/json' } : {}) },
    ...(method === 'POST' ? { body: isFile ? new Uint8Array(png()) : JSON.stringify(bodies[path] ?? {}) } : {}),
  })
  await response.arrayBuffer()
  return response.status
}

const isRefused = (status: number): boolean => status === 401 || status === 403

describe('HTTP', () => {
  test('[DOOR70] what belongs to the instructor’s own machine is refused to every seat without its cookie, and from every other machine', async () => {
    let cells = 0
    const wrong: string[] = []
    const check = (cell: string, found: boolean, wanted: boolean): void => {
      cells += 1
      if (found !== wanted) wrong.push(`${cell} is ${found ? '' : 'not '}refused`)
    }
    for (const name of names) {
      const { browser, seat } = room.persons[name]
      // The waiting, the removed and everybody else have browsers of their own; the chief's is the house's.
      const isHouse = name === 'chief'
      for (const route of houseRoutes) {
        check(`${name}, ${route}`, isRefused(await statusOf(browser, route, seat)), !isHouse)
        check(`${name} from elsewhere, ${route}`, isRefused(await statusOf(browser, route, seat, fromElsewhere)), true)
      }
      for (const route of staffRoutes) {
        check(`${name}, ${route}`, isRefused(await statusOf(browser, route, seat)), people[name].kind !== 'CH' && people[name].kind !== 'DS')
        check(`${name} from elsewhere, ${route}`, isRefused(await statusOf(browser, route, seat, fromElsewhere)), people[name].kind !== 'DS')
      }
      const replay = await browser.fetch(`/x/${room.exercise.id}/replay?seat=${seat}`)
      await replay.arrayBuffer()
      check(`${name}, replay`, isRefused(replay.status), people[name].kind === '–')
    }
    expect(wrong).toEqual([])
    console.log(`${cells} cells of HTTP routes: ${names.length} seats, here and from elsewhere, 0 wrong`)
  })

  test('[DOOR71] the chief’s seat, with all that only it may do, answers on the server’s own machine and nowhere else', async () => {
    const { chief, deputy } = room.persons
    const cookie = { cookie: chief.browser.cookieHeader, origin: chief.browser.origin, ...fromElsewhere }
    const away = chief.connect({ headers: fromElsewhere })
    await until(() => away.errors.length > 0 || away.views.length > 0, 'the chief from elsewhere is answered')
    expect([away.errors[0], away.views.length]).toEqual(['not-signed-in', 0])
    away.close()
    expect(await new RawSocket(chief, 'control@1', { headers: cookie }).closed()).toBe(closeCodes.notKnown)
    for (const path of [`/x/${room.exercise.id}/documents/control@1?seat=${chief.seat}`, `/x/${room.exercise.id}/replay?seat=${chief.seat}`, `/x/${room.exercise.id}/ticket?seat=${chief.seat}&document=control`, `/api/seat/${chief.seat}`]) {
      expect([path, (await chief.browser.fetch(path, { headers: fromElsewhere })).status]).toEqual([path, 401])
    }
    const ticket = await (await chief.browser.fetch(`/x/${room.exercise.id}/ticket?seat=${chief.seat}&document=control`)).json() as { value: { ticket: string; document: string } }
    expect(await new RawSocket(chief, ticket.value.document, { headers: fromElsewhere, query: `ticket=${ticket.value.ticket}` }).closed()).toBe(closeCodes.notKnown)
    // A deputy walks about with a telephone.
    const walking = deputy.connect({ headers: fromElsewhere })
    await until(() => walking.view !== null, 'the deputy is let in from elsewhere')
    walking.close()
  })
})

describe('presence', () => {
  test('[DOOR78] of those who wait in the lobby the directing staff know that they are there, and nobody else', async () => {
    const { waiting, member, observer, deputy } = room.persons
    const lives = await Promise.all([member.live(), observer.live(), deputy.live()])
    const inLobby = await waiting.live()
    const last = (live: LiveClient): readonly string[] => live.presences.at(-1)?.online ?? []
    await until(() => lives.every((live) => last(live).includes(deputy.seat)) && last(lives[2] ?? inLobby).includes(waiting.seat), 'staff see who waits')
    const again = await observer.live()
    await until(() => again.presences.length > 0, 'who comes is told who is here')
    for (const live of [lives[0], lives[1], again]) expect(live?.presences.flatMap(({ online }) => online)).not.toContain(waiting.seat)
    expect(inLobby.presences).toEqual([])
    for (const live of [...lives, inLobby, again]) live.close()
  })
})

describe('pointers', () => {
  test('[PLE90] the room sees the pointer of the presenter and of directing staff in plenary, and of nobody else', async () => {
    let cells = 0
    const watcher = await room.persons.otherEvaluator.live()
    const lives = new Map<Name, LiveClient>()
    for (const name of names) if (name !== 'removed' && name !== 'stranger' && name !== 'otherEvaluator') lives.set(name, await room.persons[name].live())
    const seen: string[] = []
    const wanted: string[] = []
    for (const when of situations.filter(({ index }) => index >= 0)) {
      await room.arrange(when)
      for (const [name, live] of lives) {
        cells += 1
        // Each points at a place of its own, so that it is known whose hand is seen.
        const at = { lat: -5 - cells / 1000, lng: -9 }
        const isSeen = (): boolean => watcher.pointers.some((each) => each?.lat === at.lat)
        const point = async (): Promise<void> => {
          live.socket.emit('pointer', at)
          await live.socket.timeout(5000).emitWithAck('clock')
          await watcher.socket.timeout(5000).emitWithAck('clock')
        }
        await point()
        const may = mayAsk(people[name], when, 'stage:show')
        // A hand that moves too soon after another's is not shown at once; a busy line misses one.
        for (const end = performance.now() + 3000; may && !isSeen() && performance.now() < end;) await point()
        if (isSeen()) seen.push(`${when.name}, ${name}`)
        if (may) wanted.push(`${when.name}, ${name}`)
      }
    }
    expect(seen).toEqual(wanted)
    expect(watcher.pointers.every((each) => each === null || Object.keys(each).join() === 'lat,lng')).toBe(true)
    console.log(`${cells} cells of pointers, ${seen.length} seen, 0 wrong`)
    for (const live of [watcher, ...lives.values()]) live.close()
  }, 30_000)
})

describe('cursors', () => {
  test('[DOC43] of a document’s cursors those who may read it see those of its people, and nobody sees an observer’s, an evaluator’s or a screen’s', async () => {
    const when = situations.find(({ name }) => name === 'break, Alpha withheld')
    if (when === undefined) throw new Error('there is a break')
    await room.arrange(when)
    let cells = 0
    const wrong: string[] = []
    for (const [document, kind] of [['syndicate/s1/board', 'board'], ['syndicate/s1/protected', 'protected'], ['syndicate/s1/discussion', 'discussion'], ['control', 'control'], ['overlay', 'overlay'], ['plenary', 'plenary']] as const) {
      const scope = kind === 'control' || kind === 'overlay' || kind === 'plenary' ? { kind } : { kind, syndicate: 's1' }
      const wire = `${document}@${room.state.documents[document]?.epoch ?? 0}`
      const readers = names.filter((name) => documentRight(people[name], when, scope) !== '–')
      const sockets = new Map<Name, RawSocket>()
      for (const name of names) {
        const socket = await new RawSocket(room.persons[name], wire, { protocols: [documentSubprotocol] }).opened()
        if (socket.isOpen) socket.send(syncStep1Frame())
        sockets.set(name, socket)
      }
      await until(() => [...sockets].every(([name, socket]) => (readers.includes(name) ? socket.positions.length > 0 : socket.closedWith !== null)), `all are answered by ${document}`)
      for (const [index, name] of names.entries()) {
        const socket = sockets.get(name)
        if (socket?.isOpen === true) socket.send(awarenessFrame([{ client: 7_000_000 + index, clock: 1, state: { pointer: { lat: -5.5, lng: -9 }, user: { name: 'Instructor', seat: room.persons.chief.seat } } }]))
      }
      // Directing staff read a board unseen.
      const shown = readers.filter((name) => ['LE', 'ME', ...(kind === 'board' ? [] : ['CH', 'DS'])].includes(people[name].kind))
      const heardBy = (name: Name): Map<number, unknown> => new Map((sockets.get(name)?.awareness ?? []).flat().filter(({ state }) => state !== null).map(({ client, state }) => [client, state]))
      await until(() => readers.every((name) => shown.every((other) => other === name || heardBy(name).has(7_000_000 + names.indexOf(other)))), `the readers of ${document} see each other’s hands`)
      for (const name of names) {
        const heard = heardBy(name)
        for (const [index, other] of names.entries()) {
          if (other === name) continue
          cells += 1
          const wanted = readers.includes(name) && shown.includes(other)
          const state = heard.get(7_000_000 + index) as { user?: { seat?: string; name?: string } } | undefined
          if ((state !== undefined) !== wanted) wrong.push(`${document}: ${name} ${state === undefined ? 'does not see' : 'sees'} ${other}`)
          else if (state !== undefined && state.user?.seat !== room.persons[other].seat) wrong.push(`${document}: ${other} is shown as ${String(state.user?.name)}`)
        }
      }
      for (const socket of sockets.values()) socket.close()
    }
    expect(wrong).toEqual([])
    console.log(`${cells} cells of cursors: who sees whose, with which name, 0 wrong`)
  })
})
