/** Planning values on the wires of a whole exercise: what everybody counts with, and what is the directing staff's alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openExercise, startServer, until, type TestServer } from '../../support/startServer.ts'
import { wenza } from '../../support/wenzaFiles.ts'
import { foundIn, secretsOf } from '../../e2e/secrets.ts'

const scenario = wenza()
let server: TestServer
beforeAll(async () => {
  server = await startServer({ scenarios: [scenario] })
})
afterAll(() => server.close())

test('[REA60] speeds and weights reach every table; the weather and water that are foreseen reach the directing staff alone, live and in replay', async () => {
  const exercise = await openExercise(server, { scenario: scenario.id })
  const secrets = secretsOf(scenario, [])
  const dana = await exercise.chief.live()
  await until(() => dana.view !== null, 'the view of the directing staff')
  expect(dana.view?.planning).toEqual(scenario.planning)
  for (const role of ['member', 'evaluator', 'observer', 'screen'] as const) {
    const seat = await exercise.join(role, role, role === 'member' ? { syndicate: 's1' } : {})
    const live = await seat.live()
    await until(() => live.view?.planning != null, `the view of ${role}`)
    expect(live.view?.planning).toEqual({ ...scenario.planning, forecast: { source: '', hours: [] } })
    expect([role, foundIn(live.wire, secrets)]).toEqual([role, []])
    expect([role, foundIn(JSON.stringify(await seat.replay()), secrets)]).toEqual([role, []])
  }
})
