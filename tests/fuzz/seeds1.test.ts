import './seededChance.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { leaveSurroundings, surround } from './surroundings.ts'
import { runSeed } from './run.ts'

vi.mock('socket.io-client', async () => ({ io: (await import('./surroundings.ts')).simulatedIo }))

beforeAll(surround)
afterAll(leaveSurroundings)

test('[FUZ1] x', async () => {
  const from = Number(process.env['FUZZ_FROM'] ?? 1)
  for (let seed = from; seed < from + Number(process.env['FUZZ_SEEDS'] ?? 1); seed += 1) {
    const began = performance.now()
    const outcome = await runSeed(seed, 200)
    console.log(seed, Math.round(performance.now() - began), JSON.stringify(outcome.figures), outcome.broken.length)
    if (outcome.broken.length > 0) { console.log(outcome.script.join('\n')); console.log(outcome.broken.join('\n')) }
    expect(outcome.broken).toEqual([])
  }
}, 600_000)
