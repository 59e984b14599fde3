import { describe, expect, test } from 'vitest'
import { OthersNews } from '../../../client/map/othersNews.svelte.ts'
import { FakeClock } from '../../support/fakeClock.ts'

const names = new Map([[1, 'Ada'], [2, 'Bao'], [3, 'Chen'], [4, 'Dana']])

function listening() {
  const clock = new FakeClock()
  const machine = { monotonicMs: () => clock.monotonicMs(), wallMs: () => clock.wallMs(), after: clock.after.bind(clock), every: clock.every.bind(clock), chance: () => 0 }
  return { clock, news: new OthersNews(machine, (client) => names.get(client) ?? null) }
}
const changed = (...ids: string[]) => ({ added: [], changed: ids, removed: [] })
const by = (...clients: number[]) => ({ here: false, clients })

describe("[MAP18] others' work, said", () => {
  test('[MAP18] is gathered, and a mark changed ten times is one mark', () => {
    const { clock, news } = listening()
    for (const id of ['a', 'b', 'c', 'a', 'b', 'a']) news.hear(changed(id), by(1))
    expect(news.words).toBe('')
    clock.turn(2000)
    expect(news.words).toBe('Ada changed 3 marks.')
  })

  test('[MAP18] is not said oftener than every ten seconds, and nothing of it is lost', () => {
    const { clock, news } = listening()
    news.hear(changed('a'), by(1))
    clock.turn(2000)
    news.hear({ added: ['x'], changed: [], removed: [] }, by(2))
    clock.turn(9000)
    expect(news.words).toBe('Ada changed 1 mark.')
    news.hear({ added: [], changed: ['x'], removed: ['a', 'b'] }, by(2))
    clock.turn(1000)
    expect(news.words).toBe('Bao added 1 mark. 2 marks taken away by others.')
  })

  test("[MAP18] one's own work and the opening of a document are no news", () => {
    const { clock, news } = listening()
    news.hear(changed('a'), { here: true, clients: [1] })
    news.hear(changed('b'), null)
    clock.turn(60_000)
    expect(news.words).toBe('')
  })

  test('[MAP18] of a crowd the number is said, not every name', () => {
    const { clock, news } = listening()
    for (const client of [1, 2, 3, 4]) news.hear(changed(`m${client}`), by(client))
    clock.turn(2000)
    expect(news.words).toBe('Somebody changed 4 marks.')
  })
})
