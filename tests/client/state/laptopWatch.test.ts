import { expect, test } from 'vitest'
import type { LaptopCheck } from '#shared/protocol/http.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { LaptopWatch } from '../../../client/state/laptopWatch.svelte.ts'
import { FakeClock } from '../../support/fakeClock.ts'

const check: LaptopCheck = { lan: true, addresses: [], firstAddresses: [], others: { devices: 0, lastAgoMs: null }, freeBytes: null, clockJump: null, backups: null }

/** All promises that are settled already have been heard. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

test('[DOOR68] the laptop is looked over again every ten seconds while somebody watches, and what was known stays when no answer comes', async () => {
  const clock = new FakeClock()
  const machine = { monotonicMs: () => clock.monotonicMs(), wallMs: () => 0, after: () => () => undefined, every: (ms: number, act: () => void) => clock.every(ms, act), chance: () => 0 }
  let asked = 0
  let answer: Reply<LaptopCheck> = { ok: true, value: check }
  const watch = new LaptopWatch(() => { asked += 1; return Promise.resolve(answer) }, () => Promise.resolve({ isPlugged: false, level: 0.5 }), machine)
  watch.start()
  await settled()
  expect([asked, watch.check, watch.failed, watch.power?.level]).toEqual([1, check, false, 0.5])
  answer = { ok: false, refusal: { code: 'not-here', sentence: 'No server answers.' } }
  clock.turn(10_000)
  await settled()
  expect([asked, watch.check, watch.failed]).toEqual([2, check, true])
  watch.stop()
  clock.turn(60_000)
  expect(asked).toBe(2)
})
