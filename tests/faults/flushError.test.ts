/** The disk refuses a flush while eight screens are open: nobody is told saved any more, and the next opening looks at every row. */
import { fdatasync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { verifyJournal } from '../../server/journal/verify.ts'
import { openExerciseReader } from '../../server/storage/sqliteReader.ts'
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts'
import type { SyncFile } from '../../server/storage/walFlush.ts'
import { Editor } from '../support/editor.ts'
import { type Folder, makeFolder } from '../support/sqliteFolder.ts'
import { exerciseOn, openExercise, startServer, until, type TestServer } from '../support/startServer.ts'

const board = 'syndicate/s1/board'
let folder: Folder
let server: TestServer
let breaks = false
let flushesAfter = 0
const sync: SyncFile = (descriptor, done) => {
  if (!breaks) return fdatasync(descriptor, done)
  flushesAfter += 1
  setImmediate(() => done(new Error('EIO: i/o error, fdatasync')))
}

beforeEach(async () => {
  folder = makeFolder()
  breaks = false
  flushesAfter = 0
  server = await startServer({ storage: await openSqliteStorage({ folder: folder.path, sync }) })
})
afterEach(async () => {
  await server.close()
  folder.remove()
})

test('[JRN47] a refused flush is fatal at once and never tried again; what was called saved is there at the next opening', async () => {
  const exercise = await openExercise(server)
  const people = await Promise.all(Array.from({ length: 8 }, (_, index) => exercise.join('member', `officer ${index}`, { syndicate: 's1' })))
  const editors = people.map((person) => new Editor(person, `${board}@1`))
  await until(() => editors.every(({ isSynced }) => isSynced), 'all have the board')
  for (const [index, editor] of editors.entries()) editor.put(`before-${index}`, -5.9, -9)
  await until(() => editors.every(({ saved }) => saved.size === 1), 'the first are saved')
  const dana = await exercise.chief.live()
  breaks = true
  for (const [index, editor] of editors.entries()) editor.put(`after-${index}`, -5.9, -9)
  await until(() => server.fatal.length > 0, 'it is fatal')
  expect(server.fatal[0]?.name).toBe('FlushFailed')
  // More is written by people who do not know yet: nothing of it is called saved, and the disk is not asked again.
  for (const [index, editor] of editors.entries()) editor.put(`later-${index}`, -5.9, -9)
  expect(await dana.command({ type: 'message:send', text: 'Is it saved?', syndicates: [] })).toMatchObject({ ok: false, refusal: { code: 'journal-unavailable' } })
  dana.close()
  expect(editors.map(({ saved }) => [...saved])).toEqual(editors.map((_, index) => [`before-${index}`]))
  expect(flushesAfter).toBe(1)
  for (const editor of editors) editor.close()
  await server.close()

  const reader = await openExerciseReader(join(folder.path, 'exercises', `${exercise.id}.sqlite`))
  expect(verifyJournal(reader).damage).toEqual([])
  reader.close()
  server = await startServer({ storage: await openSqliteStorage({ folder: folder.path }) })
  const again = exerciseOn(server, exercise.id, exercise.chief, exercise.house)
  const there = annotationsOf(await again.runner.documents.document(board))
  expect(editors.map((_, index) => there.has(`before-${index}`))).toEqual(editors.map(() => true))
})
