/**
 * One client of one server, as far as the load needs it: joins a room, hands over edits and cursors, and tells what it hears.
 * What it hears is not taken apart beyond the first bytes; receivers look for markers.
 */
import * as encoding from 'lib0/encoding'
import { encodeSync, frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import { hocuspocusTongue } from './hocuspocusTongue.ts'
import { Line, type Seat } from './line.ts'
import { plainTongue, relayTongue } from './plainTongue.ts'
import { socketIoTongue } from './socketIoTongue.ts'

export type TongueName = 'plain' | 'relay' | 'hocuspocus' | 'socketIo'

const answerWithinMs = 45_000

/** What a client is told; each piece of bytes is only good until the call returns. */
export interface Ears {
  /** A board, or a part of one, in a sync message that is no answer to anything sent here. */
  content(bytes: Buffer, from: number, to: number): void
  /** Bytes that may hold markers. */
  words(bytes: Buffer, from: number, to: number): void
  /** The first so many write messages of this client are saved, the server says. */
  saved(count: number): void
  /** The server has answered: what is written from here on is taken. */
  joined(): void
}

/** How one kind of server is spoken to. Frames may be several: a framing may want more than one. */
export interface Tongue {
  /** Write messages that go out before the first edit: their confirmations come first, too. */
  readonly writesBefore: number
  greet(line: Line): void
  hear(opcode: number, bytes: Buffer, from: number, to: number): void
  edit(update: Uint8Array): readonly Buffer[]
  cursor(entries: Uint8Array): readonly Buffer[]
}

export type MakeTongue = (room: string, ears: Ears) => Tongue

const tongues: Readonly<Record<TongueName, MakeTongue>> = { plain: plainTongue, relay: relayTongue, hocuspocus: hocuspocusTongue, socketIo: socketIoTongue }

export interface TalkSeat extends Seat { readonly room: string }

export class Talk {
  readonly line: Line
  readonly #tongue: Tongue
  /** Edits in the order they went out. */
  readonly sent: number[] = []
  toldSaved = 0

  private constructor(line: Line, tongue: Tongue) {
    this.line = line
    this.#tongue = tongue
  }

  /** Resolves when the server has answered. */
  static async open(name: TongueName, seat: TalkSeat, ears: Omit<Ears, 'saved' | 'joined'>): Promise<Talk> {
    let talk: Talk | null = null
    let heardJoined: () => void = () => undefined
    const joined = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${seat.path} did not answer within ${answerWithinMs} ms`)), answerWithinMs)
      heardJoined = () => { clearTimeout(timer); resolve() }
    })
    const tongue = tongues[name](seat.room, { ...ears, saved: (count) => talk?.heardSaved(count), joined: () => heardJoined() })
    // Greeted before anything is heard: a server may speak first, in the same breath as it accepts.
    const line = await Line.open(seat, (own) => {
      tongue.greet(own)
      return tongue.hear
    })
    talk = new Talk(line, tongue)
    await joined
    return talk
  }

  write(update: Uint8Array, edit: number): void {
    this.sent.push(edit)
    for (const frame of this.#tongue.edit(update)) this.line.write(frame)
  }

  point(entries: Uint8Array): void {
    for (const frame of this.#tongue.cursor(entries)) this.line.write(frame)
  }

  heardSaved(count: number): void {
    this.toldSaved = Math.max(this.toldSaved, count - this.#tongue.writesBefore)
  }
}

/** One cursor as an awareness message's entries. */
export function cursorEntries(clientId: number, clock: number, state: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, clientId)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, state)
  return encoding.toUint8Array(encoder)
}

/** 'I have nothing': what a fresh client asks with, and 'you lack nothing of mine': what it answers with. */
export const emptyVector = Uint8Array.of(0)
export const emptyUpdate = Uint8Array.of(0, 0)

export function awarenessMessage(entries: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, frameTypes.awareness)
  encoding.writeVarUint8Array(encoder, entries)
  return encoding.toUint8Array(encoder)
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return encodeSync(syncTypes.update, update)
}
