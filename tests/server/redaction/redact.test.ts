/** A real name in a day on a real disk, taken out by the command as it is typed in a terminal; and the day goes on. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { putAnnotation, readAnnotation } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { appendParagraph, proseText, readProse, sectionFragment } from '#shared/board/proseDocument.ts'
import { markersOfEvent } from '#shared/replay/markers.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { hashBytes } from '../../../server/journal/hash.ts'
import { lookedInto } from '../../../server/redaction/exerciseFile.ts'
import { pickEngine } from '../../../server/storage/pickEngine.ts'
import { MediaTable } from '../../../server/storage/sqliteMediaTable.ts'
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts'
import { markerAt } from '../../support/editor.ts'
import { makeFolder, type Folder } from '../../support/sqliteFolder.ts'
import { exerciseOn, openExercise, startServer, until, valueOf, type TestExercise, type TestServer } from '../../support/startServer.ts'
import { Person, type OpenedDocument } from '../../support/person.ts'

const root = new URL('../../..', import.meta.url).pathname
const name = 'Anna Müller'
const boardName = 'syndicate/s1/board'

let folder: Folder
let servers: TestServer[]
beforeEach(() => { folder = makeFolder(); servers = [] })
afterEach(async () => {
  for (const server of servers) await server.close()
  folder.remove()
})

async function serverOn(path: string): Promise<TestServer> {
  const server = await startServer({ storage: await openSqliteStorage({ folder: path }) })
  servers.push(server)
  return server
}

/** In a process of its own, while this one's servers go on answering. */
function redact(...words: string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  return run('server/redact.ts', ...words)
}

function run(file: string, ...words: string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file, ...words], { cwd: root })
    let said = ''
    child.stdout.on('data', (bytes: Buffer) => { said += bytes.toString('utf8') })
    child.stderr.on('data', (bytes: Buffer) => { said += bytes.toString('utf8') })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
}

const fileOf = (exercise: string): string => join(folder.path, 'exercises', `${exercise}.sqlite`)
const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Files below a folder in whose bytes the name stands, in UTF-8 or UTF-16, in small or capital letters. */
function filesWith(path: string): string[] {
  const forms = ['Anna Müller', 'anna müller', 'ANNA MÜLLER', 'Müller', 'MÜLLER', 'Mülle', 'Anna M'].flatMap((form) => [form.normalize('NFC'), form.normalize('NFD')])
  const sought = forms.flatMap((form) => [Buffer.from(form, 'utf8'), Buffer.from(form, 'utf16le'), Buffer.from(form, 'utf16le').swap16(), Buffer.from(JSON.stringify(form).slice(1, -1))])
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((each) => join(path, each))
    .filter((file) => statSync(file).isFile() && sought.some((bytes) => readFileSync(file).includes(bytes)))
}

interface Lived { readonly exercise: TestExercise; readonly amina: Person; readonly before: string }

/** Amina writes the name everywhere by mistake, and takes some of it away again. Afterwards the server is stopped. */
async function lived(): Promise<Lived> {
  const server = await serverOn(folder.path)
  const exercise = await openExercise(server, { title: 'Small day', roster: [{ name, nation: 'Germany', syndicate: 2 }] })
  const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  const dana = await exercise.chief.live()
  valueOf(await dana.command({ type: 'stage:begin', index: 0 }))
  valueOf(await dana.command({ type: 'message:send', text: `Ask ${name.toUpperCase()} for the key.`, syndicates: [] }))
  const board = amina.open(`${boardName}@1`)
  await until(() => board.provider.synced, 'the board is there')
  write(board)
  await until(() => board.doc.getMap('annotations').size === 2, 'it is written')
  await settled(exercise, board)
  valueOf(await dana.command({ type: 'document:restore', document: boardName, toSequence: exercise.runner.journal.written().sequence }))
  await until(() => exercise.state().documents[boardName]?.epoch === 2, 'the board is restored')
  const before = canonicalDocument(await exercise.runner.documents.document(boardName))
  expect(before).toContain('by Bao at the ford')
  await exercise.runner.journal.add({ kind: 'trace', author: amina.seat, document: null, bytes: new TextEncoder().encode(JSON.stringify({ version: 1, type: 'StageViewShown', note: `with ${name}` })) }).flushed
  await server.app.registry.copies?.backUp(exercise.id, Date.UTC(2026, 10, 23, 9), 'time')
  board.close()
  await server.close()
  return { exercise, amina, before }
}

function write({ doc }: OpenedDocument): void {
  const here = {}
  putAnnotation(doc, { ...markerAt('house', -6, -8.7), label: 'the mill' }, here)
  putAnnotation(doc, { ...markerAt('ford', -6, -8.8), label: 'the ford' }, here)
  const mark = doc.getMap('annotations').get('house')
  if (!(mark instanceof Y.Map)) throw new Error('no mark')
  // letter by letter, as a field is written
  const typed = `by ${name}`
  for (let length = 3; length <= typed.length; length += 1) mark.set('label', typed.slice(0, length))
  appendParagraph(doc, 'situation', 'Seen by  and by Bao at the ford.')
  const paragraph = sectionFragment(doc, 'situation').get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no paragraph')
  ;[...name].forEach((letter, at) => text.insert(8 + at, letter))
  appendParagraph(doc, 'situation', `${name} was deleted here.`)
  sectionFragment(doc, 'situation').delete(1, 1)
}

async function settled(exercise: TestExercise, board: OpenedDocument): Promise<void> {
  const text = canonicalDocument(board.doc)
  for (let now = ''; now !== text;) {
    now = canonicalDocument(await exercise.runner.documents.document(boardName))
    await new Promise<void>((resolve) => { setImmediate(resolve) })
  }
}

describe('a real name typed by mistake', () => {
  test('[RED2] [RED5] [RED6] [RED7] is taken out of the file, its history too, and the day goes on', async () => {
    const { exercise, amina, before } = await lived()
    const file = fileOf(exercise.id)
    const was = digest(file)

    const look = await redact(file, '--words', name, '--reason', 'a real name')
    expect(look).toMatchObject({ code: 0, said: expect.stringContaining('Nothing was changed: say it again with --now.') })
    expect(look.said).toMatch(/Found in {3}events: 2 entries\n/)
    expect(look.said).toMatch(/Found in {3}traces: 1 entry\n/)
    expect(look.said).toMatch(/Found in {3}syndicate\/s1\/board: \d\d entries\n/)
    expect(look.said).toMatch(/! .*\.sandtable holds what is taken out here\./)
    expect(look.said.toLowerCase()).not.toContain('müller')
    expect(digest(file)).toBe(was)

    const done = await redact(file, '--words', name, '--reason', 'a real name', '--now')
    expect(done, done.said).toMatchObject({ code: 0, said: expect.stringContaining('Taken out. Row ') })
    expect(filesWith(join(folder.path, 'exercises'))).toEqual([])
    expect(readdirSync(join(folder.path, 'exercises')).sort()).toEqual([`${exercise.id}.lock`, `${exercise.id}.sqlite`])
    const verified = await run('server/verify.ts', file)
    expect(verified, verified.said).toMatchObject({ code: 0, said: expect.stringMatching(/Taken out {2}words of \d\d entries, says row \d+ of .*: a real name\n.*Sound: every row is what was recorded or what was left of it/s) })

    const server = await serverOn(folder.path)
    expect(server.app.registry.broken).toEqual([])
    const again = exerciseOn(server, exercise.id, exercise.chief, exercise.house)
    const onNewPort = personOn(server, amina)
    const dana = personOn(server, exercise.chief)
    expect(again.state().roster.map((entry) => entry.name)).toEqual(['███████████'])
    const board = onNewPort.open(`${boardName}@2`)
    await until(() => board.provider.synced && board.doc.getMap('annotations').size === 2, 'the board is there')
    expect(proseText(readProse(sectionFragment(board.doc, 'situation')))).toContain('Seen by  and by Bao at the ford.')
    expect([readAnnotation(board.doc, 'house')?.label, readAnnotation(board.doc, 'ford')?.label]).toEqual(['', 'the ford'])
    expect(canonicalDocument(board.doc)).toBe(before.replace(`"label":"by ${name}",`, '').replace(name, ''))

    // live work goes on, and is replayed
    appendParagraph(board.doc, 'situation', 'Written afterwards.')
    await until(() => board.provider.synced, 'it is sent')
    await settled(again, board)
    const [asStaff, asMember] = [await dana.replay(), await onNewPort.replay()]
    expect(wordsOf(asStaff)).not.toMatch(/m(ü|u\u0308)ller/i)
    expect(wordsOf(asMember)).not.toMatch(/m(ü|u\u0308)ller/i)
    const told = asStaff.flatMap((line) => (line.kind === 'event' && line.event.type === 'WordsTakenOut' ? [line.event] : []))
    expect(told.map(({ reason }) => reason)).toEqual(['a real name'])
    expect(told.flatMap((event) => markersOfEvent(event, again.state()))).toEqual([{ kind: 'WordsTakenOut', title: 'a real name', syndicate: null }])
    expect(JSON.stringify(asMember)).not.toContain('WordsTakenOut')
    expect(foldedBoard(asMember)).toBe(canonicalDocument(board.doc))
    expect(server.faults).toEqual([])
    board.close()

    // and it is carried away and brought in elsewhere
    const copy = await personOn(server, exercise.chief).browser.fetch(`/api/exercises/${exercise.id}/copy`)
    const bytes = new Uint8Array(await copy.arrayBuffer())
    const elsewhere = makeFolder()
    const other = await startServer({ storage: await openSqliteStorage({ folder: elsewhere.path }) })
    const house = await other.instructor()
    const brought = await house.fetch('/api/house/bring', { method: 'POST', body: bytes, headers: { 'content-type': 'application/octet-stream' } })
    expect(brought.status).toBe(200)
    expect([filesWith(elsewhere.path), other.faults]).toEqual([[], []])
    await other.close()
    elsewhere.remove()
  }, 120_000)

  test('[RED5] the backup that holds it is named until the name is taken out of that, too', async () => {
    const { exercise } = await lived()
    // by time, and as the stage began
    const backups = filesWith(join(folder.path, 'backups'))
    expect(backups.some((backup) => backup.endsWith('-time.sandtable'))).toBe(true)
    await redact(fileOf(exercise.id), '--words', name, '--reason', 'a real name', '--now')
    const { said } = await redact(fileOf(exercise.id), '--words', name, '--reason', 'again')
    for (const backup of backups) expect(said).toContain(`! ${backup} holds what is taken out here.`)
    for (const backup of backups) expect(await redact(backup, '--words', name, '--reason', 'a real name', '--now')).toMatchObject({ code: 0 })
    expect((await redact(fileOf(exercise.id), '--words', name, '--reason', 'again')).said).not.toContain('holds what is taken out here')
    expect(filesWith(folder.path)).toEqual([])
    expect(readdirSync(join(folder.path, 'backups', exercise.id)).filter((each) => !each.endsWith('.sandtable'))).toEqual([])
  }, 120_000)

  test('[RED5] pictures and the list of the house are left as they are, and named when they hold it', async () => {
    const server = await serverOn(folder.path)
    const exercise = await openExercise(server, { title: `Day of ${name}` })
    const before = exercise.state()
    await server.close()
    const file = fileOf(exercise.id)
    const bytes = Buffer.concat([Buffer.alloc(1_500_000, 7), Buffer.from(name, 'utf16le')])
    const connection = (await pickEngine()).open(file, { readOnly: false })
    new MediaTable(connection).insert({ id: 'photo', document: boardName, type: 'image/png', author: 'server', sequence: 1, hash: hashBytes(bytes), bytes })
    new MediaTable(connection).insert({ id: 'other', document: boardName, type: 'image/png', author: 'server', sequence: 1, hash: hashBytes(new Uint8Array([1])), bytes: new Uint8Array([1]) })
    connection.close()
    // by another name of it: the file itself is meant
    const link = join(folder.path, 'today.sqlite')
    symlinkSync(file, link)
    const done = await redact(link, '--words', name, '--reason', 'a real name', '--now')
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('! The media photo holds the words. It is left as it is.') })
    expect(done.said).toContain('! The title of this exercise in the list of the house holds the words.')
    expect(done.said).not.toContain('media other')
    const [media, beat] = await lookedInto(file, (reader) => [[...reader.media()].map(({ id, media: one }) => [id, one?.bytes.length]), reader.beat])
    expect(media).toEqual([['other', 1], ['photo', bytes.length]])
    expect(beat).not.toBeNull()
    const again = await serverOn(folder.path)
    expect(again.app.registry.get(exercise.id)?.state).toMatchObject({ title: 'Day of ███████████', clock: { status: before.clock.status } })
  }, 120_000)

  test('[RED5] nothing is touched while a server has the exercise open, or for a file that is none, or without a reason', async () => {
    const server = await serverOn(folder.path)
    const exercise = await openExercise(server)
    const file = fileOf(exercise.id)
    const open = await redact(file, '--words', name, '--reason', 'a real name', '--now')
    expect(open).toMatchObject({ code: 2, said: expect.stringContaining('Nothing was changed: this exercise is open in a Sandtable') })
    mkdirSync(join(folder.path, 'letters'))
    const letter = join(folder.path, 'letters', 'letter.txt')
    writeFileSync(letter, `Dear ${name}`.repeat(500))
    expect(await redact(letter, '--words', name, '--reason', 'a real name', '--now')).toMatchObject({ code: 2, said: expect.stringContaining('Nothing was changed') })
    expect((await redact(file, '--words', name, '--now')).said).toContain('Say why')
    expect((await redact(file, '--words', name, '--reason', `It was ${name}`)).said).toContain('without the words')
    expect((await redact(file, '--words', 'Li', '--reason', 'short')).said).toContain('fewer than 3 letters')
  }, 120_000)
})

/** The same person at the server of now. */
function personOn(server: TestServer, person: Person): Person {
  const browser = server.browser()
  for (const [cookie, value] of person.browser.cookies) browser.cookies.set(cookie, value)
  return new Person(browser, person.exercise, person.seat)
}

/** Bytes as the letters they hold, too. */
function wordsOf(lines: readonly ReplayLine[]): string {
  return lines.map((line) => JSON.stringify(line) + ['update', 'state'].map((field) => Buffer.from(Object(line)[field] ?? []).toString('utf8')).join()).join('\n')
}

function foldedBoard(lines: readonly ReplayLine[]): string {
  let doc = new Y.Doc()
  for (const line of lines) {
    if (line.kind === 'opened' && line.document === boardName) {
      doc = new Y.Doc()
      Y.applyUpdate(doc, line.state)
    } else if (line.kind === 'update' && line.document === boardName) Y.applyUpdate(doc, line.update)
  }
  return canonicalDocument(doc)
}
