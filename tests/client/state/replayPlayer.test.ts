import { expect, test } from 'vitest'
import { playOn } from '../../../client/state/replayPlayer.ts'

const events = [1000, 2000, 60_000]
const next = (after: number): number => events.find((each) => each > after) ?? 90_000
const playing = { at: 1500, end: 90_000, speed: 4, skipIdle: true } as const

test('[RPL8] plays at its pace, and not past the end', () => {
  expect(playOn(playing, 50, next)).toBe(1700)
  expect(playOn({ ...playing, at: 89_990 }, 50, next)).toBe(90_000)
})

test('[RPL8] leaps over a stretch in which nothing happens, to just before the next event', () => {
  expect(playOn({ ...playing, at: 3000 }, 50, next)).toBe(58_500)
  expect(playOn({ ...playing, at: 58_500 }, 50, next)).toBe(58_700)
  expect(playOn({ ...playing, at: 3000, skipIdle: false }, 50, next)).toBe(3200)
})
