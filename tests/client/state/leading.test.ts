/** Leading the room through a replay: what is told, and what is not. */
import { expect, test } from 'vitest'
import type { LedReplay } from '#shared/exercise/plenary.ts'
import { isAstray } from '../../../client/state/leading.svelte.ts'

const replay: LedReplay = { by: 'dana', at: 60_000, setAt: 500_000, pace: 4, look: { kind: 'syndicate', syndicate: 's1' }, names: false, begunAt: 400_000 }
const stands = { recordedAt: 64_000, pace: 4, look: { kind: 'syndicate', syndicate: 's1' }, names: false } as const

test('[PLE84] a room that goes on at the told pace is told nothing; a leap, another pace, look or names is', () => {
  const now = 501_000
  expect(isAstray(replay, stands, now)).toBe(false)
  expect(isAstray(replay, { ...stands, recordedAt: 65_500 }, now)).toBe(false)
  expect(isAstray(replay, { ...stands, recordedAt: 90_000 }, now)).toBe(true)
  expect(isAstray(replay, { ...stands, pace: 8 }, now)).toBe(true)
  expect(isAstray(replay, { ...stands, look: { kind: 'syndicate', syndicate: 's2' } }, now)).toBe(true)
  expect(isAstray(replay, { ...stands, look: { kind: 'floor' } }, now)).toBe(true)
  expect(isAstray(replay, { ...stands, names: true }, now)).toBe(true)
})

test('[PLE84] a replay that stands still stands at the very moment', () => {
  const still: LedReplay = { ...replay, pace: 0 }
  expect(isAstray(still, { ...stands, pace: 0, recordedAt: 60_000 }, 900_000)).toBe(false)
  expect(isAstray(still, { ...stands, pace: 0, recordedAt: 60_001 }, 900_000)).toBe(true)
})
