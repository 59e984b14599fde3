import { expect, test } from 'vitest'
import { limits } from '#shared/protocol/limits.ts'
import { Budgets } from '../../../server/documents/budgets.ts'
import { FakeClock } from '../../support/fakeClock.ts'

/** How many writes in one instant a person has before he waits. */
function burstAt(writesPerSecond: number): number {
  const { writes } = new Budgets(new FakeClock(), writesPerSecond).of('amina')
  let count = 0
  while (writes.spend(1) === 0) count += 1
  return count
}

test('[BEN8] a server that is measured lets writes through faster, with a burst that grows alike, and raises nothing else', () => {
  expect(burstAt(limits.writesPerSecond)).toBe(limits.writesBurst)
  expect(burstAt(limits.writesPerSecond * 100)).toBe(limits.writesBurst * 100)
  const [usual, measured] = [limits.writesPerSecond, 100_000].map((perSecond) => new Budgets(new FakeClock(), perSecond).of('amina'))
  for (const budget of ['stepTwoBytes', 'awarenessBytes', 'work'] as const) {
    expect(measured?.[budget].spend(1e9)).toBe(usual?.[budget].spend(1e9))
  }
})
