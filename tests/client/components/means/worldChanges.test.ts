/** What is told when the world turns: once, after the plan was counted in it. */
import { expect, test } from 'vitest'
import type { WorldFacts } from '#shared/exercise/world.ts'
import type { Finding } from '#shared/reality/findings.ts'
import type { RealityPicture } from '#shared/reality/picture.ts'
import { WorldChanges } from '../../../../client/components/means/worldChanges.svelte.ts'
import { factsWith } from '../../../support/realityWorld.ts'

const finding = (key: string, weight: Finding['weight'] = 'risk'): Finding => ({ key, kind: 'too-far', weight, rows: [], units: [], places: [], at: 0, by: null, why: { kind: 'nowhere' }, mends: [] })

function counted(findings: readonly Finding[], ways: Awaited<ReturnType<Parameters<WorldChanges['tell']>[0]['changesSince']>> = []) {
  const asked: WorldFacts[] = []
  const picture: RealityPicture = { findings, sites: [], tray: [], bases: [], promises: [], uncovered: { most: 0, at: null, hotspots: 0, of: 0, uncounted: 0 } }
  return { asked, picture, changesSince: (before: WorldFacts) => { asked.push(before); return Promise.resolve(ways) } }
}

test('[REA73] the first world is no news; another one is told with its ways and with what was not found before', async () => {
  const changes = new WorldChanges()
  const [one, other] = [factsWith({}), factsWith({ weather: 'storm' })]
  const before = counted([finding('old')])
  changes.turn(one, null)
  await changes.tell(before, true)
  expect([changes.news, before.asked]).toEqual([null, []])
  changes.turn(one, before)
  changes.turn(other, before)
  const ways = [{ from: 'adrun', to: 'corvale', before: 62, after: 835 }]
  const after = counted([finding('old'), finding('new'), finding('open', 'unsaid')], ways)
  await changes.tell(after, true)
  expect(after.asked).toEqual([one])
  expect(changes.news).toEqual({ ways, found: [finding('new')] })
})

test('[REA73] of two changes before the plan is counted the first world is compared; what changes nothing is not told, and nothing in replay', async () => {
  const changes = new WorldChanges()
  const worlds = [factsWith({}), factsWith({ weather: 'wet' }), factsWith({ weather: 'dry' })]
  const same = counted([finding('old')])
  for (const world of worlds) changes.turn(world, same)
  await changes.tell(same, false)
  expect(same.asked).toEqual([])
  await changes.tell(same, true)
  expect([same.asked, changes.news]).toEqual([[worlds[0]], null])
  await changes.tell(same, true)
  expect(same.asked).toHaveLength(1)
})
