/** What a seat fetches over HTTP, and writes over the document door, on the whole server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { annotationsOf, newRecordId, putAnnotation } from '#shared/board/boardDocument.ts'
import { ReplayReader } from '#shared/replay/replayWire.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { exerciseOn, openExercise, startServer, until, valueOf, type TestExercise, type TestServer } from '../../support/startServer.ts'
import type { Person } from '../../support/person.ts'

const storage = new MemoryStorage()
const board = 'syndicate/s1/board@1'
let server: TestServer
let exercise: TestExercise
let amina: Person
let ada: Person
let bao: Person
let omar: Person

beforeAll(async () => {
  server = await startServer({ storage })
  exercise = await openExercise(server)
  amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  ada = await exercise.join('member', 'ada', { syndicate: 's1', hat: 'protection' })
  bao = await exercise.join('member', 'bao', { syndicate: 's2' })
  omar = await exercise.join('observer', 'omar')
})
afterAll(async () => { await server.close() })

async function firstState(person: Person, wireName: string): Promise<{ status: number; doc: Y.Doc; sequence: number }> {
  const response = await person.browser.fetch(`/x/${exercise.id}/documents/${wireName}?seat=${person.seat}`)
  const doc = new Y.Doc()
  if (response.status === 200) Y.applyUpdate(doc, new Uint8Array(await response.arrayBuffer()))
  else await response.text()
  return { status: response.status, doc, sequence: Number(response.headers.get('x-sequence')) }
}

function updatesOf(lines: readonly ReplayLine[]): string {
  return lines.flatMap((line) => (line.kind === 'update' ? [line.update] : line.kind === 'opened' ? [line.state] : [])).map((bytes) => Buffer.from(bytes).toString('latin1')).join()
}

/** A mark with this label, as the editor would put it. */
function draw(doc: Y.Doc, label: string): void {
  putAnnotation(doc, {
    id: newRecordId(doc), kind: 'marker', symbol: 'note', geometry: [-5.9, -9], label, note: '', layer: 'work', group: '', locked: false,
    style: { colour: 'note', pattern: 'solid' }, order: 'V',
  }, {})
}

function labels(doc: Y.Doc): string[] {
  return [...annotationsOf(doc).values()].map((each) => each.label)
}

describe('a board on the whole server', () => {
  test('[DOOR38] two members write one board; it is there for who fetches it, with its sequence', async () => {
    const [one, two] = [amina.open(board), ada.open(board)]
    await until(() => one.provider.synced && two.provider.synced, 'both have the board')
    draw(one.doc, 'ALPHA-DRAWING')
    await until(() => labels(two.doc).includes('ALPHA-DRAWING'), 'ada sees it')
    const first = await firstState(ada, board)
    expect(labels(first.doc)).toEqual(['ALPHA-DRAWING'])
    expect(first.sequence).toBeGreaterThan(0)
    expect(first.sequence).toBeLessThanOrEqual(exercise.runner.journal.head().sequence)
    one.close()
    two.close()
  })

  test('[DOOR39] the first state of a document is given to whom may read it, and to nobody else', async () => {
    const protectedDocument = 'syndicate/s1/protected@1'
    const rows: [Person, string, number][] = [
      [amina, board, 200], [exercise.chief, board, 200], [bao, board, 403], [omar, board, 403],
      [amina, 'control@1', 403], [omar, 'control@1', 403], [exercise.chief, 'control@1', 200],
      [ada, protectedDocument, 200], [amina, protectedDocument, 403], [omar, 'overlay@1', 200],
      [amina, 'syndicate/s1/board', 403], [amina, 'syndicate/s1/board@2', 409], [amina, 'syndicate/s1/board@0', 403],
      [amina, 'syndicate/__proto__/board@1', 403], [amina, '..%2f..%2fhouse@1', 403],
    ]
    for (const [person, name, status] of rows) expect((await firstState(person, name)).status, `${person.seat} ${name}`).toBe(status)
    const stolen = await omar.browser.fetch(`/x/${exercise.id}/documents/${board}?seat=${amina.seat}`)
    expect(stolen.status).toBe(401)
    expect((await server.browser().fetch(`/x/${exercise.id}/documents/${board}`)).status).toBe(401)
    expect((await amina.browser.fetch(`/x/nowhere/documents/${board}?seat=${amina.seat}`)).status).toBe(401)
  })

  test('[DOOR45] a seat asks for the lines of one document, and gets only what its own journal holds of it', async () => {
    const linesOf = async (person: Person): Promise<ReplayLine[]> => {
      const answer = await person.browser.fetch(`/x/${exercise.id}/replay?seat=${person.seat}&document=syndicate/s1/board`)
      return new ReplayReader().read(new Uint8Array(await answer.arrayBuffer()))
    }
    const own = await linesOf(amina)
    expect(own[0]).toMatchObject({ kind: 'opened', document: 'syndicate/s1/board' })
    expect(new Set(own.slice(0, -1).map((line) => ('document' in line ? line.document : line.kind)))).toEqual(new Set(['syndicate/s1/board']))
    expect(own.at(-1)).toMatchObject({ kind: 'end' })
    expect(updatesOf(own)).toBe(updatesOf((await amina.replay()).filter((line) => 'document' in line && line.document === 'syndicate/s1/board')))
    expect((await linesOf(bao)).map(({ kind }) => kind)).toEqual(['end'])
  })

  test('[DOOR40] another syndicate\'s socket is closed for good, and hears nothing', async () => {
    const spy = bao.open(board)
    let code = 0
    spy.provider.on('connection-close', (event) => { code = event?.code ?? 0 })
    await until(() => code !== 0, 'the socket is closed')
    expect(code).toBe(4403)
    expect(spy.doc.getMap('annotations').size).toBe(0)
    spy.close()
  })

  test('[DOOR41] a ticket opens one document for another Yjs client, without cookie and Origin', async () => {
    const { ticket } = valueOf(await amina.browser.get<{ ticket: string }>(`/x/${exercise.id}/ticket?seat=${amina.seat}&document=syndicate/s1/board`))
    expect(ticket).toMatch(/^[\w-]{43}$/)
    expect(await bao.browser.get(`/x/${exercise.id}/ticket?seat=${bao.seat}&document=syndicate/s1/board`)).toMatchObject({ ok: false })
    const fetched = await server.browser().fetch(`/x/${exercise.id}/documents/${board}?ticket=${ticket}`)
    expect(fetched.status).toBe(401)
  })

  test('[RPL8] a live exercise is replayed by each seat as far as it may, with everything written so far', async () => {
    const writer = amina.open(board)
    await until(() => writer.provider.synced, 'the board is open')
    draw(writer.doc, 'ALPHA-SECOND')
    let lines: ReplayLine[] = []
    for (let tries = 0; tries < 50 && !updatesOf(lines).includes('ALPHA-SECOND'); tries += 1) lines = await amina.replay()
    expect(updatesOf(lines)).toContain('ALPHA-SECOND')
    expect(lines.at(-1)?.kind).toBe('end')
    expect(updatesOf(await bao.replay())).not.toContain('ALPHA')
    expect(updatesOf(await omar.replay())).not.toContain('ALPHA')
    expect(updatesOf(await exercise.chief.replay())).toContain('ALPHA-SECOND')
    expect(JSON.stringify(await omar.replay())).not.toMatch(/CANARY|PLANNED/)
    expect((await omar.browser.fetch(`/x/${exercise.id}/replay?seat=${amina.seat}`)).status).toBe(401)
    writer.close()
  })

  test('[DOOR43] every byte a member, an observer and a stranger can fetch holds nothing planned and nothing secret', async () => {
    const dana = await exercise.chief.live()
    await dana.command({ type: 'inject:release', serial: 'INJ-02', syndicates: ['s2'] })
    await dana.command({ type: 'inject:release', serial: 'INJ-03', syndicates: ['s1'] })
    dana.close()
    const names = Object.keys(exercise.state().documents).map((name) => `${name}@1`)
    const paths = (seat: string): string[] => [
      '/', '/api/house', `/api/seat/${seat}`, '/maps/small-zone/zone.json', `/x/${exercise.id}/replay?seat=${seat}`,
      ...names.map((name) => `/x/${exercise.id}/documents/${name}?seat=${seat}`),
      ...names.map((name) => `/x/${exercise.id}/ticket?seat=${seat}&document=${name}`),
    ]
    const forbidden: [Person, RegExp][] = [
      [bao, /CANARY|PLANNED-INJ-0[1345]|PLANNED-C-01|ALPHA/], [omar, /CANARY|PLANNED|ALPHA/], [ada, /CANARY|PLANNED-INJ-0[1245]|PLANNED-C-01/],
      // Addressed to a hat that amina does not wear.
      [amina, /CANARY|PLANNED|Six boys/],
    ]
    for (const [person, words] of forbidden) {
      const live = await person.live()
      let bytes = live.wire
      for (const path of paths(person.seat)) bytes += Buffer.from(await (await person.browser.fetch(path)).arrayBuffer()).toString('latin1')
      const lines = await person.replay()
      bytes += updatesOf(lines)
      live.close()
      expect(words.exec(bytes)?.[0], person.seat).toBeUndefined()
    }
    const stranger = server.browser()
    for (const path of paths(amina.seat)) expect(await (await stranger.fetch(path)).text(), path).not.toMatch(/CANARY|PLANNED|ALPHA|amina/)
  })

  test('[DOOR42] after a restart the board is whole, and an open page goes on writing by itself', async () => {
    const page = amina.open(board)
    await until(() => page.provider.synced, 'the board is open')
    draw(page.doc, 'before')
    await until(() => page.provider.synced, 'written')
    await firstState(amina, board)
    await server.close()
    draw(page.doc, 'while away')
    const second = await startServer({ storage, port: server.port })
    try {
      const later = exerciseOn(second, exercise.id, exercise.chief, exercise.house)
      const other = ada.open(board)
      await until(() => labels(other.doc).includes('while away'), 'the work done meanwhile arrives')
      expect(labels(other.doc).sort()).toEqual(['ALPHA-DRAWING', 'ALPHA-SECOND', 'before', 'while away'])
      const dana = await exercise.chief.live()
      let closed = 0
      page.provider.on('connection-close', (event) => { closed = event?.code ?? 0 })
      expect(await dana.command({ type: 'seat:remove', seat: amina.seat })).toMatchObject({ ok: true })
      await until(() => closed !== 0, 'a removed seat\'s board is closed', 1000)
      expect(closed).toBe(4403)
      expect(later.state().seats[amina.seat]?.status).toBe('removed')
      dana.close()
      other.close()
      page.close()
      expect(second.faults).toEqual([])
    } finally {
      await second.close()
    }
  })
})
