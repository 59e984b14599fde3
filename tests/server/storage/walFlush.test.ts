import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FlushFailed } from '../../../server/storage/storage.ts'
import { WalFlush } from '../../../server/storage/walFlush.ts'
import { SharedPace } from '../../../server/time/sharedPace.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { type Folder, makeFolder } from '../../support/sqliteFolder.ts'

let folder: Folder
let file = ''
beforeEach(() => {
  folder = makeFolder()
  file = join(folder.path, 'x1.sqlite-wal')
  writeFileSync(file, 'rows')
})
afterEach(() => folder.remove())

/** A disk whose flushes end when the test says so. */
function slowDisk(): { sync: (descriptor: number, done: (error: Error | null) => void) => void; readonly running: ((error: Error | null) => void)[] } {
  const running: ((error: Error | null) => void)[] = []
  return { running, sync: (_descriptor, done) => { running.push(done) } }
}

test('[JRN4] one flush runs at a time; who asks while it runs is served by one that began after', async () => {
  const disk = slowDisk()
  const flush = new WalFlush(file, { sync: disk.sync })
  const saved: string[] = []
  const asked = ['first', 'second', 'third'].map((name) => flush.flush().then(() => saved.push(name)))
  expect(disk.running).toHaveLength(1)
  disk.running[0]?.(null)
  await asked[0]
  expect([saved, disk.running.length]).toEqual([['first'], 2])
  const fourth = flush.flush().then(() => saved.push('fourth'))
  disk.running[1]?.(null)
  await asked[2]
  expect([saved, disk.running.length]).toEqual([['first', 'second', 'third'], 3])
  disk.running[2]?.(null)
  await fourth
  expect(disk.running).toHaveLength(3)
  await flush.close()
})

test('[JRN6] after a failed flush the disk is not asked again', async () => {
  const disk = slowDisk()
  const flush = new WalFlush(file, { sync: disk.sync })
  const asked = Promise.allSettled([flush.flush(), flush.flush()])
  disk.running[0]?.(new Error('EIO'))
  expect((await asked).map((end) => end.status)).toEqual(['rejected', 'rejected'])
  await expect(flush.flush()).rejects.toBeInstanceOf(FlushFailed)
  expect(disk.running).toHaveLength(1)
  await flush.close()
})

test('[JRN6] a log that was removed or replaced under us is a failed flush', async () => {
  const flush = new WalFlush(file)
  flush.checkSameFile()
  await flush.flush()
  writeFileSync(`${file}.other`, 'rows')
  renameSync(`${file}.other`, file)
  flush.checkSameFile()
  await expect(flush.flush()).rejects.toThrow('was removed or replaced')
  await flush.close()
})

test('[JRN48] who is to see a row is told before the disk is asked, and the disk rests four times what it took, forty milliseconds at most', async () => {
  const disk = slowDisk()
  const clock = new FakeClock()
  const flush = new WalFlush(file, { sync: disk.sync, clock })
  const asked = [flush.flush(), flush.flush()]
  expect(disk.running).toHaveLength(0)
  await new Promise((resolve) => { setImmediate(resolve) })
  expect(disk.running).toHaveLength(1)
  const rests: number[] = []
  for (const tookMs of [3, 200]) {
    clock.turn(tookMs)
    asked.push(flush.flush())
    const begun = disk.running.length
    disk.running[begun - 1]?.(null)
    let restMs = 0
    for (; disk.running.length === begun; restMs += 1) clock.turn(1)
    rests.push(restMs)
  }
  expect(rests).toEqual([12, 40])
  disk.running[2]?.(null)
  await Promise.all(asked)
  const last = flush.flush()
  const closed = flush.close()
  expect(disk.running).toHaveLength(4)
  disk.running[3]?.(null)
  await Promise.all([last, closed])
})

test('[JRN49] where many exercises share a disk, each rests longer, so that all together flush no more often than the disk is meant for', async () => {
  const clock = new FakeClock()
  const pace = new SharedPace(clock, 100, 6)
  let flushes = 0
  const files = Array.from({ length: 25 }, () => new WalFlush(file, { clock, pace, sync: (_descriptor, done) => { flushes += 1; clock.after(10, () => done(null)) } }))
  const second = async (): Promise<number> => {
    const before = flushes
    for (let ms = 0; ms < 1000; ms += 5) {
      for (const each of files) void each.flush()
      await new Promise((resolve) => { setImmediate(resolve) })
      clock.turn(5)
    }
    return flushes - before
  }
  const seconds: number[] = []
  for (let number = 0; number < 8; number += 1) seconds.push(await second())
  expect(seconds[0]).toBeGreaterThan(300)
  expect(seconds.at(-1)).toBeGreaterThan(60)
  expect(seconds.at(-1)).toBeLessThan(140)
})
