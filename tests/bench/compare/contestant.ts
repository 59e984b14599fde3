/** A server of the comparison, whoever made it: started on an empty folder, asked for seats, killed or stopped, started again. */
import type { TalkSeat, TongueName } from './load/talk.ts'
import { startOwn } from './ownServer.ts'
import { startPeer, type PeerKind } from './peerServer.ts'

export interface RunningServer {
  readonly pid: number
  /** From its start to its first answer. */
  readonly startedInMs: number
  /** So many rooms with so many clients; asked once for a store. */
  seats(rooms: number, clients: number): Promise<readonly (readonly TalkSeat[])[]>
  kill(): Promise<void>
  stop(): Promise<void>
  /** On the same store. The seats given before are good, with another port perhaps. */
  again(): Promise<RunningServer>
  /** A seat given before, on this server. */
  moved(seat: TalkSeat): TalkSeat
}

export interface Contestant {
  readonly name: string
  readonly isOurs: boolean
  /** Keeps nothing: it is a floor, and is asked neither what it keeps nor what it has. */
  readonly isRelay: boolean
  readonly tongue: TongueName
  start(folder: string): Promise<RunningServer>
}

function peer(name: string, tongue: TongueName, kind: PeerKind): Contestant {
  return { name, tongue, isOurs: false, isRelay: tongue === 'relay', start: (folder) => startPeer(kind, folder) }
}

export const contestants: readonly Contestant[] = [
  { name: 'sandtable', tongue: 'plain', isOurs: true, isRelay: false, start: startOwn },
  peer('relay-send', 'relay', { file: 'relay.mjs', environment: { RELAY: 'send' }, path: plainPath }),
  peer('relay-frame', 'relay', { file: 'relay.mjs', environment: { RELAY: 'frame' }, path: plainPath }),
  peer('hocuspocus+sqlite', 'hocuspocus', { file: 'hocuspocus.mjs', environment: {}, path: () => '/' }),
  peer('y-websocket+leveldb', 'plain', { file: 'yWebsocket.mjs', environment: {}, path: plainPath }),
  peer('y-socket.io+leveldb', 'socketIo', { file: 'ySocketIo.mjs', environment: {}, path: () => '/socket.io/?EIO=4&transport=websocket' }),
]

function plainPath(room: string): string {
  return `/${room}`
}
