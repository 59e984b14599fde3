/** Where something happened: counted entry by entry, drawn without looking at the entries again. */
import { expect, test } from 'vitest'
import { Density } from '../../../shared/replay/density.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const minute = 60_000

test('[RPL44] the histogram counts everything once, of all and of one syndicate', () => {
  const density = new Density()
  density.add(0, null)
  density.add(30_000, 's1')
  density.add(30_500, 's2')
  density.add(90_000, 's1')
  expect(density.histogram(0, 2 * minute, 4)).toEqual([1, 2, 0, 1])
  expect(density.histogram(0, 2 * minute, 4, 's1')).toEqual([0, 1, 0, 1])
  expect(density.histogram(0, 2 * minute, 4, 's9')).toEqual([0, 0, 0, 0])
  expect(density.histogram(minute, 2 * minute, 2)).toEqual([0, 1])
})

test('[RPL44] of a long day nothing is lost, and what is kept does not grow with it', () => {
  const density = new Density()
  const random = seededRandom(7)
  const day = 10 * 60 * minute
  const entries = 200_000
  let at = 0
  for (let index = 0; index < entries; index += 1) {
    at += Math.floor(random.next() * 2 * (day / entries))
    density.add(at, index % 3 === 0 ? 's1' : null)
  }
  const counts = density.histogram(0, at, 200)
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(entries)
  expect(Math.min(...counts)).toBeGreaterThan(entries / 400)
  expect(density.histogram(0, at, 200, 's1').reduce((sum, each) => sum + each, 0)).toBe(Math.ceil(entries / 3))
})

test('[RPL45] stretches without anything happening are told, and short ones are not', () => {
  const density = new Density()
  for (const at of [1000, 5000, 65_000, 66_000]) density.add(at, null)
  expect(density.idle(0, 100_000, 8000)).toEqual([{ from: 6000, to: 65_000 }, { from: 67_000, to: 100_000 }])
  expect(density.idle(0, 66_500, 60_000)).toEqual([])
  expect(new Density().idle(0, 9000, 8000)).toEqual([{ from: 0, to: 9000 }])
})
