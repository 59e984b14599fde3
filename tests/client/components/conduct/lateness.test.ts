/** How late the day is, and what would make it good. */
import { describe, expect, test } from 'vitest'
import type { Msel } from '../../../../shared/exercise/msel.ts'
import { latenessAt, onTimeAt, planMinute, shorterStages } from '../../../../client/components/conduct/lateness.ts'
import { exercise, planned } from '../exerciseFixture.ts'

const stage = (id: string, kind: 'planning' | 'plenary' | 'break' | 'debrief' | 'ended', minutes: number, plannedWall: string, move: number | null = null) =>
  ({ id, title: id, stage: kind, minutes, plannedWall, move, anchors: [] })
const agenda = [
  stage('move-1', 'planning', 60, '09:00', 1), stage('break', 'break', 15, '10:00'), stage('move-2', 'planning', 60, '10:15', 2),
  stage('plenary', 'plenary', 60, '11:15'), stage('hot-wash', 'debrief', 40, '12:15'), stage('end', 'ended', 5, '12:55'),
]
const view = exercise({ agenda, stage: { index: 0, stage: 'planning', move: 1, begunAt: 0, begunRunningMs: 0, minutes: 60 } })
const emptyMsel: Msel = { order: [], items: {}, unreadable: [] }
const minute = 60_000

describe('lateness', () => {
  test('[CON42] is counted from when the next stage would begin, not from now', () => {
    expect(latenessAt(view, 10 * minute, 9 * 60 + 28)).toMatchObject({ minutes: 18, next: { id: 'break' }, beginsAt: 10 * 60 + 18 })
  })

  test('[CON42] a day on time, one before its first stage, and one at other hours than planned are not late', () => {
    expect(latenessAt(view, 10 * minute, 9 * 60 + 10)).toBeNull()
    expect(latenessAt(view, 10 * minute, 9 * 60 + 5)).toBeNull()
    expect(latenessAt({ ...view, stage: { ...view.stage, index: -1 } }, 0, 600)).toBeNull()
    expect(latenessAt(view, 10 * minute, 20 * 60)).toBeNull()
  })

  test('[CON42] a stage that is over its time counts from now', () => {
    expect(latenessAt(view, 75 * minute, 10 * 60 + 15)).toMatchObject({ minutes: 15 })
  })

  test('[CON43] what is shortened makes the lateness good, first things first, and leaves each stage most of its time', () => {
    const shorter = shorterStages(view, emptyMsel, 18)
    expect(shorter.map(({ item, minutes }) => [item.id, minutes])).toEqual([['break', 11], ['move-2', 46]])
    expect(onTimeAt(view, 18, new Map(shorter.map(({ item, minutes }) => [item.id, minutes])))?.id).toBe('plenary')
  })

  test('[CON43] with nothing shortened the day stays late', () => {
    expect(onTimeAt(view, 18, new Map())).toBeNull()
  })

  test('[CON43] more than can be made good is said', () => {
    const shorter = shorterStages(view, emptyMsel, 200)
    expect(shorter.every(({ item, minutes }) => minutes >= Math.ceil(item.minutes * 0.7))).toBe(true)
    expect(onTimeAt(view, 200, new Map(shorter.map(({ item, minutes }) => [item.id, minutes])))).toBeNull()
  })

  test('[CON43] an hour the plan leaves free makes up for lateness by itself', () => {
    const withLunch = { ...view, agenda: agenda.map((item) => (item.id === 'plenary' ? { ...item, plannedWall: '12:15' } : item.id === 'hot-wash' ? { ...item, plannedWall: '13:15' } : item)) }
    expect(onTimeAt(withLunch, 18, new Map())?.id).toBe('plenary')
    expect(shorterStages(withLunch, emptyMsel, 18).map(({ item }) => item.id)).toEqual(['break'])
  })

  test('[CON44] injects after the shorter end are named', () => {
    const items = { 'INJ-08': planned('INJ-08', { move: 2, dueMinute: 50 }), 'INJ-09': planned('INJ-09', { move: 2, dueMinute: 20 }) }
    const lost = shorterStages(view, { order: ['INJ-08', 'INJ-09'], items, unreadable: [] }, 18).map((each) => each.lost)
    expect(lost).toEqual([[], ['INJ-08']])
  })

  test('[CON42] times of the plan are read as minutes of the day', () => {
    expect([planMinute('09:15'), planMinute(''), planMinute('soon')]).toEqual([555, null, null])
  })
})
