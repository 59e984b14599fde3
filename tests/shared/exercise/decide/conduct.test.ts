/** Running the day: requests and their answers, personas, summonses, the stage in staff hands, the emergency, observations, the agenda. */
import { describe, expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

function running() {
  const cast = smallCast()
  cast.exercise.begin('move-1')
  return cast
}

describe('requests for information', () => {
  function asked() {
    const cast = running()
    cast.exercise.ask(cast.amina, { type: 'rfi:ask', text: '  How many are at the site? ' })
    const request = cast.exercise.state.conduct.requests[0]
    if (request === undefined) throw new Error('Nothing was asked.')
    const answer = (text: string, toAll: boolean, note = '', persona: string | null = null) =>
      cast.exercise.ask(cast.dana, { type: 'rfi:answer', request: request.id, text, toAll, note, persona })
    const reads = (seat: string) => viewFor(cast.exercise.state, seat).conduct.requests
    return { ...cast, request, answer, reads }
  }

  test('[CON1] who asked and their syndicate read the request; others do not', () => {
    const { request, reads, amina, ada, bao, eve, omar, projector } = asked()
    expect(request.text).toBe('How many are at the site?')
    expect([amina, ada, eve].map((seat) => reads(seat).length)).toEqual([1, 1, 1])
    expect([bao, omar, projector].map((seat) => reads(seat).length)).toEqual([0, 0, 0])
  })

  test('[CON2] an answer to one syndicate is read by that one alone', () => {
    const { answer, reads, amina, bao, omar } = asked()
    answer('About 4,000.', false)
    expect(reads(amina)[0]?.answers.map(({ text }) => text)).toEqual(['About 4,000.'])
    expect([reads(bao), reads(omar)]).toEqual([[], []])
  })

  test('[CON3] an answer to all is read by every syndicate, with the question and without who asked', () => {
    const { answer, reads, bao, amina } = asked()
    answer('Perhaps 3,000.', false)
    answer('About 4,000.', true)
    expect(reads(bao)).toMatchObject([{ by: null, text: 'How many are at the site?', answers: [{ text: 'About 4,000.' }] }])
    expect(reads(amina)[0]?.answers).toHaveLength(2)
  })

  test('[CON4] the private note is read by directing staff alone', () => {
    const { answer, reads, dana, amina, eve } = asked()
    answer('', false, 'They have not seen the road table.')
    expect(reads(dana)[0]).toMatchObject({ note: 'They have not seen the road table.', answers: [] })
    expect([amina, eve].map((seat) => reads(seat)[0]?.note)).toEqual(['', ''])
  })

  test('[CON5] an answer may come from somebody of the scenario, and from nobody else', () => {
    const { exercise, request, answer, reads, amina, dana } = asked()
    answer('My people say many.', false, '', 'chief-of-lothra')
    expect(reads(amina)[0]?.answers[0]?.from).toBe('Chief of Lothra')
    expect(exercise.refused(dana, { type: 'rfi:answer', request: request.id, text: 'x', toAll: false, note: '', persona: 'nobody' })).toBe('unknown-thing')
  })

  test('[CON6] an empty answer with nothing to note is refused', () => {
    const { exercise, request, dana } = asked()
    expect(exercise.refused(dana, { type: 'rfi:answer', request: request.id, text: ' ', toAll: false, note: '', persona: null })).toBe('unreadable')
  })

  test('[CON7] personas and their prepared answers are read by directing staff alone', () => {
    const { exercise, dana, amina, eve, omar } = asked()
    expect(viewFor(exercise.state, dana).conduct.personas.map(({ name }) => name)).toEqual(['Chief of Lothra'])
    for (const seat of [amina, eve, omar]) expect(viewFor(exercise.state, seat).conduct.personas).toEqual([])
  })

  test('[CON8] speaking as a persona comes into the inbox of those addressed', () => {
    const { exercise, dana, amina, bao } = asked()
    exercise.ask(dana, { type: 'persona:speak', persona: 'chief-of-lothra', text: 'Come before dark.', channel: 'phone', syndicates: ['s1'], question: null, answerMinutes: null })
    const inbox = (seat: string) => Object.values(viewFor(exercise.state, seat).injects).flatMap(({ releases }) => Object.values(releases)).map(({ content }) => [content.from, content.text])
    expect(inbox(amina)).toEqual([['Chief of Lothra', 'EXERCISE. Come before dark.']])
    expect(inbox(bao)).toEqual([])
  })
})

describe('a summons', () => {
  test('[CON10] one may say "not now"; directing staff see it, nobody else does', () => {
    const { exercise, dana, amina, ada, bao } = running()
    exercise.ask(dana, { type: 'summon:call', text: 'Look at Farrow', syndicates: ['s1'], place: [10, 10] })
    const summons = exercise.state.conduct.summonses[0]?.id ?? ''
    exercise.ask(amina, { type: 'summon:answer', summons, reply: 'not-now' })
    const replies = (seat: string) => viewFor(exercise.state, seat).conduct.summonses.map((each) => each.replies)
    expect(replies(dana)).toEqual([{ [amina]: 'not-now' }])
    expect([replies(amina), replies(ada), replies(bao)]).toEqual([[{ [amina]: 'not-now' }], [{}], []])
    expect(exercise.refused(bao, { type: 'summon:answer', summons, reply: 'coming' })).toBe('not-now')
  })

  test('[CON11] calling again puts the last one away', () => {
    const { exercise, dana } = running()
    exercise.ask(dana, { type: 'summon:call', text: 'One', syndicates: ['s1'], place: null })
    exercise.ask(dana, { type: 'summon:call', text: 'Two', syndicates: [], place: null })
    expect(exercise.state.conduct.summonses.map(({ text }) => text)).toEqual(['Two'])
    exercise.ask(dana, { type: 'summon:end' })
    expect(exercise.refused(dana, { type: 'summon:end' })).toBe('already-done')
  })
})

describe('control of the stage', () => {
  test('[CON15] directing staff lead the room and give it back to who presented', () => {
    const { exercise, dana, amina } = running()
    exercise.begin('plenary').ask(dana, { type: 'floor:give', syndicate: 's1' })
    const show: Command = { type: 'stage:show', view: { bounds: [-6, -10, -5, -9], section: null, hiddenLayers: [], highlight: [] } }
    expect(exercise.refused(amina, show)).toBe('ok')
    exercise.ask(dana, { type: 'control:take' })
    expect(exercise.state.floor).toMatchObject({ syndicate: 's1', presenter: dana })
    expect(exercise.refused(amina, show)).toBe('not-allowed')
    exercise.ask(dana, { type: 'control:release' })
    expect(exercise.state.floor?.presenter).toBe(amina)
    expect(exercise.refused(dana, { type: 'control:release' })).toBe('already-done')
  })

  test('[CON16] a presenter who left meanwhile is not given it back', () => {
    const { exercise, dana, amina } = running()
    exercise.begin('plenary').ask(dana, { type: 'floor:give', syndicate: 's1' })
    exercise.ask(dana, { type: 'control:take' })
    exercise.ask(dana, { type: 'seat:move', seat: amina, syndicate: 's2', hat: null })
    exercise.ask(dana, { type: 'control:release' })
    expect(exercise.state.floor?.presenter).toBeNull()
  })
})

describe('the real emergency', () => {
  test('[CON20] every seat may call it in every stage, and directing staff are told who and where', () => {
    const { exercise, dana, amina, bao, eve, omar, wall } = running()
    for (const stage of exercise.state.agenda) {
      exercise.begin(stage.id)
      for (const seat of [dana, amina, bao, eve, omar, wall]) expect(exercise.refused(seat, { type: 'emergency:call', place: `room ${stage.id}` })).toBe('ok')
    }
    expect(viewFor(exercise.state, dana).conduct.emergency.calls.map(({ seat }) => seat).sort()).toEqual([dana, amina, bao, eve, omar, wall].sort())
    expect(viewFor(exercise.state, amina).conduct.emergency.calls.map(({ seat }) => seat)).toEqual([amina])
  })

  test('[CON21] calling first and saying where afterwards is one call', () => {
    const { exercise, amina } = running()
    exercise.ask(amina, { type: 'emergency:call', place: '' })
    exercise.later(1000).ask(amina, { type: 'emergency:call', place: 'Corridor' })
    exercise.ask(amina, { type: 'emergency:call', place: '' })
    expect(exercise.state.conduct.emergency.calls).toMatchObject([{ seat: amina, place: 'Corridor', calledAt: 0 }])
  })

  test('[CON22] black screens stop the clock, and lifting them does not start it', () => {
    const { exercise, dana, amina, omar } = running()
    exercise.ask(dana, { type: 'screens:black' })
    for (const seat of [amina, omar]) expect(viewFor(exercise.state, seat).conduct.emergency.blackSince).toBe(exercise.now)
    expect(exercise.state.clock.status).toBe('paused')
    exercise.ask(dana, { type: 'screens:lift' })
    expect([exercise.state.conduct.emergency.blackSince, exercise.state.clock.status]).toEqual([null, 'paused'])
  })
})

describe('observations', () => {
  test('[CON30] an evaluator writes about assigned syndicates only, and nobody of the room reads it', () => {
    const { exercise, dana, amina, eve, omar } = running()
    exercise.minutes(7).ask(eve, { type: 'observation:write', kind: 'quote', text: 'We go at dawn', syndicate: 's1', inject: null })
    expect(exercise.refused(eve, { type: 'observation:write', kind: 'note', text: 'x', syndicate: 's2', inject: null })).toBe('not-allowed')
    const read = (seat: string) => viewFor(exercise.state, seat).conduct.observations.map(({ text, at }) => [text, at])
    expect([read(eve), read(dana)]).toEqual([[['We go at dawn', 420_000]], [['We go at dawn', 420_000]]])
    expect([read(amina), read(omar)]).toEqual([[], []])
  })

  test('[CON31] expected actions are ticked of released injects only, and ticks are taken back', () => {
    const { exercise, dana, eve } = running()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    const inject = Object.keys(exercise.state.injects)[0] ?? ''
    exercise.ask(eve, { type: 'action:tick', inject, syndicate: 's1', action: 0, done: true })
    exercise.ask(eve, { type: 'action:tick', inject, syndicate: 's1', action: 0, done: true })
    expect(exercise.state.conduct.ticks).toHaveLength(1)
    exercise.ask(eve, { type: 'action:tick', inject, syndicate: 's1', action: 0, done: false })
    expect(exercise.state.conduct.ticks).toEqual([])
    expect(exercise.refused(eve, { type: 'action:tick', inject, syndicate: 's1', action: 50, done: true })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'action:tick', inject, syndicate: 's2', action: 0, done: true })).toBe('unknown-thing')
  })

  test('[CON32] the last rating of each evaluator counts', () => {
    const { exercise, eve } = running()
    exercise.ask(eve, { type: 'rating:give', syndicate: 's1', criterion: 'threat', points: 1 })
    exercise.ask(eve, { type: 'rating:give', syndicate: 's1', criterion: 'threat', points: 3 })
    expect(exercise.state.conduct.ratings.map(({ points }) => points)).toEqual([3])
  })
})

describe('the agenda', () => {
  test('[CON40] two who press "+5" at once give ten minutes', () => {
    const { exercise, dana } = running()
    const { minutes } = exercise.state.stage
    exercise.ask(dana, { type: 'stage:extend', by: 5 })
    exercise.ask(dana, { type: 'stage:extend', by: 5 })
    expect(exercise.state.stage.minutes).toBe(minutes + 10)
    exercise.ask(dana, { type: 'stage:extend', by: -60 })
    exercise.ask(dana, { type: 'stage:extend', by: -60 })
    expect(exercise.state.stage.minutes).toBeGreaterThanOrEqual(1)
  })

  test('[CON41] coming stages get another length and injects are dropped in one step; what has begun is left alone', () => {
    const { exercise, dana } = running()
    const next = exercise.state.agenda[exercise.state.stage.index + 1]
    exercise.ask(dana, { type: 'agenda:change', stages: [{ id: next?.id ?? '', minutes: 7 }], skip: ['INJ-03'] })
    expect(exercise.state.agenda[exercise.state.stage.index + 1]?.minutes).toBe(7)
    expect(exercise.state.planned['INJ-03']?.status).toBe('skipped')
    expect(exercise.refused(dana, { type: 'agenda:change', stages: [{ id: 'move-1', minutes: 7 }], skip: [] })).toBe('too-late')
    expect(exercise.refused(dana, { type: 'agenda:change', stages: [], skip: ['INJ-99'] })).toBe('unknown-thing')
  })
})
