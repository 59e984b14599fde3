/**
 * Our own server, as `npm start` makes it below its supervisor: guard, rights, journal and flush on. Only the limit of
 * writes per person is raised. A room is the board of one syndicate; many rooms are the boards of several exercises with
 * eight syndicates each. Its people joined by their codes and hold their cookies.
 */
import { builtServer } from '../../../server/builds.ts'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { Person } from '../../support/person.ts'
import { freePort } from '../../support/serverProcess.ts'
import { Browser, valueOf } from '../../support/startServer.ts'
import type { RunningServer } from './contestant.ts'
import { inTurns } from './load/crowd.ts'
import type { TalkSeat } from './load/talk.ts'
import { ServerChild } from './serverChild.ts'

const root = new URL('../../..', import.meta.url).pathname
const boardsPerExercise = 8
const joiningAtOnce = 8
const writesPerSecond = '100000'

export async function startOwn(folder: string): Promise<RunningServer> {
  return startOn(folder, await freePort())
}

async function startOn(folder: string, port: number): Promise<RunningServer> {
  const child = await ServerChild.start({
    command: [process.execPath, await builtServer(root), '--port', String(port), '--data', folder],
    folder: root, environment: { SANDTABLE_BENCH_WRITES: writesPerSecond },
    ready: (printed) => /\/staff#(\S+)/.exec(printed)?.[1] ?? null,
  })
  return {
    pid: child.pid,
    startedInMs: child.startedInMs,
    seats: (rooms, clients) => openRooms({ origin: `http://127.0.0.1:${port}`, port, token: child.said }, rooms, clients),
    kill: () => child.kill(),
    stop: () => child.stop(),
    again: () => startOn(folder, port),
    moved: (seat) => seat,
  }
}

interface Address { readonly origin: string; readonly port: number; readonly token: string }

async function openRooms(address: Address, rooms: number, clients: number): Promise<readonly (readonly TalkSeat[])[]> {
  const house = new Browser(address.origin)
  valueOf(await house.post('/api/house/enter', { token: address.token }))
  const opened: TalkSeat[][] = []
  while (opened.length < rooms) opened.push(...await openExercise(address, house, Math.min(boardsPerExercise, rooms - opened.length), clients))
  return opened
}

async function openExercise(address: Address, house: Browser, boards: number, clients: number): Promise<TalkSeat[][]> {
  const wish: CreateExercise = { scenario: 'wenza-day', title: 'Measured', syndicates: boards, name: 'dana', roster: [], lobby: false }
  const made = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
  const dana = await new Person(house, made.exercise, made.seat).live()
  const codes = dana.view?.codes ?? []
  dana.close()
  const seats: TalkSeat[][] = Array.from({ length: boards }, () => [])
  await inTurns(seats.flatMap((room, board) => Array.from({ length: clients }, (_, client) => async () => {
    const syndicate = `s${board + 1}`
    const code = codes.find((each) => each.role === 'member' && each.syndicate === syndicate)?.code ?? ''
    const browser = new Browser(address.origin)
    const { exercise, seat } = valueOf(await browser.post<SeatTaken>('/api/join/take', { code, name: `amina ${client}`, hat: null }))
    room[client] = {
      port: address.port, room: syndicate, path: `/x/${exercise}/yjs/syndicate/${syndicate}/board@1?seat=${seat}`,
      headers: { Origin: address.origin, Cookie: browser.cookieHeader, 'Sec-WebSocket-Protocol': documentSubprotocol },
    }
  })), joiningAtOnce)
  return seats
}
