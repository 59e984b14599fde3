/** A day whose file was damaged overnight, as officers find it in the morning. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import { pickEngine } from '../../../server/storage/pickEngine.ts'
import { dayHouse, untilInTime } from '../../support/durable/day.ts'
import { KeptDay } from '../../support/durable/keptDay.ts'
import { Editor } from '../../support/editor.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { until, type TestExercise, type TestServer } from '../../support/startServer.ts'

const board = 'syndicate/s1/board'
const evening = Date.UTC(2026, 10, 23, 18)
let day: KeptDay
let server: TestServer | null = null
let clock = new FakeClock()
beforeAll(async () => { day = await KeptDay.live(7, 120) }, 60_000)
afterEach(async () => {
  await server?.close()
  server = null
})
afterAll(() => day.remove())

const rowsOf = (document: string): number[] => day.truth.rows.filter((row) => row.document?.name === document).map(({ sequence }) => sequence)

/** Opens a copy of the day in which these rows hold something else. */
async function damaged(...rows: readonly number[]): Promise<TestExercise> {
  const folder = day.copy('morning')
  const connection = (await pickEngine()).open(day.fileIn(folder), { readOnly: false })
  for (const row of rows) connection.prepare("UPDATE rows SET bytes = x'0001' WHERE sequence = ?").run(row)
  connection.close()
  const house = await dayHouse({ folder }, evening)
  server = house.server
  clock = house.clock
  return day.on(server)
}

describe('[JRN41] a damaged row costs its document what came after it, and nobody anything else', () => {
  test('officers read their board as it was at its last good moment, and cannot write it; the others write theirs', async () => {
    const hit = rowsOf(board).at(-3) ?? 0
    const exercise = await damaged(hit)
    const lastGood = exercise.state().documents[board]?.damagedAfter?.sequence ?? 0
    expect(lastGood).toBe(hit - 1)
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const live = await amina.live()
    expect(live.view?.documents[board]?.damagedAfter?.sequence).toBe(lastGood)
    const hers = new Editor(amina, `${board}@1`)
    await until(() => hers.isSynced, 'she has the board')
    expect(canonicalDocument(hers.doc)).toBe(day.truth.textAt(`${board}@1`, lastGood))
    hers.put('late', -5.9, -9)
    await until(() => hers.closed.length > 0, 'she may not write')
    expect(hers.closed).toEqual([4403])
    const bao = new Editor(await exercise.join('member', 'bao', { syndicate: 's2' }), 'syndicate/s2/board@1')
    await until(() => bao.isSynced, 'bao has his board')
    bao.put('new', -5.9, -9)
    await untilInTime(clock, () => bao.saved.has('new'), 'bao writes')
    expect(canonicalDocument(await exercise.runner.documents.document(board))).toBe(day.truth.textAt(`${board}@1`, lastGood))
    for (const each of [live, hers, bao]) each.close()
    expect(server?.faults).toEqual([])
  })

  test('the chief goes on from that moment in a new epoch, and officers write again, after a restart too', async () => {
    const exercise = await damaged(rowsOf(board).at(-3) ?? 0)
    const { sequence } = exercise.state().documents[board]?.damagedAfter ?? { sequence: 0 }
    const dana = await exercise.chief.live()
    expect(await dana.command({ type: 'document:restore', document: board, toSequence: sequence })).toMatchObject({ ok: true })
    expect(exercise.state().documents[board]).toMatchObject({ epoch: 2, damagedAfter: null })
    const amina = new Editor(await exercise.join('member', 'amina', { syndicate: 's1' }), `${board}@2`)
    await until(() => amina.isSynced, 'she has the board')
    expect(canonicalDocument(amina.doc)).toBe(day.truth.textAt(`${board}@1`, sequence))
    amina.put('again', -5.9, -9)
    await untilInTime(clock, () => amina.saved.has('again'), 'she writes')
    amina.close()
    dana.close()
    await server?.close()
    server = (await dayHouse({ folder: day.at('morning') }, evening + 60_000)).server
    const after = day.on(server)
    expect(after.state().documents[board]).toMatchObject({ epoch: 2, damagedAfter: null })
    expect(annotationsOf(await after.runner.documents.document(board)).has('again')).toBe(true)
    expect(server.faults).toEqual([])
  })

  test('it is told once, however often the exercise is opened', async () => {
    const exercise = await damaged(rowsOf(board).at(-3) ?? 0)
    const told = async ({ runner: { journal } }: TestExercise): Promise<number> => {
      await until(() => journal.written().sequence === journal.head().sequence, 'all is written')
      return (await journal.read(0, 10_000)).filter(({ bytes }) => new TextDecoder().decode(bytes).includes('DocumentDamaged')).length
    }
    expect(await told(exercise)).toBe(1)
    await server?.close()
    server = (await dayHouse({ folder: day.at('morning') }, evening + 60_000)).server
    expect(await told(day.on(server))).toBe(1)
  })

  test('what a checkpoint keeps whole stays whole: the board is as it was, and replay stands still over the damage and ends where the board stands', async () => {
    const early = rowsOf(board).filter((sequence) => sequence < day.closedAfter)
    const hit = early[early.length - 4] ?? 0
    const exercise = await damaged(hit)
    expect(exercise.state().documents[board]?.damagedAfter).toBeNull()
    const now = canonicalDocument(await exercise.runner.documents.document(board))
    expect(now).toBe(day.truth.textAt(`${board}@1`, day.lastSequence))
    const timeline = new Timeline()
    timeline.append(await exercise.chief.replay())
    const replayed = (sequence: number): string => {
      const document = timeline.documentAt(board, { sequence, recordedAt: Number.MAX_SAFE_INTEGER })
      return document === null ? 'not there' : canonicalDocument(document.doc)
    }
    expect(replayed(hit - 1)).toBe(day.truth.textAt(`${board}@1`, hit - 1))
    expect(replayed(day.closedAfter)).toBe(day.truth.textAt(`${board}@1`, hit - 1))
    expect(replayed(exercise.runner.journal.head().sequence)).toBe(now)
    expect(server?.faults).toEqual([])
  })
})
