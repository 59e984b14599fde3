/** What happens in a run, one act at a time: people edit, lines break, the server goes and comes back, staff change rights. */
import type { AnnotationKind } from '#shared/board/annotation.ts'
import type { Command } from '#shared/exercise/commands.ts'
import { boardsWritable } from '#shared/exercise/permissions.ts'
import type { LiveDocument } from '../../client/connection/liveDocument.svelte.ts'
import { randomCommand, randomReceipt } from '../support/randomCommands.ts'
import type { SeededRandom } from '../support/seededRandom.ts'
import { editMap, editProse, writeCard } from './edits.ts'
import type { SimulatedHouse } from './house.ts'
import type { Peer } from './peer.ts'
import { turnOfLoop } from './wire.ts'

export interface Stage {
  readonly house: SimulatedHouse
  readonly random: SeededRandom
  readonly peers: Peer[]
  /** Kinds of marks that are drawn. */
  readonly kinds: readonly AnnotationKind[]
  /** A word of its own for every edit. */
  word(): string
  join(name: string, role: 'member' | 'observer', syndicate: string | null): Promise<void>
}

type Act = (stage: Stage) => string | null | Promise<string | null>

/** How often each act is drawn, of a thousand. */
const acts: readonly (readonly [number, Act])[] = [
  [580, edit],
  [30, tell],
  [25, cutLaptop],
  [25, cutOneLine],
  [30, goAway],
  [40, comeBack],
  [110, anyCommand],
  [60, changeRights],
  [25, receipt],
  [6, closeServer],
  [6, killServer],
  [14, holdDisk],
  [14, releaseDisk],
  [4, cutPower],
  [25, wait],
  [10, reload],
  [8, newcomer],
]
const total = acts.reduce((sum, [weight]) => sum + weight, 0)

/** One act; says what was done, for the script. Null when it was not possible just now. */
export async function randomAct(stage: Stage): Promise<string | null> {
  const { house, random } = stage
  if (!house.isUp && random.chance(0.2)) {
    await house.start()
    return 'the server comes back'
  }
  if (house.isUp && random.chance(0.12) && !boardsWritable(house.state)) return openBoards(stage)
  let drawn = random.whole(total)
  const found = acts.find(([weight]) => (drawn -= weight) < 0)
  return found === undefined ? null : found[1](stage)
}

function edit({ peers, random, kinds, word }: Stage): string | null {
  const peer = random.pick(peers)
  const documents = writable(peer)
  if (documents.length === 0) return null
  const boards = documents.filter(({ name }) => name.endsWith('/board'))
  const document = boards.length > 0 && random.chance(0.85) ? random.pick(boards) : random.pick(documents)
  const { doc, name } = document
  peer.touched.add(doc)
  const desk = {
    doc, random, kinds, origin: peer.origin, undo: peer.undoOf(doc),
    word: () => {
      const fresh = word()
      peer.written.push({ word: fresh, document: name, copy: doc })
      return fresh
    },
  }
  const done = name.endsWith('/discussion') ? writeCard(desk) : isOnScreen(document) && name.endsWith('/board') && random.chance(0.5) ? editProse(desk) : editMap(desk)
  return `${peer.name} (${document.status}) on ${name}: ${done}`
}

function writable(peer: Peer): LiveDocument[] {
  return [...peer.documents.values()].filter(({ access }) => access === 'write')
}

/** Prose is drawn only then; the map is there always. */
function isOnScreen({ status }: LiveDocument): boolean {
  return status === 'live' || status === 'reconnecting'
}

function tell({ peers, random }: Stage): string | null {
  const peer = random.pick(peers)
  const documents = writable(peer)
  if (documents.length === 0) return null
  const document = random.pick(documents)
  document.tell({ pointer: random.chance(0.2) ? null : { lat: -5 - random.next(), lng: -9 - random.next() } })
  return `${peer.name} points on ${document.name}`
}

function cutLaptop({ house, peers, random }: Stage): string | null {
  const peer = random.pick(peers)
  house.cut(house.wire.linesOf(peer.seat))
  return `${peer.name}'s lines are cut`
}

function cutOneLine({ house, peers, random }: Stage): string | null {
  const peer = random.pick(peers)
  const lines = house.wire.linesOf(peer.seat)
  if (lines.length === 0) return null
  house.cut([random.pick(lines)])
  return `one line of ${peer.name}'s is cut`
}

function goAway({ house, peers, random }: Stage): string | null {
  const peer = random.pick(peers)
  if (peer.isAway || house.away.size > 2) return null
  house.away.add(peer.seat)
  house.cut(house.wire.linesOf(peer.seat))
  return `${peer.name} is out of reach`
}

function comeBack({ house, peers, random }: Stage): string | null {
  const away = peers.filter((peer) => peer.isAway)
  if (away.length === 0) return null
  const peer = random.pick(away)
  house.away.delete(peer.seat)
  return `${peer.name} is within reach again`
}

function anyCommand(stage: Stage): string | null {
  const { house, random } = stage
  if (!house.isUp) return null
  return ask(stage, staff(stage), randomCommand({ state: house.state, sequence: house.runner.journal.head().sequence }, random))
}

function receipt(stage: Stage): string | null {
  const { house, random, peers } = stage
  if (!house.isUp) return null
  return ask(stage, random.pick(peers), randomReceipt({ state: house.state, sequence: house.runner.journal.head().sequence }, random))
}

const restorable = ['syndicate/s1/board', 'syndicate/s2/board', 'syndicate/s1/board', 'syndicate/s2/board', 'overlay', 'plenary', 'syndicate/s1/discussion', 'control']

/** What takes a pen out of somebody's hand, or gives one. */
function changeRights(stage: Stage): string | null {
  const { house, random } = stage
  if (!house.isUp) return null
  const member = random.pick(Object.values(house.state.seats).filter(({ role }) => role === 'member')).id
  const syndicate = random.pick(['s1', 's2'])
  const head = house.runner.journal.head().sequence
  const command = random.pick<Command>([
    { type: 'boards:freeze' }, { type: 'boards:thaw' }, { type: 'boards:thaw' }, { type: 'boards:openInPlenary', open: true },
    { type: 'stage:begin', index: random.pick([2, 2, 5, 6]) },
    { type: 'seat:move', seat: member, syndicate, hat: null }, { type: 'seat:move', seat: member, syndicate, hat: random.pick(['operations', 'protection']) },
    { type: 'floor:give', syndicate }, { type: 'floor:take' }, { type: 'presenter:name', seat: member },
    { type: 'board:release', syndicate, history: random.pick(['result', 'making']) }, { type: 'board:withhold', syndicate },
    { type: 'document:restore', document: random.pick(restorable), toSequence: 1 + random.whole(head) },
    ...(random.chance(0.2) ? [{ type: 'seat:remove', seat: member } as const] : []),
  ])
  return ask(stage, staff(stage), command)
}

function openBoards(stage: Stage): string | null {
  const { house } = stage
  return ask(stage, staff(stage), house.state.boards.frozen ? { type: 'boards:thaw' } : { type: 'stage:begin', index: 2 })
}

function staff({ peers, random }: Stage): Peer {
  return random.pick(peers.filter(({ name }) => name === 'dana' || name === 'dirk'))
}

function ask({ house }: Stage, peer: Peer, command: Command): string {
  // Answered or not: what follows from it everybody sees.
  void peer.source.send(command).then((answer) => { if (!answer.ok) house.refusals.push(answer.refusal.code) })
  return `${peer.name} asks ${JSON.stringify(command)}`
}

async function closeServer({ house }: Stage): Promise<string | null> {
  if (!house.isUp) return null
  await house.stop()
  return 'the server is closed'
}

function killServer({ house }: Stage): string | null {
  if (!house.isUp) return null
  house.kill()
  return 'the server is killed'
}

function holdDisk({ house, random }: Stage): string | null {
  if (!house.isUp || house.disk.isHeld) return null
  const what = random.pick(['flushes', 'writes'] as const)
  house.disk.hold(what)
  return `the disk takes no ${what}`
}

function releaseDisk({ house }: Stage): string | null {
  if (!house.disk.isHeld) return null
  house.disk.release()
  return 'the disk goes on'
}

function cutPower({ house, peers }: Stage): string | null {
  if (!house.isUp) return null
  const left = house.cutPower()
  for (const peer of peers) peer.forgetAfter(left)
  return `the power goes, ${left} rows are left`
}

/** In steps, as time passes: what a timer begins has its turns of the loop. */
async function wait({ house, random }: Stage): Promise<string> {
  const ms = random.pick([200, 1000, 4000, 12_000])
  for (let passed = 0; passed < ms; passed += 200) {
    house.clock.turn(200)
    await turnOfLoop()
  }
  return `${ms} ms pass`
}

function reload({ peers, random }: Stage): string | null {
  const peer = random.pick(peers)
  // Not while something is unsaved, or about to be offered: pages warn of the one and are told of the other in a moment.
  if (peer.unsaved > 0 || [...peer.documents.values()].some(({ status }) => status === 'loading')) return null
  peer.reload()
  return `${peer.name} opens the page anew`
}

async function newcomer({ house, peers, random, join }: Stage): Promise<string | null> {
  if (!house.isUp || house.disk.isHeld || peers.length >= 10) return null
  const name = `new${peers.length}`
  const syndicate = random.pick(['s1', 's2'])
  await join(name, 'member', syndicate)
  return `${name} joins ${syndicate}`
}
