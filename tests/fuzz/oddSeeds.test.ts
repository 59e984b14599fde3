/** The odd seeds, which campaign.ts tells, and that a seed repeats its run. */
import './seededChance.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { actsPerRun, brokenBy, seedsOf } from './campaign.ts'
import { runSeed } from './run.ts'
import { leaveSurroundings, surround } from './surroundings.ts'

// The wire is ours: every message of the control channel waits until the seed lets it through.
vi.mock('socket.io-client', async () => ({ io: (await import('./surroundings.ts')).simulatedIo }))
beforeAll(surround)
afterAll(leaveSurroundings)

test.each(seedsOf(1))('[FUZ1] whatever people, wires and servers do, all agree and nothing is lost silently: seed %i', async (seed) => {
  expect(await brokenBy(seed)).toEqual([])
})

test('[FUZ2] a seed repeats its run to the last letter', async () => {
  const once = await runSeed(4711, actsPerRun)
  expect(await runSeed(4711, actsPerRun)).toEqual(once)
})
