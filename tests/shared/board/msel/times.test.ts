import { describe, expect, test } from 'vitest'
import { dayNumber, readDue, readScenarioTime } from '../../../../shared/board/msel/times.ts'
import type { TableContext } from '../../../../shared/board/msel/tableContext.ts'
import { smallScenario } from '../../../fixtures/smallScenario.ts'

// Move 1 begins at 09:15, D-2 06:00, and its hour covers six of the scenario; move 2 begins at 10:45, D 05:00.
const context: TableContext = { agenda: smallScenario.agenda, hats: smallScenario.hats, zone: smallScenario.zone, dDay: null }
const dated: TableContext = { ...context, dDay: dayNumber('2026-11-25') }

describe('[MSL10] the minute an inject falls due', () => {
  test.each([
    ['45', 1, 45], ['+45', 1, 45], ['+45 min', 1, 45], ['+ 7', 1, 7], ['0', 1, 0], ['12.5', 1, 12.5], ['−0', 1, null],
    ['H+30', 1, 30], ['H + 0:45', 1, 45], ['H+1:30', 1, 90], ['H+2h', 1, 120], ['T+5', 1, 5], ['STARTEX+10 min', 1, 10], ['H+0', 1, 0],
    ['09:15', 1, 0], ['1015', 1, 60], ['10.15', 1, 60], ['10:15 hrs', 1, 60], ['11:00', 2, 15],
    ['D-2 06:00', 1, 0], ['D-2 0900', 1, 30], ['D−2, 12:00', 1, 60], ['D 05:20', 2, 20], ['D+0 0520', 2, 20], ['D-Day 05:20', 2, 20],
  ])('[MSL10] "%s" in move %i is minute %s', (cell, move, minute) => {
    expect(readDue(cell, move, context)).toEqual(minute === null ? { ok: false, fault: { code: 'time-before-move', detail: '' } } : { ok: true, value: { move, minute } })
  })

  test.each(['', 'by hand', 'On call', 'contingency', '-'])('[MSL10] "%s" leaves it to a hand', (cell) => {
    expect(readDue(cell, 1, context)).toEqual({ ok: true, value: { move: 1, minute: null } })
  })

  test('[MSL10] a time tells its move, where the row names none', () => {
    expect(readDue('10:50', null, context)).toEqual({ ok: true, value: { move: 2, minute: 5 } })
    expect(readDue('D 05:30', null, context)).toEqual({ ok: true, value: { move: 2, minute: 30 } })
    expect(readDue('15:00', null, context)).toMatchObject({ fault: { code: 'time-no-move' } })
  })

  test.each([
    ['H+2', 1, 'time-ambiguous'], ['08:00', 1, 'time-before-move'], ['D-3 23:00', 1, 'time-before-move'], ['25:10', 1, 'time-shape'], ['D+1 6pm', 1, 'time-shape'],
    ['soon', 1, 'time-shape'], ['D+1', 1, 'time-shape'], ['2026-11-25 05:20', 2, 'time-date'], ['10:15', 9, 'move-unknown'], ['0975', 1, 'time-shape'], ['-5', 1, 'time-before-move'],
  ])('[MSL10] "%s" in move %i is a fault: %s', (cell, move, code) => {
    expect(readDue(cell, move, context)).toMatchObject({ ok: false, fault: { code } })
  })

  test.each(['2026-11-25 05:20', '25.11.2026 05:20', '25/11/2026 05:20', '250520ZNOV26', '250520 Nov 2026'])('[MSL10] once D-day is named, "%s" is a time of the scenario', (cell) => {
    expect(readDue(cell, 2, dated)).toEqual({ ok: true, value: { move: 2, minute: 20 } })
    expect(readScenarioTime(cell, dated)).toEqual({ ok: true, value: 320 })
  })
})

describe('[MSL10] the scenario clock', () => {
  test.each([['D-2 06:00', -2520], ['D+1 0600', 1800], ['d 5:15', 315], ['', null]])('[MSL10] "%s" is minute %s from D', (cell, minute) => {
    expect(readScenarioTime(cell, context)).toEqual({ ok: true, value: minute })
  })
  test('[MSL10] a bare clock time names no day, and 31 February no date', () => {
    expect(readScenarioTime('06:00', context)).toMatchObject({ fault: { code: 'time-no-day' } })
    expect(readScenarioTime('2026-02-31', dated)).toMatchObject({ fault: { code: 'time-shape' } })
    expect(dayNumber('2026-02-31')).toBeNull()
  })
})
