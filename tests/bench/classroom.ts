/** The product as it is started, with one exercise in planning, for benches: people without and with a browser. */
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { SeatTaken } from '#shared/protocol/http.ts'
import { Person } from '../support/person.ts'
import { startProduct, type Product } from '../support/product.ts'
import { Browser, valueOf } from '../support/startServer.ts'

export interface Classroom {
  readonly product: Product
  readonly chief: Person
  view(): ExerciseState
  code(role: 'member' | 'observer', syndicate: string | null): string
  member(name: string): Promise<Person>
  close(): Promise<void>
}

/** One syndicate, no lobby, the first planning stage begun. */
export async function openClassroom(): Promise<Classroom> {
  const product = await startProduct()
  const house = new Browser(product.address)
  valueOf(await house.post('/api/house/enter', { token: new URL(product.instructorLink()).hash.slice(1) }))
  const taken = valueOf(await house.post<SeatTaken>('/api/exercises', { scenario: 'wenza-day', title: 'Bench', syndicates: 1, name: 'Dana', roster: [], lobby: false }))
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
