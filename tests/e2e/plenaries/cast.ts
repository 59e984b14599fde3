/** Who is in the room of two plenaries: five syndicates of two, three observers, the projector and the chief. Four of them have a browser, all others speak the wires. */
import type { SyndicateId } from '#shared/exercise/names.ts'
import { documentName } from '#shared/board/documentName.ts'
import { text } from '../../../client/text/index.ts'
import type { Classroom } from '../../support/classroom.ts'
import { Editor } from '../../support/editor.ts'
import { Person, type LiveClient } from '../../support/person.ts'
import { Browser, until, valueOf } from '../../support/startServer.ts'
import type { SeatTaken } from '#shared/protocol/http.ts'
import type { Command } from '#shared/exercise/commands.ts'
import { mapOf } from '../acts.ts'
import type { Laptop, Room } from '../room.ts'

/** Somebody without a browser. */
export interface Voice {
  readonly name: string
  readonly person: Person
  readonly live: LiveClient
}

export interface Table {
  readonly id: SyndicateId
  /** Who presents for it: by hand in a browser, or over the wire. */
  readonly presenter: Voice | Laptop
  readonly voices: readonly Voice[]
  /** Its board as one of its voices holds and writes it. */
  readonly board: Editor
}

export interface Cast {
  readonly classroom: Classroom
  readonly tables: readonly Table[]
  readonly observers: readonly Voice[]
  readonly projector: Laptop
  readonly omar: Laptop
  readonly amina: Laptop
  readonly bao: Laptop
  /** Everybody who may vote and has no browser. */
  readonly voters: readonly Voice[]
  close(): void
}

const names: readonly (readonly [string, string])[] = [['Amina', 'Ada'], ['Bao', 'Bela'], ['Chen', 'Cora'], ['Dawit', 'Dina'], ['Emil', 'Esra']]

/** Everybody comes in; Amina and Bao, Omar and the projector with a browser. The projector hangs as a still. */
export async function comeIn(classroom: Classroom, room: Room, screen: { readonly width: number; readonly height: number }): Promise<Cast> {
  const [amina, bao, omar, projector] = [await room.laptop('Amina'), await room.laptop('Bao', { width: 1093, height: 500 }), await room.laptop('Omar'), await room.laptop('Projector', screen)]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(bao, classroom.code('member', 's2'), /Operations/)
  await room.join(omar, classroom.code('observer', null), null)
  await projector.page.goto(`${classroom.product.address}/j`)
  await projector.page.getByLabel(text.join.codeLabel).fill(classroom.code('screen', null))
  await projector.page.getByRole('button', { name: text.join.look }).click()
  await projector.page.waitForURL(/\/seat\//)
  await projector.page.goto(`${projector.page.url()}?still`)

  const voice = async (name: string, code: string): Promise<Voice> => {
    const browser = new Browser(classroom.product.address)
    const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code, name, hat: null }))
    const person = new Person(browser, taken.exercise, taken.seat)
    return { name, person, live: await person.live() }
  }
  const tables: Table[] = []
  for (const [index, [first, second]] of names.entries()) {
    const id = `s${index + 1}`
    const code = classroom.code('member', id)
    const laptop = [amina, bao][index]
    const voices = [...(laptop === undefined ? [await voice(first, code)] : []), await voice(second, code)]
    const [writer] = voices
    if (writer === undefined) throw new Error(`nobody writes for ${id}`)
    // Bao only follows: for his syndicate the other one presents.
    const board = new Editor(writer.person, `${documentName({ kind: 'board', syndicate: id })}@1`)
    await until(() => board.isSynced, `${id} has its board`)
    tables.push({ id, presenter: index === 0 ? amina : writer, voices, board })
  }
  const observers = [await voice('Olga', classroom.code('observer', null)), await voice('Otto', classroom.code('observer', null))]
  for (const laptop of [amina, bao, omar, projector]) await mapOf(laptop).waitFor()
  const voters = [...tables.flatMap(({ voices }) => voices), ...observers]
  return {
    classroom, tables, observers, projector, omar, amina, bao, voters,
    close() {
      for (const { board } of tables) board.close()
      for (const { live } of voters) live.close()
    },
  }
}

/** What must be allowed. */
export async function ask({ name, live }: Voice, command: Command): Promise<void> {
  const reply = await live.command(command)
  if (!reply.ok) throw new Error(`${name} asked ${command.type}: ${reply.refusal.sentence}`)
}

export function isLaptop(presenter: Voice | Laptop): presenter is Laptop {
  return 'page' in presenter
}
