/** Stages, floor, boards, plans, messages, documents, the world by hand. */
import { describe, expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { mayRead } from '#shared/exercise/permissions.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

const plenary = 5
const view = { bounds: [-6, -10, -5, -9] as [number, number, number, number], section: 'risk', hiddenLayers: [], highlight: [] }

describe('stages', () => {
  test('[EX20] any stage of the agenda may begin, forward or back, but not twice in a row', () => {
    const { exercise, dana } = smallCast()
    for (const index of [4, 0, 7, 2]) exercise.ask(dana, { type: 'stage:begin', index })
    expect(exercise.state.stage).toMatchObject({ index: 2, stage: 'planning', move: 1, minutes: 75 })
    expect(exercise.refused(dana, { type: 'stage:begin', index: 2 })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'stage:begin', index: 8 })).toBe('unknown-thing')
  })

  test('[PLE1] leaving the plenary takes the floor first', () => {
    const { exercise, dana } = smallCast()
    exercise.ask(dana, { type: 'stage:begin', index: plenary })
    exercise.ask(dana, { type: 'floor:give', syndicate: 's1' })
    expect(exercise.ask(dana, { type: 'stage:begin', index: 6 }).events.map((event) => event.type)).toEqual(['FloorTaken', 'StageBegun'])
    expect(exercise.state.floor).toBeNull()
  })
})

describe('the floor', () => {
  test('[PLE2] goes to a syndicate with its lead as presenter, else with who sits there longest, else with nobody', () => {
    const { exercise, dana, amina, ada, bao } = smallCast()
    expect(exercise.refused(dana, { type: 'floor:give', syndicate: 's1' })).toBe('not-now')
    exercise.later(1000).begin('plenary').ask(dana, { type: 'floor:give', syndicate: 's1' })
    expect(exercise.state.floor).toEqual({ syndicate: 's1', presenter: amina, givenAt: 1000 })
    exercise.ask(dana, { type: 'floor:take' })
    expect(exercise.refused(dana, { type: 'floor:take' })).toBe('already-done')
    exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: ada })
    exercise.ask(dana, { type: 'floor:give', syndicate: 's1' })
    expect(exercise.state.floor?.presenter).toBe(ada)
    expect(exercise.refused(dana, { type: 'floor:give', syndicate: 's1' })).toBe('already-done')
    exercise.ask(dana, { type: 'floor:give', syndicate: 's3' })
    expect(exercise.state.floor?.presenter).toBeNull()
    exercise.ask(dana, { type: 'floor:give', syndicate: 's2' })
    expect(exercise.state.floor?.presenter).toBe(bao)
    expect(exercise.refused(dana, { type: 'floor:give', syndicate: 's9' })).toBe('unknown-thing')
  })

  test('[PLE3] the presenter is of the syndicate that has the floor', () => {
    const { exercise, dana, amina, ada, bao } = smallCast()
    exercise.begin('plenary')
    expect(exercise.refused(dana, { type: 'presenter:name', seat: ada })).toBe('not-now')
    exercise.ask(dana, { type: 'floor:give', syndicate: 's1' })
    exercise.ask(dana, { type: 'presenter:name', seat: ada })
    expect(exercise.state.floor?.presenter).toBe(ada)
    expect(exercise.refused(dana, { type: 'presenter:name', seat: ada })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'presenter:name', seat: bao })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'presenter:name', seat: 'nobody' })).toBe('unknown-thing')
    exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: amina })
    exercise.ask(amina, { type: 'presenter:name', seat: amina })
    expect(exercise.state.floor?.presenter).toBe(amina)
  })

  test('[PLE4] what the presenter shows is a trace, not an event', () => {
    const { exercise, dana, amina, ada } = smallCast()
    exercise.begin('plenary')
    const show: Command = { type: 'stage:show', view }
    expect(exercise.refused(dana, show)).toBe('not-now')
    exercise.ask(dana, { type: 'floor:give', syndicate: 's1' })
    expect(exercise.ask(amina, show)).toMatchObject({ events: [], traces: [{ type: 'StageViewShown', view }] })
    expect(exercise.refused(dana, show)).toBe('ok')
    expect(exercise.refused(ada, show)).toBe('not-allowed')
  })
})

describe('boards and plans', () => {
  test('[DOC6] freezing and opening say so when they already are', () => {
    const { exercise, dana } = smallCast()
    expect(exercise.refused(dana, { type: 'boards:thaw' })).toBe('already-done')
    exercise.ask(dana, { type: 'boards:freeze' })
    expect(exercise.refused(dana, { type: 'boards:freeze' })).toBe('already-done')
    exercise.ask(dana, { type: 'boards:thaw' })
    expect(exercise.refused(dana, { type: 'boards:openInPlenary', open: false })).toBe('already-done')
    exercise.ask(dana, { type: 'boards:openInPlenary', open: true })
    expect(exercise.state.boards).toEqual({ frozen: false, openInPlenary: true, released: {}, withheld: {} })
  })

  test('[DOC7] a release opens a board, withholding closes it again and keeps it closed in debrief', () => {
    const { exercise, dana, bao } = smallCast()
    exercise.ask(dana, { type: 'board:release', syndicate: 's1', history: 'result' })
    expect(mayRead(exercise.state, bao, 'syndicate/s1/board')).toBe(true)
    expect(exercise.refused(dana, { type: 'board:release', syndicate: 's1', history: 'result' })).toBe('already-done')
    exercise.ask(dana, { type: 'board:release', syndicate: 's1', history: 'making' })
    exercise.ask(dana, { type: 'board:withhold', syndicate: 's1' })
    exercise.begin('hot-wash')
    expect(mayRead(exercise.state, bao, 'syndicate/s1/board')).toBe(false)
    expect(exercise.refused(dana, { type: 'board:withhold', syndicate: 's1' })).toBe('already-done')
    exercise.ask(dana, { type: 'board:release', syndicate: 's1', history: 'result' })
    expect(mayRead(exercise.state, bao, 'syndicate/s1/board')).toBe(true)
    expect(exercise.refused(dana, { type: 'board:release', syndicate: 's9', history: 'result' })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'board:withhold', syndicate: 's9' })).toBe('unknown-thing')
  })

  test('[PLN1] a submission names the journal\'s sequence; the lead submits, any member where there is none', () => {
    const { exercise, dana, amina, ada } = smallCast()
    expect(exercise.refused(ada, { type: 'plan:submit' })).toBe('not-now')
    exercise.begin('move-1').minutes(1)
    const sequence = exercise.sequence
    exercise.ask(ada, { type: 'plan:submit' })
    expect(exercise.state.submissions).toEqual([{ syndicate: 's1', by: ada, at: 60_000, sequence }])
    exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: amina })
    expect(exercise.refused(ada, { type: 'plan:submit' })).toBe('not-allowed')
    exercise.ask(amina, { type: 'plan:submit' })
    expect(exercise.state.submissions).toHaveLength(2)
  })

  test('[DOC8] a restore goes on in a new epoch; the future cannot be restored', () => {
    const { exercise, dana } = smallCast()
    exercise.ask(dana, { type: 'document:restore', document: 'syndicate/s1/board', toSequence: 2 })
    expect(exercise.state.documents['syndicate/s1/board']?.epoch).toBe(2)
    expect(exercise.refused(dana, { type: 'document:restore', document: 'overlay', toSequence: 10_000 })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'document:restore', document: 'syndicate/s9/board', toSequence: 1 })).toBe('unknown-thing')
  })

  test('[DOC9] a client id belongs to the first who names it, for good, over restores too', () => {
    const { exercise, dana, amina, ada } = smallCast()
    const claim = (seat: string, clientId: number, document = 'syndicate/s1/board') => {
      const decision = exercise.try({ kind: 'server' }, { type: 'author:claim', document, clientId, seat })
      return decision.ok ? decision.events.length : decision.refusal.code
    }
    expect(claim(amina, 7)).toBe(1)
    expect(claim(amina, 7)).toBe(0)
    expect(claim(ada, 7)).toBe('not-allowed')
    expect(claim(ada, 7, 'overlay')).toBe(1)
    expect([claim(ada, -1), claim(ada, 1.5), claim(ada, 8, 'constructor')]).toEqual(['unknown-thing', 'unknown-thing', 'unknown-thing'])
    exercise.ask(dana, { type: 'document:restore', document: 'syndicate/s1/board', toSequence: 2 })
    expect(claim(ada, 7)).toBe('not-allowed')
    expect(exercise.state.documents['syndicate/s1/board']?.authors).toEqual({ 7: amina })
  })
})

describe('messages and the world', () => {
  test('[EX21] a message needs words, and syndicates that exist', () => {
    const { exercise, dana } = smallCast()
    expect(exercise.refused(dana, { type: 'message:send', text: '  ', syndicates: [] })).toBe('unreadable')
    expect(exercise.refused(dana, { type: 'message:send', text: 'Hello', syndicates: ['s9'] })).toBe('unknown-thing')
    exercise.later(5).ask(dana, { type: 'message:send', text: ' Back at 10:45. ', syndicates: ['s1', 's1'] })
    expect(exercise.state.messages).toEqual([{ text: 'Back at 10:45.', syndicates: ['s1'], at: 5 }])
  })

  test('[WLD3] only what the zone knows can change; pins may be new', () => {
    const { exercise, dana } = smallCast()
    const change = (of: Extract<Command, { type: 'world:change' }>['change'], scope: Extract<Command, { type: 'world:change' }>['scope'] = { kind: 'common' }) => exercise.refused(dana, { type: 'world:change', scope, change: of })
    const pin = { kind: 'incident', title: 'Fire', points: [[1, 2]] as [number, number][], radiusKm: null, precision: 'near' } as const
    expect(change({ kind: 'road', thing: 'SILVER-9', state: 'open', note: '' })).toBe('unknown-thing')
    expect(change({ kind: 'unit', thing: '__proto__', state: 'resting', note: '' })).toBe('unknown-thing')
    expect(change({ kind: 'pin', thing: '__proto__', pin, note: '' })).toBe('unknown-thing')
    expect(change({ kind: 'unpin', thing: 'fire', note: '' })).toBe('unknown-thing')
    expect(change({ kind: 'pin', thing: 'fire', pin, note: '' }, { kind: 'syndicates', syndicates: ['s9'] })).toBe('unknown-thing')
    expect(change({ kind: 'pin', thing: 'fire', pin, note: '' }, { kind: 'syndicates', syndicates: ['s1', 's1'] })).toBe('ok')
    expect(change({ kind: 'unpin', thing: 'fire', note: '' })).toBe('unknown-thing')
    expect(change({ kind: 'unpin', thing: 'fire', note: 'Out' }, { kind: 'syndicates', syndicates: ['s1'] })).toBe('ok')
    expect(worldOf(exercise.state, 's1', { truth: false }).pins.fire).toMatchObject({ gone: true, title: 'Fire' })
    expect(worldOf(exercise.state, 's2', { truth: false }).pins).toEqual({})
    for (const known of [
      { kind: 'road', thing: 'GOLD-1', state: 'difficult', note: '' }, { kind: 'crossing', thing: 'farrow', state: 'closed', note: '' }, { kind: 'unit', thing: 'INF4-A', state: 'resting', note: '' },
      { kind: 'site', thing: 'lothra', state: 'tense', population: null, note: '' }, { kind: 'mast', thing: 'corvale-mast', state: 'off', note: '' }, { kind: 'weather', state: 'storm', waterMetres: null, note: '' },
    ] as const) expect(change(known)).toBe('ok')
    expect(exercise.state.world.common.sites.lothra).toMatchObject({ state: 'tense', population: 14_200 })
  })

  test('[WLD4] a syndicate\'s own fact lies over the common one; once the common world has caught up, the next common change reaches it', () => {
    const { exercise, dana } = smallCast()
    const set = (state: 'open' | 'closed' | 'destroyed', syndicate?: string) => exercise.ask(dana, {
      type: 'world:change', scope: syndicate === undefined ? { kind: 'common' } : { kind: 'syndicates', syndicates: [syndicate] },
      change: { kind: 'crossing', thing: 'farrow', state, note: '' },
    })
    const bridge = (syndicate: string) => worldOf(exercise.state, syndicate, { truth: false }).crossings.farrow?.state
    set('destroyed', 's1')
    set('closed')
    expect([bridge('s1'), bridge('s2')]).toEqual(['destroyed', 'closed'])
    set('destroyed')
    set('open')
    expect([bridge('s1'), bridge('s2')]).toEqual(['open', 'open'])
  })

  test('[WLD5] the truth lies over what a syndicate knows, for directing staff only', () => {
    const { exercise, dana } = smallCast()
    exercise.ask(dana, { type: 'world:change', scope: { kind: 'truth' }, change: { kind: 'road', thing: 'GOLD-1', state: 'closed-threat', note: 'Ambush' } })
    expect(worldOf(exercise.state, 's1', { truth: true }).roads['GOLD-1']?.state).toBe('closed-threat')
    expect(worldOf(exercise.state, 's1', { truth: false }).roads['GOLD-1']?.state).toBe('open')
  })
})
