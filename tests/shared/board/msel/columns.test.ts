import { describe, expect, test } from 'vitest'
import { blankItem, mselColumnIds, mselColumns, readCell, tidySerial } from '../../../../shared/board/msel/columns.ts'
import { columnLetters, guessHeaderRow, guessUses } from '../../../../shared/board/msel/headers.ts'
import type { TableContext } from '../../../../shared/board/msel/tableContext.ts'
import { smallScenario } from '../../../fixtures/smallScenario.ts'

const context: TableContext = { agenda: smallScenario.agenda, hats: smallScenario.hats, zone: smallScenario.zone, dDay: null }
const blank = blankItem('INJ-01')

describe('[MSL11] a cell of the MSEL', () => {
  test('[MSL11] what is written of an inject is read back as the same inject, in every column', () => {
    for (const item of smallScenario.msel) {
      let read = { ...item, content: blank.content, secrets: blankItem(item.serial).secrets }
      for (const id of mselColumnIds) {
        const cell = mselColumns[id].write(item, context)
        const result = readCell(id, cell, read, context)
        if (!result.ok) throw new Error(`${item.serial} ${id} "${cell}": ${result.fault.code}`)
        read = result.value
      }
      // a place is known to ten metres by its grid reference
      expect({ ...read, content: { ...read.content, place: null } }).toEqual({ ...item, content: { ...item.content, place: null } })
      expect(read.content.place?.name).toBe(item.content.place?.name)
      const [at, of] = [read.content.place?.at, item.content.place?.at]
      expect(Math.hypot((at?.[0] ?? 0) - (of?.[0] ?? 0), (at?.[1] ?? 0) - (of?.[1] ?? 0))).toBeLessThan(0.02)
    }
  })

  test('[MSL11] a cell that says what stands there changes nothing, though it says less', () => {
    for (const item of smallScenario.msel) {
      for (const id of mselColumnIds) expect(readCell(id, mselColumns[id].write(item, context), item, context)).toEqual({ ok: true, value: item })
    }
  })

  test.each([
    ['channel', 'Telephone call', { content: { channel: 'phone' } }], ['channel', 'VHF', { content: { channel: 'radio' } }], ['channel', 'Role player', { content: { channel: 'visitor' }, visitor: true }],
    ['hat', 'protection ADVISER', { hat: 'protection' }], ['hat', 'All syndicates', { hat: null }], ['move', 'Move 2', { move: 2 }], ['move', 'Phase 1', { move: 1 }],
    ['grade', 'c - 3', { content: { grade: { source: 'C', information: 3 } } }], ['place', 'farrow bridge', { content: { place: { name: 'Farrow Bridge', at: [52, 44], precision: 'exact' } } }],
    ['place', 'Somewhere', { content: { place: { name: 'Somewhere', at: null, precision: 'unknown' } } }], ['answerMinutes', '12 min', { content: { answerMinutes: 12 } }],
    ['choices', 'Pelu | Wait', { content: { answer: { kind: 'choice', choices: ['Pelu', 'Wait'] } } }], ['question', 'What now?', { content: { answer: { kind: 'text', question: 'What now?' } } }],
    ['expected', '1. Alert A Company\n* Tell the governor', { secrets: { expected: [{ text: 'Alert A Company', key: false }, { text: 'Tell the governor', key: true }] } }],
    ['tags', 'route; bridge, old; rain', { secrets: { tags: ['route', 'bridge, old', 'rain'] } }], ['tags', 'route, bridge', { secrets: { tags: ['route', 'bridge'] } }],
    ['choices', 'Tell both; wait\nGo on', { content: { answer: { kind: 'choice', choices: ['Tell both; wait', 'Go on'] } } }], ['protected', 'x', { content: { protected: true } }],
  ] as const)('[MSL11] %s "%s" is read', (id, cell, expected) => {
    expect(readCell(id, cell, blank, context)).toMatchObject({ ok: true, value: expected })
  })

  test.each([
    ['title', '', 'needed'], ['title', 'x'.repeat(401), 'too-long'], ['serial', '', 'no-serial'], ['serial', 'ИНЖ-1', 'serial-shape'], ['move', '7', 'move-unknown'], ['channel', 'pigeon', 'channel-unknown'],
    ['hat', 'The cook', 'hat-unknown'], ['grade', 'G7', 'grade-shape'], ['answer', 'song', 'answer-unknown'], ['choices', 'Only one', 'choices-few'], ['answerMinutes', 'soon', 'number-shape'],
    ['visitor', 'perhaps', 'yes-or-no'], ['grid', 'nowhere', 'grid-shape'], ['text', '#REF!', 'not-computed'],
  ] as const)('[MSL11] %s "%s" is a fault: %s', (id, cell, code) => {
    expect(readCell(id, cell, blank, context)).toMatchObject({ ok: false, fault: { code } })
  })

  test('[MSL17] cells of endless signs are read, or refused, in no time', () => {
    for (const cell of [`d${' '.repeat(30_000)}x`, `+${' '.repeat(30_000)}1x`, '('.repeat(30_000), `-${'\n '.repeat(10_000)}`, '1'.repeat(30_000), `${'h '.repeat(15_000)}`, `°${"'".repeat(30_000)}`]) {
      for (const id of mselColumnIds) expect(typeof readCell(id, cell, blank, context).ok).toBe('boolean')
      expect(guessUses([cell], new Map(), [])).toHaveLength(1)
    }
  })

  test('[MSL11] serials are written as they are here', () => {
    expect(['inj 3', '#12', ' Inj_07 ', 'A.1.2', 'INJ–04'].map(tidySerial)).toEqual(['INJ-3', '12', 'INJ-07', 'A-1-2', 'INJ-04'])
  })
})

describe('[MSL12] headings of a file', () => {
  test('[MSL12] columns are known by many wordings, each of ours once; the rest stay under their own names', () => {
    const headers = ['Inject No.', 'Time (D+)', 'Event', 'Means of Delivery', 'From', 'To', 'Inject text', 'Expected Player Action', 'Responsible', '', 'Event']
    expect(guessUses(headers, new Map(), ['Effects']).map((use) => (use.kind === 'field' ? use.column : use.kind === 'free' ? `free ${use.name}` : 'leave'))).toEqual(
      ['serial', 'due', 'title', 'channel', 'from', 'hat', 'text', 'expected', 'free Responsible', 'free J', 'free Event'])
  })
  test('[MSL12] the row of headings is found below a title block, and a file without one is told', () => {
    expect(guessHeaderRow([['EXERCISE WENZA'], ['Version', '3'], [], ['#', 'Time', 'Event', 'From'], ['1', '+5', 'Rain', 'Ops']], new Map())).toBe(3)
    expect(guessHeaderRow([['1', '+5', 'Rain', 'Ops']], new Map())).toBeNull()
  })
  test('[MSL12] a lone column of scenario times is the plan; beside a minute it is the scenario clock', () => {
    expect(guessUses(['No', 'DTG', 'Title'], new Map(), ['Effects'])[1]).toEqual({ kind: 'field', column: 'due' })
    expect(guessUses(['No', 'DTG', 'Minute'], new Map(), ['Effects'])[1]).toEqual({ kind: 'field', column: 'scenario' })
  })
  test('[MSL12] columns without a name have the letters of a spreadsheet', () => {
    expect([0, 25, 26, 51, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA'])
  })
})
