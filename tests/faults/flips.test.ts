/**
 * Bytes flip on a disk: in an exercise's file, in the log a killed server left. Each flip is harmless, or
 * verify names it; a document whose row it hit stands at its last good moment, and nothing else is touched.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeepStrictEqual } from 'node:util'
import { openExerciseReader } from '../../server/storage/sqliteReader.ts'
import { KeptDay } from '../support/durable/keptDay.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { tell } from '../support/tell.ts'
import { seedOf, sizeOf } from '../sizes.ts'

const flips = sizeOf('flips')
const seed = seedOf(20261127)
let day: KeptDay
beforeAll(async () => { day = await KeptDay.live(seed, 160) }, 120_000)
afterAll(() => day.remove())

function flipByte(file: string, chance: SeededRandom): void {
  const bytes = readFileSync(file)
  const at = chance.whole(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 + chance.whole(255))
  writeFileSync(file, bytes)
}

/** Every row can be read, and is what was written. */
async function isWhole(folder: string): Promise<boolean> {
  const reader = await openExerciseReader(day.fileIn(folder)).catch(() => null)
  if (reader === null) return false
  const rows = reader.read(0, 1_000_000).rows.map(({ row }) => row)
  reader.close()
  return isDeepStrictEqual(rows, day.truth.rows)
}

test(`[JRN40] of ${flips} flipped bytes none makes a board wrong unseen, and only the document it hit is touched`, async () => {
  const ends = { harmless: 0, oneDocument: 0, moreDocuments: 0, shut: 0, logEndsEarly: 0 }
  const faults: string[] = []
  for (let time = 0; time < flips; time += 1) {
    const chance = seededRandom(seed + time)
    const isInLog = time % 4 === 3
    const folder = isInLog ? day.copyWithLog('flipped') : day.copy('flipped')
    flipByte(day.fileIn(folder) + (isInLog ? '-wal' : ''), chance)
    const report = await day.verify(folder)
    const isChanged = !isInLog && !await isWhole(folder)
    if (isChanged && report !== null && report.damage.length === 0) faults.push(`seed ${seed + time}: verify finds nothing`)
    // A damaged log ends where it is damaged, as after a power cut: what stands before is whole. Where some of what follows was
    // moved into the file already, the two do not fit together: then rows are missing, and that is found.
    const opened = await day.open(folder, isInLog ? report?.lastSequence : undefined)
    if (opened.kind === 'shut') {
      ends.shut += 1
      continue
    }
    if (isInLog) ends.logEndsEarly += 1
    faults.push(...opened.wrong.map((what) => `seed ${seed + time}: ${what}`))
    if (isInLog) continue
    if (opened.damaged.length === 0) ends.harmless += 1
    else if (opened.damaged.length === 1) ends.oneDocument += 1
    else ends.moreDocuments += 1
  }
  tell(`${flips} flips from seed ${seed}: ${faults.length} wrong unseen; ${JSON.stringify(ends)}`)
  expect(faults).toEqual([])
}, 60_000 + flips * 2000)
