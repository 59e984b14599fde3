/** Exhibits: who is sent them, what stands on the stage, and how far it has got. */
import { describe, expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { positionAt, type Exhibit } from '#shared/exercise/exhibit.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { mayOpenExhibit } from '#shared/exercise/view/openExhibit.ts'
import { smallCast } from '../../../support/smallExercise.ts'

const picture: Exhibit = { media: 'm-picture', kind: 'picture', title: 'Span', words: 'The east span is gone.', notice: null, hat: null, pages: null }
const sealed: Exhibit = { media: 'm-sealed', kind: 'pdf', title: 'Names', words: '', notice: null, hat: 'protection', pages: 2 }
const slides: Exhibit = { media: 'm-slides', kind: 'pdf', title: 'Briefing', words: '', notice: null, hat: null, pages: 3 }
const radio: Exhibit = { media: 'm-radio', kind: 'audio', title: 'Radio', words: 'Do not go to the market.', notice: null, hat: null, pages: null }
const hard: Exhibit = { media: 'm-hard', kind: 'video', title: 'Market', words: 'People run.', notice: 'This shows people who are hurt.', hat: null, pages: null }

function started() {
  const cast = smallCast()
  const { exercise, dana } = cast
  exercise.begin('move-1')
  for (const [exhibit, serial] of [[picture, 'INJ-01'], [sealed, 'INJ-01'], [slides, null], [radio, null], [hard, null]] as const) exercise.ask(dana, { type: 'exhibit:add', exhibit, serial })
  const may = (media: string): string[] => Object.entries(cast).flatMap(([name, seat]) => (typeof seat === 'string' && mayOpenExhibit(exercise.state, seat, media) ? [name] : []))
  return { ...cast, may }
}

describe('the shelf', () => {
  test('[MED20] is the directing staff’s alone: what is planned is a secret until it is released', () => {
    const { exercise, dana, amina, may } = started()
    expect(viewFor(exercise.state, dana).directing.shelf).toHaveLength(5)
    expect(JSON.stringify(viewFor(exercise.state, amina))).not.toMatch(/m-picture|m-slides|east span/)
    expect(may('m-picture')).toEqual(['dana'])
  })

  test('[MED21] sound and video want words, a PDF its pages, a sealed one a hat that is there', () => {
    const { exercise, dana } = started()
    const add = (more: Partial<Exhibit>, serial: string | null = null): string => exercise.refused(dana, { type: 'exhibit:add', exhibit: { ...picture, media: 'new', ...more }, serial })
    expect([add({ kind: 'audio', words: '  ' }), add({ kind: 'video', words: '' }), add({ kind: 'pdf' }), add({ title: ' ' }), add({ hat: 'no-hat' }), add({}, 'INJ-99'), add({ media: 'm-radio' }), add({})])
      .toEqual(['unreadable', 'unreadable', 'unreadable', 'unreadable', 'unknown-thing', 'unknown-thing', 'already-done', 'ok'])
  })

  test('[MED22] what was taken away goes with no later release, and stays with those who have it', () => {
    const { exercise, dana, may } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    exercise.ask(dana, { type: 'exhibit:drop', media: 'm-picture' })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s2'] })
    expect(may('m-picture')).toEqual(['dana', 'amina', 'ada', 'eve'])
    expect(exercise.refused(dana, { type: 'exhibit:drop', media: 'm-picture' })).toBe('unknown-thing')
  })
})

describe('with an inject', () => {
  test('[MED23] is opened by those it was released to, and by nobody when it is taken back', () => {
    const { exercise, dana, may } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    expect(may('m-picture')).toEqual(['dana', 'amina', 'ada', 'eve'])
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s2', 's3'] })
    expect(may('m-picture')).toEqual(['dana', 'amina', 'ada', 'bao', 'eve', 'omar', 'wall', 'projector'])
    const [inject = ''] = Object.keys(exercise.state.injects)
    exercise.ask(dana, { type: 'inject:withdraw', inject, syndicates: ['s1', 's2', 's3'] })
    expect(may('m-picture')).toEqual(['dana'])
  })

  test('[MED24] what is sealed for one hat is in no other view: another hat, another syndicate, a guest, a screen', () => {
    const { exercise, dana, amina, ada, omar, may } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1', 's2', 's3'] })
    expect(may('m-sealed')).toEqual(['dana', 'ada', 'eve'])
    const titles = (seat: string): string[] => Object.values(viewFor(exercise.state, seat).injects).flatMap(({ releases, shared }) => [...(releases.s1?.content.exhibits ?? shared?.exhibits ?? [])].map(({ title }) => title))
    expect([titles(amina), titles(ada), titles(omar)]).toEqual([['Span'], ['Span', 'Names'], ['Span']])
    exercise.ask(amina, { type: 'seat:hat', hat: null })
    exercise.ask(ada, { type: 'seat:hat', hat: null })
    expect(may('m-sealed')).toEqual(['dana', 'eve'])
  })

  test('[MED25] a free inject takes exhibits from the shelf, all or none', () => {
    const { exercise, dana, amina } = started()
    const write = (exhibits: string[]) => ({ type: 'inject:write' as const, syndicates: ['s1'], content: { title: '', text: 'Listen.', channel: 'radio' as const, from: '', question: null, answerMinutes: null, exhibits } })
    expect(exercise.refused(dana, write(['m-radio', 'gone']))).toBe('unknown-thing')
    exercise.ask(dana, write(['m-radio', 'm-radio']))
    expect(Object.values(viewFor(exercise.state, amina).injects)[0]?.releases.s1?.content.exhibits).toEqual([radio])
  })

  test('[MED26] a visitor brings none: the planned text and what goes with it are the player’s brief', () => {
    const { exercise, dana, may } = started()
    exercise.ask(dana, { type: 'exhibit:add', exhibit: { ...picture, media: 'm-brief' }, serial: 'INJ-04' })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-04', syndicates: ['s1'] })
    expect(may('m-brief')).toEqual(['dana'])
  })
})

describe('on the stage', () => {
  test('[MED27] everybody may open what the room is shown, then and in replay', () => {
    const { exercise, dana, may } = started()
    exercise.ask(dana, { type: 'exhibit:show', media: 'm-slides' })
    const everybody = ['dana', 'amina', 'ada', 'bao', 'eve', 'omar', 'wall', 'projector']
    expect(may('m-slides')).toEqual(everybody)
    exercise.ask(dana, { type: 'exhibit:take' })
    expect(may('m-slides')).toEqual(everybody)
  })

  test('[MED28] a notice stands before it until the staff open it: until then nobody is sent more than the notice', () => {
    const { exercise, dana, omar, projector, may } = started()
    exercise.ask(dana, { type: 'exhibit:show', media: 'm-hard' })
    for (const seat of [omar, projector]) expect(viewFor(exercise.state, seat).plenary.exhibit).toMatchObject({ covered: true, exhibit: { media: '', words: '', title: 'Market', notice: hard.notice } })
    expect([may('m-hard'), exercise.refused(dana, { type: 'exhibit:cue', playing: true, positionMs: 0 })]).toEqual([['dana'], 'not-now'])
    exercise.ask(dana, { type: 'exhibit:uncover' })
    expect(viewFor(exercise.state, projector).plenary.exhibit).toMatchObject({ covered: false, exhibit: hard })
    expect(may('m-hard')).toContain('omar')
  })

  test('[MED29] what is sealed or protected never stands there', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'exhibit:add', exhibit: { ...picture, media: 'm-school' }, serial: 'INJ-03' })
    expect([exercise.refused(dana, { type: 'exhibit:show', media: 'm-sealed' }), exercise.refused(dana, { type: 'exhibit:show', media: 'm-school' })]).toEqual(['not-allowed', 'not-allowed'])
  })

  test('[MED30] pages are turned within the PDF, and nothing else is', () => {
    const { exercise, dana } = started()
    const turn = (page: number): string => exercise.refused(dana, { type: 'exhibit:turn', page })
    expect(turn(2)).toBe('not-now')
    exercise.ask(dana, { type: 'exhibit:show', media: 'm-slides' })
    expect([turn(1), turn(3), turn(4), exercise.state.plenary.exhibit?.page]).toEqual(['already-done', 'ok', 'unreadable', 3])
    expect(exercise.refused(dana, { type: 'exhibit:cue', playing: true, positionMs: 0 })).toBe('unreadable')
    exercise.ask(dana, { type: 'exhibit:show', media: 'm-radio' })
    expect([turn(2), exercise.state.plenary.exhibit?.page]).toEqual(['unreadable', 1])
  })

  test('[MED31] a sound goes on from where it was set, and stands where it was stopped', () => {
    const { exercise, dana, projector } = started()
    const at = (): number | null => { const staged = viewFor(exercise.state, projector).plenary.exhibit; return staged === null ? null : positionAt(staged, exercise.now) }
    exercise.ask(dana, { type: 'exhibit:show', media: 'm-radio' })
    exercise.later(5000)
    expect(at()).toBe(0)
    exercise.ask(dana, { type: 'exhibit:cue', playing: true, positionMs: 2000 })
    exercise.later(3000)
    expect(at()).toBe(5000)
    exercise.ask(dana, { type: 'exhibit:cue', playing: false, positionMs: 5000 })
    exercise.later(3000)
    expect(at()).toBe(5000)
  })

  test('[MED33] a real stop silences what plays, and it stands where it was', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'exhibit:show', media: 'm-radio' })
    exercise.ask(dana, { type: 'exhibit:cue', playing: true, positionMs: 0 })
    exercise.later(4000).ask(dana, { type: 'screens:black' })
    expect(exercise.state.plenary.exhibit).toMatchObject({ playing: false, positionMs: 4000 })
  })

  test('[MED32] it goes with its part of the day, and with its inject when that is taken back', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'exhibit:show', media: 'm-slides' })
    exercise.ask(dana, { type: 'stage:begin', index: 5 })
    expect(exercise.state.plenary.exhibit).toBeNull()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    const [inject = ''] = Object.keys(exercise.state.injects)
    const backs: readonly Command[] = [{ type: 'inject:withdraw', inject, syndicates: ['s1'] }, { type: 'inject:undo', inject }]
    for (const back of backs) {
      exercise.ask(dana, { type: 'exhibit:show', media: 'm-picture' })
      exercise.ask(dana, back)
      expect(exercise.state.plenary.exhibit).toBeNull()
    }
  })
})
