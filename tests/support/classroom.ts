/** The product as it is started, with one exercise in planning, for benches and stories: people without a browser, and codes for those with one. */
import type { Command } from '#shared/exercise/commands.ts'
import type { JoinCode } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { SeatTaken } from '#shared/protocol/http.ts'
import { Person } from './person.ts'
import { startProduct, type Product } from './product.ts'
import { Browser, valueOf } from './startServer.ts'

export interface Classroom {
  readonly product: Product
  readonly chief: Person
  view(): ExerciseState
  code(role: JoinCode['role'], syndicate: string | null): string
  /** What the chief asks; throws when it is refused. */
  command(command: Command): Promise<void>
  member(name: string): Promise<Person>
  close(): Promise<void>
}

/** No lobby, the first planning stage begun. */
export async function openClassroom(syndicates = 1): Promise<Classroom> {
  const product = await startProduct()
  const house = new Browser(product.address)
  valueOf(await house.post('/api/house/enter', { token: new URL(product.instructorLink()).hash.slice(1) }))
  const taken = valueOf(await house.post<SeatTaken>('/api/exercises', { scenario: 'wenza-day', title: 'Bench', syndicates, name: 'Dana', roster: [], lobby: false }))
  const chief = new Person(house, taken.exercise, taken.seat)
  const live = await chief.live()
  const view = (): ExerciseState => {
    if (live.view === null) throw new Error('the chief has no view')
    return live.view
  }
  await live.command({ type: 'msel:automatic', on: false })
  await live.command({ type: 'stage:begin', index: view().agenda.findIndex(({ stage }) => stage === 'planning') })
  const code: Classroom['code'] = (role, syndicate) => view().codes.find((each) => each.role === role && each.syndicate === syndicate)?.code ?? ''
  return {
    product, chief, view, code,
    async command(command) {
      const reply = await live.command(command)
      if (!reply.ok) throw new Error(reply.refusal.sentence)
    },
    async member(name) {
      const browser = new Browser(product.address)
      const seat = valueOf(await browser.post<SeatTaken>('/api/join/take', { code: code('member', 's1'), name, hat: null }))
      return new Person(browser, seat.exercise, seat.seat)
    },
    async close() {
      live.close()
      await product.stop()
    },
  }
}
