import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readPing, readTrail } from '../../../client/map/readDraft.ts'
import { Shown, trailMost } from '../../../client/map/shown.svelte.ts'

beforeEach(() => { vi.stubGlobal('requestAnimationFrame', () => 1) })
afterEach(() => { vi.unstubAllGlobals() })

test('[MAP21] the laser fades from its tail and ends by itself', () => {
  const shown = new Shown()
  shown.trace([1, 1])
  shown.beat(0)
  shown.trace([2, 2])
  shown.beat(1000)
  expect(shown.trail).toEqual([[1, 1], [2, 2]])
  shown.beat(1500)
  expect(shown.trail).toEqual([[2, 2]])
  shown.beat(2500)
  expect(shown.trail).toEqual([])
})

test('[MAP21] a trail is never longer than may be told', () => {
  const shown = new Shown()
  for (let step = 0; step < 100; step += 1) shown.trace([step / 100, 1])
  shown.beat(0)
  expect(shown.trail).toHaveLength(trailMost)
  expect(readTrail(JSON.parse(JSON.stringify(shown.trail)))).toEqual(shown.trail)
})

test('[MAP21] two pings at one place are two; a ping ends by itself', () => {
  const shown = new Shown()
  shown.ringAt([1, 1])
  const first = shown.ping
  shown.ringAt([1, 1])
  expect(shown.ping?.count).not.toBe(first?.count)
  shown.beat(0)
  shown.beat(2400)
  expect(shown.ping).not.toBeNull()
  shown.beat(2500)
  expect(shown.ping).toBeNull()
})

test.each([null, 'here', {}, { at: [1, 2] }, { at: [100, 2], count: 1 }, { at: [1, 2], count: 'x' }])("[MAP21] others' ping that is none is not drawn: %j", (value) => {
  expect(readPing(value)).toBeNull()
})
test.each([null, 'here', [[1]], [[1, 200]], Array.from({ length: trailMost + 1 }, () => [1, 1])])("[MAP21] others' trail that is none is not drawn: %j", (value) => {
  expect(readTrail(value)).toEqual([])
})
