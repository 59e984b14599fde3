import { describe, expect, test } from 'vitest'
import { shownEntry, type ShownUser } from '../../../server/documents/awarenessEntry.ts'
import { limits } from '../../../shared/protocol/limits.ts'

const amina: ShownUser = { seat: 'amina', name: 'amina', hat: null, syndicate: 's1', color: '#00659e' }

function shown(state: unknown, mayWrite = true): Record<string, unknown> {
  return JSON.parse(shownEntry(JSON.stringify(state), amina, { mayWrite, isPresent: (seat) => seat === 'bao' || seat === 'amina' }) ?? 'null') as Record<string, unknown>
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

describe('[TOG1] where one looks, whom one follows, what one asks others to look at', () => {
  const nothing = { view: null, follows: null, call: null }
  const box = [-6.1, -9.2, -5.8, -8.9]
  test.each([
    ['a view that is no box', { view: 'here' }], ['three numbers', { view: [1, 2, 3] }], ['five numbers', { view: [1, 2, 3, 4, 5] }], ['words for numbers', { view: ['-6', '-9', '-5', '-8'] }],
    ['a box upside down', { view: [-5, -9, -6, -8] }], ['a box without a size', { view: [-6, -9, -6, -9] }], ['a box beyond the pole', { view: [-91, -9, -5, -8] }],
    ['a box that is no number', { view: [-6, -9, null, -8] }], ['a deep box', { view: [[-6], -9, -5, -8] }], ['a box in words', { view: { south: -6, west: -9, north: -5, east: -8 } }],
    ['one who is not there', { follows: 'omar' }], ['oneself', { follows: 'amina' }], ['a number', { follows: 7 }], ['a list', { follows: ['bao'] }], ['a word of the language', { follows: '__proto__' }],
    ['a call without a count', { call: { bounds: box } }], ['a call nowhere', { call: { count: 1 } }], ['a call of half a count', { call: { bounds: box, count: 0.5 } }],
    ['a call to the world', { call: { bounds: [-100, -200, 100, 200], count: 1 } }], ['a call that is a list', { call: [box, 1] }],
  ])('[TOG1] %s is not let through', (_, state) => {
    expect(shown(state)).toMatchObject(nothing)
  })

  test('[TOG1] a box is let through to a metre, a person who is there, and a call without words', () => {
    const state = { view: [-6.123456789, -9.2, -5.8, -8.9], follows: 'bao', call: { bounds: box, count: 3, words: 'Come here', by: 'Instructor' } }
    expect(shown(state)).toMatchObject({ view: [-6.12346, -9.2, -5.8, -8.9], follows: 'bao', call: { bounds: box, count: 3 } })
    expect(Object.keys(shown(state)['call'] ?? {})).toEqual(['bounds', 'count'])
  })

  test('[TOG1] who only reads leads nobody\'s eyes', () => {
    expect(shown({ view: box, follows: 'bao', call: { bounds: box, count: 1 } }, false)).toEqual({ laser: null, ping: null, pointer: null, selection: [], user: amina })
  })

  test('[TOG1] all that one may tell of oneself in full still fits into one entry', () => {
    const place = [-5.123456, -9.123456]
    const state = {
      pointer: { lat: -5.123456, lng: -9.123456 }, selection: Array.from({ length: 40 }, () => 'a'.repeat(12)), ping: { at: place, count: 99 }, laser: Array.from({ length: 24 }, () => place),
      draft: null, section: null, view: box, follows: 'a'.repeat(22), call: { bounds: box, count: 99 },
    }
    expect(JSON.stringify(state).length).toBeLessThan(limits.awarenessBytes)
  })
})
