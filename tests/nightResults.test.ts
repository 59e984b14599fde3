import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepNight, nextRun, type NightLine, readNight } from './nightResults.ts'
import { campaigns } from './sizes.ts'
import { type Folder, makeFolder } from './support/sqliteFolder.ts'

let folder: Folder
let file = ''
beforeEach(() => {
  folder = makeFolder()
  file = join(folder.path, 'out', 'night.jsonl')
})
afterEach(() => folder.remove())

const flips = { name: 'flips', chunk: 250 }
const line = (change: Partial<NightLine>): NightLine => ({
  date: '2026-11-27T20:00:00.000Z', promise: 'G2', campaign: 'flips', round: 1, from: 0, size: 250, seed: 700, commit: 'abc', result: 'passed', seconds: 9, figures: [], ...change,
})

test('[HSE40] a campaign that was stopped goes on where it stood, with the seeds that come next', () => {
  expect(nextRun(readNight(file), flips, 600, 3)).toEqual({ round: 1, from: 0, size: 250, seed: 300_000 })
  keepNight(line({}), file)
  keepNight(line({ campaign: 'kills', seed: 1 }), file)
  appendFileSync(file, '{"campaign":"flips","round":1,"si')
  expect(nextRun(readNight(file), flips, 600, 9)).toEqual({ round: 1, from: 250, size: 250, seed: 950 })
  expect(nextRun([line({}), line({ from: 250, seed: 950 })], flips, 600, 9)).toEqual({ round: 1, from: 500, size: 100, seed: 1200 })
})

test('[HSE40] what failed is run again with its seed, and a round that came to its end is followed by another', () => {
  expect(nextRun([line({}), line({ from: 250, seed: 950, result: 'failed' })], flips, 600, 9)).toEqual({ round: 1, from: 250, size: 250, seed: 950 })
  expect(nextRun([line({ size: 600 })], flips, 600, 9)).toEqual({ round: 2, from: 0, size: 250, seed: 900_000 })
})

test('[HSE40] every campaign of the table is asked for by its name, and its parts come to its figure', () => {
  for (const [name, campaign] of Object.entries(campaigns)) {
    expect(campaign.name).toBe(name)
    expect([name, campaign.small < campaign.night || campaign.night === 1, campaign.chunk <= campaign.night]).toEqual([name, true, true])
  }
})
