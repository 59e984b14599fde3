/** The server as `npm start` builds it: when it is built anew, and that it runs with its threads. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import { builtServer } from '../../server/builds.ts'
import { ServerProcess } from '../support/serverProcess.ts'
import { Browser, valueOf } from '../support/startServer.ts'

const folders: string[] = []
afterEach(() => { for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true }) })

/** A house with a server that says one word. */
function smallHouse(): string {
  const root = mkdtempSync(join(tmpdir(), 'builds-'))
  folders.push(root)
  for (const folder of ['server/storage', 'server/copies', 'shared']) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{ "type": "module", "imports": { "#shared/*": "./shared/*" } }')
  writeFileSync(join(root, 'shared', 'word.ts'), 'export const word: string = "ford"')
  writeFileSync(join(root, 'server', 'main.ts'), 'import { word } from "#shared/word.ts"\nconsole.log(word)')
  for (const thread of ['storage/checkpointWorker', 'copies/copyWorker']) writeFileSync(join(root, 'server', `${thread}.ts`), 'export const name = "thread"')
  return root
}

const said = (program: string): string => execFileSync(process.execPath, [program], { encoding: 'utf8' }).trim()

test('[HSE41] the server is built once, and anew when a source was changed, added or removed', async () => {
  const root = smallHouse()
  const first = await builtServer(root)
  expect(said(first)).toBe('ford')
  expect(await builtServer(root)).toBe(first)
  writeFileSync(join(root, 'shared', 'word.ts'), 'export const word: string = "bridge"')
  const second = await builtServer(root)
  expect(second).not.toBe(first)
  expect(said(second)).toBe('bridge')
  writeFileSync(join(root, 'server', 'added.ts'), 'export const more = 1')
  const third = await builtServer(root)
  expect(third).not.toBe(second)
  rmSync(join(root, 'server', 'added.ts'))
  expect(await builtServer(root)).toBe(second)
  // A server that runs from an older one may yet need it; but they do not gather.
  for (const word of ['a', 'bb', 'ccc']) {
    writeFileSync(join(root, 'shared', 'word.ts'), `export const word = "${word}"`)
    await builtServer(root)
  }
  expect(readdirSync(join(root, 'server', 'dist'))).toHaveLength(3)
  expect(existsSync(first)).toBe(false)
})

test('[HSE41] two who build at once end with the same server, and nothing half built stays', async () => {
  const root = smallHouse()
  const [one, other] = await Promise.all([builtServer(root), builtServer(root)])
  expect(one).toBe(other)
  expect(said(one)).toBe('ford')
  expect(readdirSync(join(root, 'server', 'dist'))).toHaveLength(1)
})

test('[HSE42] the built server runs an exercise, copies it in its thread and ends in order', async () => {
  const server = await ServerProcess.start()
  try {
    const house = new Browser(server.origin)
    valueOf(await house.post('/api/house/enter', { token: server.token }))
    const wish: CreateExercise = { scenario: 'wenza-day', title: 'Built', syndicates: 1, name: 'dana', roster: [], lobby: false }
    const { exercise } = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
    const copied = await fetch(`${server.origin}/api/exercises/${exercise}/copy`, { headers: { Cookie: house.cookieHeader } })
    expect(copied.status).toBe(200)
    expect((await copied.text()).startsWith('SQLite format 3')).toBe(true)
  } finally {
    await server.stop()
  }
})
