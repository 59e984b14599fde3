/** Events as journal text and back. */
import { describe, expect, test } from 'vitest'
import { encodeEvent, encodeTrace, readEvent, readTrace } from '#shared/exercise/upcast.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { randomAct } from '../../support/randomCommands.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { smallCast } from '../../support/smallExercise.ts'

function randomSteps(seed: number) {
  const { exercise } = smallCast()
  exercise.begin('move-1')
  const random = seededRandom(seed)
  for (let act = 0; act < 150; act += 1) randomAct(exercise, random)
  return exercise
}

describe('journal text', () => {
  test('[JRN21] every event of a random exercise comes back as it was, and the fold of the text is the state', () => {
    const { steps } = randomSteps(7)
    let state = steps[0]?.before ?? null
    for (const { happened, after } of steps) {
      const text = encodeEvent(happened.event)
      expect(JSON.parse(text)).toMatchObject({ version: 1, type: happened.event.type })
      const event = readEvent(JSON.parse(text))
      expect(event).toEqual(happened.event)
      state = evolve(state, { ...happened, event })
      expect(state).toEqual(after)
    }
  })

  test('[JRN28] a release of before single seats could be addressed went to no single seat', () => {
    expect(readEvent({ version: 1, type: 'InjectReleased', hat: null })).toMatchObject({ hat: null, seat: null })
  })

  test('[JRN22] fields of a later program survive', () => {
    expect(readEvent({ version: 1, type: 'ClockResumed', mood: 'calm' })).toEqual({ type: 'ClockResumed', mood: 'calm' })
  })

  test.each([
    ['an unknown type', { version: 1, type: 'MoonRose' }, 'unknown type "MoonRose"'],
    ['an inherited name as type', { version: 1, type: 'constructor' }, 'unknown type "constructor"'],
    ['a newer version', { version: 2, type: 'ClockResumed' }, 'version 2'],
    ['no version', { type: 'ClockResumed' }, 'version undefined'],
    ['a list', [], 'no event'],
    ['nothing', null, 'no event'],
    ['text', 'ClockResumed', 'no event'],
    ['a prototype key', JSON.parse('{"version":1,"type":"ClockResumed","__proto__":{"x":1}}'), '__proto__'],
    ['a prototype key deep inside', JSON.parse('{"version":1,"type":"ClockResumed","a":[{"b":{"__proto__":1}}]}'), '__proto__'],
  ])('[JRN23] %s is refused in a sentence', (_what, json, sentence) => {
    expect(() => readEvent(json)).toThrow(sentence)
  })

  test('[JRN24] nesting as deep as it likes does not overflow', () => {
    let deep: unknown = 1
    for (let level = 0; level < 200_000; level += 1) deep = { deep }
    expect(() => readEvent({ version: 1, type: 'ClockResumed', deep })).not.toThrow()
  })

  test('[JRN25] traces come back too', () => {
    const trace = { type: 'PointerMoved', samples: [[-900, -5.88, -9], [-400, -5.9, -9.01]] } as const
    expect(readTrace(JSON.parse(encodeTrace(trace)))).toEqual(trace)
    expect(() => readTrace({ version: 1, type: 'ClockResumed' })).toThrow('cannot read')
  })
})

test('[JRN26] folding any event into any view never throws, whether the view knows its things or not', () => {
  for (const seed of [1, 2, 3]) {
    const { steps, state } = randomSteps(seed)
    const views = ['stranger', ...Object.keys(state.seats)].map((seat) => viewFor(state, seat))
    for (const view of views) for (const { happened } of steps) expect(() => evolve(view, happened)).not.toThrow()
  }
})

test('[JRN27] folding changes nothing in the state it was given', () => {
  const { steps } = randomSteps(11)
  for (const { before, happened } of steps) {
    const text = JSON.stringify(before)
    evolve(before, happened)
    expect(JSON.stringify(before)).toBe(text)
  }
})
