import { describe, expect, test } from 'vitest'
import { readDraft, writeDraft } from '../../../client/map/readDraft.ts'
import { limits } from '../../../shared/protocol/limits.ts'

describe("[MAP13] others' shapes in the making", () => {
  test('[MAP13] are small enough to travel, however long the line', () => {
    const points = Array.from({ length: 2000 }, (_, index) => [-5.88 + Math.sin(index) / 10, -9 + index / 1000] as const)
    const sent = writeDraft({ kind: 'line', points })
    expect(JSON.stringify(sent).length).toBeLessThan(limits.awarenessBytes)
    expect(readDraft(JSON.parse(JSON.stringify(sent)))).toEqual(sent)
    expect(sent.points.at(-1)?.[1]).toBeCloseTo(-7.001, 6)
  })

  test.each([null, 7, 'line', {}, { kind: 'line' }, { kind: 'line', points: [] }, { kind: 'circle', points: [[1, 1]] }, { kind: 'line', points: [[1]] },
    { kind: 'line', points: [[NaN, 1]] }, { kind: 'line', points: [[1, 900]] }, { kind: 'area', points: Array.from({ length: 41 }, () => [1, 1]) }, { kind: 'line', points: [[[1], 1]] }])('[MAP13] that are none are not drawn: %j', (value) => {
    expect(readDraft(value)).toBeNull()
  })
})
