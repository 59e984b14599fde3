/** A document near its size: whoever opens it gets all of it, whatever the line takes at once; who never reads is cut all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { RawSocket } from '../../support/rawSocket.ts'
import { syncStep1Frame } from '../../support/hostileFrames.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from '../../support/startServer.ts'

let server: TestServer
let exercise: TestExercise

beforeAll(async () => {
  server = await startServer()
  exercise = await openExercise(server)
  for (let part = 0; part < 9; part += 1) await exercise.runner.documents.change('overlay', 'server', (doc) => { doc.getMap('meta').set(`part${part}`, 'x'.repeat(1024 * 1024)) })
})
afterAll(async () => {
  expect(server.faults).toEqual([])
  await server.close()
})

test('[DOC98] nine megabytes come over the line to a standard client, and then what is written goes on', async () => {
  const omar = (await exercise.join('observer', 'omar')).open('overlay@1')
  const closed: number[] = []
  omar.provider.on('connection-close', (event) => { closed.push(event?.code ?? 0) })
  await until(() => omar.provider.synced, 'omar has the overlay', 15_000)
  await exercise.runner.documents.change('overlay', 'server', (doc) => { doc.getMap('meta').set('after', 1) })
  await until(() => omar.doc.getMap('meta').get('after') === 1, 'omar hears what is written afterwards')
  expect(closed).toEqual([])
  omar.close()
})

test('[DOC98] whoever asks for it and takes nothing is cut once as much again waits for them', async () => {
  const idle = await new RawSocket(await exercise.join('observer', 'idle'), 'overlay@1').opened()
  idle.send(syncStep1Frame())
  idle.socket.pause()
  const chief = await new RawSocket(exercise.chief, 'overlay@1').opened()
  chief.send(syncStep1Frame())
  await until(() => chief.stepTwos.length > 0, 'the chief has the overlay', 15_000)
  const parts = Math.ceil((3 * limits.socketCutBytes) / 200_000)
  for (let part = 0; part < parts; part += 1) await exercise.runner.documents.change('overlay', 'server', (doc) => { doc.getMap('meta').set('tail', `${part}`.padEnd(200_000, 'x')) })
  idle.socket.resume()
  expect(await idle.closed()).toBe(closeCodes.tooSlow)
  expect(chief.isOpen).toBe(true)
  chief.close()
})
