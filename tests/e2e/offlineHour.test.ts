/**
 * An hour without the network in two real browsers: both go on drawing by hand, one browser's tab crashes, and both come
 * back in the same second. Told at night; thirty officers without browsers do the same in tests/faults/offlineHour.test.ts.
 */
import { afterEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { text } from '../../client/text/index.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { CutLine } from '../support/cutLine.ts'
import { Person } from '../support/person.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { until } from '../support/startServer.ts'
import { tell } from '../support/tell.ts'
import { mapOf, saved } from './acts.ts'
import { faults } from './briefingRoom.ts'
import { copyOf } from './pageCopy.ts'
import { Room, shot, type Laptop } from './room.ts'

const edits = sizeOf('offlinePages') || 25
const board = 'syndicate/s1/board@1'

let classroom: Classroom | null = null
let line: CutLine | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await line?.close()
  await classroom?.close()
})

test(`[DOC102] two browsers without a line, ${edits} marks drawn by hand in each, one tab crashes: both come back in one second, and every mark is on both maps and on the server, once`, async () => {
  classroom = await openClassroom(1)
  line = await CutLine.to(classroom.product.port)
  room = await Room.open(line.origin.replace('127.0.0.1', 'localhost'))
  const random = seededRandom(seedOf(5))
  const [amina, ada] = [await room.laptop('Amina'), await room.laptop('Ada', { width: 1093, height: 500 })]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(ada, classroom.code('member', 's1'), /Protection/)
  for (const laptop of [amina, ada]) await mapOf(laptop).waitFor()
  await draw(amina, 'Amina before', random)
  await saved(amina)
  const people = [personAt(amina, classroom), personAt(ada, classroom)] as const
  const server = classroom.chief.open(board)
  await until(() => annotationsOf(server.doc).size === 1, 'the server has the first mark', 20_000)

  line.cut()
  await Promise.all([amina, ada].map((laptop) => laptop.page.locator('[data-connection=away]').first().waitFor()))
  await Promise.all([amina, ada].map(async (laptop) => {
    for (let edit = 0; edit < edits; edit += 1) await draw(laptop, `${laptop.name} ${edit}`, random)
  }))
  await shot(ada, 'offline-1-drawn')
  await keeps(amina, people[0], edits + 1)
  const crashed = amina.page.waitForEvent('crash')
  const session = await amina.context.newCDPSession(amina.page)
  // A tab that is dead answers nothing.
  session.send('Page.crash').catch(() => undefined)
  await crashed

  const address = amina.page.url()
  line.mend()
  const mendedAt = performance.now()
  const again = await room.page('Amina again', amina.context)
  await again.page.goto(address)
  await until(() => annotationsOf(server.doc).size === 2 * edits + 1, 'the server has every mark', 60_000)
  const serverMs = performance.now() - mendedAt
  await Promise.all([again, ada].map(saved))
  const copies = await Promise.all([equalCopy(again, people[0], server.doc), equalCopy(ada, people[1], server.doc)])
  const screensMs = performance.now() - mendedAt
  expect(copies).toEqual([true, true])

  const labels = [...annotationsOf(server.doc).values()].map(({ label }) => label).sort()
  const drawn = ['Amina', 'Ada'].flatMap((name) => Array.from({ length: edits }, (_, edit) => `${name} ${edit}`))
  expect(labels).toEqual(['Amina before', ...drawn].sort())
  for (const laptop of [again, ada]) {
    expect(await laptop.page.getByRole('region', { name: text.common.salvageTitle }).count()).toBe(0)
    expect(await faults(laptop)).toEqual([])
    await shot(laptop, `offline-2-${laptop.name.replace(' ', '-')}`)
  }
  server.close()
  tell(`two browsers offline with ${edits} marks each, one tab crashed: 0 lost, 0 doubled; the server had all ${Math.round(serverMs)} ms after the line was mended, both browsers' copies were equal to it within ${Math.round(screensMs)} ms (goal 3000; a page was loaded in this time)`)
}, 120_000 + edits * 4000)

/** A mark somewhere on the map, by key and pointer, with its label. */
async function draw(laptop: Laptop, label: string, random: SeededRandom): Promise<void> {
  const { page } = laptop
  const box = await mapOf(laptop).boundingBox()
  if (box === null) throw new Error(`${laptop.name} sees no map`)
  await mapOf(laptop).focus()
  await page.keyboard.press('m')
  await page.mouse.click(box.x + box.width * (0.35 + random.next() * 0.3), box.y + box.height * (0.3 + random.next() * 0.4))
  await page.getByLabel(text.map.label, { exact: true }).fill(label)
  await page.keyboard.press('Enter')
}

/** Whose seat this page shows. */
function personAt({ page }: Laptop, { chief }: Classroom): Person {
  const seat = /\/seat\/([^/?#]+)/.exec(page.url())?.[1]
  if (seat === undefined) throw new Error(`no seat in ${page.url()}`)
  return new Person(chief.browser, chief.exercise, seat)
}

/** Settles when the browser's own copy holds so many marks. */
async function keeps(laptop: Laptop, person: Person, marks: number): Promise<void> {
  for (;;) if (annotationsOf(await copyOf(laptop, person, board)).size >= marks) return
}

/** Settles when the browser's own copy is what the server has. */
async function equalCopy(laptop: Laptop, person: Person, server: Y.Doc): Promise<boolean> {
  const end = performance.now() + 60_000
  while (performance.now() < end) if (canonicalDocument(await copyOf(laptop, person, board)) === canonicalDocument(server)) return true
  return false
}
