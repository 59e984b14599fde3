/** Live and in replay a plan is counted alike: a table writes, the world and the clock turn, and at each entry the record gives the figures the table read. */
import { afterEach, expect, test } from 'vitest'
import { addRow, changeRow, planRowsOf } from '#shared/board/planRowsDocument.ts'
import type { Command } from '#shared/exercise/commands.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { RealityPicture } from '#shared/reality/picture.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import type * as Y from 'yjs'
import { nextDayOf } from '../../../../client/components/means/storyMoment.ts'
import { RealityWork } from '../../../../client/state/reality/realityWork.ts'
import { Editor } from '../../../support/editor.ts'
import { TurnedClock } from '../../../support/passingClock.ts'
import { wenzaPlanning, wenzaScenario } from '../../../support/realityWorld.ts'
import { openExercise, startServer, until, valueOf, type TestServer } from '../../../support/startServer.ts'

let server: TestServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

/** A worker of its own each time: nothing is remembered from the moment before. */
function counted(view: ExerciseState | null, doc: Y.Doc, at: number): RealityPicture {
  if (view?.planning == null) throw new Error('this seat has no planning values')
  const work = new RealityWork()
  work.answer({ kind: 'ground', ground: { zone: wenzaScenario.zone, planning: view.planning, units: view.units } })
  const answer = work.answer({ kind: 'check', number: 1, desk: 'plan', check: nextDayOf(view, 's1', at, planRowsOf(doc)) })
  if (answer?.kind !== 'picture') throw new Error(JSON.stringify(answer))
  return answer.picture
}

test('[REA78] at every entry the record gives the figures the table read then', async () => {
  const clock = new TurnedClock()
  server = await startServer({ clock, scenarios: [wenzaScenario] })
  const exercise = await openExercise(server, { scenario: wenzaScenario.id })
  const [amina, ada] = [await exercise.join('member', 'amina', { syndicate: 's1' }), await exercise.join('member', 'ada', { syndicate: 's1' })]
  const [staff, table] = [await exercise.chief.live(), await amina.live()]
  const name = `syndicate/s1/board@${table.view?.documents['syndicate/s1/board']?.epoch ?? 0}`
  const [reader, writer] = [new Editor(amina, name), new Editor(ada, name)]
  await until(() => reader.isSynced && writer.isSynced, 'the board is open')
  expect(table.view?.planning?.mobility).toEqual(wenzaPlanning.mobility)

  const read: { readonly moment: Moment; readonly picture: RealityPicture }[] = []
  const { runner } = exercise
  /** What was done is told to the table, and the table reads its figures. */
  async function reads(): Promise<void> {
    await until(() => { clock.turn(1); return JSON.stringify(planRowsOf(reader.doc)) === JSON.stringify(planRowsOf(writer.doc)) }, 'the plan is told')
    await until(() => runner.journal.written().sequence >= runner.journal.head().sequence && runner.published.state === runner.state, 'all is told')
    await table.socket.timeout(10_000).emitWithAck('clock')
    const moment = runner.journal.head()
    read.push({ moment, picture: counted(table.view, reader.doc, moment.recordedAt) })
  }
  async function directs(command: Command): Promise<void> {
    valueOf(await staff.command(command))
    await reads()
  }
  const board = writer.doc
  await directs({ type: 'stage:begin', index: exercise.state().agenda.findIndex(({ stage }) => stage === 'planning') })
  addRow(board, 'hotspot', { place: 'lothra', rank: 'must', people: 14_200 }, writer)
  await reads()
  const guard = addRow(board, 'task', { kind: 'presence', unit: 'INF4-QRF', place: 'yeddan', from: -2400, until: -960 }, writer) ?? ''
  await reads()
  await directs({ type: 'world:change', scope: { kind: 'common' }, change: { kind: 'weather', state: 'very-heavy', waterMetres: null, note: 'Rain' } })
  clock.turn(240_000)
  await directs({ type: 'world:change', scope: { kind: 'syndicates', syndicates: ['s1'] }, change: { kind: 'unit', thing: 'FPU1-A', state: 'detached', note: 'Called away' } })
  await directs({ type: 'world:change', scope: { kind: 'truth' }, change: { kind: 'unit', thing: 'INF4-QRF', state: 'detached', note: 'Nobody knows yet' } })
  changeRow(board, 'task', guard, { place: 'renda' }, writer)
  await reads()
  await directs({ type: 'clock:pause' })
  expect(new Set(read.map(({ picture }) => JSON.stringify(picture))).size).toBeGreaterThanOrEqual(6)

  const timeline = new Timeline()
  timeline.append(await amina.replay())
  // there and back: a board is replayed forwards, and backwards from a kept picture
  for (const { moment, picture } of [...read, ...read.toReversed()]) {
    const held = timeline.documentAt('syndicate/s1/board', moment)
    expect(held).not.toBeNull()
    if (held !== null) expect(counted(timeline.viewAt(moment), held.doc, moment.recordedAt)).toEqual(picture)
  }
  reader.close()
  writer.close()
  staff.close()
  table.close()
})
