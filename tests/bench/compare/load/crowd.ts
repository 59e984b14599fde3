/** The clients of one run: they gather in their rooms, edit and point on the hour, and note what reaches whom and when. */
import * as Y from 'yjs'
import { editId, type BoardWork } from './boardWork.ts'
import { eachMarker, markerOf, type MarkerKind } from './marker.ts'
import { cursorEntries, Talk, type TalkSeat, type TongueName } from './talk.ts'

/** Sockets whose person is not known yet are few at our door: so many come at one time. */
const comingAtOnce = 20
const boardWithinMs = 120_000

/** One member of one room. */
export interface Member {
  readonly talk: Talk
  readonly room: number
  readonly author: number
  nextEdit: number
  cursorClock: number
  heardBytes: number
}

/** Something heard by somebody who did not send it. `id` counts within the room. */
export type Heard = (kind: MarkerKind, room: number, id: number) => void

export class Crowd {
  readonly members: Member[] = []
  /** Who hears, and what they make of it; set while something is measured. */
  hear: Heard = () => undefined
  readonly #work: BoardWork
  readonly #tongue: TongueName
  readonly #cursors = new Map<number, number>()
  #cursorIds = 0

  constructor(work: BoardWork, tongue: TongueName) {
    this.#work = work
    this.#tongue = tongue
  }

  get editsPerAuthor(): number {
    return this.#work.edits[0]?.length ?? 0
  }

  get openCount(): number {
    return this.members.filter(({ talk }) => talk.line.closedWith === null).length
  }

  async gather(rooms: readonly (readonly TalkSeat[])[]): Promise<void> {
    await inTurns(rooms.map((seats, room) => async () => {
      const [first, ...others] = seats
      if (first === undefined) return
      const bringer = await this.#come(first, room, 0)
      if (this.#tongue !== 'relay') for (const piece of this.#work.pieces) bringer.talk.write(piece, -1)
      const second = others[0]
      if (second === undefined) return
      const reader = await this.#come(second, room, 1)
      if (this.#tongue !== 'relay') await this.#hasBoard([bringer, reader], second)
    }), 8)
    const rest = rooms.flatMap((seats, room) => seats.slice(2).map((seat, index) => async () => { await this.#come(seat, room, index + 2) }))
    await inTurns(rest, comingAtOnce)
  }

  /** The member's next edit goes out; false when all that were made are used up. */
  edit(member: Member): number | null {
    const edit = this.#work.edits[member.author]?.[member.nextEdit]
    if (edit === undefined) return null
    const id = editId(member.author, member.nextEdit, this.editsPerAuthor)
    member.nextEdit += 1
    member.talk.write(edit.update, id)
    return id
  }

  /** The member's hand moves; gives the cursor's number. */
  point(member: Member): number {
    const id = this.#cursorIds
    this.#cursorIds += 1
    this.#cursors.set(id, member.author)
    member.cursorClock += 1
    const state = JSON.stringify({ pointer: { lat: -5.9, lng: -8.8 + (id % 1000) / 1e4 }, selection: [markerOf('cursor', id)] })
    member.talk.point(cursorEntries(this.#work.clientIds[member.author] ?? 0, member.cursorClock, state))
    return id
  }

  leave(): void {
    for (const { talk } of this.members) talk.line.cut()
    this.members.length = 0
  }

  async #come(seat: TalkSeat, room: number, author: number): Promise<Member> {
    let member: Member | null = null
    const talk = await Talk.open(this.#tongue, seat, {
      content: (_bytes, from, to) => { if (member !== null) member.heardBytes += to - from },
      words: (bytes, from, to) => eachMarker(bytes, from, to, (kind, id) => {
        const author = kind === 'edit' ? Math.floor(id / this.editsPerAuthor) : this.#cursors.get(id)
        if (member !== null && author !== member.author) this.hear(kind, room, id)
      }),
    })
    member = { talk, room, author, nextEdit: 0, cursorClock: 0, heardBytes: 0 }
    this.members.push(member)
    return member
  }

  /** The board is there when a fresh reader is given all of it. */
  async #hasBoard(members: readonly Member[], seat: TalkSeat): Promise<void> {
    const deadline = performance.now() + boardWithinMs
    for (;;) {
      if (contains((await readBoard(this.#tongue, seat)).vector, Y.decodeStateVector(this.#work.foundVector))) return
      const away = members.find(({ talk }) => talk.line.closedWith !== null)
      if (away !== undefined) throw new Error(`somebody was sent away while the board came: ${away.talk.line.closedWith ?? ''}`)
      if (performance.now() > deadline) throw new Error('the board never came')
      await later(50)
    }
  }
}

/** A room read by a fresh client, which leaves again. Content that comes after the answer is waited for, `patienceMs` long. */
export async function readBoard(tongue: TongueName, seat: TalkSeat, patienceMs = 0): Promise<{ readonly vector: Map<number, number>; readonly bytes: number }> {
  const doc = new Y.Doc()
  const messages: Buffer[] = []
  const talk = await Talk.open(tongue, seat, { words: () => undefined, content: (bytes, from, to) => messages.push(Buffer.from(bytes.subarray(from, to))) })
  if (patienceMs > 0) await later(patienceMs)
  talk.line.cut()
  for (const message of messages) Y.applyUpdate(doc, updateIn(message, tongue))
  return { vector: Y.decodeStateVector(Y.encodeStateVector(doc)), bytes: messages.reduce((sum, { length }) => sum + length, 0) }
}

/** What a sync message holds: two types and a length before it, but for Socket.IO, which sends bare bytes. */
function updateIn(message: Buffer, tongue: TongueName): Uint8Array {
  if (tongue === 'socketIo') return message
  let at = 2
  while (((message[at] ?? 0) & 0x80) !== 0) at += 1
  return message.subarray(at + 1)
}

export function contains(vector: ReadonlyMap<number, number>, wanted: ReadonlyMap<number, number>): boolean {
  return Array.from(wanted).every(([client, clock]) => (vector.get(client) ?? 0) >= clock)
}

export function later(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms) })
}

/** All of them, so many at one time. */
export async function inTurns(tasks: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let task = tasks[next]; task !== undefined; task = tasks[next]) {
      next += 1
      await task()
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker))
}
