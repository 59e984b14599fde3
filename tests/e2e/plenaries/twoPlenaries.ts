/**
 * Two plenaries of a day, lived once and looked at again: what the projector showed at moments chosen by chance is what its replay
 * draws, and what read-only clients held is what their journals fold to.
 */
import { expect } from 'vitest'
import { loadScenarios } from '../../../server/scenarios.ts'
import type { Classroom } from '../../support/classroom.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'
import { until } from '../../support/startServer.ts'
import { seatOutside } from '../reader.ts'
import type { Room } from '../room.ts'
import { comeIn } from './cast.ts'
import { HeldStates } from './heldStates.ts'
import { bringMedia } from './media.ts'
import type { Act } from './presenters.ts'
import { askAll, plan, plenaryA, plenaryB, type Told } from './script.ts'
import type { Size } from './sizes.ts'
import { compareStill, mayDiffer, replayStill, takeStill, type Still } from './stills.ts'

/** The floor went on between a page's wish to read a board and its coming to the server: the browser says that it was refused, the page waits. */
const tooLate = /the server responded with a status of 403/

export async function liveTwoPlenaries(classroom: Classroom, room: Room, size: Size, seed: number): Promise<void> {
  const random = seededRandom(seed)
  const { ready } = await loadScenarios(new URL('../../../maps', import.meta.url).pathname)
  const scenario = ready.find(({ id }) => id === 'wenza-day')
  if (scenario === undefined) throw new Error('there is no Wenza day')
  const cast = await comeIn(classroom, room, size.screen)
  const { projector } = cast
  const screen = await seatOutside(projector.context, projector.page.url(), classroom.product.address)
  const readers = [new HeldStates(screen), ...cast.observers.map(({ person }) => new HeldStates(person))]
  const [reader] = readers
  if (reader === undefined) throw new Error('nobody reads')
  await until(() => readers.every(({ live }) => live.view !== null), 'the readers read')
  const told: Told = { cast, size, random, zone: scenario.zone, sections: scenario.planSections, reader }
  try {
    await askAll(told)
    await plan(told, 'A')
    const first = plenaryA(told, await bringMedia(cast))
    const stills = [...await live(first, chosenOf(first, size.stills / 2, random))]
    await classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ id }) => id === 'move-3') })
    await plan(told, 'B')
    const second = plenaryB(told)
    stills.push(...await live(second, chosenOf(second, size.stills - stills.length, random)))

    await looksTheSame(stills)
    await heldTheSame(readers, size.moments, random)
    for (const { name, complaints } of [projector, cast.amina, cast.bao, cast.omar]) expect([name, complaints.filter((each) => !tooLate.test(each))]).toEqual([name, []])
  } finally {
    for (const each of readers) each.close()
    cast.close()
  }

  /** One act after another; the projector is photographed after those that were chosen. */
  async function live(acts: readonly Act[], chosen: ReadonlySet<number>): Promise<Still[]> {
    const taken: Still[] = []
    for (const [index, { what, run }] of acts.entries()) {
      await run().catch((error: unknown) => { throw new Error(`act ${index}: ${what}`, { cause: error }) })
      if (chosen.has(index)) taken.push(await takeStill(projector, screen, what, () => reader?.live.view ?? classroom.view()))
    }
    return taken
  }

  /** In another order than they were lived, on one page. */
  async function looksTheSame(stills: readonly Still[]): Promise<void> {
    const replay = await room.page('the replay', projector.context)
    await replay.page.setViewportSize(size.screen)
    const address = `${projector.page.url().replace(/\?still.*$/, '').replace(/\/$/, '')}/replay?still`
    const shares: (readonly [string, number])[] = []
    for (const still of shuffled(stills, random)) {
      shares.push([`${still.moment.sequence} ${still.what}`, compareStill(still, await replayStill(replay, address, still))])
    }
    const most = shares.reduce((sum, [, share]) => Math.max(sum, share), 0)
    console.log(`${shares.length} stills, seed ${seed}: at most ${(most * 100).toFixed(4)} % of the pixels differ; ${shares.filter(([, share]) => share === 0).length} without any difference`)
    expect(shares).toHaveLength(size.stills)
    expect(shares.filter(([, share]) => share > mayDiffer)).toEqual([])
    expect(replay.complaints).toEqual([])
  }
}

/** Everything heard by each reader, at entries chosen by chance from all there are. */
async function heldTheSame(readers: readonly HeldStates[], moments: number, random: SeededRandom): Promise<void> {
  for (const reader of readers) {
    const lines = await reader.lines()
    const [from, to] = [reader.firstHeard, lines.at(-1)?.s ?? 0]
    const entries = shuffled(Array.from({ length: to - from + 1 }, (_, index) => from + index), random).slice(0, moments)
    const { documents, between, differing } = reader.compare(lines, entries)
    console.log(`a reader's state at ${entries.length} of ${to - from + 1} entries, and ${documents} documents at them: ${differing.length} differ (${between} not compared: they came in one batch with later entries)`)
    expect(entries.length).toBe(moments)
    expect(differing).toEqual([])
    expect(documents).toBeGreaterThan(moments)
  }
}

function chosenOf(acts: readonly Act[], count: number, random: SeededRandom): ReadonlySet<number> {
  return new Set(shuffled([...acts.keys()], random).slice(0, Math.ceil(count)))
}

function shuffled<Each>(of: readonly Each[], random: SeededRandom): Each[] {
  return of.map((each) => ({ each, at: random.next() })).sort((one, other) => one.at - other.at).map(({ each }) => each)
}
