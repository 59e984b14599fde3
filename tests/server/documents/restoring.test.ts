/** Restoring a document to a moment at which it held nothing yet: it must open again, on this server and on the next. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMsel } from '#shared/board/controlDocument.ts'
import { planSectionsOf } from '#shared/board/documentShape.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { Editor } from '../../support/editor.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from '../../support/startServer.ts'

const storage = new MemoryStorage()
let server: TestServer
let exercise: TestExercise

beforeEach(async () => {
  server = await startServer({ storage })
  exercise = await openExercise(server)
})
afterEach(() => server.close())

async function restoreToTheBeginning(document: string): Promise<void> {
  const dana = await exercise.chief.live()
  expect(await dana.command({ type: 'document:restore', document, toSequence: 1 })).toMatchObject({ ok: true })
  dana.close()
}

test('[DOC53] a board restored to before it began is there as it began, and officers go on', async () => {
  await restoreToTheBeginning('syndicate/s1/board')
  const amina = new Editor(await exercise.join('member', 'amina', { syndicate: 's1' }), 'syndicate/s1/board@2')
  amina.put('m1', -5.9, -9)
  await until(() => amina.saved.has('m1'), 'her mark is saved')
  expect(planSectionsOf(amina.doc).map(({ id }) => id)).toEqual(['risk', 'cannot'])
  amina.close()
  expect(server.faults).toEqual([])
})

test('[DOC54] a control document restored to before it began does not keep the exercise from opening', async () => {
  await restoreToTheBeginning('control')
  await server.close()
  server = await startServer({ storage })
  const runner = server.app.registry.get(exercise.id)
  expect(runner === null ? null : readMsel(runner.documents.control()).order.length).toBe(6)
  expect(server.faults).toEqual([])
})
