/** Steady work in rooms: a course, a full hall, many small rooms; of the largest two also what they take of memory. */
import type { BenchSizes } from '../sizes.ts'
import { windowFigures, type Column, type Point, type Workload } from '../workload.ts'

interface Steady { readonly rooms: number; readonly clients: number; readonly editsPerClient: number; readonly cursorsPerRoom: number }

const course: Steady = { rooms: 1, clients: 30, editsPerClient: 2, cursorsPerRoom: 30 }
const hall: Steady = { rooms: 1, clients: 300, editsPerClient: 1 / 3, cursorsPerRoom: 20 }
const manyRooms: Steady = { rooms: 200, clients: 6, editsPerClient: 1, cursorsPerRoom: 2 }

const columns: readonly Column[] = [
  { figure: 'complete', title: 'delivered %', digits: 1, better: null },
  { figure: 'p50', title: 'p50 ms', digits: 2, better: 'less' },
  { figure: 'p99', title: 'p99 ms', digits: 1, better: 'less' },
  { figure: 'cursorP99', title: 'cursor p99 ms', digits: 1, better: null },
  { figure: 'cpu', title: 'CPU %', digits: 0, better: 'less' },
  { figure: 'cpuPerThousand', title: 'CPU s per 1k', digits: 4, better: 'less' },
]
/** Of the server process when the work ends; said where it is most. */
const memory: Column = { figure: 'rss', title: 'RSS MB', digits: 0, better: 'less' }

export function room30(sizes: BenchSizes): Workload {
  return steadyWorkload('room30', 'a room of 30 at course load: each 2 edits/s and a cursor at 10/s', columns, [pointOf('30 people', course, sizes)])
}

export function room300(sizes: BenchSizes): Workload {
  return steadyWorkload('room300', 'a room of 300: each an edit in 3 s, 20 cursors at 10/s', [...columns, memory], [pointOf('300 people', hall, sizes)])
}

export function rooms200x6(sizes: BenchSizes): Workload {
  return steadyWorkload('rooms200x6', '200 rooms of 6: each an edit per second, 2 cursors of each room at 10/s', [...columns, memory], [pointOf('200 × 6', manyRooms, sizes)])
}

function steadyWorkload(name: string, title: string, shown: readonly Column[], points: readonly Point[]): Workload {
  return { name, title, columns: shown, points, isFor: () => true, needsQuiet: true }
}

function pointOf(name: string, { rooms, clients, editsPerClient, cursorsPerRoom }: Steady, { warmUpMs, windowMs }: BenchSizes): Point {
  return {
    name,
    board: { authors: clients, editsPerAuthor: Math.ceil((editsPerClient * (warmUpMs + windowMs)) / 1000) + 4, marks: 2 * clients, editsBefore: 0 },
    async run({ contestant, server, load }) {
      await load.ask({ do: 'gather', tongue: contestant.tongue, rooms: await server.seats(rooms, clients) })
      const wish = { editsPerSecond: rooms * clients * editsPerClient, cursorsPerRoom, warmUpMs, windowMs, lingerMs: 5000, serverPid: server.pid }
      return windowFigures(await load.ask({ do: 'window', wish }))
    },
  }
}
