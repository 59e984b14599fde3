/** Discussion cards through the real doors: what an officer wrote alone is on nobody else's wire, nor in anybody else's replay. */
import { afterEach, expect, test } from 'vitest'
import type { LiveClient, Person } from '../../support/person.ts'
import { openExercise, startServer, until, valueOf } from '../../support/startServer.ts'

const open: { close(): unknown }[] = []
afterEach(async () => { for (const each of open.splice(0)) await each.close() })

function track<T extends { close(): unknown }>(each: T): T {
  open.unshift(each)
  return each
}

interface Officer { readonly name: string; readonly person: Person; readonly live: LiveClient }

test('[DIS1] a private answer reaches no other seat by live wire or replay, and once revealed no author does', async () => {
  const server = await startServer()
  open.push(server)
  const day = await openExercise(server)
  const seated = async (name: string, person: Person): Promise<Officer> => ({ name, person, live: track(await person.live()) })
  const dana = await seated('dana', day.chief)
  const amina = await seated('amina', await day.join('member', 'Amina', { syndicate: 's1', hat: 'operations' }))
  const ada = await seated('ada', await day.join('member', 'Ada', { syndicate: 's1', hat: 'protection' }))
  const bao = await seated('bao', await day.join('member', 'Bao', { syndicate: 's2' }))
  const eve = await seated('eve', await day.join('evaluator', 'Eve'))
  const omar = await seated('omar', await day.join('observer', 'Omar'))
  const wall = await seated('wall', await day.join('screen', 'Wall', { syndicate: 's1' }))
  const projector = await seated('projector', await day.join('screen', ''))
  valueOf(await dana.live.command({ type: 'seat:assign', seat: eve.person.seat, syndicates: ['s1'] }))
  const everybody = [dana, amina, ada, bao, eve, omar, wall, projector]

  expect(day.state().shelf.map(({ id }) => id)).toEqual(['CARD-01', 'SNAP-01'])
  for (const { name, live } of everybody) expect([name, live.wire.includes('CANARY-shelf')]).toEqual([name, name === 'dana'])

  valueOf(await dana.live.command({ type: 'card:put', from: { kind: 'spot', question: 'What can we not promise?', aloneSeconds: 90 }, syndicates: ['s1', 's2'] }))
  const card = Object.keys(day.state().cards)[0] ?? ''
  valueOf(await amina.live.command({ type: 'card:think', card, text: 'SECRET-OF-AMINA' }))
  valueOf(await ada.live.command({ type: 'card:think', card, text: 'SECRET-OF-ADA' }))
  const tableOf = ({ live }: Officer) => live.view?.cards[card]?.tables['s1']
  await until(() => [dana, amina, ada, eve].every((each) => { const table = tableOf(each); return table?.status === 'alone' && table.written === 2 }), 'the count reached the table')
  for (const { name, person, live } of everybody) {
    const past = JSON.stringify(await person.replay())
    // who joins a moment later is given a whole view: that holds nothing either
    const fresh = track(await person.live())
    for (const wire of [live.wire, past, fresh.wire]) {
      expect([name, wire.includes('SECRET-OF-AMINA'), wire.includes('SECRET-OF-ADA')]).toEqual([name, name === 'amina', name === 'ada'])
    }
  }

  const known = new Map(everybody.map(({ name, live }) => [name, live.wire.length]))
  valueOf(await dana.live.command({ type: 'card:reveal', card, syndicate: 's1' }))
  await until(() => [dana, amina, ada, eve].every((each) => tableOf(each)?.status === 'open'), 'the answers lie on the table')
  for (const { name, live } of everybody) {
    const since = live.wire.slice(known.get(name))
    const sees = ['dana', 'amina', 'ada', 'eve'].includes(name)
    expect([name, since.includes('SECRET-OF-AMINA')]).toEqual([name, sees])
    for (const author of [amina, ada]) expect([name, since.includes(author.person.seat)]).toEqual([name, false])
  }
  const counts = dana.live.events.filter(({ event }) => event.type === 'ThoughtsCounted')
  expect(counts.map(({ author }) => author)).toEqual(['server', 'server'])
})
