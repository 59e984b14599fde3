/** Joining, the lobby, hats, moving, removing, leads and codes. */
import { describe, expect, test } from 'vitest'
import { freeHats } from '#shared/exercise/decide/joining.ts'
import { cleanName } from '#shared/exercise/seatName.ts'
import type { Seat } from '#shared/exercise/seat.ts'
import { limits } from '#shared/protocol/limits.ts'
import { smallCast, SmallExercise } from '../../../support/smallExercise.ts'

function codeOf(exercise: SmallExercise, code: string, name: string, hat: string | null = null): string {
  const decision = exercise.try({ kind: 'door' }, { type: 'seat:take', code, name, hat })
  return decision.ok ? 'ok' : decision.refusal.code
}

/** The state is looked at after the seat was taken. */
function seatAfter(exercise: SmallExercise, take: () => string): Seat | undefined {
  const id = take()
  return exercise.state.seats[id]
}

describe('taking a seat', () => {
  test('[SEAT30] a code makes the seat it stands for, admitted at once where there is no lobby', () => {
    const exercise = new SmallExercise()
    const amina = exercise.later(5000).join('  Amina \t Diallo ', 'member', 's1', 'operations')
    expect(exercise.state.seats[amina]).toEqual({ id: amina, role: 'member', name: 'Amina Diallo', syndicate: 's1', hat: 'operations', assigned: [], status: 'admitted', since: 5000 })
    expect(exercise.state.syndicates.s1?.lead).toBeNull()
  })

  test('[SEAT31] with a lobby everybody waits but screens', () => {
    const exercise = new SmallExercise({ lobby: true })
    const waits = (['deputy', 'evaluator', 'observer', 'screen'] as const).map((role) => seatAfter(exercise, () => exercise.join(role, role))?.status)
    expect(waits).toEqual(['waiting', 'waiting', 'waiting', 'admitted'])
    expect(seatAfter(exercise, () => exercise.join('Amina', 'member', 's1'))?.status).toBe('waiting')
  })

  test('[SEAT50] whom the roster awaits at this door does not wait in the lobby; the name typed elsewhere, or twice, does', () => {
    const exercise = new SmallExercise({ lobby: true })
    const statusOf = (code: string, name: string): string | undefined => {
      const decision = exercise.try({ kind: 'door' }, { type: 'seat:take', code, name, hat: null })
      return decision.ok ? exercise.state.seats[decision.result.seat ?? '']?.status : decision.refusal.code
    }
    expect(statusOf(exercise.code('member', 's2'), 'Amina Diallo')).toBe('waiting')
    expect(statusOf(exercise.code('observer'), 'Amina Diallo')).toBe('waiting')
    expect(statusOf(exercise.code('member', 's1'), 'amina  DIALLO')).toBe('admitted')
    expect(statusOf(exercise.code('member', 's1'), 'Amina Diallo')).toBe('waiting')
    expect(statusOf(exercise.code('member', 's1'), 'Eve')).toBe('waiting')
  })

  test('[SEAT32] a wrong code is a sentence; spaces and dashes in a right one do no harm', () => {
    const exercise = new SmallExercise()
    expect(codeOf(exercise, '00000000', 'Amina')).toBe('wrong-code')
    expect(codeOf(exercise, '', 'Amina')).toBe('wrong-code')
    const code = exercise.code('member', 's1')
    expect(codeOf(exercise, ` ${code.slice(0, 4)}-${code.slice(4)} `, 'Amina')).toBe('ok')
  })

  test('[SEAT33] names are made safe to show', () => {
    expect(cleanName('  Amina\n Diallo ')).toBe('Amina Diallo')
    expect(cleanName('Dana\u202e\u2066 chief\u200b')).toBe('Dana chief')
    expect(cleanName('\u0000\u0007Bao\ufeff')).toBe('Bao')
    expect(cleanName('نرگس\u200cها')).toBe('نرگس\u200cها')
    expect(cleanName('e\u0301')).toBe('é')
    expect(cleanName(' \u200b ')).toBeNull()
    expect(cleanName('x'.repeat(60))).toBe('x'.repeat(60))
    expect(cleanName('x'.repeat(61))).toBeNull()
    expect(cleanName('😀'.repeat(60))).not.toBeNull()
    const exercise = new SmallExercise()
    expect(codeOf(exercise, exercise.code('observer'), '\u202e')).toBe('unreadable')
    expect(codeOf(exercise, exercise.code('screen'), '')).toBe('ok')
  })

  test('[SEAT34] a name already sitting in that syndicate waits, so that staff look who it is', () => {
    const exercise = new SmallExercise()
    exercise.join('Amina', 'member', 's1')
    expect(seatAfter(exercise, () => exercise.join('AMINA', 'member', 's1'))?.status).toBe('waiting')
    expect(seatAfter(exercise, () => exercise.join('Amina', 'member', 's2'))?.status).toBe('admitted')
  })

  test('[SEAT51] who comes back from another laptop gets the seat that was theirs, with hat and offices; the old one is told where it went', () => {
    const exercise = new SmallExercise()
    const dana = exercise.chief('Dana')
    const amina = exercise.join('Amina', 'member', 's1', 'operations')
    const bao = exercise.join('Bao', 'member', 's1', 'protection')
    exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: amina })
    const again = exercise.join('Amina', 'member', 's1')
    expect(exercise.refused(bao, { type: 'seat:return', seat: again, was: amina })).toBe('not-allowed')
    exercise.ask(dana, { type: 'seat:return', seat: again, was: amina })
    expect(exercise.state.seats[again]).toMatchObject({ status: 'admitted', syndicate: 's1', hat: 'operations' })
    expect(exercise.state.seats[amina]?.status).toBe('removed')
    expect(exercise.state.syndicates.s1?.lead).toBe(again)
    expect(exercise.steps.map(({ happened }) => happened.event)).toContainEqual({ type: 'SeatRemoved', seat: amina, because: 'opened elsewhere' })
    expect(exercise.refused(dana, { type: 'seat:return', seat: again, was: bao })).toBe('unknown-thing')
  })

  test('[SEAT51] a seat goes over to its own kind only, and from no seat that is gone', () => {
    const exercise = new SmallExercise({ lobby: true })
    const dana = exercise.chief('Dana')
    const bao = exercise.join('Bao', 'member', 's2')
    const omar = exercise.join('Omar', 'observer')
    exercise.ask(dana, { type: 'seat:admit', seats: [bao] })
    expect(exercise.refused(dana, { type: 'seat:return', seat: omar, was: bao })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'seat:return', seat: omar, was: 'nobody' })).toBe('unknown-thing')
  })

  test('[SEAT35] a hat is worn once in a syndicate, and only by members', () => {
    const exercise = new SmallExercise()
    exercise.join('Amina', 'member', 's1', 'operations')
    expect(codeOf(exercise, exercise.code('member', 's1'), 'Ada', 'operations')).toBe('hat-taken')
    expect(codeOf(exercise, exercise.code('member', 's1'), 'Ada', 'nonsense')).toBe('unknown-thing')
    expect(codeOf(exercise, exercise.code('member', 's2'), 'Bao', 'operations')).toBe('ok')
    expect(seatAfter(exercise, () => exercise.join('Omar', 'observer', null, 'operations'))?.hat).toBeNull()
    expect(freeHats(exercise.state, 's1').map((hat) => hat.id)).toEqual(['protection'])
    expect(freeHats(exercise.state, 's9')).toEqual([])
  })

  test('[SEAT36] who waits keeps nobody from a hat, and comes in without it when it was taken meanwhile', () => {
    const exercise = new SmallExercise({ lobby: true })
    const dana = exercise.chief('Dana')
    const first = exercise.join('Amina', 'member', 's1', 'protection')
    const second = exercise.join('Ada', 'member', 's1', 'protection')
    exercise.ask(dana, { type: 'seat:admit', seats: [second, first] })
    expect([exercise.state.seats[second]?.hat, exercise.state.seats[first]?.hat]).toEqual(['protection', null])
    expect(exercise.state.seats[first]?.status).toBe('admitted')
  })

  test('[SEAT37] the house is full at its limit; removed seats leave room', () => {
    const exercise = new SmallExercise()
    const dana = exercise.chief('Dana')
    let last = ''
    for (let count = 1; count < limits.seats; count += 1) last = exercise.join(`Guest ${count}`, 'observer')
    expect(codeOf(exercise, exercise.code('observer'), 'One more')).toBe('full')
    exercise.ask(dana, { type: 'seat:remove', seat: last })
    expect(codeOf(exercise, exercise.code('observer'), 'One more')).toBe('ok')
  })

  test('[SEAT38] the chief is seated and admitted from the server\'s own machine', () => {
    const exercise = new SmallExercise({ lobby: true })
    expect(seatAfter(exercise, () => exercise.chief('Dana'))).toMatchObject({ role: 'chief', name: 'Dana', status: 'admitted' })
    const unnamed = exercise.try({ kind: 'door' }, { type: 'chief:seat', name: ' ' })
    expect(unnamed.ok).toBe(false)
  })
})

describe('arranging seats', () => {
  test('[SEAT39] staff admit who waits, together; asked again there is nobody to admit', () => {
    const { exercise, dana, amina, bao } = smallCast({ lobby: true })
    exercise.later(9000).ask(dana, { type: 'seat:admit', seats: [amina, bao, amina] })
    expect([exercise.state.seats[amina], exercise.state.seats[bao]].map((seat) => [seat?.status, seat?.since])).toEqual([['admitted', 9000], ['admitted', 9000]])
    expect(exercise.refused(dana, { type: 'seat:admit', seats: [amina] })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'seat:admit', seats: ['nobody'] })).toBe('unknown-thing')
  })

  test('[SEAT40] who moves to another syndicate is no longer lead nor presenter of the old one', () => {
    const { exercise, dana, amina } = smallCast()
    exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: amina })
    exercise.begin('plenary').ask(dana, { type: 'floor:give', syndicate: 's1' })
    expect(exercise.state.floor?.presenter).toBe(amina)
    exercise.ask(dana, { type: 'seat:move', seat: amina, syndicate: 's1', hat: null })
    expect(exercise.state.syndicates.s1?.lead).toBe(amina)
    exercise.ask(dana, { type: 'seat:move', seat: amina, syndicate: 's2', hat: null })
    expect([exercise.state.syndicates.s1?.lead, exercise.state.floor?.presenter]).toEqual([null, null])
  })

  test('[SEAT41] moving says no in words where it makes no sense', () => {
    const { exercise, dana, amina, ada, eve, wall } = smallCast()
    expect(exercise.refused(dana, { type: 'seat:move', seat: 'nobody', syndicate: 's1', hat: null })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'seat:move', seat: amina, syndicate: 's9', hat: null })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'seat:move', seat: amina, syndicate: null, hat: null })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'seat:move', seat: eve, syndicate: 's1', hat: null })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'seat:move', seat: wall, syndicate: 's1', hat: 'operations' })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'seat:move', seat: ada, syndicate: 's1', hat: 'operations' })).toBe('hat-taken')
    expect(exercise.refused(dana, { type: 'seat:move', seat: amina, syndicate: 's1', hat: 'operations' })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'seat:move', seat: wall, syndicate: null, hat: null })).toBe('ok')
  })

  test('[SEAT42] who is removed keeps the name for the record; who never came in is forgotten', () => {
    const { exercise, dana, amina } = smallCast()
    exercise.ask(dana, { type: 'seat:remove', seat: amina })
    expect(exercise.state.seats[amina]).toMatchObject({ name: 'Amina', status: 'removed' })
    expect(exercise.refused(dana, { type: 'seat:remove', seat: amina })).toBe('unknown-thing')
    exercise.ask(dana, { type: 'lobby:set', open: true })
    const stranger = exercise.join('Stranger', 'observer')
    exercise.ask(dana, { type: 'seat:remove', seat: stranger })
    expect(exercise.state.seats[stranger]).toBeUndefined()
  })

  test('[SEAT43] nobody removes themselves, and only a chief a chief', () => {
    const { exercise, dana } = smallCast()
    const deputy = exercise.join('Dee', 'deputy')
    expect(exercise.refused(dana, { type: 'seat:remove', seat: dana })).toBe('not-allowed')
    expect(exercise.refused(deputy, { type: 'seat:remove', seat: dana })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'seat:remove', seat: deputy })).toBe('ok')
  })

  test('[SEAT44] evaluators are assigned to syndicates', () => {
    const { exercise, dana, eve, amina } = smallCast()
    exercise.ask(dana, { type: 'seat:assign', seat: eve, syndicates: ['s2', 's3', 's2'] })
    expect(exercise.state.seats[eve]?.assigned).toEqual(['s2', 's3'])
    expect(exercise.refused(dana, { type: 'seat:assign', seat: amina, syndicates: ['s1'] })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'seat:assign', seat: eve, syndicates: ['s9'] })).toBe('unknown-thing')
  })

  test('[SEAT45] a member changes to a free hat', () => {
    const { exercise, amina, bao } = smallCast()
    expect(exercise.refused(amina, { type: 'seat:hat', hat: 'protection' })).toBe('hat-taken')
    expect(exercise.refused(amina, { type: 'seat:hat', hat: 'crown' })).toBe('unknown-thing')
    expect(exercise.refused(amina, { type: 'seat:hat', hat: 'operations' })).toBe('already-done')
    exercise.ask(bao, { type: 'seat:hat', hat: 'protection' })
    exercise.ask(bao, { type: 'seat:hat', hat: null })
    expect(exercise.state.seats[bao]?.hat).toBeNull()
  })

  test('[SEAT46] the lead is an admitted member of the syndicate', () => {
    const { exercise, dana, amina, bao, omar } = smallCast()
    expect(exercise.refused(dana, { type: 'lead:name', syndicate: 's1', seat: bao })).toBe('not-allowed')
    expect(exercise.refused(dana, { type: 'lead:name', syndicate: 's1', seat: omar })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'lead:name', syndicate: '__proto__', seat: amina })).toBe('unknown-thing')
    exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: amina })
    expect(exercise.refused(dana, { type: 'lead:name', syndicate: 's1', seat: amina })).toBe('already-done')
    exercise.ask(dana, { type: 'seat:remove', seat: amina })
    expect(exercise.state.syndicates.s1?.lead).toBeNull()
  })

  test('[SEAT47] a changed code opens the same seat, the old one nothing', () => {
    const { exercise, dana } = smallCast()
    const old = exercise.code('member', 's2')
    exercise.ask(dana, { type: 'code:rotate', code: old })
    expect(codeOf(exercise, old, 'Late')).toBe('wrong-code')
    expect(seatAfter(exercise, () => exercise.join('Late', 'member', 's2'))?.syndicate).toBe('s2')
    expect(exercise.refused(dana, { type: 'code:rotate', code: old })).toBe('unknown-thing')
  })
})
