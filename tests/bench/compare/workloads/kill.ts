/** kill -9 in the middle of work, all clients gone with the server: what somebody had seen, or was told is saved, and is not there afterwards. */
import type { Point, Workload } from '../workload.ts'

const clients = 8
const rates = [60, 1000, 4000] as const
const beforeKillMs = 6000
const spareShare = 1.5

const column = (figure: string, title: string) => ({ figure, title, digits: 0, better: null })

export const kill: Workload = {
  name: 'kill',
  title: `kill -9 after ${beforeKillMs / 1000} s of edits by ${clients} people, who are gone, too`,
  columns: [column('sent', 'sent'), column('seen', 'seen by others'), column('told', 'told saved'), column('gone', 'gone of these'), { ...column('goneShare', 'gone %'), digits: 2 }, column('toldGone', 'told saved, gone')],
  points: rates.map(pointAt),
  isFor: ({ isRelay }) => !isRelay,
  needsQuiet: false,
}

function pointAt(rate: number): Point {
  return {
    name: `${rate} edits/s`,
    board: { authors: clients, editsPerAuthor: Math.ceil((rate * (beforeKillMs / 1000) * spareShare) / clients), marks: 2 * clients, editsBefore: 0 },
    async run({ contestant, server, load }) {
      const rooms = await server.seats(1, clients)
      await load.ask({ do: 'gather', tongue: contestant.tongue, rooms })
      const working = load.ask({ do: 'untilKilled', editsPerSecond: rate, mostMs: beforeKillMs * spareShare })
      await new Promise((resolve) => { setTimeout(resolve, beforeKillMs) })
      await server.kill()
      const { sent, seen, told, seenOrTold } = await working
      const again = await server.again()
      try {
        const seat = rooms[0]?.[0]
        if (seat === undefined) throw new Error('nobody was there')
        const { gone, toldGone } = await load.ask({ do: 'compare', tongue: contestant.tongue, seat: again.moved(seat) })
        return { figures: { sent, seen, told, seenOrTold, gone, goneShare: seenOrTold === 0 ? null : (gone / seenOrTold) * 100, toldGone }, foreignShare: null, lagMs: null }
      } finally {
        await again.stop()
      }
    },
  }
}
