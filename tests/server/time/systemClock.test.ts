import { expect, test } from 'vitest'
import { createSystemClock, createSystemIds } from '../../../server/time/systemClock.ts'

test('[JRN17] a timer acts once and never before it is due, a cancelled one never, a far one not at once', async () => {
  const clock = createSystemClock()
  const acted: string[] = []
  const cancelFar = clock.after(100 * 86_400_000, () => acted.push('far'))
  const cancel = clock.after(1, () => acted.push('cancelled'))
  cancel()
  const before = clock.monotonicMs()
  await new Promise<void>((resolve) => { clock.after(5, () => { acted.push('due'); resolve() }) })
  expect(clock.monotonicMs() - before).toBeGreaterThanOrEqual(5)
  let count = 0
  await new Promise<void>((resolve) => {
    const stop = clock.every(1, () => { count += 1; if (count === 3) { stop(); resolve() } })
  })
  cancelFar()
  expect(acted).toEqual(['due'])
})

test('[JRN18] ids, secrets and codes have their shape and do not repeat', () => {
  const ids = createSystemIds()
  expect(ids.next()).toMatch(/^[\w-]{22}$/)
  expect(ids.secret()).toMatch(/^[\w-]{43}$/)
  expect(ids.code()).toMatch(/^\d{8}$/)
  expect(new Set(Array.from({ length: 1000 }, () => ids.next())).size).toBe(1000)
})
