/** A large board: thirty join it at once; a server that begins again gives it out. */
import { percentile } from '../../figures.ts'
import type { JoinFigures } from '../load/orders.ts'
import type { RunParts, RunResult, Workload } from '../workload.ts'

const people = 30
/** About two megabytes of state. */
const largeBoard = { authors: 2, editsPerAuthor: 0, marks: 6500, editsBefore: 6000 }
/** A long day: each change came by itself. */
const longDay = { authors: 2, editsPerAuthor: 0, marks: 200, editsBefore: 22_000 }

export const join30: Workload = {
  name: 'join30',
  title: 'thirty join a board of about 2 MB at once',
  columns: [
    { figure: 'whole', title: 'got all of it', digits: 0, better: null },
    { figure: 'cpuMs', title: 'server CPU ms', digits: 0, better: 'less' },
    { figure: 'medianMs', title: 'median joiner ms', digits: 0, better: null },
    { figure: 'lastMs', title: 'last joiner ms', digits: 0, better: 'less' },
  ],
  points: [{
    name: `${people} people`,
    board: largeBoard,
    async run({ contestant, server, load }) {
      const rooms = await server.seats(1, people)
      await load.ask({ do: 'gather', tongue: contestant.tongue, rooms: rooms.map((seats) => seats.slice(0, 2)) })
      const join = await load.ask({ do: 'join', tongue: contestant.tongue, seats: rooms[0] ?? [], serverPid: server.pid })
      return result(join, { medianMs: percentile(join.contentMs, 0.5), lastMs: percentile(join.contentMs, 1), cpuMs: join.serverCpuSeconds === null ? null : join.serverCpuSeconds * 1000 })
    },
  }],
  isFor: ({ isRelay }) => !isRelay,
  needsQuiet: true,
}

export const restart: Workload = {
  name: 'restart',
  title: 'a board of 22,000 changes after a stop and a start: the first one who comes',
  columns: [
    { figure: 'whole', title: 'got all of it', digits: 0, better: null },
    { figure: 'startMs', title: 'start ms', digits: 0, better: null },
    { figure: 'contentMs', title: 'first content ms', digits: 0, better: 'less' },
    { figure: 'answeredMs', title: 'first answer ms', digits: 0, better: null },
    { figure: 'togetherMs', title: 'start and content ms', digits: 0, better: null },
  ],
  points: [{ name: '22,000 changes', board: longDay, run: restarted }],
  isFor: ({ isRelay }) => !isRelay,
  needsQuiet: true,
}

async function restarted({ contestant, server, load }: RunParts): Promise<RunResult> {
  const rooms = await server.seats(1, 2)
  await load.ask({ do: 'gather', tongue: contestant.tongue, rooms })
  // Orderly: the people leave, then the server is asked to stop. What it still has to write it may.
  await load.ask({ do: 'leave' })
  await new Promise((resolve) => { setTimeout(resolve, 3000) })
  await server.stop()
  const again = await server.again()
  try {
    const seat = rooms[0]?.[1]
    if (seat === undefined) throw new Error('nobody was there')
    const join = await load.ask({ do: 'join', tongue: contestant.tongue, seats: [again.moved(seat)], serverPid: again.pid })
    const contentMs = join.contentMs[0] ?? null
    return result(join, { startMs: again.startedInMs, contentMs, answeredMs: join.answeredMs[0] ?? null, togetherMs: contentMs === null ? null : again.startedInMs + contentMs })
  } finally {
    await again.stop()
  }
}

function result(join: JoinFigures, figures: Readonly<Record<string, number | null>>): RunResult {
  const seconds = percentile(join.contentMs, 1) / 1000
  return {
    figures: { whole: join.whole, ...figures },
    // Other work is counted over all of the join; a join of a tenth of a second says little of a machine's quiet.
    foreignShare: join.foreignCpuSeconds === null || !(seconds > 0.5) ? null : join.foreignCpuSeconds / seconds,
    lagMs: null,
  }
}
