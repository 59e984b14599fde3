import { expect, test } from 'vitest'
import { backupName, readBackupName, tooMany, type Backup } from '../../../server/copies/backupNames.ts'

const minute = 60_000
const dayBegins = Date.UTC(2026, 10, 23, 4)

test('[CPY11] a backup is found again by its name, and other files in the folder are none', () => {
  const backup: Backup = { wallMs: dayBegins, sequence: 4711, why: 'stage' }
  expect(backupName(backup)).toBe('2026-11-23T04-00-00Z-4711-stage.sandtable')
  expect(readBackupName(backupName(backup))).toEqual(backup)
  for (const name of ['', 'notes.txt', '2026-11-23T04-00-00Z-4711-stage.sandtable.part', '2026-99-99T04-00-00Z-1-time.sandtable', '../x.sandtable']) expect(readBackupName(name)).toBeNull()
})

test('[CPY12] of a day of ten hours the last hour is kept whole, one of each hour before, and every stage', () => {
  const byTime = Array.from({ length: 120 }, (_, index): Backup => ({ wallMs: dayBegins + index * 5 * minute, sequence: index, why: 'time' }))
  const stages = Array.from({ length: 13 }, (_, index): Backup => ({ wallMs: dayBegins + index * 40 * minute + 1000, sequence: index, why: 'stage' }))
  let kept: Backup[] = []
  for (const backup of [...byTime, ...stages].sort((a, b) => a.wallMs - b.wallMs)) {
    const dropped = new Set(tooMany([...kept, backup]))
    kept = [...kept, backup].filter((each) => !dropped.has(each))
  }
  expect(kept.filter(({ why }) => why === 'stage')).toEqual(stages)
  const times = kept.filter(({ why }) => why === 'time')
  expect(times.slice(-12)).toEqual(byTime.slice(-12))
  const hours = times.slice(0, -12).map(({ wallMs }) => Math.floor(wallMs / (60 * minute)))
  expect(new Set(hours).size).toBe(hours.length)
  expect(hours.length).toBe(9)
})
