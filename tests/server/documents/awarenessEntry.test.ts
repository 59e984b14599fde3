import { describe, expect, test } from 'vitest'
import { shownEntry, type ShownUser } from '../../../server/documents/awarenessEntry.ts'

const amina: ShownUser = { seat: 'amina', name: 'amina', hat: null, syndicate: 's1', color: '#00659e' }

function shown(state: unknown, mayWrite = true): Record<string, unknown> {
  return JSON.parse(shownEntry(JSON.stringify(state), amina, mayWrite) ?? 'null') as Record<string, unknown>
}

describe('[DOC42] what is shown for a moment', () => {
  const long = Array.from({ length: 25 }, () => [1, 1])
  test.each([
    ['a trail that is no list', { laser: 'here' }], ['a trail too long', { laser: long }], ['a place beyond the pole', { laser: [[91, 0]] }],
    ['a place that is none', { laser: [[1]] }], ['a place of words', { laser: [['1', 2]] }], ['a deep place', { laser: [[[1], 2]] }],
    ['a ping without a count', { ping: { at: [1, 2] } }], ['a ping nowhere', { ping: { count: 1 } }], ['a ping of half a count', { ping: { at: [1, 2], count: 0.5 } }], ['a ping that is a list', { ping: [1, 2] }],
  ])('[DOC42] %s is not let through', (_, state) => {
    expect(shown(state)).toMatchObject({ laser: null, ping: null })
  })

  test('[DOC42] a trail and a ping are let through as they are, and nothing with them', () => {
    expect(shown({ laser: [[-5.8, -9]], ping: { at: [-5.8, -9], count: 7, by: 'Instructor' } })).toMatchObject({ laser: [[-5.8, -9]], ping: { at: [-5.8, -9], count: 7 } })
    expect(shown({ ping: { at: [-5.8, -9], count: 7, by: 'Instructor' } })['ping']).not.toHaveProperty('by')
  })

  test('[DOC42] who only reads may point, and shows no shape of a hand', () => {
    expect(shown({ laser: [[1, 2]], draft: { kind: 'line' } }, false)).toEqual({ laser: [[1, 2]], ping: null, pointer: null, selection: [], user: amina })
  })
})
