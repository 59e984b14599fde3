/** Seeds that found something once. */
import './seededChance.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { brokenBy, foundSeeds } from './campaign.ts'
import { leaveSurroundings, surround } from './surroundings.ts'

vi.mock('socket.io-client', async () => ({ io: (await import('./surroundings.ts')).simulatedIo }))
beforeAll(surround)
afterAll(leaveSurroundings)

test.each(foundSeeds)('[FUZ1] seed $seed holds, which once found: $found', async ({ seed, kinds }) => {
  expect(await brokenBy(seed, kinds)).toEqual([])
})
