/**
 * Replay equals live, at random moments: an observer, a member and the projector hold what the seat's own replay folds,
 * while others direct, present, vote and draw by seeded chance. `npm run test:nightly -- G15` asks for ten thousand.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Timeline } from '#shared/replay/timeline.ts'
import { seedOf, sizeOf } from '../../sizes.ts'
import { MomentsRoom } from '../../support/momentsRoom.ts'
import { tell } from '../../support/tell.ts'
import { replayedHashes, replayedPartHash } from '../../support/watchingSeat.ts'

const wanted = sizeOf('moments')
const seed = seedOf(4)

let room: MomentsRoom
const timelines = new Map<string, Timeline>()

beforeAll(async () => {
  room = await MomentsRoom.open(seed)
  while (room.moments.length < wanted) await room.act()
  for (const { name, person } of room.watching) {
    const timeline = new Timeline()
    timeline.append(await person.replay())
    timelines.set(name, timeline)
  }
}, 20_000 + wanted * 1000)
afterAll(() => room.close())

function timelineOf(name: string): Timeline {
  const timeline = timelines.get(name)
  if (timeline === undefined) throw new Error(`no replay of ${name}`)
  return timeline
}

describe(`what seats held, and their replay (seed ${seed})`, () => {
  test(`[RPL40] at ${wanted} random moments the hashes of a seat's view and documents are those of its replay`, () => {
    const differing = room.moments.flatMap(({ seat, moment, hashes }) => {
      const replayed = replayedHashes(timelineOf(seat.name), seat.person.seat, moment)
      const [held, shown] = [hashes.filter((each) => !replayed.includes(each)), replayed.filter((each) => !hashes.includes(each))]
      return held.length + shown.length === 0 ? [] : [{ seat: seat.name, moment, held, shown }]
    })
    expect(differing.slice(0, 3)).toEqual([])
    expect(new Set(room.moments.map(({ seat }) => seat.name)).size).toBe(room.watching.length)
    tell(`${room.moments.length} moments of ${room.watching.map(({ name }) => name).join(', ')}; ${room.told()}`)
  })

  test('[RPL40] what came in between, channel by channel, is the replay at each channel\'s own Position', () => {
    const parts = room.watching.flatMap(({ name, held }) => held.map((part) => ({ name, part })))
    expect(parts.filter(({ name, part }) => replayedPartHash(timelineOf(name), part) !== part.hash)).toEqual([])
    expect(parts.length).toBeGreaterThan(wanted / 2)
  })

  test('[RPL40] the replay has no event nobody can fold, and the server found no fault', () => {
    expect([...timelines].map(([name, { unreadable }]) => [name, unreadable])).toEqual(room.watching.map(({ name }) => [name, 0]))
    expect(room.server.faults).toEqual([])
  })
})
