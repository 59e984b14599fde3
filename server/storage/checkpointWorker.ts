/** The worker thread that checkpoints exercise files: PASSIVE, so it never makes the writer wait. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CheckpointAnswer, CheckpointTask } from './checkpointWorkshop.ts'
import { engineFinders } from './pickEngine.ts'
import { createSystemClock } from '../time/systemClock.ts'
import type { SqliteConnection } from './sqliteEngine.ts'

const finder = engineFinders.find(({ name }) => name === workerData)
if (finder === undefined || parentPort === null) throw new Error('this runs as a worker thread only')
const engine = await finder.find()
const port = parentPort
const clock = createSystemClock()
const open = new Map<string, SqliteConnection>()

/** Many exercises come due together: between two checkpoints the core and the disk are the room's, in times of what one took. */
const restPerCost = 4
const restMostMs = 100
const nobody = new Int32Array(new SharedArrayBuffer(4))

port.on('message', ({ act, file }: CheckpointTask) => {
  const begunAt = clock.monotonicMs()
  const answer: CheckpointAnswer = { file, isDone: act === 'leave' ? leave(file) : checkpoint(file) }
  port.postMessage(answer)
  if (act === 'checkpoint') Atomics.wait(nobody, 0, 0, Math.min(restMostMs, restPerCost * (clock.monotonicMs() - begunAt)))
})

/** False when the file cannot be read or written: the writer then tries for itself and knows how to say so. */
function checkpoint(file: string): boolean {
  try {
    connectionTo(file).prepare('PRAGMA wal_checkpoint(PASSIVE)').all()
    return true
  } catch {
    return false
  }
}

function connectionTo(file: string): SqliteConnection {
  const known = open.get(file)
  if (known !== undefined) return known
  const connection = engine.open(file, { readOnly: false })
  connection.exec('PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0')
  open.set(file, connection)
  return connection
}

function leave(file: string): boolean {
  open.get(file)?.close()
  return open.delete(file)
}
