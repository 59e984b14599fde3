/**
 * Two officers at one board in a real Chromium who drag, bend and undo at the same time for about two minutes (five in the
 * nightly run). What they do is counted in acts, so that a seed chooses the same on every machine: HAND_ACTS= makes it longer,
 * SEED= another, HAND_SEEDS= more of them.
 */
import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { positionsOf, type Annotation } from '#shared/board/annotation.ts'
import { annotationsOf, unreadableAnnotations } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { Editor } from '../support/editor.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { until } from '../support/startServer.ts'
import { mapOf, saved } from './acts.ts'
import { actNames, Hand, marksListed } from './hands.ts'
import { copyOf } from './pageCopy.ts'
import { seatOutside, timelineOf } from './reader.ts'
import { Room, shot } from './room.ts'

const board = 'syndicate/s1/board'
const firstSeed = seedOf(20_261_127)
const seeds = Array.from({ length: sizeOf('hands') }, (_, index) => firstSeed + index)
/** Of each of the two. */
const acts = Number(process.env['HAND_ACTS'] ?? 120)

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

test.each(seeds)(`[MAP17] two people drag, bend and undo at once in ${acts} acts each: copies equal, replay true, no dangling corner, no complaint (SEED=%i)`, async (seed) => {
  classroom = await openClassroom()
  room = await Room.open(classroom.product.address)
  const code = classroom.code('member', 's1')
  const amina = await room.laptop('Amina')
  const ada = await room.laptop('Ada', { width: 1093, height: 500 })
  await room.join(amina, code, /Operations/)
  await room.join(ada, code, /Protection/)
  const laptops = [amina, ada]
  for (const laptop of laptops) {
    await mapOf(laptop).waitFor()
    await saved(laptop)
  }
  const reader = new Editor(classroom.chief, `${board}@1`)
  await until(() => reader.isSynced, 'the directing staff have the board')

  const begunAt = performance.now()
  const hands = laptops.map((laptop, index) => new Hand(laptop, seededRandom(seed * 2 + index)))
  await Promise.all(hands.map(async (hand) => { for (let act = 0; act < acts; act += 1) await hand.act() }))
  const tookMs = performance.now() - begunAt
  for (const laptop of laptops) await laptop.page.keyboard.press('Escape')
  for (const laptop of laptops) await saved(laptop)
  for (const laptop of laptops) await shot(laptop, `hands-${laptop.name}`)

  // Both copies, the server's, and what replay ends with.
  const server = (): string => canonicalDocument(reader.doc)
  for (const laptop of laptops) {
    const person = await seatOutside(laptop.context, laptop.page.url(), classroom.product.address)
    await expect.poll(async () => hashOf(canonicalDocument(await copyOf(laptop, person, `${board}@1`))), { timeout: 20_000 }).toBe(hashOf(server()))
    const timeline = await timelineOf(person)
    expect(canonicalDocument(replayed(timeline.documentAt(board, timeline.end)))).toBe(server())
  }

  expect(unreadableAnnotations(reader.doc)).toEqual([])
  const marks = Array.from(annotationsOf(reader.doc).values())
  expect(marks.filter(dangles)).toEqual([])
  expect(marks.length).toBeGreaterThan(5)
  for (const name of actNames) expect([name, hands.reduce((sum, { done }) => sum + done[name], 0) > 0]).toEqual([name, true])
  const listed = await marksListed(amina)
  expect(listed).toHaveLength(marks.length)
  expect(await marksListed(ada)).toEqual(listed)
  for (const laptop of laptops) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
  console.log(`two hands, seed ${seed}: ${acts} acts each in ${(tookMs / 1000).toFixed(0)} s, ${marks.length} marks left, ${hashOf(server()).slice(0, 12)}; ${JSON.stringify(hands.map(({ done }) => done))}`)
  reader.close()
}, 120_000 + acts * 2000)

function hashOf(words: string): string {
  return createHash('sha256').update(words).digest('hex')
}

function replayed(document: { readonly doc: Y.Doc } | null): Y.Doc {
  if (document === null) throw new Error('replay ends without the board')
  return document.doc
}

/** A corner that is nowhere, or too few of them. */
function dangles({ kind, geometry }: Annotation): boolean {
  const places = positionsOf(geometry)
  const least = kind === 'area' ? 3 : kind === 'line' ? 2 : 1
  return places.length < least || places.some((place) => !place.every(Number.isFinite))
}
