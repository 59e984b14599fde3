/**
 * Forged identities: a member who says of each thing sent that it is from somebody else. 1,000 here, 100,000 at night
 * (`FORGED=100000`); `SEED=` repeats a run. None is accepted: nobody is shown, recorded or answered under another's name.
 */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { anyStruct, awarenessFrame, deletion, forgedRun, rawUpdate, stringStruct, syncStep1Frame, syncStep2Frame, updateFrame } from '../../support/hostileFrames.ts'
import type { LiveClient, Person } from '../../support/person.ts'
import { RawSocket } from '../../support/rawSocket.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { openExercise, until } from '../../support/startServer.ts'
import { names, RightsRoom, type Name } from './room.ts'
import { sizeOf } from '../../sizes.ts'

const atOnce = 8
const many = sizeOf('forged')
const seed = Number(process.env['SEED'] ?? 9)
const random = seededRandom(seed)
const board = 'syndicate/s1/board'
const wire = `${board}@1`
/** Far from everywhere an honest hand is. */
const forgedAt = { lat: 77.7, lng: 7 }
const victims: readonly Name[] = ['chief', 'deputy', 'lead', 'protection', 'otherMember', 'evaluator']

let room: RightsRoom
let otherToken = ''
let watcher: RawSocket
let honest: RawSocket
const lives: LiveClient[] = []
/** Several, each at a person's pace. */
const forgers: Person[] = []
/** The lead's own client id in the board, and how far it has come. */
const victimClient = 4_242_424
let victimClock = 0
const accepted: string[] = []
const counts = new Map<string, number>()

beforeAll(async () => {
  room = await RightsRoom.open()
  const other = await openExercise(room.server, { title: 'Another day' })
  const stranger = await other.join('deputy', 'elsewhere')
  otherToken = stranger.browser.cookies.get(`seat_${stranger.seat}`) ?? ''
  for (let count = 0; count < 8; count += 1) forgers.push(await room.exercise.join('member', `forger ${count}`, { syndicate: 's1' }))
  honest = await reading(room.persons.lead)
  await writeHonestly()
  honest.send(awarenessFrame([{ client: victimClient, clock: 1, state: { pointer: { lat: -5.9, lng: -9.1 } } }]))
  watcher = await reading(room.persons.protection)
  await until(() => watcher.awareness.flat().some(({ client }) => client === victimClient), 'the lead’s hand is seen')
  forgerHand = await reading(room.persons.member)
  for (const forger of forgers) lives.push(await forger.live())
})
afterAll(async () => {
  for (const live of lives) live.close()
  await room.close()
})

/** With the first state, and their own told: whatever is sent now is judged by itself. */
async function reading(person: Person): Promise<RawSocket> {
  const socket = await new RawSocket(person, wire, { protocols: [documentSubprotocol] }).opened()
  socket.send(syncStep1Frame())
  await until(() => socket.positions.length > 0, 'somebody has the board')
  socket.send(syncStep2Frame(rawUpdate([])))
  await until(() => socket.saved.length > 0, 'somebody is in step')
  return socket
}

async function writeHonestly(): Promise<void> {
  const before = honest.saved.at(-1) ?? 0
  honest.send(updateFrame(rawUpdate([{ client: victimClient, clock: victimClock, structs: [anyStruct([`honest ${victimClock}`], { root: 'meta', key: `lead${victimClock}` })] }])))
  victimClock += 1
  await until(() => (honest.saved.at(-1) ?? 0) > before || honest.closedWith !== null, 'the lead’s own work is saved')
}

/** Updates that name the lead as their author, whole, in part, or by taking away. */
function forgedUpdates(index: number): readonly Uint8Array[] {
  const fresh = 9_000_000 + index
  return [
    rawUpdate([{ client: victimClient, clock: victimClock, structs: [stringStruct('forged', { root: 'scribble' })] }]),
    rawUpdate([{ client: fresh, clock: 0, structs: [stringStruct('mine', { root: 'scribble' })] }, { client: victimClient, clock: victimClock, structs: [stringStruct('forged', { root: 'scribble' })] }]),
    forgedRun(victimClient, victimClock, 1 + random.whole(1000)),
    forgedRun(victimClient, victimClock + 1 + random.whole(5), 1),
    deletion(victimClient, victimClock, 1 + random.whole(50)),
  ]
}

/** One socket for each: what is refused costs it. */
async function forgeAuthor(index: number): Promise<boolean> {
  const bytes = random.pick(forgedUpdates(index))
  const frame = random.chance(0.5) ? updateFrame(bytes) : syncStep2Frame(bytes)
  const socket = await reading(forgers[index % forgers.length] ?? room.persons.member)
  socket.send(frame)
  await until(() => socket.closedWith !== null || socket.saved.length > 1, 'the forger is answered')
  const wasTaken = socket.closedWith === null
  socket.close()
  return wasTaken
}

/** Seen by nobody under any name but the forger's: looked at at the end, in all that the watcher heard. */
let forgerHand: RawSocket
function forgeCursor(index: number): Promise<boolean> {
  const who = { name: 'Instructor', seat: room.persons[random.pick(victims)].seat, syndicate: null }
  const clock = random.pick([1, 2, index + 2, 2 ** 31, 2 ** 40])
  const entries = [
    { client: victimClient, clock, state: { pointer: forgedAt, user: who } },
    { client: random.pick([victimClient + 1, 8_000_000]), clock: index + 1, state: { pointer: { lat: 1, lng: 1 }, user: who, role: 'chief', seat: who.seat } },
  ]
  forgerHand.send(awarenessFrame(random.chance(0.5) ? entries : [...entries].reverse()))
  return Promise.resolve(false)
}

async function forgeSeatOverHttp(): Promise<boolean> {
  const { browser, exercise } = room.persons.member
  const { seat } = room.persons[random.pick(victims)]
  const at = `/x/${exercise}`
  const path = random.pick([
    `/api/seat/${seat}`, `${at}/replay?seat=${seat}`, `${at}/documents/${wire}?seat=${seat}`, `${at}/documents/control@1?seat=${seat}`, `${at}/ticket?seat=${seat}&document=control`,
    `${at}/replay?seat=${room.persons.member.seat}&seat=${seat}&ticket=${'x'.repeat(43)}`, `${at}/media/x?seat=${seat}`, `/api/exercises/${exercise}/laptop?seat=${seat}`,
  ])
  const response = await browser.fetch(path)
  await response.arrayBuffer()
  return response.status < 400
}

/** Secrets that are nearly somebody's, or somebody's in another place. */
function forgedToken(victim: Name): string {
  const real = room.persons[victim].browser.cookies.get(`seat_${room.persons[victim].seat}`) ?? ''
  const own = room.persons.member.browser.cookies.get(`seat_${room.persons.member.seat}`) ?? ''
  const place = random.whole(real.length)
  const letter = random.pick([...'ABCxyz019-_'].filter((each) => each !== real[place]))
  return random.pick([
    own, otherToken, createHash('sha256').update(real).digest('hex'), real.slice(0, -1), `${real}A`, real.slice(1), real.toLowerCase() === real ? `${real}=` : real.toLowerCase(),
    real.slice(0, place) + letter + real.slice(place + 1), [...real].reverse().join(''), createHash('sha256').update(String(random.whole(2 ** 31))).digest('base64url'), '', '%00', 'null', 'undefined', '__proto__',
  ])
}

async function forgeToken(): Promise<boolean> {
  const victim = random.pick(victims)
  const { seat } = room.persons[victim]
  const cookie = random.pick([`seat_${seat}=`, `house=x; seat_${seat}=`, `SEAT_${seat}=`]) + forgedToken(victim)
  const headers = { cookie, origin: room.server.origin }
  if (random.chance(0.2)) {
    const socket = new RawSocket(room.persons.stranger, wire, { headers, query: `seat=${seat}` })
    const code = await socket.closed()
    return code !== closeCodes.notKnown
  }
  const response = await fetch(`${room.server.origin}${random.pick([`/api/seat/${seat}`, `/x/${room.exercise.id}/replay?seat=${seat}`])}`, { headers })
  await response.arrayBuffer()
  return response.status < 400
}

async function forgeSocket(): Promise<boolean> {
  const { member } = room.persons
  const { seat } = room.persons[random.pick(victims)]
  if (random.chance(0.5)) {
    const code = await new RawSocket(member, random.pick([wire, 'control@1']), { query: `seat=${seat}` }).closed()
    return code !== closeCodes.notKnown
  }
  const forged = member.connect({ seat })
  await until(() => forged.errors.length > 0 || forged.views.length > 0, 'a forged line is answered')
  forged.close()
  return forged.views.length > 0
}

/** A command that says who asks it, or that only the server gives. */
async function forgeCommand(index: number): Promise<boolean> {
  const { seat } = room.persons.chief
  const command = random.pick<unknown>([
    { type: 'clock:pause', seat }, { type: 'clock:pause', actor: { kind: 'server' } }, { type: 'message:send', text: 'I am dana', syndicates: [], by: seat },
    { type: 'author:claim', document: board, clientId: victimClient, seat: room.persons.member.seat }, { type: 'chief:seat', name: 'dana' }, { type: 'inject:fallDue' },
    { type: 'rfi:ask', text: 'x', by: room.persons.lead.seat }, { type: 'seat:return', seat: room.persons.member.seat, was: room.persons.lead.seat }, { type: 'lead:name', syndicate: 's1', seat: room.persons.member.seat },
  ])
  const reply = await lives[index % lives.length]?.command(command)
  return reply?.ok === true
}

const ways: readonly (readonly [string, number, (index: number) => Promise<boolean>])[] = [
  ['authors of updates', 3, forgeAuthor], ['cursors', 4, forgeCursor], ['seats over HTTP', 4, forgeSeatOverHttp], ['session secrets', 5, forgeToken], ['seats of sockets', 2, forgeSocket], ['commands', 2, forgeCommand],
]
const lots = ways.flatMap(([name, share, forge]) => Array.from({ length: share }, () => [name, forge] as const))

test(`[DOOR72] of ${many.toLocaleString('en')} forged identities none is accepted, and the honest work on`, async () => {
  const rowsBefore = room.exercise.runner.journal.head().sequence
  for (let from = 0; from < many; from += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, many - from) }, async (_, place) => {
      const [name, forge] = random.pick(lots)
      counts.set(name, (counts.get(name) ?? 0) + 1)
      if (await forge(from + place)) accepted.push(`${name}, forgery ${from + place} of seed ${seed}`)
    }))
    if (from % (atOnce * 25) === 0) await writeHonestly()
  }
  await writeHonestly()
  honest.send(awarenessFrame([{ client: victimClient, clock: 50, state: { pointer: { lat: -5.5, lng: -9.5 } } }]))
  const shownOf = (client: number): unknown => watcher.awareness.flat().filter((entry) => entry.client === client).at(-1)?.state
  await until(() => JSON.stringify(shownOf(victimClient)).includes('-5.5'), 'the lead’s own next move is seen')
  for (const { client, state } of watcher.awareness.flat()) {
    const shown = state as { pointer?: { lat: number }; user?: { seat: string } } | null
    const owner = client === victimClient ? room.persons.lead.seat : room.persons.member.seat
    if (shown !== null && (shown.user?.seat !== owner || shown.pointer?.lat === forgedAt.lat)) accepted.push(`a cursor of ${client} is shown as ${JSON.stringify(shown)}`)
  }
  const rows = await room.exercise.runner.journal.readDocument(wire, 0, room.exercise.runner.journal.head().sequence, 1_000_000)
  const byLead = rows.filter(({ author }) => author === room.persons.lead.seat)
  expect(byLead).toHaveLength(victimClock)
  const doc = await room.exercise.runner.documents.document(board)
  expect(doc.getText('scribble').toString()).not.toContain('forged')
  expect(Array.from({ length: victimClock }, (_, clock) => doc.getMap('meta').get(`lead${clock}`))).toEqual(Array.from({ length: victimClock }, (_, clock) => `honest ${clock}`))
  // Nothing in the whole journal since was said by anybody who did not say it.
  const speaking = new Set(rows.filter(({ sequence }) => sequence > rowsBefore).map(({ author }) => author))
  expect([...speaking].filter((author) => author !== room.persons.lead.seat)).toEqual([])
  expect(accepted).toEqual([])
  expect(room.server.faults).toEqual([])
  expect(names.every((name) => name === 'stranger' || room.state.seats[room.persons[name].seat] !== undefined)).toBe(true)
  console.log(`${many} forged identities of seed ${seed}, 0 accepted: ${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}`)
}, 30_000 + many * 20)
