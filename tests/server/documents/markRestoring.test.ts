/** A mark a member took away: the instructor puts it back, anew, as it was; the journal says who asked, and nobody else may. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAnnotation } from '#shared/board/boardDocument.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import { BoardPeople, board, boardName } from '../../support/boardPeople.ts'
import { until } from '../../support/startServer.ts'
import type { LiveClient } from '../../support/person.ts'

let room: BoardPeople
let dana: LiveClient

beforeEach(async () => {
  room = await BoardPeople.open()
  dana = await room.exercise.chief.live()
})
afterEach(async () => {
  dana.close()
  await room.close()
})

/** Ada erases what amina drew. Gives the entry that did it. */
async function erased(id: string): Promise<number> {
  const ada = room.standard(room.ada, boardWire())
  await until(() => ada.doc.getMap('annotations').has(id), 'ada has the mark')
  ada.doc.getMap('annotations').delete(id)
  await until(() => !room.editor.ids().has(id), 'amina sees it gone')
  const rows = await room.exercise.runner.journal.readDocument(boardWire(), 0, room.exercise.runner.journal.head().sequence, 1000)
  return rows.filter(({ author }) => author === room.ada.seat).at(-1)?.sequence ?? 0
}

const boardWire = (): string => `${boardName}@${room.exercise.state().documents[boardName]?.epoch ?? 0}`

function restore(mark: string, sequence: number, by: LiveClient = dana): Promise<Reply<CommandDone>> {
  return by.command({ type: 'mark:restore', document: boardName, mark, sequence })
}

test('[DOC99] the instructor puts back what a member erased: as it last was, by the server, and the journal names who asked', async () => {
  room.editor.put('ford', -5.8, -9.1)
  await until(() => room.editor.saved.has('ford'), 'the mark is saved')
  const at = await erased('ford')
  const reply = await restore('ford', at - 1)
  expect(reply).toMatchObject({ ok: true })
  await until(() => room.editor.ids().has('ford'), 'amina sees her mark again')
  expect(readAnnotation(room.editor.doc, 'ford')).toMatchObject({ kind: 'marker', label: 'ford', geometry: [-5.8, -9.1] })
  const [row] = await room.exercise.runner.journal.readDocument(board, at, room.exercise.runner.journal.head().sequence, 10)
  expect(row?.author).toBe('server')
  await until(() => dana.events.some(({ event }) => event.type === 'MarkRestored'), 'dana hears of it')
  expect(dana.events.find(({ event }) => event.type === 'MarkRestored')).toMatchObject({ author: room.exercise.chief.seat, event: { document: boardName, mark: 'ford', sequence: at - 1 } })
  expect(await room.stillWorks()).toEqual([])
})

test('[DOC99] what stands there now is not written over, and what never was is not made', async () => {
  room.editor.put('ford', -5.8, -9.1)
  await until(() => room.editor.saved.has('ford'), 'the mark is saved')
  const before = await room.serverText()
  expect(await restore('ford', room.exercise.runner.journal.head().sequence)).toMatchObject({ ok: true })
  expect(await restore('nothing', room.exercise.runner.journal.head().sequence)).toMatchObject({ ok: true })
  // Another change of the server's comes after both.
  await room.exercise.runner.documents.change(boardName, 'server', (doc) => { doc.getMap('meta').set('later', 1) })
  await room.exercise.runner.documents.change(boardName, 'server', (doc) => { doc.getMap('meta').delete('later') })
  expect(await room.serverText()).toBe(before)
  expect(room.server.faults).toEqual([])
})

test('[DOC99] of an earlier epoch, too: what a restore of the whole board took away comes back alone', async () => {
  room.editor.put('ford', -5.8, -9.1)
  await until(() => room.editor.saved.has('ford'), 'the mark is saved')
  const drawn = room.exercise.runner.journal.head().sequence
  expect(await dana.command({ type: 'document:restore', document: boardName, toSequence: 1 })).toMatchObject({ ok: true })
  const amina = room.editorOf(room.amina, `${boardName}@2`)
  await until(() => amina.isSynced, 'amina has the new board')
  expect(amina.ids().has('ford')).toBe(false)
  expect(await restore('ford', drawn)).toMatchObject({ ok: true })
  await until(() => amina.ids().has('ford'), 'her mark is back')
})

test('[DOC99] nobody but the instructor may, of marks alone, and of the past alone', async () => {
  room.editor.put('ford', -5.8, -9.1)
  await until(() => room.editor.saved.has('ford'), 'the mark is saved')
  const at = await erased('ford')
  const deputy = await (await room.exercise.join('deputy', 'dee')).live()
  const member = await room.amina.live()
  expect(await restore('ford', at - 1, deputy)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  expect(await restore('ford', at - 1, member)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  expect(await restore('ford', 1_000_000)).toMatchObject({ ok: false, refusal: { code: 'unknown-thing' } })
  expect(await dana.command({ type: 'mark:restore', document: 'syndicate/s1/protected', mark: 'ford', sequence: 1 })).toMatchObject({ ok: false, refusal: { code: 'unknown-thing' } })
  expect(await dana.command({ type: 'mark:restore', document: 'syndicate/s9/board', mark: 'ford', sequence: 1 })).toMatchObject({ ok: false, refusal: { code: 'unknown-thing' } })
  expect(room.editor.ids().has('ford')).toBe(false)
  deputy.close()
  member.close()
})
