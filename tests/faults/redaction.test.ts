/**
 * A file out of which words were taken, in bad hands: what somebody changes in it afterwards is found. And the taking out
 * itself, killed anywhere: the file is as it was, or as it is to be.
 */
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashBytes } from '../../server/journal/hash.ts'
import { inOneHand, lookedInto, rowsOf } from '../../server/redaction/exerciseFile.ts'
import { takingOut } from '../../server/redaction/takingOut.ts'
import { Words } from '../../server/redaction/words.ts'
import { writeAnew } from '../../server/redaction/writeAnew.ts'
import { pickEngine } from '../../server/storage/pickEngine.ts'
import type { SqliteConnection, SqliteEngine } from '../../server/storage/sqliteEngine.ts'
import type { StoredEntry } from '../../server/storage/storage.ts'
import { dayHouse } from '../support/durable/day.ts'
import { KeptDay } from '../support/durable/keptDay.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { tell } from '../support/tell.ts'
import { seedOf, sizeOf } from '../sizes.ts'

const root = new URL('../..', import.meta.url).pathname
const seed = seedOf(20261129)
const words = ['long note', 'Message']
let day: KeptDay
let engine: SqliteEngine
/** Every row before, and after the words were taken out. */
let before: readonly StoredEntry[] = []
let after: readonly StoredEntry[] = []
let redacted = ''
let redactedFile = ''

beforeAll(async () => {
  day = await KeptDay.live(seed, 120)
  engine = await pickEngine()
  redacted = day.copy('redacted')
  const file = day.fileIn(redacted)
  await inOneHand(file, async (held) => {
    before = rowsOf(held.reader)
    const { changed } = takingOut(before, new Words(words))
    await writeAnew(held, before, changed, { reason: 'a test', wallAt: '2026-11-29T08:00:00.000Z', keepsCheckpoints: true })
  })
  after = await lookedInto(file, rowsOf)
  // before a server opens it
  redactedFile = join(dirname(redacted), 'redacted.sqlite')
  copyFileSync(file, redactedFile)
}, 120_000)
afterAll(() => day.remove())

const takenFrom = (kind: StoredEntry['kind']): StoredEntry[] => after.filter((row) => row.bytesHash !== null && row.kind === kind)
const was = (row: StoredEntry | undefined): StoredEntry => {
  const found = before.find(({ sequence }) => sequence === row?.sequence)
  if (found === undefined) throw new Error('no such row')
  return found
}

test('[RED3] it is sound itself, and names each taking out with its reason', async () => {
  expect([takenFrom('update').length > 1, takenFrom('event').length > 1]).toEqual([true, true])
  const report = await day.verify(redacted)
  expect(report?.damage).toEqual([])
  expect(report?.takenOut.map(({ sequence, event }) => [sequence, event.reason, event.entries.length])).toEqual([[before.length + 1, 'a test', takenFrom('update').length + takenFrom('event').length]])
  expect((await day.verify(redacted, Buffer.from(before.at(-1)?.chain ?? []).toString('hex')))?.damage).toEqual([])
  expect(await opened(redacted)).toBe('whole')
})

describe('[RED3] who changes it afterwards is found by verify, and no board is shown as if it were whole', () => {
  const set = (file: SqliteConnection, row: StoredEntry | undefined, bytes: Uint8Array, bytesHash: Uint8Array | null): void =>
    file.prepare('UPDATE rows SET bytes = ?, bytes_hash = ? WHERE sequence = ?').run(bytes, bytesHash, row?.sequence ?? 0)
  const update = (): StoredEntry | undefined => takenFrom('update')[1]
  const event = (): StoredEntry | undefined => takenFrom('event')[0]
  const untouched = (kind: StoredEntry['kind']): StoredEntry | undefined => after.findLast((row) => row.bytesHash === null && row.kind === kind && row.sequence < before.length)
  const hashOf = (row: StoredEntry | undefined): Uint8Array => row?.bytesHash ?? new Uint8Array()

  test.each<[string, (file: SqliteConnection) => void]>([
    ['the words are put back', (file) => set(file, update(), was(update()).bytes, hashOf(update()))],
    ['the words are put back as if never taken', (file) => set(file, update(), was(update()).bytes, null)],
    ['something else stands there', (file) => set(file, update(), new Uint8Array([0, 0]), hashOf(update()))],
    ['the words are put back into an event', (file) => set(file, event(), was(event()).bytes, hashOf(event()))],
    ['they are put back into an event as if never taken', (file) => set(file, event(), was(event()).bytes, null)],
    ['the hash of what stood there is another', (file) => set(file, update(), update()?.bytes ?? new Uint8Array(), hashBytes(new Uint8Array([1])))],
    ['another entry is emptied the same way', (file) => set(file, untouched('update'), new Uint8Array([0, 0]), hashBytes(untouched('update')?.bytes ?? new Uint8Array()))],
    ['another event is emptied the same way', (file) => set(file, untouched('event'), new TextEncoder().encode('{}'), hashBytes(untouched('event')?.bytes ?? new Uint8Array()))],
    ['two entries are exchanged', (file) => {
      const [one, other] = takenFrom('update')
      set(file, one, other?.bytes ?? new Uint8Array(), hashOf(one))
      set(file, other, one?.bytes ?? new Uint8Array(), hashOf(other))
    }],
    ['the event that vouches is gone', (file) => file.exec(`DELETE FROM rows WHERE sequence = ${after.length}`)],
    ['the event that vouches says something else', (file) => {
      const row = after.at(-1)
      set(file, row, new TextEncoder().encode(new TextDecoder().decode(row?.bytes).replace(/"hash":"./, '"hash":"_')), row?.bytesHash ?? null)
    }],
    ['the event that vouches was itself emptied', (file) => {
      const row = after.at(-1)
      set(file, row, new TextEncoder().encode(new TextDecoder().decode(row?.bytes).replace(/"hash":"./, '"hash":"_')), hashBytes(row?.bytes ?? new Uint8Array()))
    }],
  ])('%s', async (_name, act) => {
    const folder = day.copy('tampered')
    copyFileSync(redactedFile, day.fileIn(folder))
    const changed = engine.open(day.fileIn(folder), { readOnly: false })
    act(changed)
    changed.close()
    expect((await day.verify(folder))?.damage.length).toBeGreaterThan(0)
    expect(await opened(folder)).not.toBe('whole')
  })
})

/** What the product makes of it. */
async function opened(folder: string): Promise<'shut' | 'damaged' | 'whole'> {
  const { server } = await dayHouse({ folder }, Date.UTC(2026, 10, 30, 8))
  try {
    const runner = server.app.registry.get(day.exercise)
    if (runner === null) return 'shut'
    for (const name of Object.keys(runner.state.documents)) await runner.documents.document(name)
    return Object.values(runner.state.documents).some(({ damagedAfter }) => damagedAfter !== null) ? 'damaged' : 'whole'
  } finally {
    await server.close()
  }
}

const kills = sizeOf('redactionKills')

test(`[RED4] killed ${kills} times while it takes words out, the file is as it was or as it is to be, and never half`, async () => {
  const chance = seededRandom(seed)
  const ends = { before: 0, after: 0 }
  for (let kill = 0; kill < kills; kill += 1) {
    const folder = day.copyWithLog('killed')
    await killedIn(folder, Math.floor(2 ** (6 + 12 * chance.next())))
    const file = day.fileIn(folder)
    expect((await day.verify(folder))?.damage).toEqual([])
    const rows = await lookedInto(file, rowsOf)
    if (rows.length === before.length) {
      ends.before += 1
      expect(rows).toEqual(before)
    } else {
      ends.after += 1
      expect(rows.slice(0, -1)).toEqual(after.slice(0, -1))
      for (const name of readdirSync(dirname(file))) expect(readFileSync(join(dirname(file), name)).includes('long note'), name).toBe(false)
    }
    // and it can be asked again
    const again = await runRedact(folder)
    expect(again).toBe(0)
    expect(await lookedInto(file, (reader) => rowsOf(reader).length)).toBe(after.length)
    expect(readdirSync(dirname(file)).filter((name) => name.includes('.part'))).toEqual([])
  }
  tell(`killed ${kills} times from seed ${seed}: ${JSON.stringify(ends)}`)
}, 60_000 + kills * 15_000)

function asked(folder: string): string[] {
  return ['--import', 'tsx', 'server/redact.ts', day.fileIn(folder), ...words.flatMap((each) => ['--words', each]), '--reason', 'a test', '--now']
}

function runRedact(folder: string): Promise<number | null> {
  return new Promise((resolve) => { spawn(process.execPath, asked(folder), { cwd: root, stdio: 'ignore' }).on('close', resolve) })
}

/** Killed so many looks after it began to write, or when it was done. */
function killedIn(folder: string, looks: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, asked(folder), { cwd: root, stdio: 'ignore' })
    let left = looks
    let hasBegun = false
    let isOver = false
    child.on('close', () => {
      isOver = true
      resolve()
    })
    const look = (): void => {
      hasBegun ||= existsSync(`${day.fileIn(folder)}.part`)
      if (hasBegun && (left -= 1) < 0) child.kill('SIGKILL')
      else if (!isOver) setImmediate(look)
    }
    look()
  })
}
