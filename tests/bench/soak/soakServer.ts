/**
 * The server as main.ts builds it, on its real storage, but its clock runs SOAK_PACE times as fast: what it does every second,
 * every five minutes or once an hour, its backups, checkpoints, beats and budgets, it does as often as in the hours that are lived.
 * Only its patience with laptops and disks is as long as in a course: they are not sixty times as fast. SOAK_BACKUPS=seldom: nor are
 * backups, beyond those at a change of stage.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createApp } from '../../../server/app.ts'
import { createLog } from '../../../server/log.ts'
import { loadScenarios } from '../../../server/scenarios.ts'
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts'
import { root } from '../../../server/threads.ts'
import type { Clock } from '../../../server/time/clock.ts'
import { createSystemClock, createSystemIds } from '../../../server/time/systemClock.ts'
import { FastClock } from '../../support/passingClock.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string', default: '' } } })
const backupEveryMs = 5 * 60_000
const clock = soakClock(Number(process.env['SOAK_PACE'] ?? 60))
const log = createLog((line) => process.stderr.write(line), () => clock.wallMs())
const stopWithinMs = 8000

const app = await createApp({
  storage: await openSqliteStorage({ folder: values.data, clock: createSystemClock() }), clock, log, ids: createSystemIds(),
  scenarios: await loadScenarios(join(root, 'maps')),
  clientFolder: null, hostNames: [], lan: false, version: 'soak', secondFolder: null, freeBytes: () => Promise.resolve(null),
  onFatal: (error) => { throw error },
})
const { port } = await app.listen(Number(values.port), '127.0.0.1')
console.log(`http://localhost:${port}/staff#${app.issueHouseToken()}`)

let isStopping = false
const stop = (): void => {
  if (isStopping) return
  isStopping = true
  setTimeout(() => process.exit(1), stopWithinMs)
  app.close().finally(() => process.exit(0))
}
process.on('SIGTERM', stop)
process.on('disconnect', stop)

/** Until a socket must have answered a ping, a command must be on disk, a socket must have closed (server/gateway/documents.ts, server/exercises/exerciseRunner.ts). */
function soakClock(pace: number): Clock {
  const patienceMs = new Set([20_000, 8_000, 2_000, ...(process.env['SOAK_BACKUPS'] === 'seldom' ? [backupEveryMs] : [])])
  const [fast, machine] = [new FastClock(pace), createSystemClock()]
  const clockFor = (ms: number): Clock => (patienceMs.has(ms) ? machine : fast)
  return {
    monotonicMs: () => fast.monotonicMs(), wallMs: () => fast.wallMs(),
    after: (ms, act) => clockFor(ms).after(ms, act),
    every: (ms, act) => clockFor(ms).every(ms, act),
  }
}
