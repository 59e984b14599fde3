/** A running server with one board in use: amina draws on it, ada may too, bao sits in another syndicate, omar observes. */
import { canonicalDocument } from '#shared/board/canonical.ts'
import { Editor } from './editor.ts'
import { rawUpdate, syncStep1Frame, syncStep2Frame } from './hostileFrames.ts'
import type { OpenedDocument, Person } from './person.ts'
import { RawSocket, type RawOptions } from './rawSocket.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from './startServer.ts'

export const boardName = 'syndicate/s1/board'
export const board = `${boardName}@1`

export class BoardPeople {
  readonly server: TestServer
  readonly exercise: TestExercise
  readonly amina: Person
  readonly ada: Person
  readonly bao: Person
  readonly omar: Person
  /** Amina's screen: an honest one that stays. */
  readonly editor: Editor
  readonly #opened: { close(): void }[] = []
  #nextClient = 500_000

  private constructor(server: TestServer, exercise: TestExercise, [amina, ada, bao, omar]: readonly [Person, Person, Person, Person]) {
    this.server = server
    this.exercise = exercise
    this.amina = amina
    this.ada = ada
    this.bao = bao
    this.omar = omar
    this.editor = new Editor(amina, board)
  }

  static async open(): Promise<BoardPeople> {
    const server = await startServer()
    const exercise = await openExercise(server)
    const people = new BoardPeople(server, exercise, [
      await exercise.join('member', 'amina', { syndicate: 's1' }), await exercise.join('member', 'ada', { syndicate: 's1' }),
      await exercise.join('member', 'bao', { syndicate: 's2' }), await exercise.join('observer', 'omar'),
    ])
    await until(() => people.editor.isSynced, 'amina has her board')
    return people
  }

  async close(): Promise<void> {
    this.closeOpened()
    this.editor.close()
    await this.server.close()
  }

  /** Everything a test opened. */
  closeOpened(): void {
    for (const each of this.#opened.splice(0)) each.close()
  }

  keep<Closable extends { close(): void }>(opened: Closable): Closable {
    this.#opened.push(opened)
    return opened
  }

  raw(person: Person, wireName: string, options: RawOptions = {}): RawSocket {
    return this.keep(new RawSocket(person, wireName, options))
  }

  /** A hand-written client that is in the room: the first state is there, and it was asked for its own. */
  async writer(person: Person, protocols: string[] = []): Promise<RawSocket> {
    const socket = await this.raw(person, board, { protocols }).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepOnes.length > 0, 'the writer is asked')
    socket.send(syncStep2Frame(rawUpdate([])))
    return socket
  }

  standard(person: Person, wireName: string): OpenedDocument {
    return this.keep(person.open(wireName))
  }

  editorOf(person: Person, wireName = board): Editor {
    return this.keep(new Editor(person, wireName))
  }

  /** Somebody of s1 whom no earlier test has made wait. */
  anotherMember(): Promise<Person> {
    return this.exercise.join('member', `member ${this.freshClient()}`, { syndicate: 's1' })
  }

  freshClient(): number {
    this.#nextClient += 10
    return this.#nextClient
  }

  /** Rows of the board in the journal. */
  async rows(): Promise<{ readonly author: string; readonly sequence: number; readonly recordedAt: number }[]> {
    await new Promise((resolve) => { setImmediate(resolve) })
    return this.exercise.runner.journal.readDocument(board, 0, this.exercise.runner.journal.head().sequence, 100_000)
  }

  async serverText(name = boardName): Promise<string> {
    return canonicalDocument(await this.exercise.runner.documents.document(name))
  }

  /** Gives the faults when an honest officer can no longer draw for all to see. */
  async stillWorks(): Promise<readonly unknown[]> {
    const id = `works${this.freshClient()}`
    const other = this.editorOf(this.ada)
    await until(() => other.isSynced, 'ada has the board')
    this.editor.put(id, -5.9, -9.1)
    await until(() => other.ids().has(id), 'ada sees the mark')
    await until(() => this.editor.saved.has(id), 'the mark is saved')
    return [...this.server.faults, ...this.server.fatal, ...(this.editor.provider.wsconnected ? [] : ['amina is cut off'])]
  }
}
