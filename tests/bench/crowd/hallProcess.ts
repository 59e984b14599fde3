/**
 * A process of followers: cheap clients of one board, who edit and point in their turn and note when an edit of anybody
 * reaches them. Nothing is reckoned here. The clock is read in this process, by the one clock all processes share: as an
 * edit is handed to its socket, and as its bytes are read off another's.
 */
import { editId, makeBoardWork, type BoardWish, type BoardWork } from '../compare/load/boardWork.ts'
import { inTurns, later } from '../compare/load/crowd.ts'
import type { Line } from '../compare/load/line.ts'
import { eachMarker, markerOf } from '../compare/load/marker.ts'
import { pace, turns } from '../compare/load/pace.ts'
import { cursorEntries, Talk } from '../compare/load/talk.ts'
import { percentile } from '../figures.ts'
import { commonMs } from '../watch/commonClock.ts'
import { doWork } from '../watch/workers.ts'
import { openControl } from './controlLine.ts'
import type { MemberSeat } from './measuredExercise.ts'
import { Notes, type Noted } from './notes.ts'

/** Sockets whose person is not known yet are few at the door: so many come at one time. */
const comingAtOnce = 8

export interface GatherWish { readonly board: BoardWish; readonly seats: readonly { readonly seat: MemberSeat; readonly author: number }[] }
export interface HallWish {
  readonly editsPerSecond: number
  /** These of our own people move a cursor, ten times a second. */
  readonly pointing: number
  readonly warmUpMs: number
  readonly windowMs: number
  readonly lingerMs: number
}
export interface Worked {
  readonly sent: Noted
  readonly heard: Noted
  readonly cursorsHeard: number
  /** How late this generator was, at p99. */
  readonly lateP99Ms: number
  readonly closed: number
}

interface Follower { readonly talk: Talk; readonly control: Line; readonly author: number; nextEdit: number; clock: number }

let work: BoardWork | null = null
const followers: Follower[] = []
let heard = new Notes()
let cursorsHeard = 0

const hallWork = {
  async gather({ board, seats }: GatherWish): Promise<number> {
    work = makeBoardWork(board)
    await inTurns(seats.map(({ seat, author }) => () => come(seat, author)), comingAtOnce)
    return followers.length
  },

  async work(wish: HallWish): Promise<Worked> {
    const sent = new Notes()
    const lateMs: number[] = []
    const [editor, pointer] = [turns(followers), turns(followers.slice(0, Math.max(1, wish.pointing)))]
    const streams = [
      { perSecond: wish.editsPerSecond, act: () => edit(editor(), sent) },
      { perSecond: wish.pointing * 10, act: () => point(pointer()) },
    ]
    await pace(streams, { ms: wish.warmUpMs, late: () => undefined })
    sent.clear()
    await pace(streams, { ms: wish.windowMs, late: (ms) => lateMs.push(ms) })
    await later(wish.lingerMs)
    const all = heard
    heard = new Notes()
    return { sent: sent.noted(), heard: all.noted(), cursorsHeard, lateP99Ms: percentile(lateMs, 0.99), closed: followers.filter(({ talk }) => talk.line.closedWith !== null).length }
  },
}
export type HallWork = typeof hallWork

async function come(seat: MemberSeat, author: number): Promise<void> {
  const control = await openControl(seat)
  const editsEach = work?.edits[author]?.length ?? 1
  const talk = await Talk.open('plain', seat, {
    content: () => undefined,
    words: (bytes, from, to) => eachMarker(bytes, from, to, (kind, id) => {
      // One's own edit comes back, too.
      if (kind === 'edit' && Math.floor(id / editsEach) !== author) heard.note(id, commonMs())
      if (kind === 'cursor') cursorsHeard += 1
    }),
  })
  followers.push({ talk, control, author, nextEdit: 0, clock: 0 })
}

function edit(follower: Follower, sent: Notes): void {
  const edits = work?.edits[follower.author] ?? []
  const next = edits[follower.nextEdit]
  if (next === undefined) throw new Error('all edits that were made are used up')
  const id = editId(follower.author, follower.nextEdit, edits.length)
  follower.nextEdit += 1
  sent.note(id, commonMs())
  follower.talk.write(next.update, id)
}

function point(follower: Follower): void {
  follower.clock += 1
  const state = JSON.stringify({ pointer: { lat: -5.9, lng: -8.8 + (follower.clock % 1000) / 1e4 }, selection: [markerOf('cursor', follower.clock)] })
  follower.talk.point(cursorEntries(work?.clientIds[follower.author] ?? 0, follower.clock, state))
}

doWork(hallWork)
