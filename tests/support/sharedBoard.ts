/**
 * A board in plenary that amina and ada write and omar watches, each with the standard client, while somebody attacks it.
 * It keeps apart what the honest hands wrote, and says in words what an attack has spoilt.
 */
import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { readEvent } from '#shared/exercise/upcast.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import type { OpenedDocument, Person } from './person.ts'
import { markerAt } from './editor.ts'
import { putAnnotation } from '#shared/board/boardDocument.ts'
import { rawUpdate, syncStep1Frame, syncStep2Frame } from './hostileFrames.ts'
import { RawSocket, type RawOptions } from './rawSocket.ts'
import { openExercise, startServer, until, type ServerOptions, type TestExercise, type TestServer } from './startServer.ts'

export const sharedName = 'syndicate/s1/board'
export const sharedWire = `${sharedName}@1`

interface Honest extends OpenedDocument { readonly person: Person; readonly name: string; connects: number }

export class SharedBoard {
  readonly server: TestServer
  readonly exercise: TestExercise
  readonly warnings: string[]
  /** What amina's and ada's hands wrote, and nothing else: it has never heard the server. */
  readonly written = new Y.Doc()
  readonly amina: Honest
  readonly ada: Honest
  /** Omar reads: the board has the floor. */
  readonly omar: Honest
  #heardUpTo = 0
  #next = 700_000
  readonly #opened: { close(): void }[] = []

  private constructor(server: TestServer, exercise: TestExercise, warnings: string[], [amina, ada, omar]: readonly [Person, Person, Person]) {
    this.server = server
    this.exercise = exercise
    this.warnings = warnings
    this.amina = this.#honest('amina', amina)
    this.ada = this.#honest('ada', ada)
    this.omar = this.#honest('omar', omar)
  }

  static async open(options: ServerOptions = {}): Promise<SharedBoard> {
    const warnings: string[] = []
    const server = await startServer({ ...options, warned: (line) => warnings.push(line) })
    const exercise = await openExercise(server)
    const people = [await exercise.join('member', 'amina', { syndicate: 's1' }), await exercise.join('member', 'ada', { syndicate: 's1' }), await exercise.join('observer', 'omar')] as const
    await giveFloor(exercise)
    const board = new SharedBoard(server, exercise, warnings, people)
    await until(() => board.#all.every(({ provider }) => provider.synced), 'all have the board')
    Y.applyUpdate(board.written, Y.encodeStateAsUpdate(await exercise.runner.documents.document(sharedName)))
    board.#heardUpTo = exercise.runner.journal.head().sequence
    return board
  }

  /** Closes what a test opened; amina, ada and omar stay. */
  closeOpened(): void {
    for (const each of this.#opened.splice(0)) each.close()
  }

  async close(): Promise<void> {
    this.closeOpened()
    for (const each of this.#all) each.close()
    await this.server.close()
  }

  keep<Closable extends { close(): void }>(opened: Closable): Closable {
    this.#opened.push(opened)
    return opened
  }

  freshClient(): number {
    this.#next += 10
    return this.#next
  }

  /** Somebody of s1 nobody has made wait yet. */
  member(): Promise<Person> {
    return this.exercise.join('member', `member ${this.freshClient()}`, { syndicate: 's1' })
  }

  observer(): Promise<Person> {
    return this.exercise.join('observer', `observer ${this.freshClient()}`)
  }

  raw(person: Person, wireName = sharedWire, options: RawOptions = {}): RawSocket {
    return this.keep(new RawSocket(person, wireName, options))
  }

  /** A hand-written client that has the first state and, if it may write, has answered the question for its own. */
  async entered(person: Person): Promise<RawSocket> {
    const socket = await this.raw(person).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepTwos.length > 0 && socket.awareness.length > 0, 'it has the board')
    if (this.exercise.state().seats[person.seat]?.role !== 'member') return socket
    await until(() => socket.stepOnes.length > 0, 'the writer is asked')
    socket.send(syncStep2Frame(rawUpdate([])))
    return socket
  }

  async serverDoc(): Promise<Y.Doc> {
    return this.exercise.runner.documents.document(sharedName)
  }

  async serverText(): Promise<string> {
    return canonicalDocument(await this.serverDoc())
  }

  /**
   * What is spoilt; nothing, when all is well. `lawful`: seats whose rows since the last look are in order; 'anybody'
   * where others wrote, too, so that the server's word stands for what was written.
   */
  async complaints(lawful: readonly string[] | 'anybody' = []): Promise<string[]> {
    const { server } = this
    const complaints: string[] = []
    try {
      await this.exchange()
    } catch (error) {
      return [String(error), ...server.faults]
    }
    const text = lawful === 'anybody' ? await this.#settledText() : canonicalDocument(this.written)
    const doc = await this.serverDoc()
    if (canonicalDocument(doc) !== text) complaints.push('the server holds what the honest did not write')
    for (const each of this.#all) {
      await until(() => canonicalDocument(each.doc) === text, '').catch(() => complaints.push(`${each.name} sees what the honest did not write`))
      if (each.connects !== 1 || !each.provider.wsconnected) complaints.push(`${each.name} was cut off`)
      if (isParked(each.doc)) complaints.push(`something is parked at ${each.name}`)
    }
    if (isParked(doc)) complaints.push('something is parked on the server')
    if (lawful !== 'anybody') complaints.push(...await this.#foreignRows(lawful))
    complaints.push(...await this.#replayComplaints(text))
    return [...complaints, ...server.faults, ...server.fatal.map(String)]
  }

  get #all(): readonly Honest[] {
    return [this.amina, this.ada, this.omar]
  }

  /** Both write; both, and omar, see it over the line they have. */
  async exchange(): Promise<void> {
    const words: string[] = []
    for (const { doc, name } of [this.amina, this.ada]) {
      const word = `${name}${this.freshClient()}`
      words.push(word)
      doc.transact(() => {
        doc.getText('plan/intro').insert(0, `${word} `)
        putAnnotation(doc, markerAt(`mark-${name}`, -5.8 - (this.#next % 100) / 1000, -9.1), this)
      })
    }
    await until(() => this.#all.every(({ doc }) => words.every((word) => doc.getText('plan/intro').toString().includes(word))), 'they see each other\'s words')
  }

  /** The server's word once it has nothing more to mend and all copies follow it. */
  async #settledText(): Promise<string> {
    const end = performance.now() + 8000
    for (;;) {
      const text = await this.serverText()
      if (performance.now() > end || this.#all.every(({ doc }) => canonicalDocument(doc) === text)) return text
      await new Promise((resolve) => { setTimeout(resolve, 5) })
    }
  }

  async #foreignRows(lawful: readonly string[]): Promise<string[]> {
    const { journal } = this.exercise.runner
    const expected = new Set(['server', this.amina.person.seat, this.ada.person.seat, ...lawful])
    const rows = await journal.read(this.#heardUpTo, 100_000)
    this.#heardUpTo = rows.at(-1)?.sequence ?? this.#heardUpTo
    return rows.flatMap((row) => {
      if (row.kind !== 'event') return expected.has(row.author) ? [] : [`a row by ${row.author}`]
      const event = readEvent(JSON.parse(new TextDecoder().decode(row.bytes)))
      return event.type === 'AuthorClaimed' && !expected.has(event.seat) ? [`a client id given to ${event.seat}`] : []
    })
  }

  async #replayComplaints(text: string): Promise<string[]> {
    const { person } = this.amina
    const { runner } = this.exercise
    for (let tries = 1; ; tries += 1) {
      const timeline = new Timeline()
      timeline.append(await person.replay())
      const frame = timeline.seek(timeline.end)
      const replayed = frame.documents.get(sharedName)
      const complaints = [
        ...(replayed !== undefined && canonicalDocument(replayed.doc) === text ? [] : ['the replay\'s end is not what was live']),
        ...(isDeepStrictEqual(frame.view, viewFor(runner.published.state, person.seat)) ? [] : ['the replayed view is not the live one']),
      ]
      // What happens while the journal is on its way is not in it: then it is asked for again.
      if (complaints.length === 0 || tries === 10) return complaints
    }
  }

  #honest(name: string, person: Person): Honest {
    const opened = person.open(sharedWire)
    const honest: Honest = { ...opened, person, name, connects: 0 }
    opened.provider.on('status', ({ status }: { status: string }) => { if (status === 'connected') honest.connects += 1 })
    opened.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== opened.provider) Y.applyUpdate(this.written, update) })
    return honest
  }
}

/** The plenary begins with s1's board on the floor, and boards stay open. */
async function giveFloor(exercise: TestExercise): Promise<void> {
  const live = await exercise.chief.live()
  const index = exercise.state().agenda.findIndex(({ stage }) => stage === 'plenary')
  for (const command of [{ type: 'stage:begin', index }, { type: 'boards:openInPlenary', open: true }, { type: 'floor:give', syndicate: 's1' }]) {
    const reply = await live.command(command)
    if (!reply.ok) throw new Error(reply.refusal.sentence)
  }
  live.close()
}

function isParked(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}
