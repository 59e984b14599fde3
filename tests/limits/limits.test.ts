/** Every published number, brought once just below it, once as it says and once just above: taken, taken, and not taken, in words. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '#shared/protocol/limits.ts'
import { pureTrials } from './pureTrials.ts'
import { commandTrials, ServerTrials } from './serverTrials.ts'
import type { Trial } from './trial.ts'

/** Of exhibits each kind has its own number: tests/server/gateway/exhibits.test.ts [MED45]. */
type Number = Exclude<keyof typeof limits, 'exhibitBytes'>

let server: ServerTrials
beforeAll(async () => { server = await ServerTrials.open() })
afterAll(async () => {
  expect(server.server.faults).toEqual([])
  await server.close()
})

const atServer = (name: keyof ServerTrials['trials']): Trial => (size) => server.trials[name](size)

const trials: Readonly<Record<Number, Trial>> = {
  ...pureTrials, ...commandTrials,
  updateBytes: atServer('updateBytes'), syncStep2Bytes: atServer('syncStep2Bytes'), documentBytes: atServer('documentBytes'), newClientIdsPerMinute: atServer('newClientIdsPerMinute'),
  awarenessBytes: atServer('awarenessBytes'), awarenessFrameBytes: atServer('awarenessFrameBytes'), commandBytes: atServer('commandBytes'), exerciseFileBytes: atServer('exerciseFileBytes'),
  mediaBytes: atServer('mediaBytes'), mediaPixels: atServer('mediaPixels'), mediaQuotaBytes: atServer('mediaQuotaBytes'), referenceObjects: atServer('referenceObjects'), unknownSockets: atServer('unknownSockets'),
}

const numbers = Object.keys(trials).filter((name): name is Number => name in limits && name !== 'exhibitBytes')

test('[DOOR73] every published number is tried here', () => {
  expect([...numbers, 'exhibitBytes'].sort()).toEqual(Object.keys(limits).sort())
})

test.each(numbers.map((name) => [name, limits[name]] as const))('[DOOR73] %s: %d is taken, one more is not, and that is said', async (name, limit) => {
  expect([await trials[name](limit - 1), await trials[name](limit)]).toEqual([null, null])
  const said = await trials[name](limit + 1)
  expect(said).toMatch(/^\w.{9,}/)
}, 60_000)
