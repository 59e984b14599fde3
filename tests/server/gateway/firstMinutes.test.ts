/** The first minutes through the real doors: coming back on another laptop, laptops seen by staff, boards wiped after the warm-up. */
import { afterEach, expect, test } from 'vitest'
import type { Annotation } from '#shared/board/annotation.ts'
import { annotationsOf, putAnnotation } from '#shared/board/boardDocument.ts'
import type { SeatInfo } from '#shared/protocol/http.ts'
import type { LaptopsMessage } from '#shared/protocol/socketEvents.ts'
import type { LiveClient } from '../../support/person.ts'
import { openExercise, startServer, until, valueOf, type TestExercise } from '../../support/startServer.ts'

const open: { close(): unknown }[] = []
afterEach(async () => { for (const each of open.splice(0)) await each.close() })

function track<T extends { close(): unknown }>(each: T): T {
  open.unshift(each)
  return each
}

async function exercise(): Promise<TestExercise> {
  const server = await startServer()
  open.push(server)
  return openExercise(server)
}

const board = 'syndicate/s1/board'
const post: Annotation = { kind: 'marker', id: 'post', order: 'V00001', label: 'Try-out', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, symbol: 'base', geometry: [-5.88, -9], locked: false }

async function begin(live: LiveClient, { runner }: TestExercise, stage: string): Promise<void> {
  valueOf(await live.command({ type: 'stage:begin', index: runner.state.agenda.findIndex(({ id }) => id === stage) }))
}

test('[SEAT52] who joins again from another laptop gets the seat back, and the laptop it was open on is told where it went', async () => {
  const day = await exercise()
  const dana = track(await day.chief.live())
  const amina = await day.join('member', 'Amina', { syndicate: 's1', hat: 'operations' })
  const old = track(await amina.live())
  const again = await day.join('member', 'Amina', { syndicate: 's1' })
  const next = track(await again.live())
  expect(next.view?.seats[again.seat]?.status).toBe('waiting')
  valueOf(await dana.command({ type: 'seat:return', seat: again.seat, was: amina.seat }))
  await until(() => next.view?.seats[again.seat]?.status === 'admitted', 'the new laptop is in')
  expect(next.view?.seats[again.seat]).toMatchObject({ hat: 'operations', syndicate: 's1' })
  await until(() => old.notices.some(({ code }) => code === 'elsewhere'), 'the old laptop is told')
  expect(valueOf(await amina.browser.get<SeatInfo>(`/api/seat/${amina.seat}`)).status).toBe('removed')
})

test('[EX57] directing staff alone are told of laptops: since when one gives no reply, and an old browser', async () => {
  const day = await exercise()
  const dana = track(await day.chief.live())
  const heard: LaptopsMessage[] = []
  dana.socket.on('laptops', (message) => heard.push(message))
  const amina = await day.join('member', 'Amina', { syndicate: 's1' })
  const bao = await day.join('member', 'Bao', { syndicate: 's2' })
  const other = track(await bao.live())
  const line = await amina.live()
  await until(() => heard.at(-1)?.laptops[amina.seat]?.awaySinceAt === null, 'amina is here')
  line.close()
  await until(() => typeof heard.at(-1)?.laptops[amina.seat]?.awaySinceAt === 'number', 'amina is away')
  await until(() => other.presences.some(({ online }) => !online.includes(amina.seat)), 'bao is told who is here')
  expect(other.wire).not.toMatch(/laptops|awaySinceAt|browser/)
})

test('[EX53] what was drawn to warm up leaves the board for everybody when the briefing begins; what is drawn then stays', async () => {
  const day = await exercise()
  const dana = track(await day.chief.live())
  const amina = await day.join('member', 'Amina', { syndicate: 's1' })
  const live = track(await amina.live())
  await begin(dana, day, 'warm-up')
  const first = track(amina.open(`${board}@1`))
  await until(() => first.provider.synced, 'the board is open')
  putAnnotation(first.doc, post, { own: 'tools' })
  await until(() => Object.values(day.runner.state.documents[board]?.authors ?? {}).includes(amina.seat), 'the server holds her marker')
  valueOf(await live.command({ type: 'warmUp:tick', task: 'marker', how: 'done' }))
  expect(annotationsOf(await day.runner.documents.document(board)).size).toBe(1)

  await begin(dana, day, 'brief')
  await until(() => live.view?.documents[board]?.epoch === 2, 'a new board is told')
  const second = track(amina.open(`${board}@2`))
  await until(() => second.provider.synced, 'the new board is open')
  expect(annotationsOf(second.doc).size).toBe(0)
  putAnnotation(second.doc, { ...post, label: 'Real' }, { own: 'tools' })
  await until(() => day.runner.state.documents[board]?.authors[String(second.doc.clientID)] === amina.seat, 'the server holds the real one')
  await begin(dana, day, 'move-1')
  expect([...annotationsOf(await day.runner.documents.document(board)).values()].map(({ label }) => label)).toEqual(['Real'])
  expect(day.runner.state.documents[board]?.epoch).toBe(2)
})
