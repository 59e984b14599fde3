/** The short tables of the plan, and what one press makes of a way out. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { emptyPlan } from '#shared/board/planRows.ts'
import { clockTime, namesOf, readClockTime } from '../../../../client/components/means/names.ts'
import { hourRuns } from '../../../../client/components/means/hourRuns.ts'
import { actOf } from '../../../../client/components/means/mendActs.ts'
import { PlanBook } from '../../../../client/components/means/planBook.svelte.ts'
import { plannedSpots } from '../../../../client/components/means/plannedSpots.ts'
import { rowLines, whenOf } from '../../../../client/components/means/rowCells.ts'
import { placeFields } from '../../../../client/components/means/whereabouts.ts'
import { wenzaScenario } from '../../../support/realityWorld.ts'
import { hotspot, promise, task } from '../../../support/wenzaPlan.ts'

const names = namesOf(wenzaScenario.zone, wenzaScenario.units, emptyPlan, ([x, y]) => `${x} ${y}`)
const said = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('the tables', () => {
  test('[PLN13] a row says what, who and when; a promise how much of it is kept', () => {
    const rows = { ...emptyPlan, hotspots: [hotspot('h', { place: 'yeddan', likelihood: 4, impact: 5, rank: 'must' })], tasks: [task('t', { unit: 'INF4-A1', place: 'nerrin', from: 480, until: 660 })], promises: [promise('p', { at: [1, 2], hours: [360, 1080] })] }
    expect(rowLines('hotspot', rows, null, names)[0]?.cells).toEqual(['Yeddan', '20', 'MUST'])
    expect(rowLines('task', rows, null, names)[0]?.cells).toEqual(['Stay there · Nerrin', 'A1', 'D 08:00–11:00'])
    expect(rowLines('promise', rows, null, names)[0]?.cells).toEqual(['1 2', '06:00–18:00 daily', '–'])
    const kept = { findings: [], sites: [], tray: [], bases: [], promises: [{ row: 'p', promisedMinutes: 720, keptMinutes: 62, missing: [] }], uncovered: { most: 0, at: null, hotspots: 0, of: 0, uncounted: 0 } }
    expect(said(rowLines('promise', rows, kept, names)[0]?.cells[2] ?? '')).toBe('1 h 02 of 12 h 00')
  })

  test('[PLN13] a row that names no hours is always; open ends are open', () => {
    expect([whenOf(task('t')), whenOf(task('t', { from: 480 })), whenOf(task('t', { until: 1500, hours: [1200, 300] }))]).toEqual(['always', 'D 08:00 –', '– D+1 01:00, 20:00–05:00 daily'])
  })

  test('[PLN13] clock times are read as officers write them', () => {
    expect(['08:00', '8:05', '0930', '24:00', '25:00', '12:75', 'noon'].map(readClockTime)).toEqual([480, 485, 570, 0, null, null, null])
    expect(clockTime(485)).toBe('08:05')
  })

  test('[PLN13] a point near a place is at the place, another is where it is', () => {
    const nerrin = wenzaScenario.zone.places.find(({ id }) => id === 'nerrin')?.at ?? [0, 0]
    expect(placeFields(wenzaScenario.zone, [nerrin[0] + 0.4, nerrin[1]])).toEqual({ place: 'nerrin', at: null })
    expect(placeFields(wenzaScenario.zone, [5, 5])).toEqual({ place: null, at: [5, 5] })
  })

  test('[PLN13] hours that say the same are one line', () => {
    const hours = ['a', 'a', 'b', 'a'].map((what, index) => ({ from: index * 60, to: index * 60 + 60, what }))
    expect(hourRuns(hours, ({ what }) => what).map(({ span, first }) => [first.what, span.from, span.to])).toEqual([['a', 0, 120], ['b', 120, 180], ['a', 180, 240]])
  })
})

test('[PLN15] a place of the plan stands on the map once, its rank first and then who is sent there; what names no place stands nowhere', () => {
  const rows = {
    ...emptyPlan, hotspots: [hotspot('h1', { place: 'yeddan', rank: 'should' }), hotspot('h2', { place: 'yeddan', rank: 'must' }), hotspot('h3', { at: [5, 5] }), hotspot('h4')],
    tasks: [task('a', { unit: 'INF4-B1', place: 'yeddan' }), task('b', { unit: 'INF4-A1', place: 'nerrin' }), task('c', { place: 'nerrin' })],
  }
  expect(plannedSpots(rows, wenzaScenario.zone, names).map(({ words, rank, isHeld }) => [words, rank, isHeld])).toEqual([['MUST · B1', 'must', true], ['Hotspot', null, false], ['A1', null, true]])
  const [first] = plannedSpots(rows, wenzaScenario.zone, names)
  expect(rows.hotspots.some(({ id }) => id === first?.row)).toBe(true)
})

describe('the plan book', () => {
  const book = (): PlanBook => new PlanBook(new Y.Doc(), () => 400)

  test('[PLN14] a task is given when it is written, and anew when unit, place or hours change; a name changes no order', () => {
    const doc = new Y.Doc()
    let now: number | null = 400
    const plan = new PlanBook(doc, () => now)
    const id = plan.add('task', { unit: 'INF4-A1' }) ?? ''
    now = 500
    plan.change('task', id, { title: 'Guard' })
    expect(plan.rows.tasks[0]).toMatchObject({ ordered: 400, title: 'Guard' })
    plan.change('task', id, { place: 'nerrin' })
    expect(plan.rows.tasks[0]?.ordered).toBe(500)
    now = null
    plan.change('task', id, { unit: 'INF4-A2' })
    expect(plan.rows.tasks[0]?.ordered).toBeNull()
    plan.close()
  })

  test('[PLN14] undo takes back one step at a time, and the book says whether there is one', () => {
    const plan = book()
    const id = plan.add('hotspot', { place: 'yeddan' }) ?? ''
    plan.change('hotspot', id, { threat: 'Raid' })
    plan.endStep()
    expect(plan.canUndo).toBe(true)
    plan.undo()
    expect(plan.rows.hotspots[0]).toMatchObject({ place: 'yeddan', threat: '' })
    plan.undo()
    expect([plan.rows.hotspots.length, plan.canUndo, plan.canRedo]).toEqual([0, false, true])
    plan.redo()
    expect(plan.rows.hotspots).toHaveLength(1)
    plan.close()
  })

  test('[PLN14] a way out is one press where nothing must be thought over, and leaves the rest to people', () => {
    const plan = book()
    const opened: string[] = []
    const desk = { book: plan, openRow: (id: string) => opened.push(id), names }
    const spot = plan.add('hotspot', { place: 'yeddan', rank: 'must', toWhom: 'Tarsk', hours: [1200, 360] }) ?? ''
    const about = { rows: [spot], why: { kind: 'hours' as const, wanted: [], kept: [], missing: [{ from: 1200.5, to: 1800 }], wantedMinutes: 600, keptMinutes: 0 } }
    actOf({ kind: 'other-unit', unit: 'INF4-B1', arriveAt: 900, lostMinutes: 0 }, about, plan)?.(desk)
    expect(plan.rows.tasks[0]).toMatchObject({ unit: 'INF4-B1', place: 'yeddan', hotspot: spot, hours: [1200, 360], from: 900, ordered: 400 })
    actOf({ kind: 'say-gap', lostMinutes: 600 }, about, plan)?.(desk)
    expect(plan.rows.gaps[0]).toMatchObject({ place: 'yeddan', who: 'Tarsk', from: 1200, until: 1800 })
    expect(opened).toEqual([plan.rows.tasks[0]?.id, plan.rows.gaps[0]?.id])
    const late = { rows: [plan.rows.tasks[0]?.id ?? ''], why: { kind: 'phones' as const } }
    actOf({ kind: 'other-mobility', mobility: 'truck', arriveAt: 900, lostMinutes: 0 }, late, plan)?.(desk)
    expect(plan.rows.tasks[0]?.mobility).toBe('truck')
    actOf({ kind: 'drop-task', row: plan.rows.tasks[0]?.id ?? '', lostMinutes: 0 }, late, plan)?.(desk)
    expect(plan.rows.tasks).toHaveLength(0)
    expect(actOf({ kind: 'begin-later', at: 900, lostMinutes: 10 }, late, plan)).toBeNull()
    plan.close()
  })
})
