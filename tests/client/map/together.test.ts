import { describe, expect, test } from 'vitest'
import { followedBy, peopleOf, type BoardPerson } from '../../../client/map/boardPeople.ts'
import { Together } from '../../../client/map/together.svelte.ts'
import type { Peer } from '../../../client/state/source.ts'
import { text } from '../../../client/text/index.ts'
import { readPeers } from '../../../client/connection/peers.ts'
import { FakeClock } from '../../support/fakeClock.ts'

type Box = readonly [number, number, number, number]
const north: Box = [-5.5, -9.5, -5.2, -9.1]
const south: Box = [-6.1, -9.5, -5.9, -9.1]

function person(seat: string, rest: Partial<BoardPerson> = {}): BoardPerson {
  return { seat, name: seat, hat: null, colour: null, view: north, follows: null, call: null, doing: 'looks', ...rest }
}
function peer(seat: string, rest: Partial<Peer> = {}): Peer {
  return {
    clientId: 1, seat, name: seat, hat: null, colour: null, pointer: null, selection: [], draft: null, laser: null, ping: null, view: null, call: null, follows: null, section: null, ...rest,
  }
}

describe('[TOG2] whose map one sees', () => {
  const [amina, bao, dana] = [person('amina'), person('bao'), person('dana')]

  test('[TOG2] who looks around alone is the guide', () => {
    expect(followedBy([bao], 'amina', 'bao')).toEqual({ kind: 'guide', guide: bao })
  })

  test('[TOG2] who follows one that follows another sees what the last one sees', () => {
    const chain = [person('bao', { follows: 'dana' }), person('dana', { follows: 'omar' }), person('omar', { view: south })]
    expect(followedBy(chain, 'amina', 'bao')).toMatchObject({ kind: 'guide', guide: { seat: 'omar' } })
  })

  test('[TOG2] following one who follows oneself is refused, at once or through others', () => {
    expect(followedBy([person('bao', { follows: 'amina' })], 'amina', 'bao')).toEqual({ kind: 'circle' })
    expect(followedBy([person('bao', { follows: 'dana' }), person('dana', { follows: 'amina' })], 'amina', 'bao')).toEqual({ kind: 'circle' })
    expect(followedBy([amina], 'amina', 'amina')).toEqual({ kind: 'circle' })
  })

  test('[TOG2] a circle of others is none to look into, and ends', () => {
    const circle = [person('bao', { follows: 'dana' }), person('dana', { follows: 'bao' })]
    expect(followedBy(circle, 'amina', 'bao')).toEqual({ kind: 'circle' })
  })

  test('[TOG2] who has left is followed no more; whoever followed them is a guide again', () => {
    expect(followedBy([dana], 'amina', 'bao')).toEqual({ kind: 'gone' })
    expect(followedBy([person('bao', { follows: 'omar' })], 'amina', 'bao')).toMatchObject({ kind: 'guide', guide: { seat: 'bao' } })
  })
})

describe('[TOG3] the people of a board', () => {
  test('[TOG3] a person with two windows is one, and the window with a map speaks; oneself is not listed', () => {
    const people = peopleOf([peer('bao', { view: south }), peer('bao', { clientId: 2, section: 'plan/situation' }), peer('amina')], 'amina')
    expect(people).toMatchObject([{ seat: 'bao', view: south, doing: 'looks' }])
  })

  test('[TOG3] it is said what each is doing', () => {
    const doing = (rest: Partial<Peer>): unknown => peopleOf([peer('bao', rest)], 'amina')[0]?.doing
    expect([doing({ draft: { kind: 'line' } }), doing({ section: 'plan/x' }), doing({ selection: ['a'] }), doing({ pointer: { lat: 1, lng: 2 } }), doing({ view: north }), doing({})])
      .toEqual(['draws', 'writes', 'holds', 'points', 'looks', 'away'])
  })

  test.each([['a box upside down', [1, 2, -1, 3]], ['a box in words', 'north'], ['a box off the earth', [-100, 0, 0, 1]], ['a box of nothing', [1, 1, 1, 1]]])('[TOG3] %s moves nobody', (_, view) => {
    expect(peopleOf([peer('bao', { view, call: { bounds: view, count: 1 } })], 'amina')).toMatchObject([{ view: null, call: null }])
  })

  test('[TOG3] a colour that is none is not painted', () => {
    const of = (color: unknown): unknown => readPeers(new Map([[2, { user: { seat: 'bao', name: 'bao', color } }]]), 1)[0]?.colour
    expect([of('#00659e'), of('red;background:url(x)'), of(7)]).toEqual(['#00659e', null, null])
  })
})

function lookingTogether(): { readonly together: Together; readonly clock: FakeClock } {
  const clock = new FakeClock()
  return { clock, together: new Together('amina', { monotonicMs: () => clock.monotonicMs(), wallMs: () => clock.wallMs(), after: (ms, act) => clock.after(ms, act), every: (ms, act) => clock.every(ms, act), chance: () => 0 }) }
}

describe('[TOG4] following', () => {
  test('[TOG4] the map shows what the guide sees until one moves it oneself, and it is said why it stopped', () => {
    const { together } = lookingTogether()
    together.meet([person('bao')])
    together.follow('bao')
    expect(together.meet([person('bao', { view: south })])).toEqual(south)
    together.tookOver()
    expect([together.following, together.words]).toEqual([null, text.together.tookOver('bao')])
    expect(together.meet([person('bao')])).toBeNull()
  })

  test('[TOG4] a guide whose line breaks for a moment is waited for; one who has left is not', () => {
    const { together, clock } = lookingTogether()
    together.meet([person('bao')])
    together.follow('bao')
    together.meet([])
    clock.turn(2000)
    expect(together.meet([person('bao', { view: south })])).toEqual(south)
    together.meet([])
    clock.turn(3000)
    expect([together.following, together.words]).toEqual([null, text.together.gone('bao')])
    clock.turn(8000)
    expect(together.words).toBe('')
  })

  test('[TOG4] a circle is refused with a sentence, and one that comes about later ends', () => {
    const { together } = lookingTogether()
    together.meet([person('bao', { follows: 'amina' })])
    together.follow('bao')
    expect([together.following, together.words]).toEqual([null, text.together.circle('bao')])
    together.meet([person('bao')])
    together.follow('bao')
    together.meet([person('bao', { follows: 'amina' })])
    expect([together.following, together.words]).toEqual([null, text.together.circle('bao')])
  })
})

describe('[TOG5] asking the others to look', () => {
  test('[TOG5] a call is told for a while, and not twice in five seconds', () => {
    const { together, clock } = lookingTogether()
    expect(together.askToLook(north)).toBe(true)
    clock.turn(4999)
    expect([together.askToLook(south), together.call]).toEqual([false, { bounds: north, count: 1 }])
    clock.turn(1)
    expect([together.askToLook(south), together.call]).toEqual([true, { bounds: south, count: 2 }])
    clock.turn(30_000)
    expect(together.call).toBeNull()
  })

  test('[TOG5] a call is shown until it is answered, and moves nothing by itself', () => {
    const { together } = lookingTogether()
    const calling = [person('bao', { call: { bounds: south, count: 1 } })]
    expect(together.meet(calling)).toBeNull()
    expect(together.callers.map(({ seat }) => seat)).toEqual(['bao'])
    together.answer('bao')
    together.meet(calling)
    expect(together.callers).toEqual([])
  })

  test('[TOG5] who rings without end is heard once in five seconds', () => {
    const { together, clock } = lookingTogether()
    const call = (count: number): void => { together.meet([person('bao', { call: { bounds: south, count } })]) }
    call(1)
    together.answer('bao')
    clock.turn(4000)
    call(2)
    expect(together.callers).toEqual([])
    clock.turn(1000)
    call(3)
    expect(together.callers).toHaveLength(1)
  })
})
