/**
 * Who may ask what, in every situation of a day: every cell asked over the wire of a running server. What is expected is
 * read from page.ts. Whoever may not, changes nothing; whoever may, is not refused for want of a right, and each command is
 * really done somewhere.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command, CommandType } from '#shared/exercise/commands.ts'
import { commandTable } from '#shared/exercise/permissionTable.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import type { LiveClient } from '../../support/person.ts'
import { until } from '../../support/startServer.ts'
import { asksOf, Ready } from './commandAsks.ts'
import { mayAsk, mayAskOfHat, mayVoteAsGuest, writtenDown } from './page.ts'
import { names, people, RightsRoom, situations, type Name, type Situation } from './room.ts'

/** How a right is refused, in the words people read. Any other refusal is one of sense: it is asked of somebody who may. */
const rightRefusals: readonly RegExp[] = [
  /^You are not admitted to this exercise/, /^Your seat may not do this/, /^The warm-up is over/, /^The exercise has ended\. Begin/, /^The debrief has begun, so messages/,
  /^This is possible in (planning and in plenary|plenary|plenary and debrief) only/, /^This is possible in briefing, planning and plenary only/,
  /^There is no such message in your inbox/, /^Only the lead of your syndicate/, /^Only the presenter leads the room/, /^You lead no replay/,
  /^This is for another syndicate/, /^The lead of your syndicate does this/, /^You observe other syndicates/, /^A lead names a presenter from the own syndicate/, /^The clock is paused/,
]

let room: RightsRoom
let cells = 0
const clock = new FakeClock()
const wrong: string[] = []
const done = new Set<string>()
const lives = new Map<Name, LiveClient>()
/** Before the first stage nothing can be arranged a second time: a stage cannot be taken back. */
const asked = situations.filter(({ index }) => index >= 0)
const commands = Object.keys(commandTable).filter((type): type is CommandType => type in commandTable)

beforeAll(async () => {
  room = await RightsRoom.open(clock)
  for (const name of names) if (name !== 'removed' && name !== 'stranger') lives.set(name, await room.persons[name].live())
})
afterAll(async () => {
  for (const live of lives.values()) live.close()
  await room.close()
})

const isForWantOfARight = (reply: Reply<CommandDone>): boolean => !reply.ok && rightRefusals.some((words) => words.test(reply.refusal.sentence))
const head = (): number => room.exercise.runner.journal.head().sequence

function check(when: Situation, name: Name, type: CommandType, isRight: boolean, found: string): void {
  cells += 1
  if (!isRight) wrong.push(`${when.name}, ${name}, ${type}: ${found}`)
}

/** Everybody at once who may not: all are refused for want of a right, and nothing is recorded. */
async function askInVain(when: Situation, type: CommandType, command: Command): Promise<void> {
  const asking = [...lives].filter(([name]) => !mayAsk(people[name], when, type))
  const before = head()
  const replies = await Promise.all(asking.map(async ([name, live]) => ({ name, reply: await live.command(command) })))
  for (const { name, reply } of replies) check(when, name, type, isForWantOfARight(reply), reply.ok ? 'was done' : reply.refusal.sentence)
  if (head() !== before) wrong.push(`${when.name}, ${type}: something was recorded for those who may not`)
}

async function askInTurn(when: Situation, type: CommandType, ready: Ready): Promise<void> {
  for (const [name, live] of lives) {
    if (!mayAsk(people[name], when, type)) continue
    await room.arrange(when)
    const command = await asksOf(room, when)[type](ready, name)
    const before = head()
    const reply = await live.command(command)
    check(when, name, type, !isForWantOfARight(reply), reply.ok ? 'done' : reply.refusal.sentence)
    if (reply.ok && (head() > before || type === 'stage:show')) done.add(type)
  }
}

test('[SEAT1] the page of rights knows every command, and the product no other', () => {
  expect([...new Set(writtenDown)].sort()).toEqual([...commands].sort())
})

test('[SEAT2] every seat asks exactly the commands the page of rights gives it, in every situation of a day', async () => {
  for (const when of asked) {
    const ready = new Ready(room)
    for (const type of commands) {
      // Nobody asks faster than a person may: the room's clock goes on between two commands.
      clock.turn(400)
      await room.arrange(when)
      await askInVain(when, type, await asksOf(room, when)[type](ready, 'member'))
      await askInTurn(when, type, ready)
    }
  }
  expect(wrong.slice(0, 60)).toEqual([])
  expect(room.server.faults).toEqual([])
  expect(commands.filter((type) => !done.has(type))).toEqual([])
  console.log(`${cells} cells of commands: ${lives.size} seats × ${commands.length} commands × ${asked.length} situations, 0 wrong`)
  expect(cells).toBeGreaterThan(600)
}, 60_000)

test('[INJ20] an inject for one hat is opened, acknowledged and answered by its wearer in Alpha, in every stage until the debrief', async () => {
  const wrong: string[] = []
  let tried = 0
  for (const when of asked.filter(({ stage }) => stage !== 'ended')) {
    clock.turn(3000)
    await room.arrange(when)
    const inject = await new Ready(room).inject('INJ-03')
    for (const [name, live] of lives) for (const type of ['inject:open', 'inject:acknowledge', 'inject:answer'] as const) {
      const answer = { choice: null, reason: '', at: null, units: [], text: 'We go there.', riskAcceptedBy: '' }
      const reply = await live.command(type === 'inject:answer' ? { type, inject, answer } : { type, inject })
      tried += 1
      if (isForWantOfARight(reply) === mayAskOfHat(people[name], when, type)) wrong.push(`${when.name}, ${name}, ${type}: ${reply.ok ? 'done' : reply.refusal.sentence}`)
    }
  }
  expect(wrong).toEqual([])
  console.log(`${tried} cells of an inject for one hat, 0 wrong`)
})

test('[PLE91] in a vote of the guests everybody votes but those who have the floor', async () => {
  const when = asked.find(({ name }) => name === 'plenary, the lead of Alpha presents')
  if (when === undefined) throw new Error('there is a plenary')
  clock.turn(3000)
  await room.arrange(when)
  if (room.state.plenary.vote !== null) await room.ask({ type: 'vote:take' })
  await room.ask({ type: 'vote:open', kind: 'verdict', question: 'Sound?', choices: [], dots: 1, audience: 'guests' })
  const voted: Name[] = []
  for (const [name, live] of lives) if ((await live.command({ type: 'vote:cast', vote: room.state.plenary.vote?.id ?? '', ballot: [0] })).ok) voted.push(name)
  expect(voted).toEqual([...lives.keys()].filter((name) => mayVoteAsGuest(people[name], when)))
})

test('[DOOR11] who was removed, and who holds no cookie, has no line to ask on', async () => {
  const removed = room.persons.removed.connect()
  const stranger = room.persons.stranger.connect()
  await until(() => removed.notices.length > 0 && stranger.errors.length > 0, 'both are turned away')
  expect([removed.notices[0]?.code, stranger.errors[0], removed.views.length, stranger.views.length]).toEqual(['removed', 'not-signed-in', 0, 0])
  removed.close()
  stranger.close()
})
