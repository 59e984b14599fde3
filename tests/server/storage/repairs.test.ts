/** Parts of a file that are only there for speed: old ones, and damaged ones, are passed over or made anew. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readFileSync, writeFileSync } from 'node:fs'
import { JournalReading } from '../../../server/journal/journalReading.ts'
import { pickEngine } from '../../../server/storage/pickEngine.ts'
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts'
import type { ExerciseStore } from '../../../server/storage/storage.ts'
import { rowsAfter } from '../../support/rows.ts'
import { type Folder, makeFolder } from '../../support/sqliteFolder.ts'

const rows = rowsAfter('x1', null, 30)
let folder: Folder
let file = ''
let open: ExerciseStore[] = []

beforeEach(async () => {
  folder = makeFolder()
  file = join(folder.path, 'exercises', 'x1.sqlite')
  const { store, fence } = await (await openSqliteStorage({ folder: folder.path })).openExercise('x1')
  await store.append(rows, { fence, afterSequence: 0 }).flushed
  await store.close()
})
afterEach(async () => {
  for (const store of open) await store.close()
  open = []
  folder.remove()
})

async function opened(): Promise<ExerciseStore> {
  const { store } = await (await openSqliteStorage({ folder: folder.path })).openExercise('x1')
  open = [...open, store]
  return store
}

test('[JRN40] a file of before checkpoints had hashes is opened, and its checkpoints are passed over', async () => {
  const connection = (await pickEngine()).open(file, { readOnly: false })
  connection.exec(`DROP TABLE checkpoints;
    CREATE TABLE checkpoints (stream TEXT NOT NULL, sequence INTEGER NOT NULL, recorded_at INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (stream, sequence)) STRICT;
    INSERT INTO checkpoints VALUES ('overlay@1', 2, 20, x'0000')`)
  connection.close()
  const store = await opened()
  expect(await store.checkpointBefore('overlay@1', 3)).toMatchObject({ sequence: 2, hash: null })
  expect(await (await JournalReading.open(store)).checkpointBefore('overlay@1', 3)).toBeNull()
})

test('[JRN40] what a document\'s rows are found by is made anew where it does not fit them', async () => {
  // In the index, a name is followed by its epoch and the row's number; in the row, by the row's own words.
  const bytes = readFileSync(file)
  const name = 'syndicate/s1/board'
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
    if (!bytes.subarray(at, at + 40).includes('row ')) bytes.write('syndicate/s9/board', at)
  }
  writeFileSync(file, bytes)
  const updates = rows.filter(({ document }) => document !== null)
  const store = await opened()
  expect((await store.readDocument('syndicate/s1/board@1', 0, 30, 100)).length).toBeLessThan(updates.length)
  await JournalReading.open(store)
  expect(await store.readDocument('syndicate/s1/board@1', 0, 30, 100)).toEqual(updates)
})
