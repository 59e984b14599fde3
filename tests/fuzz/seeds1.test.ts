import './seededChance.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { leaveSurroundings, surround } from './surroundings.ts'
import { runSeed } from './run.ts'

vi.mock('socket.io-client', async () => ({ io: (await import('./surroundings.ts')).simulatedIo }))

beforeAll(surround)
afterAll(leaveSurroundings)

test('[FUZ1] x', async () => {
  const from = Number(process.env['FUZZ_FROM'] ?? 1)
  let bad = 0
  const began = performance.now()
  const total = Number(process.env['FUZZ_SEEDS'] ?? 1)
  const repeat = process.env['REPEAT'] !== undefined
  for (let seed = from; seed < from + total; seed += 1) {
    const outcome = await runSeed(seed, 200)
    if (repeat) {
      const again = await runSeed(seed, 200)
      if (again.ending !== outcome.ending || again.script.join() !== outcome.script.join()) console.log('NOT REPEATED', seed)
    }
    if (outcome.broken.length > 0) { bad += 1; console.log(seed, outcome.script.length, JSON.stringify(outcome.figures)); console.log(outcome.broken.slice(0, 4).join('\n'))
    if (total === 1) console.log(outcome.script.join('\n')) }
  }
  console.log('per seed', (performance.now() - began) / total)
  expect(bad).toEqual(0)
}, 600_000)
