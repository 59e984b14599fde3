import { expect, test } from 'vitest'
import { ServerClock } from '../../../client/connection/serverClock.ts'

function laptop() {
  let at = 0
  const clock = new ServerClock({ monotonicMs: () => at })
  return { clock, turn: (ms: number) => (at += ms), at: () => at }
}

test('[EX40] shows the server’s clock, half the way there and back taken off', () => {
  const { clock, turn, at } = laptop()
  expect(clock.now()).toBe(null)
  const asked = at()
  turn(80)
  clock.heard(asked, 5000)
  expect(clock.now()).toBe(5040)
  turn(1000)
  expect(clock.now()).toBe(6040)
})

test('[EX40] a slower answer does not spoil a better one', () => {
  const { clock, turn, at } = laptop()
  let asked = at()
  turn(10)
  clock.heard(asked, 5000)
  asked = at()
  turn(900)
  clock.heard(asked, 5100) // truth: 5905; this answer would say 5550
  expect(clock.now()).toBe(5905)
})

test('[EX40] after the laptop slept the server is believed at once', () => {
  const { clock, turn, at } = laptop()
  clock.heard(at(), 5000)
  const asked = at()
  turn(200)
  clock.heard(asked, 605_000)
  expect(clock.now()).toBe(605_100)
})
