/** Discussion cards: thought about alone, revealed without names, laid in piles, given dots, concluded; snap situations. */
import { describe, expect, test } from 'vitest'
import { withoutAuthors, type CardTable, type DiscussionCard } from '#shared/exercise/cards.ts'
import type { SeatId } from '#shared/exercise/names.ts'
import { authorFor, publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

type Cast = ReturnType<typeof smallCast> & { readonly chen: SeatId }

function planning(): Cast {
  const cast = smallCast()
  cast.exercise.begin('move-1')
  return { ...cast, chen: cast.exercise.join('Chen', 'member', 's1') }
}

function cardOf({ exercise }: Cast): DiscussionCard {
  const [card] = Object.values(exercise.state.cards)
  if (card === undefined) throw new Error('no card was put')
  return card
}

function tableOf(cast: Cast, syndicate = 's1'): CardTable {
  const table = cardOf(cast).tables[syndicate]
  if (table === undefined) throw new Error(`no card lies before ${syndicate}`)
  return table
}

function openTable(cast: Cast): Extract<CardTable, { status: 'open' }> {
  const table = tableOf(cast)
  if (table.status !== 'open') throw new Error('the answers are not revealed')
  return table
}

const thoughts = { amina: 'A patrol at night', ada: 'Ask the women first', chen: 'We cannot promise water' }

/** The card lies before s1 and s2; three of s1 have written. */
function written(): Cast & { readonly card: string } {
  const cast = planning()
  const { exercise, dana, amina, ada, chen } = cast
  exercise.ask(dana, { type: 'card:put', from: { kind: 'spot', question: ' What can we not promise? ', aloneSeconds: 90 }, syndicates: ['s1', 's2'] })
  const card = cardOf(cast).id
  exercise.ask(amina, { type: 'card:think', card, text: thoughts.amina })
  exercise.ask(ada, { type: 'card:think', card, text: thoughts.ada })
  exercise.ask(chen, { type: 'card:think', card, text: thoughts.chen })
  return { ...cast, card }
}

function revealed(): Cast & { readonly card: string } {
  const cast = written()
  cast.exercise.ask(cast.dana, { type: 'card:reveal', card: cast.card, syndicate: 's1' })
  return cast
}

describe('thinking alone', () => {
  test('[DIS1] what an officer wrote is in nobody else\'s view or news, the directing staff\'s neither', () => {
    const { exercise, amina } = written()
    for (const seat of Object.keys(exercise.state.seats)) {
      const seen = JSON.stringify([viewFor(exercise.state, seat), ...exercise.steps.map(({ before, happened, after }) => publicationOf(before, happened, after, seat))])
      expect([seat, seen.includes(thoughts.amina)]).toEqual([seat, seat === amina])
    }
  })

  test('[DIS2] how many have written is known at the table, and not who wrote last', () => {
    const cast = written()
    const { exercise, dana, amina, ada, chen, eve, bao } = cast
    expect(tableOf(cast)).toMatchObject({ status: 'alone', written: 3 })
    for (const seat of [dana, ada, eve]) expect(viewFor(exercise.state, seat).cards[cast.card]?.tables['s1']).toMatchObject({ written: 3 })
    expect(viewFor(exercise.state, bao).cards[cast.card]?.tables['s1']).toBeUndefined()
    const last = exercise.steps.at(-1)
    expect(last?.happened.event.type).toBe('ThoughtsCounted')
    if (last === undefined) return
    expect([amina, dana, chen].map((seat) => authorFor(last.happened.event, last.happened.author, seat))).toEqual(['server', 'server', chen])
  })

  test('[DIS3] written anew it replaces the first, and counts once', () => {
    const cast = written()
    const { exercise, amina, card } = cast
    exercise.ask(amina, { type: 'card:think', card, text: '  Two patrols at night ' })
    expect(tableOf(cast)).toMatchObject({ written: 3, thoughts: { [amina]: 'Two patrols at night' } })
  })

  test('[DIS4] observers and screens know of no card, and of a card nobody but staff reads the key points', () => {
    const cast = planning()
    const { exercise, dana, amina, eve, omar, wall, projector } = cast
    exercise.ask(dana, { type: 'card:put', from: { kind: 'shelf', card: 'CARD-01' }, syndicates: ['s1'] })
    for (const seat of [omar, wall, projector]) expect(viewFor(exercise.state, seat).cards).toEqual({})
    for (const seat of [amina, eve]) expect(viewFor(exercise.state, seat).cards[cardOf(cast).id]).toMatchObject({ shelf: null, keyPoints: [] })
    expect(viewFor(exercise.state, dana).cards[cardOf(cast).id]).toMatchObject({ shelf: 'CARD-01', keyPoints: ['CANARY-key-point'] })
    for (const seat of [amina, eve, omar]) expect(viewFor(exercise.state, seat).shelf).toEqual([])
  })
})

describe('on the table', () => {
  test('[DIS5] answers lie there without names, in an order that the authors have no part in', () => {
    const cast = revealed()
    expect(openTable(cast).answers.map(({ text }) => text).sort()).toEqual(Object.values(thoughts).sort())
    for (const seat of [cast.amina, cast.dana, cast.ada]) expect(JSON.stringify(viewFor(cast.exercise.state, seat).cards)).not.toContain(cast.chen)
    const texts = Object.values(thoughts)
    expect(withoutAuthors('c', texts)).toEqual(withoutAuthors('c', [...texts].reverse()))
    const firsts = new Set(Array.from({ length: 40 }, (_, index) => withoutAuthors(`card-${index}`, texts)[0]?.text))
    expect(firsts.size).toBe(3)
  })

  test('[DIS6] one answer alone is not revealed: everybody would know whose it is', () => {
    const cast = planning()
    const { exercise, dana, amina } = cast
    exercise.ask(dana, { type: 'card:put', from: { kind: 'spot', question: 'What now?', aloneSeconds: 90 }, syndicates: ['s1'] })
    const card = cardOf(cast).id
    exercise.ask(amina, { type: 'card:think', card, text: 'Wait' })
    expect(exercise.refused(dana, { type: 'card:reveal', card, syndicate: 's1' })).toBe('not-now')
  })

  test('[DIS7] the lead reveals at the own table and at no other; without a lead any member does', () => {
    const { exercise, dana, amina, ada, bao, card } = written()
    exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: amina })
    expect(exercise.refused(ada, { type: 'card:reveal', card, syndicate: 's1' })).toBe('not-allowed')
    expect(exercise.refused(bao, { type: 'card:reveal', card, syndicate: 's1' })).toBe('not-allowed')
    expect(exercise.refused(amina, { type: 'card:reveal', card, syndicate: 's1' })).toBe('ok')
    exercise.ask(bao, { type: 'card:think', card, text: 'One' })
    exercise.ask(exercise.join('Bea', 'member', 's2', null), { type: 'card:think', card, text: 'Two' })
    expect(exercise.refused(bao, { type: 'card:reveal', card, syndicate: 's2' })).toBe('ok')
    expect(exercise.refused(ada, { type: 'card:think', card, text: 'Late' })).toBe('too-late')
  })

  test('[DIS8] an answer goes onto the pile of another and off again, and a pile keeps its name while anything lies there', () => {
    const cast = revealed()
    const { exercise, amina, ada, bao, card } = cast
    exercise.ask(amina, { type: 'card:group', card, item: 'a1', onto: 'a2' })
    exercise.ask(ada, { type: 'card:name', card, pile: 'a2', name: ' Night ' })
    exercise.ask(ada, { type: 'card:group', card, item: 'a3', onto: 'a1' })
    expect(openTable(cast)).toMatchObject({ answers: [{ pile: 'a2' }, { pile: 'a2' }, { pile: 'a2' }], names: { a2: 'Night' } })
    // under its own id others lie: it finds another
    exercise.ask(amina, { type: 'card:group', card, item: 'a2', onto: null })
    expect(new Set(openTable(cast).answers.map(({ pile }) => pile)).size).toBe(2)
    expect(openTable(cast).answers[0]?.pile).toBe(openTable(cast).answers[2]?.pile)
    expect(openTable(cast).names).toEqual({ a2: 'Night' })
    exercise.ask(amina, { type: 'card:group', card, item: 'a1', onto: null })
    exercise.ask(amina, { type: 'card:group', card, item: 'a3', onto: 'a1' })
    expect(exercise.refused(amina, { type: 'card:group', card, item: 'a9', onto: 'a1' })).toBe('unknown-thing')
    expect(exercise.refused(bao, { type: 'card:group', card, item: 'a1', onto: 'a2' })).toBe('not-now')
  })

  test('[DIS9] dots are nobody else\'s to see, counted once each, and of fewer than three givers no count is told', () => {
    const cast = revealed()
    const { exercise, dana, amina, ada, chen, card } = cast
    exercise.ask(dana, { type: 'dots:open', card, syndicate: 's1' })
    expect(exercise.refused(amina, { type: 'card:group', card, item: 'a1', onto: 'a2' })).toBe('not-now')
    expect(exercise.refused(amina, { type: 'dots:give', card, piles: [] })).toBe('unreadable')
    exercise.ask(amina, { type: 'dots:give', card, piles: ['a1', 'a2'] })
    exercise.ask(amina, { type: 'dots:give', card, piles: ['a2', 'a3'] })
    exercise.ask(ada, { type: 'dots:give', card, piles: ['a3'] })
    expect(viewFor(exercise.state, dana).cards[card]?.tables['s1']).toMatchObject({ dots: { given: 2, bySeat: {} } })
    expect(viewFor(exercise.state, ada).cards[card]?.tables['s1']).toMatchObject({ dots: { given: 2, bySeat: { [ada]: ['a3'] } } })
    const before = exercise.state
    exercise.ask(dana, { type: 'dots:count', card, syndicate: 's1' })
    expect(openTable(cast).dots).toEqual({ status: 'counted', voters: 2, counts: {} })
    exercise.state = before
    exercise.ask(chen, { type: 'dots:give', card, piles: ['a3'] })
    exercise.ask(dana, { type: 'dots:count', card, syndicate: 's1' })
    expect(openTable(cast).dots).toEqual({ status: 'counted', voters: 3, counts: { a1: 0, a2: 1, a3: 3 } })
  })
})

describe('what comes of it', () => {
  test('[DIS10] a table sends one conclusion, to a part of the plan while it can be written, or to the plenary', () => {
    const cast = revealed()
    const { exercise, dana, amina, card } = cast
    expect(exercise.refused(amina, { type: 'card:conclude', card, text: 'Night', to: { kind: 'plan', section: 'none' } })).toBe('unknown-thing')
    exercise.ask(amina, { type: 'card:conclude', card, text: 'Night patrols first', to: { kind: 'plan', section: 'risk' } })
    exercise.ask(amina, { type: 'card:conclude', card, text: 'No water promised', to: { kind: 'plenary' } })
    expect(openTable(cast).conclusion).toMatchObject({ text: 'No water promised', to: { kind: 'plenary' } })
    exercise.ask(dana, { type: 'boards:freeze' })
    expect(exercise.refused(amina, { type: 'card:conclude', card, text: 'x', to: { kind: 'plan', section: 'risk' } })).toBe('not-now')
  })

  test('[DIS11] conclusions sent to the plenary stand side by side on the stage; what went to the plan does not', () => {
    const cast = revealed()
    const { exercise, dana, amina, bao, omar, card } = cast
    exercise.begin('plenary')
    expect(exercise.refused(dana, { type: 'conclusions:show', card })).toBe('not-now')
    exercise.ask(amina, { type: 'card:conclude', card, text: 'No water promised', to: { kind: 'plenary' } })
    exercise.ask(dana, { type: 'conclusions:show', card })
    const columns = [{ syndicate: 's1', text: 'No water promised' }, { syndicate: 's2', text: null }]
    for (const seat of [omar, bao]) expect(viewFor(exercise.state, seat).plenary.conclusions).toEqual({ card, question: 'What can we not promise?', columns })
    exercise.ask(dana, { type: 'stage:begin', index: 2 })
    expect(exercise.state.plenary.conclusions).toBeNull()
  })

  test('[DIS12] a card taken back leaves the tables and the stage', () => {
    const cast = revealed()
    const { exercise, dana, amina, card } = cast
    exercise.begin('plenary')
    exercise.ask(amina, { type: 'card:conclude', card, text: 'x', to: { kind: 'plenary' } })
    exercise.ask(dana, { type: 'conclusions:show', card })
    exercise.ask(dana, { type: 'card:take', card, syndicates: ['s1', 's2'] })
    expect(exercise.state.cards).toEqual({})
    expect(exercise.state.plenary.conclusions).toBeNull()
  })
})

describe('a snap situation', () => {
  test('[DIS13] brings its message and its card in one step, and comes to the others later as the same', () => {
    const cast = planning()
    const { exercise, dana, amina, bao } = cast
    exercise.ask(dana, { type: 'card:put', from: { kind: 'shelf', card: 'SNAP-01' }, syndicates: ['s1'] })
    const card = cardOf(cast)
    expect(exercise.state.injects[card.inject ?? '']).toMatchObject({ releases: { s1: { content: { title: 'The pump is broken' } } } })
    expect(viewFor(exercise.state, amina).cards[card.id]?.inject).toBe(card.inject)
    expect(JSON.stringify(viewFor(exercise.state, amina))).not.toContain('SNAP-01')
    expect(Object.keys(viewFor(exercise.state, bao).cards)).toEqual([])
    exercise.ask(dana, { type: 'card:put', from: { kind: 'shelf', card: 'SNAP-01' }, syndicates: ['s1', 's2', 's3'] })
    expect(Object.keys(cardOf(cast).tables)).toEqual(['s1', 's2', 's3'])
    expect(Object.keys(exercise.state.injects)).toEqual([card.inject])
    expect(exercise.refused(dana, { type: 'card:put', from: { kind: 'shelf', card: 'SNAP-01' }, syndicates: ['s2'] })).toBe('already-done')
  })

  test('[DIS14] its message can be taken back and given again like any other; evaluators read what is expected', () => {
    const cast = planning()
    const { exercise, dana, eve } = cast
    exercise.ask(dana, { type: 'card:put', from: { kind: 'shelf', card: 'SNAP-01' }, syndicates: ['s1'] })
    const inject = cardOf(cast).inject ?? ''
    expect(viewFor(exercise.state, eve).injects[inject]?.secrets).toMatchObject({ serial: '', expected: [{ text: 'CANARY-expected-SNAP', key: true }] })
    exercise.ask(dana, { type: 'inject:release', serial: 'SNAP-01', syndicates: ['s2'] })
    exercise.ask(dana, { type: 'inject:withdraw', inject, syndicates: ['s1'] })
    exercise.ask(dana, { type: 'inject:release', serial: 'SNAP-01', syndicates: ['s1'] })
    expect(exercise.state.injects[inject]?.releases['s1']?.withdrawnAt).toBeNull()
  })
})
