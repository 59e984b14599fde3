/**
 * Somebody who knows SQLite changes a day that is over: rows changed, removed, exchanged, written anew with hashes of their
 * own, the chain cut, the end cut off. verify finds each; an exercise opened all the same shows no board that was not there.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashCheckpoint, hashEntry, nextChain } from '../../server/journal/hash.ts'
import { pickEngine } from '../../server/storage/pickEngine.ts'
import type { SqliteConnection, SqliteEngine } from '../../server/storage/sqliteEngine.ts'
import { KeptDay } from '../support/durable/keptDay.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { tell } from '../support/tell.ts'
import { seedOf, sizeOf } from '../sizes.ts'

const tamperings = sizeOf('tamperings')
const seed = seedOf(20261127)
let day: KeptDay
let engine: SqliteEngine
beforeAll(async () => {
  day = await KeptDay.live(seed, 160)
  engine = await pickEngine()
}, 120_000)
afterAll(() => day.remove())

interface Tampering { readonly name: string; readonly act: (file: SqliteConnection, chance: SeededRandom) => void }

const updateOf = (chance: SeededRandom): number => chance.pick(day.truth.rows.filter(({ kind }) => kind === 'update')).sequence
const anyRow = (chance: SeededRandom): number => 2 + chance.whole(day.lastSequence - 2)

/** A row with another content under hashes of its own; the chain goes on from it as far as `upTo`, as a forger who is in no hurry writes it. */
function forge(file: SqliteConnection, sequence: number, upTo: number, change: { readonly bytes?: Uint8Array; readonly author?: string }): void {
  const write = file.prepare('UPDATE rows SET author = ?, bytes = ?, hash = ?, chain = ? WHERE sequence = ?')
  let chain = day.truth.rows[sequence - 2]?.chain ?? new Uint8Array()
  for (const row of day.truth.rows.slice(sequence - 1, upTo)) {
    const forged = row.sequence === sequence ? { ...row, ...change } : row
    const hash = hashEntry(forged)
    chain = nextChain(chain, hash)
    write.run(forged.author, forged.bytes, hash, chain, row.sequence)
  }
}

const tricks: readonly Tampering[] = [
  { name: 'content', act: (file, chance) => file.exec(`UPDATE rows SET bytes = x'0000' WHERE sequence = ${updateOf(chance)}`) },
  { name: 'author', act: (file, chance) => file.exec(`UPDATE rows SET author = 'bao' WHERE sequence = ${updateOf(chance)}`) },
  { name: 'time', act: (file, chance) => file.exec(`UPDATE rows SET recorded_at = recorded_at + 1 WHERE sequence = ${updateOf(chance)}`) },
  { name: 'moved to another board', act: (file, chance) => {
    const row = day.truth.rows[updateOf(chance) - 1]
    file.exec(`UPDATE rows SET document = '${row?.document?.name === 'overlay' ? 'plenary' : 'overlay'}' WHERE sequence = ${row?.sequence ?? 0}`)
  } },
  { name: 'hidden as a trace', act: (file, chance) => file.exec(`UPDATE rows SET kind = 'trace', document = NULL, epoch = NULL WHERE sequence = ${updateOf(chance)}`) },
  { name: 'event', act: (file, chance) => file.exec(`UPDATE rows SET bytes = x'7b7d' WHERE sequence = ${chance.pick(day.truth.rows.filter(({ kind }) => kind === 'event')).sequence}`) },
  { name: 'event hidden as a trace', act: (file, chance) => file.exec(`UPDATE rows SET kind = 'trace' WHERE sequence = ${chance.pick(day.truth.rows.filter(({ kind }) => kind === 'event')).sequence}`) },
  { name: 'hash', act: (file, chance) => file.exec(`UPDATE rows SET hash = zeroblob(32) WHERE sequence = ${anyRow(chance)}`) },
  { name: 'chain', act: (file, chance) => file.exec(`UPDATE rows SET chain = zeroblob(32) WHERE sequence = ${anyRow(chance)}`) },
  { name: 'removed', act: (file, chance) => file.exec(`DELETE FROM rows WHERE sequence = ${anyRow(chance)}`) },
  { name: 'several removed', act: (file, chance) => file.exec(`DELETE FROM rows WHERE sequence % 7 = ${chance.whole(7)} AND sequence > 20`) },
  { name: 'cut off at the end', act: (file, chance) => file.exec(`DELETE FROM rows WHERE sequence > ${day.lastSequence - 1 - chance.whole(30)}`) },
  { name: 'exchanged', act: (file, chance) => {
    const [one, other] = [updateOf(chance), updateOf(chance)]
    const second = one === other ? (one === day.lastSequence ? one - 1 : one + 1) : other
    file.exec(`UPDATE rows SET sequence = -1 WHERE sequence = ${one}; UPDATE rows SET sequence = ${one} WHERE sequence = ${second}; UPDATE rows SET sequence = ${second} WHERE sequence = -1`)
  } },
  { name: 'hash recomputed', act: (file, chance) => {
    const row = anyRow(chance)
    forge(file, row, row, { author: 'eve' })
  } },
  { name: 'some rows of the chain recomputed', act: (file, chance) => {
    const row = 2 + chance.whole(day.lastSequence - 12)
    forge(file, row, row + 1 + chance.whole(8), { author: 'eve' })
  } },
  { name: 'checkpoint', act: (file) => file.exec("UPDATE checkpoints SET bytes = x'0000' WHERE stream LIKE 'syndicate/%'") },
]

test(`[JRN42] of ${tamperings} tamperings verify finds every one, and no board is wrong unseen`, async () => {
  const faults: string[] = []
  const ends = new Map<string, { found: number; shut: number; confined: number; whole: number }>()
  for (let time = 0; time < tamperings; time += 1) {
    const chance = seededRandom(seed + time)
    const trick = tricks[time % tricks.length]
    if (trick === undefined) throw new Error('no trick')
    const folder = day.copy('tampered')
    const connection = engine.open(day.fileIn(folder), { readOnly: false })
    trick.act(connection, chance)
    connection.close()
    const end = ends.get(trick.name) ?? { found: 0, shut: 0, confined: 0, whole: 0 }
    ends.set(trick.name, end)
    const report = await day.verify(folder)
    if (report === null || report.damage.length > 0) end.found += 1
    else faults.push(`seed ${seed + time}, ${trick.name}: verify finds nothing`)
    const opened = await day.open(folder)
    if (opened.kind === 'shut') end.shut += 1
    else if (opened.damaged.length > 0) end.confined += 1
    else end.whole += 1
    if (opened.kind === 'open') faults.push(...opened.wrong.map((what) => `seed ${seed + time}, ${trick.name}: ${what}`))
  }
  tell(`${tamperings} tamperings from seed ${seed}, ${faults.length} not found or wrong unseen:\n${[...ends].map(([name, end]) => `  ${name}: ${JSON.stringify(end)}`).join('\n')}`)
  expect(faults).toEqual([])
}, 60_000 + tamperings * 2000)

test('[JRN42] a journal forged to its very end is found by the head hash that was noted, and by nothing else', async () => {
  const sound = await day.verify(day.copy('sound'))
  const folder = day.copy('forged')
  const connection = engine.open(day.fileIn(folder), { readOnly: false })
  connection.exec('DELETE FROM checkpoints')
  forge(connection, day.lastSequence - 20, day.lastSequence, { author: 'eve' })
  connection.close()
  expect((await day.verify(folder))?.damage).toEqual([])
  expect((await day.verify(folder, sound?.headHash))?.damage.map(({ what }) => what)).toEqual(['head'])
})

test('[JRN42] a checkpoint forged with its own hash is found by verify', async () => {
  const folder = day.copy('forged')
  const connection = engine.open(day.fileIn(folder), { readOnly: false })
  const kept = connection.prepare("SELECT sequence, recorded_at FROM checkpoints WHERE stream = 'syndicate/s1/board@1'").get()
  const forged = { stream: 'syndicate/s1/board@1', sequence: Number(kept?.['sequence']), recordedAt: Number(kept?.['recorded_at']), bytes: new Uint8Array([0, 0]) }
  connection.prepare('UPDATE checkpoints SET bytes = ?, hash = ? WHERE stream = ? AND sequence = ?').run(forged.bytes, hashCheckpoint(forged), forged.stream, forged.sequence)
  connection.close()
  expect((await day.verify(folder))?.damage.map(({ what }) => what)).toEqual(['checkpoint'])
})
