/** Exhibits in a real Chromium: brought, sent with a notice, sealed for one hat, put on the stage, turned, played, replayed. */
import { afterEach, expect, test } from 'vitest'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator } from 'playwright'
import { positionAt } from '#shared/exercise/exhibit.ts'
import { exhibitsText as words } from '../../client/text/en/exhibits.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { text } from '../../client/text/index.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { pdf, wav } from '../support/exhibits.ts'
import { photograph } from '../support/pictures.ts'
import { until } from '../support/startServer.ts'
import { film } from './film.ts'
import { Room, shot, type Laptop } from './room.ts'

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

const serial = 'INJ-05'
const title = 'Drugs and blood for Hallet'
const notice = 'This picture shows a house that was burned.'

interface Wish { readonly title: string; readonly words: string; readonly notice: string; readonly seal: string }

interface Brought { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** In the part of the page that holds the list; ends when it is on the shelf. */
async function add(place: Locator, file: Brought, wish: Partial<Wish> = {}): Promise<void> {
  await place.getByRole('button', { name: words.add }).click()
  const form = place.getByRole('form', { name: words.add })
  await form.getByLabel(words.file, { exact: true }).setInputFiles(file)
  await form.getByText(words.chosen(file.name)).waitFor()
  if (wish.title !== undefined) await form.getByLabel(words.title).fill(wish.title)
  if (wish.words !== undefined) await form.getByLabel(words.wordsField).fill(wish.words)
  if (wish.notice !== undefined) await form.getByLabel(words.noticeField).fill(wish.notice)
  if (wish.seal !== undefined) await form.getByLabel(words.sealField).selectOption({ label: words.sealHat(wish.seal) })
  await form.getByRole('button', { name: words.save, exact: true }).press('Enter')
  await form.waitFor({ state: 'detached' })
}

async function openMessage({ page }: Laptop): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.inbox}`) }).click()
  await page.locator('.panel, aside').getByRole('button', { name: new RegExp(title) }).first().click()
}

async function faultsOf({ page }: Laptop): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

/** A fact that comes true while people wait for it. */
const soon = <T>(fact: () => T | Promise<T>) => expect.poll(fact, { timeout: 15_000 })

function pageText(laptop: Laptop): Promise<string | null> {
  return laptop.page.locator('.text[data-page]').first().textContent()
}

/** How many of the pixels of the page drawn are dark: it is drawn, not only there. */
function inkOn({ page }: Laptop): Promise<number> {
  return page.locator('.place canvas').first().evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement) || canvas.width < 50) return 0
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() }
    let dark = 0
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 90 && (data[at + 3] ?? 0) > 200) dark += 1
    return dark
  })
}

test('[MED60] exhibits come with a notice, sealed or whole, stand on the stage in the staff’s hands, and replay shows each where it was', async () => {
  classroom = await openClassroom(2)
  const day = classroom
  room = await Room.open(day.product.address)
  const [amina, ada, dana, projector] = [await room.laptop('Amina'), await room.laptop('Ada', { width: 1093, height: 500 }), await room.laptop('Dana'), await room.laptop('Projector', { width: 1920, height: 1080 })]
  await room.join(amina, day.code('member', 's1'), /Operations/)
  await room.join(ada, day.code('member', 's1'), /Protection/)
  await room.join(dana, day.code('deputy', null), null)
  await projector.page.goto(`${day.product.address}/j`)
  await projector.page.getByLabel(text.join.codeLabel).fill(day.code('screen', null))
  await projector.page.getByRole('button', { name: text.join.look }).click()
  await projector.page.waitForURL(/\/seat\//)
  const waiting = Object.values(day.view().seats).filter(({ status }) => status === 'waiting').map(({ id }) => id)
  if (waiting.length > 0) await day.command({ type: 'seat:admit', seats: waiting })

  // With a planned inject: a picture with a notice, and a list of names sealed for the protection adviser.
  await dana.page.getByRole('button', { name: new RegExp(title) }).first().click()
  const planned = dana.page.getByRole('region', { name: words.forInject })
  await planned.waitFor()
  await add(planned, { name: 'burned_house.png', mimeType: 'image/png', buffer: photograph() }, { title: 'Roofless house', words: 'A house without a roof, black walls.', notice })
  const protection = day.view().hats.find(({ name }) => /Protection/.test(name))?.name ?? ''
  await add(planned, { name: 'names.pdf', mimeType: 'application/pdf', buffer: pdf(['NAMES OF THE MISSING']) }, { title: 'Sealed list', seal: protection })
  await shot(dana, 'med-1-planned')
  expect(await faultsOf(dana)).toEqual([])
  for (const laptop of [amina, ada, projector]) expect([laptop.name, /Roofless|Sealed list/.test(laptop.received())]).toEqual([laptop.name, false])
  await day.command({ type: 'inject:release', serial, syndicates: ['s1'] })

  await openMessage(amina)
  await amina.page.getByText(notice).waitFor()
  await shot(amina, 'med-2-notice')
  await amina.page.getByRole('button', { name: words.notNow }).press('Enter')
  await amina.page.getByText(words.closed).waitFor()
  expect(await amina.page.locator('.exhibit img').count()).toBe(0)
  await amina.page.getByRole('button', { name: words.openOf('Roofless house') }).press('Enter')
  await soon(() => amina.page.locator('.exhibit img').evaluate((picture) => (picture instanceof HTMLImageElement ? picture.naturalWidth : 0))).toBe(320)
  expect(await amina.page.locator('.exhibit').count()).toBe(1)
  await shot(amina, 'med-3-picture')
  expect(await faultsOf(amina)).toEqual([])
  await amina.page.getByRole('button', { name: words.enlarge('Roofless house') }).press('Enter')
  await amina.page.getByRole('dialog', { name: 'Roofless house' }).waitFor()
  await amina.page.keyboard.press('Escape')

  // The adviser reads the list; no byte of it is on the other wire.
  await openMessage(ada)
  await soon(() => pageText(ada)).toContain('NAMES OF THE MISSING')
  await ada.page.locator('.exhibit canvas').scrollIntoViewIfNeeded()
  await shot(ada, 'med-4-sealed')
  await soon(() => inkOn(ada)).toBeGreaterThan(200)
  expect(await faultsOf(ada)).toEqual([])
  expect([/Sealed list|NAMES OF/.test(amina.received()), /Sealed list/.test(projector.received()), /Sealed list/.test(ada.received())]).toEqual([false, false, true])

  // On the stage: a PDF, turned by key.
  await dana.page.getByRole('tab', { name: directingText.panels.exhibits }).click()
  const desk = dana.page.locator('#staff-panel')
  await desk.getByRole('heading', { name: words.shelf }).waitFor()
  await add(desk, { name: 'morning_brief.pdf', mimeType: 'application/pdf', buffer: pdf(['PAGE ONE', 'PAGE TWO', 'PAGE THREE']) })
  await desk.getByRole('button', { name: words.showOf('morning brief') }).press('Enter')
  await soon(() => pageText(projector)).toContain('PAGE ONE')
  await soon(() => inkOn(projector)).toBeGreaterThan(200)
  await shot(projector, 'med-5-page-one')
  const next = desk.getByRole('button', { name: words.next })
  await next.focus()
  await dana.page.keyboard.press('ArrowRight')
  await soon(() => pageText(projector)).toContain('PAGE TWO')
  await dana.page.keyboard.press('PageDown')
  await soon(() => pageText(projector)).toContain('PAGE THREE')
  await next.press('Enter')
  await until(() => day.view().plenary.exhibit?.page === 3, 'the chief sees page three')
  await shot(dana, 'med-6-desk')
  await shot(projector, 'med-7-page-three')
  expect(await faultsOf(dana)).toEqual([])
  expect(await faultsOf(projector)).toEqual([])

  // A film with a notice: the room is told first.
  await add(desk, { name: 'market.webm', mimeType: 'video/webm', buffer: await film(dana) }, { title: 'Market film', words: 'People run from the market. Nobody speaks.', notice: 'This film shows people who are afraid.' })
  await desk.getByRole('button', { name: words.showOf('Market film') }).click()
  await projector.page.getByText('This film shows people who are afraid.').waitFor()
  expect(await projector.page.locator('video').count()).toBe(0)
  await shot(projector, 'med-8-covered')
  await desk.getByRole('button', { name: words.openForRoom }).press('Enter')
  await projector.page.locator('video').waitFor()
  await desk.getByRole('button', { name: words.play }).press('Enter')
  const at = (): Promise<number> => projector.page.locator('video').evaluate((video) => (video instanceof HTMLVideoElement ? video.currentTime : -1))
  await soon(at).toBeGreaterThan(0.3)
  await desk.getByRole('button', { name: words.pause }).press('Enter')
  await soon(() => projector.page.locator('video').evaluate((video) => video instanceof HTMLVideoElement && video.paused)).toBe(true)
  await until(() => day.view().plenary.exhibit?.playing === false && (day.view().plenary.exhibit?.positionMs ?? 0) > 0, 'the film stands')
  const staged = day.view().plenary.exhibit
  await soon(async () => Math.abs(await at() * 1000 - (staged === null || staged === undefined ? 0 : positionAt(staged, 0)))).toBeLessThan(120)
  await shot(projector, 'med-9-film')
  await shot(dana, 'med-10-play')

  // In the plenary laptops read the words and stream nothing.
  await day.command({ type: 'stage:begin', index: day.view().agenda.findIndex(({ stage }) => stage === 'plenary') })
  expect(day.view().plenary.exhibit).toBeNull()
  await add(desk, { name: 'radio.wav', mimeType: 'audio/wav', buffer: wav(4) }, { title: 'Voice of the Plain', words: 'EXERCISE. Do not sell to the trucks.' })
  const radio = day.view().directing.shelf.at(-1)?.exhibit.media ?? ''
  await desk.getByRole('button', { name: words.showOf('Voice of the Plain') }).click()
  await desk.getByRole('button', { name: words.play }).press('Enter')
  await soon(() => projector.page.locator('audio').evaluate((audio) => (audio instanceof HTMLAudioElement ? audio.currentTime : 0))).toBeGreaterThan(0.2)
  await amina.page.getByRole('button', { name: words.look }).press('Enter')
  await amina.page.getByText('EXERCISE. Do not sell to the trucks.').waitFor()
  const asked = await amina.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect([radio !== '', asked.some((name) => name.includes(radio))]).toEqual([true, false])
  await shot(amina, 'med-11-words')
  expect(await faultsOf(amina)).toEqual([])
  expect(await faultsOf(dana)).toEqual([])
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(dana, 'med-12-desk-dark')
  await dana.page.setViewportSize({ width: 1093, height: 500 })
  await shot(dana, 'med-13-desk-small')
  await desk.getByRole('button', { name: words.take }).click()
  await until(() => day.view().plenary.exhibit === null, 'the stage is empty')

  // Replay shows what stood there: the page, and where the film stood.
  const again = await room.page('Dana replays', dana.context)
  const journal = (await day.chief.replay()).flatMap((line) => (line.kind === 'event' ? [line] : []))
  const after = (type: string): number => (journal.findLast(({ event }) => event.type === type)?.t ?? 0)
  const shownAt = journal.find(({ event }) => event.type === 'ExhibitShown')?.t ?? 0
  const turnedAt = after('ExhibitTurned')
  const replayAt = async (moment: number): Promise<void> => {
    await again.page.goto('about:blank')
    await again.page.goto(`${new URL(dana.page.url()).href.replace(/\/$/, '')}/replay#t=${moment}`)
  }
  await replayAt(shownAt)
  await soon(() => pageText(again)).toContain('PAGE ONE')
  await replayAt(turnedAt)
  await soon(() => pageText(again)).toContain('PAGE THREE')
  await shot(again, 'med-14-replay')
  // its notice stands before a film in replay, too
  await replayAt(journal.find(({ event }) => event.type === 'ExhibitCued' && !event.playing)?.t ?? 0)
  await again.page.getByText('This film shows people who are afraid.').waitFor()
  await again.page.getByRole('button', { name: words.openOf('Market film') }).press('Enter')
  await replayedTo(again, (staged?.positionMs ?? 0) / 1000)
  const member = await room.page('Amina replays', amina.context)
  await member.page.goto(`${new URL(amina.page.url()).href.replace(/\/$/, '')}/replay#t=${turnedAt}`)
  await member.page.locator('select').first().selectOption('floor')
  await soon(() => pageText(member)).toContain('PAGE THREE')
  for (const laptop of room.laptops) expect([laptop.name, laptop.complaints, laptop.outside]).toEqual([laptop.name, [], []])
}, 180_000)

/** The film stands there, still. */
async function replayedTo({ page }: Laptop, seconds: number): Promise<void> {
  await soon(() => page.locator('video').evaluate((video, wanted) => video instanceof HTMLVideoElement && video.paused && Math.abs(video.currentTime - wanted) < 0.2, seconds)).toBe(true)
}
