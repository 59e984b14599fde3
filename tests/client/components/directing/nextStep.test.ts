import { expect, test } from 'vitest'
import { nextStep, stageLabel } from '../../../../client/components/directing/nextStep.ts'
import { exercise } from '../exerciseFixture.ts'

const before = { index: -1, stage: 'warm-up', move: null, begunAt: 0, begunRunningMs: 0, minutes: 0 } as const
const minutes = (count: number) => count * 60_000

test('[NXT1] the button names what comes next and when it was planned', () => {
  expect(nextStep(exercise({ stage: before }), 0, 0)).toMatchObject({ index: 0, label: 'Begin briefing, Situation brief (08:45)', doubts: [] })
  expect(nextStep(exercise(), minutes(75), 0)?.label).toBe('Begin plenary (12:00)')
  expect(stageLabel({ id: 'x', title: 'Break', stage: 'break', minutes: 5, plannedWall: '', move: null, anchors: [] })).toBe('Begin break')
})

test('[NXT2] time left, open injects and a given floor are asked about first', () => {
  expect(nextStep(exercise(), minutes(60), 2)?.doubts).toEqual(['This stage still has 15:00 to go.', '2 injects of this move were not released.'])
  expect(nextStep(exercise({ floor: { syndicate: 's1', presenter: null, givenAt: 0 } }), minutes(80), 0)?.doubts).toEqual(['A syndicate has the floor.'])
})

test('[NXT3] after the last stage there is no next', () => {
  expect(nextStep(exercise({ stage: { ...before, index: 2 } }), 0, 0)).toBeNull()
})
