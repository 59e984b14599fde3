/** A peer: one small file of tests/bench/peers, in a process of its own, on a store of its own. */
import type { TalkSeat } from './load/talk.ts'
import type { RunningServer } from './contestant.ts'
import { ServerChild } from './serverChild.ts'

export interface PeerKind {
  readonly file: string
  readonly environment: Readonly<Record<string, string>>
  path(room: string): string
}

export const peersFolder = new URL('../peers/', import.meta.url).pathname

export async function startPeer(kind: PeerKind, store: string): Promise<RunningServer> {
  const child = await ServerChild.start({
    command: [process.execPath, kind.file], folder: peersFolder, environment: { ...kind.environment, STORE: store },
    ready: (printed) => /^listening (\d+)$/m.exec(printed)?.[1] ?? null,
  })
  const port = Number(child.said)
  return {
    pid: child.pid,
    startedInMs: child.startedInMs,
    seats: (rooms, clients) => Promise.resolve(Array.from({ length: rooms }, (_, room) => {
      const name = `room${room}`
      const seat: TalkSeat = { port, room: name, path: kind.path(name), headers: {} }
      return Array.from({ length: clients }, () => seat)
    })),
    kill: () => child.kill(),
    stop: () => child.stop(),
    again: () => startPeer(kind, store),
    moved: (seat) => ({ ...seat, port }),
  }
}
