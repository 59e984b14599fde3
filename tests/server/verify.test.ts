import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pickEngine } from '../../server/storage/pickEngine.ts'
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts'
import { rowsAfter } from '../support/rows.ts'
import { type Folder, makeFolder } from '../support/sqliteFolder.ts'

const root = new URL('../..', import.meta.url).pathname
let folder: Folder
let file = ''
beforeAll(async () => {
  folder = makeFolder()
  file = join(folder.path, 'exercises', 'x1.sqlite')
  const { store, fence } = await (await openSqliteStorage({ folder: folder.path })).openExercise('x1')
  await store.append(rowsAfter('x1', null, 12), { fence, afterSequence: 0 }).flushed
  await store.close()
})
afterAll(() => folder.remove())

function verify(...words: string[]): { code: number | null; said: string } {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'server/verify.ts', ...words], { cwd: root, encoding: 'utf8' })
  return { code: run.status, said: run.stdout + run.stderr }
}

test('[JRN9] the verifier ends with 0 for a sound file, 1 for a damaged one, 2 for none', async () => {
  const sound = verify(file)
  expect(sound).toMatchObject({ code: 0, said: expect.stringContaining('Sound: every row is what was recorded') })
  expect(sound.said).toMatch(/Rows {7}12, .*\nHead hash {2}[0-9a-f]{64}\nEngine {5}\S/)
  expect(readdirSync(join(folder.path, 'exercises')).filter((name) => !name.endsWith('.lock'))).toEqual(['x1.sqlite'])
  const connection = (await pickEngine()).open(file, { readOnly: false })
  connection.exec(`UPDATE rows SET author = 'bao' WHERE sequence = 7`)
  connection.close()
  const damaged = verify(file)
  expect(damaged).toMatchObject({ code: 1, said: expect.stringContaining('! Row 7 (update of syndicate/s1/board, by bao) is not what was written.') })
  writeFileSync(join(folder.path, 'letter.txt'), 'Dear colleagues, this is no exercise. '.repeat(100))
  expect(verify(join(folder.path, 'letter.txt'))).toMatchObject({ code: 2, said: expect.stringContaining('could not be read as an exercise') })
  expect(verify(join(folder.path, 'nothing.sqlite'))).toMatchObject({ code: 2, said: expect.stringContaining('there is no file') })
}, 60_000)
