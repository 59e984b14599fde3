/**
 * One line that stands for everything the reality check says: of the Wenza plan in several worlds, and of many random roads.
 * Run as a program it prints the line, so that processes with other languages, time zones and engines can be compared.
 */
import { createHash } from 'node:crypto'
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import { reachFrom } from '#shared/reality/reach.ts'
import { Routes } from '#shared/reality/routes.ts'
import { Spots } from '#shared/reality/spots.ts'
import { randomConditions, randomParty, randomPlanning, randomRoads } from './randomRoads.ts'
import { factsWith, partyOf, spotOf, wenzaPlanning, wenzaScenario, type WorldChanges } from './realityWorld.ts'
import { seededRandom } from './seededRandom.ts'
import { wenzaPlan } from './wenzaPlan.ts'

const worlds: readonly WorldChanges[] = [
  {}, { weather: 'dry' }, { weather: 'very-heavy' }, { weather: 'storm' }, { crossings: { farrow: 'destroyed', pelu: 'restricted' } },
  { weather: 'very-heavy', crossings: { farrow: 'destroyed', pelu: 'closed' }, masts: { 'mast-kestin': 'off' }, units: { 'INF4-A2': 'detached' } },
]

/** Every figure to its last bit: a double is written as the shortest text that reads back as itself. */
export function realityDigest(): string {
  const hash = createHash('sha256')
  const add = (value: unknown): void => {
    hash.update(JSON.stringify(value, (key, each: unknown) => (key === 'before' ? undefined : typeof each === 'number' && !Number.isFinite(each) ? String(each) : each)))
  }
  const ground = groundOf(wenzaScenario.zone, wenzaPlanning)
  for (const [index, world] of worlds.entries()) {
    const now = 340 + index * 97
    const window = { from: now, to: now + 1440 }
    const routes = routesIn(ground, [{ from: now, facts: factsWith(world) }], window)
    add(checkPlan({ ground, units: wenzaScenario.units, routes, plan: wenzaPlan, now, window }))
    add(reachFrom(routes, spotOf('adrun'), partyOf('4x4'), now, [now + 60, now + 150]))
  }
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seededRandom(seed * 31)
    const made = randomRoads(random, 12, 20)
    const routes = new Routes(made.graph, randomConditions(random, made, randomPlanning(random, made)))
    const party = randomParty(random, made)
    const spots = new Spots(made.graph)
    const from = spots.at([random.whole(900) / 10, random.whole(800) / 10])
    for (const { id } of made.places) {
      const to = spots.ofPlace(id)
      if (to !== null) add(routes.journey(from, to, party, random.whole(1440)))
    }
  }
  return hash.digest('hex')
}

if (process.argv.includes('--print-digest')) process.stdout.write(`${realityDigest()}\n`)
