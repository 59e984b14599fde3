/**
 * One run of a seed: eight people and a server in one process, on a wire and a clock that the seed turns. Now and then, and
 * after the last act, everything comes to rest, and the laws are looked at.
 */
import { annotationKinds, type AnnotationKind } from '#shared/board/annotation.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { randomAct, type Stage } from './acts.ts'
import { SimulatedHouse } from './house.ts'
import { copiesAgree, nothingIsLost, replayIsTrue, serverIsWell, viewsAreLawful } from './laws.ts'
import { Peer } from './peer.ts'
import { comeToRest } from './rest.ts'
import { seedClientIds } from './seededChance.ts'
import { setHouse } from './surroundings.ts'
import { turnOfLoop } from './wire.ts'

export interface Outcome {
  readonly seed: number
  /** What was done, one line an act. */
  readonly script: readonly string[]
  /** What did not hold, in sentences. */
  readonly broken: readonly string[]
  readonly figures: { readonly edits: number; readonly rows: number; readonly listed: number; readonly moments: number }
  /** All documents at the end, as one text: a repeated run must come to the same. */
  readonly ending: string
}

const documents = ['syndicate/s1/board', 'syndicate/s2/board', 'overlay', 'plenary', 'syndicate/s1/discussion']
const restEvery = 70

/** A seed means one story only together with the number of acts and the kinds of marks. */
export async function runSeed(seed: number, acts: number, kinds: readonly AnnotationKind[] = annotationKinds): Promise<Outcome> {
  seedClientIds(seed)
  const run = new Run(seed, kinds)
  setHouse(run.house)
  try {
    await run.begin()
    for (let number = 1; number <= acts && run.broken.length === 0; number += 1) await run.act(number % restEvery === 0 || number === acts)
    return await run.outcome()
  } catch (error) {
    run.broken.push(error instanceof Error ? error.stack ?? error.message : String(error))
    return await run.outcome()
  } finally {
    await run.close()
  }
}

class Run implements Stage {
  readonly house: SimulatedHouse
  readonly random: SeededRandom
  readonly peers: Peer[] = []
  readonly kinds: readonly AnnotationKind[]
  readonly broken: string[] = []
  readonly #seed: number
  readonly #script: string[] = []
  #words = 0

  constructor(seed: number, kinds: readonly AnnotationKind[]) {
    this.#seed = seed
    this.kinds = kinds
    this.random = seededRandom(seed)
    this.house = new SimulatedHouse(this.random)
    this.house.onPosition = ({ seat, wireName }) => {
      const name = wireName.slice(0, wireName.lastIndexOf('@'))
      this.peers.find((peer) => peer.seat === seat)?.standsAtPosition(name, this.random.chance(0.1) && !this.house.isMeetingAgain)
    }
  }

  word = (): string => `w${(this.#words += 1)};`

  join = async (name: string, role: 'deputy' | 'member' | 'evaluator' | 'observer', syndicate: string | null): Promise<void> => {
    const code = this.house.state.codes.find((each) => each.role === role && each.syndicate === syndicate)?.code ?? ''
    const reply = await this.house.runner.run({ type: 'seat:take', code, name, hat: null }, { kind: 'door' })
    if (reply.ok && reply.value.seat !== undefined) this.peers.push(new Peer(this.house, name, reply.value.seat, documents))
  }

  async begin(): Promise<void> {
    await this.house.create()
    const chief = await this.house.runner.run({ type: 'chief:seat', name: 'dana' }, { kind: 'door' })
    if (chief.ok && chief.value.seat !== undefined) this.peers.push(new Peer(this.house, 'dana', chief.value.seat, documents))
    await this.join('dirk', 'deputy', null)
    await this.join('amina', 'member', 's1')
    await this.join('ada', 'member', 's1')
    await this.join('bao', 'member', 's2')
    await this.join('ben', 'member', 's2')
    await this.join('eve', 'evaluator', null)
    await this.join('omar', 'observer', null)
    await comeToRest(this.house, this.peers)
  }

  async act(rests: boolean): Promise<void> {
    let done: string | null = null
    for (let tries = 0; tries < 8 && done === null; tries += 1) done = await randomAct(this)
    if (done !== null) this.#script.push(`${this.#script.length + 1} ${done}`)
    await this.#letThrough()
    if (!rests) return
    await comeToRest(this.house, this.peers)
    this.#script.push('— everything comes to rest —')
    this.broken.push(
      ...await copiesAgree(this.house, this.peers), ...viewsAreLawful(this.house, this.peers),
      ...await nothingIsLost(this.house, this.peers), ...serverIsWell(this.house),
    )
  }

  async outcome(): Promise<Outcome> {
    if (this.broken.length === 0) this.broken.push(...await replayIsTrue(this.house, this.peers, this.random), ...serverIsWell(this.house))
    const sum = (count: (peer: Peer) => number): number => this.peers.reduce((all, peer) => all + count(peer), 0)
    return {
      seed: this.#seed, script: this.#script, broken: this.broken, ending: await this.#ending(),
      figures: {
        edits: sum((peer) => peer.written.length), listed: sum((peer) => peer.listed.length), moments: sum((peer) => peer.held.length),
        rows: this.house.isUp ? this.house.runner.journal.head().sequence : 0,
      },
    }
  }

  async close(): Promise<void> {
    for (const peer of this.peers) peer.close()
    await this.house.stop()
  }

  async #ending(): Promise<string> {
    if (!this.house.isUp) return 'the server is down'
    const names = Object.keys(this.house.state.documents)
    const texts = await Promise.all(names.map(async (name) => `${name}\n${canonicalDocument(await this.house.runner.documents.document(name))}`))
    return texts.join('\n')
  }

  /** Some of what is on the wire arrives, in an order of the seed's own. */
  async #letThrough(): Promise<void> {
    const { house, random } = this
    const many = random.pick([0, 0, 2, 8, 30, 120])
    for (let number = 0; number < many && house.wire.deliverOne(random); number += 1) {
      if (random.chance(0.3)) await turnOfLoop()
    }
    if (random.chance(0.5)) house.clock.turn(random.whole(400))
    for (let turns = random.whole(3); turns > 0; turns -= 1) await turnOfLoop()
  }
}
