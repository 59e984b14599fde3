import { expect, test } from 'vitest'
import { GuessBudget } from '../../../server/gateway/guessBudget.ts'
import { FakeClock } from '../../support/fakeClock.ts'

test('[DOOR30] an address that guessed wrong five times waits out the minute', () => {
  const clock = new FakeClock()
  const budget = new GuessBudget(clock)
  for (let guess = 0; guess < 5; guess += 1) {
    expect(budget.waitMs('192.168.1.7')).toBe(0)
    budget.wrong('192.168.1.7')
    clock.turn(1000)
  }
  expect(budget.waitMs('192.168.1.7')).toBe(55_000)
  expect(budget.waitMs('::ffff:192.168.1.7')).toBe(55_000)
  expect(budget.waitMs('192.168.1.8')).toBe(0)
  clock.turn(55_000)
  expect(budget.waitMs('192.168.1.7')).toBe(0)
})

test('[DOOR31] fifty guessing laptops use up the house, and an honest newcomer still gets in', () => {
  const clock = new FakeClock()
  const budget = new GuessBudget(clock)
  let guesses = 0
  for (let round = 0; round < 10; round += 1) {
    for (let laptop = 0; laptop < 50; laptop += 1) {
      const address = `10.0.0.${laptop}`
      if (budget.waitMs(address) > 0) continue
      budget.wrong(address)
      guesses += 1
    }
  }
  expect(guesses).toBeLessThanOrEqual(60)
  expect(budget.waitMs('10.0.1.1')).toBe(0)
})

test('[DOOR32] one laptop with a whole IPv6 network is one guesser', () => {
  const budget = new GuessBudget(new FakeClock())
  for (let guess = 0; guess < 5; guess += 1) budget.wrong(`fd00:1:2:3::${guess}`)
  expect(budget.waitMs('fd00:1:2:3::beef')).toBeGreaterThan(0)
  expect(budget.waitMs('fd00:1:2:4::beef')).toBe(0)
})
