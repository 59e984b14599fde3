/** What a crowd is measured at: a window of steady work, a server that is killed under it, and all joining at once. */
import * as Y from 'yjs'
import { editId, type BoardWork } from './boardWork.ts'
import { contains, later, readBoard, type Crowd } from './crowd.ts'
import { cpuSecondsOf, machineSeconds, residentMb } from './machine.ts'
import type { JoinFigures, KillFigures, LossFigures, WindowFigures, WindowWish } from './orders.ts'
import { pace, turns } from './pace.ts'
import { Talk, type TalkSeat, type TongueName } from './talk.ts'

const cursorsPerSecond = 10

interface Used { readonly server: number | null; readonly own: number | null; readonly machine: number | null }

function used(serverPid: number): Used {
  return { server: cpuSecondsOf(serverPid), own: cpuSecondsOf(process.pid), machine: machineSeconds() }
}

function spent(from: Used, to: Used): { readonly server: number | null; readonly foreign: number | null } {
  const server = difference(to.server, from.server)
  const own = difference(to.own, from.own)
  const machine = difference(to.machine, from.machine)
  return { server, foreign: server === null || own === null || machine === null ? null : Math.max(0, machine - server - own) }
}

function difference(later: number | null, earlier: number | null): number | null {
  return later === null || earlier === null ? null : later - earlier
}

export async function measureWindow(crowd: Crowd, wish: WindowWish): Promise<WindowFigures> {
  const rooms = Math.max(...crowd.members.map(({ room }) => room)) + 1
  const othersInRoom = crowd.members.length / rooms - 1
  const sentAt = Array.from({ length: rooms }, () => new Map<number, number>())
  const cursorAt = new Map<number, number>()
  const [editMs, cursorMs, lagMs]: [number[], number[], number[]] = [[], [], []]
  let isWindow = false
  let deliveries = 0
  crowd.hear = (kind, room, id) => {
    if (isWindow) deliveries += 1
    const at = kind === 'edit' ? sentAt[room]?.get(id) : cursorAt.get(id)
    if (at !== undefined) (kind === 'edit' ? editMs : cursorMs).push(performance.now() - at)
  }
  let sent = 0
  const editor = turns(crowd.members)
  const pointer = turns(crowd.members.filter(({ author }) => author < wish.cursorsPerRoom))
  const streams = [
    { perSecond: wish.editsPerSecond, act: () => {
      const member = editor()
      const id = crowd.edit(member)
      if (id === null) throw new Error('all edits that were made are used up')
      if (!isWindow) return
      sent += 1
      sentAt[member.room]?.set(id, performance.now())
    } },
    { perSecond: wish.cursorsPerRoom * rooms * cursorsPerSecond, act: () => {
      const id = crowd.point(pointer())
      if (isWindow) cursorAt.set(id, performance.now())
    } },
  ]
  await pace(streams, { ms: wish.warmUpMs, late: () => undefined })
  isWindow = true
  const [before, began] = [used(wish.serverPid), performance.now()]
  await pace(streams, { ms: wish.windowMs, late: (ms) => lagMs.push(ms) })
  const seconds = (performance.now() - began) / 1000
  const after = used(wish.serverPid)
  isWindow = false
  const due = sent * othersInRoom
  const end = performance.now() + wish.lingerMs
  while (editMs.length < due && performance.now() < end) await later(10)
  crowd.hear = () => undefined
  const { server, foreign } = spent(before, after)
  return {
    sent, due, heard: editMs.length, editMs, cursorMs, lagMs, seconds, deliveries,
    serverCpuSeconds: server, foreignCpuSeconds: foreign, serverMb: residentMb(wish.serverPid), closed: crowd.members.length - crowd.openCount,
  }
}

/** What was seen by somebody else, or told to be saved, in one room when its server died. */
export class KillWatch {
  readonly #work: BoardWork
  readonly #seen = new Set<number>()
  readonly #told = new Set<number>()

  constructor(work: BoardWork) {
    this.#work = work
  }

  async untilKilled(crowd: Crowd, editsPerSecond: number, mostMs: number): Promise<KillFigures> {
    crowd.hear = (kind, _room, id) => { if (kind === 'edit') this.#seen.add(id) }
    let sent = 0
    const editor = turns(crowd.members)
    const isGone = (): boolean => crowd.openCount < crowd.members.length
    await pace([{ perSecond: editsPerSecond, act: () => { if (!isGone() && crowd.edit(editor()) !== null) sent += 1 } }], { ms: mostMs, late: () => undefined, isOver: isGone })
    // what lay in the sockets' buffers is heard, too
    while (crowd.openCount > 0) await later(10)
    crowd.hear = () => undefined
    for (const { talk } of crowd.members) for (const id of talk.sent.slice(0, talk.toldSaved)) if (id >= 0) this.#told.add(id)
    return { sent, seen: this.#seen.size, told: this.#told.size, seenOrTold: new Set([...this.#seen, ...this.#told]).size }
  }

  /** The room as it is now; content that trickles in after the answer is waited for. */
  async compare(tongue: TongueName, seat: TalkSeat): Promise<LossFigures> {
    const wanted = Y.decodeStateVector(this.#work.foundVector)
    let there = await readBoard(tongue, seat, 500)
    for (let tries = 0, still = 0; tries < 20 && (still < 2 || !contains(there.vector, wanted)); tries += 1) {
      const again = await readBoard(tongue, seat, 500)
      still = contains(there.vector, again.vector) ? still + 1 : 0
      there = again
    }
    const isGone = new Set<number>()
    let held = 0
    for (const [author, edits] of this.#work.edits.entries()) {
      const clock = there.vector.get(this.#work.clientIds[author] ?? 0) ?? 0
      for (const [index, { clockAfter }] of edits.entries()) {
        if (clockAfter > clock) isGone.add(editId(author, index, edits.length))
        else held += 1
      }
    }
    const count = (ids: ReadonlySet<number>): number => Array.from(ids).filter((id) => isGone.has(id)).length
    return { gone: count(new Set([...this.#seen, ...this.#told])), seenGone: count(this.#seen), toldGone: count(this.#told), held }
  }
}

const contentWithinMs = 60_000

/** Each seat comes at the same moment; content is there when as many bytes have come as the board has. */
export async function measureJoin(work: BoardWork, tongue: TongueName, seats: readonly TalkSeat[], serverPid: number): Promise<JoinFigures> {
  const before = used(serverPid)
  const began = performance.now()
  const joins = await Promise.all(seats.map(async (seat) => {
    let bytes = 0
    let contentMs: number | null = null
    const talk = await Talk.open(tongue, seat, {
      words: () => undefined,
      content: (_bytes, from, to) => {
        bytes += to - from
        // A server may put several runs of one author together, so that the same board is a little smaller.
        if (bytes >= work.stateBytes * 0.9) contentMs ??= performance.now() - began
      },
    })
    const answeredMs = performance.now() - began
    while (contentMs === null && performance.now() - began < contentWithinMs) await later(5)
    return { talk, contentMs, answeredMs }
  }))
  const { server, foreign } = spent(before, used(serverPid))
  for (const { talk } of joins) talk.line.cut()
  const contentMs = joins.flatMap((join) => (join.contentMs === null ? [] : [join.contentMs]))
  return { contentMs, answeredMs: joins.map((join) => join.answeredMs), whole: contentMs.length, serverCpuSeconds: server, foreignCpuSeconds: foreign }
}
