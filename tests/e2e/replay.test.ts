/** Replay in a real Chromium: chapters, single changes, a link, two moments of a board, and the room led through the past. */
import { afterEach, expect, test } from 'vitest'
import { plenaryText } from '../../client/text/en/plenary.ts'
import { replayDeskText as words } from '../../client/text/en/replayDesk.ts'
import { text } from '../../client/text/index.ts'
import { replayText } from '../../client/text/en/replay.ts'
import { mapOf, markOn, putMarker, saved } from './acts.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { shot, type Laptop } from './room.ts'

let briefing: BriefingRoom | null = null
afterEach(async () => {
  await briefing?.close()
  briefing = null
})

const serial = 'INJ-05'
const title = 'Drugs and blood for Hallet'
const choice = 'Refuse: no means'
const decision = new RegExp(`${words.chapterKinds.decision} ?·`)

async function answer({ page }: Laptop): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.inbox}`) }).click()
  await page.locator('.panel, aside').getByRole('button', { name: new RegExp(title) }).first().click()
  await page.getByText(choice, { exact: true }).click()
  await page.getByLabel(/^Why/).fill('We have no reserve')
  await page.getByRole('button', { name: /^Send/ }).click()
  await page.getByText('We have no reserve').first().waitFor()
}

/** A morning: Alpha marks a post, an inject comes and is decided, a second post, a briefing, a wall; then the debrief begins. */
async function morning({ classroom, amina, omar, projector, givesAlphaTheFloor }: BriefingRoom): Promise<void> {
  await putMarker(amina, [0.4, 0.4], 'Post north')
  await saved(amina)
  await classroom.command({ type: 'inject:release', serial, syndicates: ['s1', 's2'] })
  await answer(amina)
  await putMarker(amina, [0.5, 0.6], 'Post south')
  await saved(amina)
  await givesAlphaTheFloor()
  for (const laptop of [omar, projector]) await markOn(laptop, 'Post south').waitFor()
  await classroom.command({ type: 'floor:take' })
  const inject = Object.keys(classroom.view().injects)[0] ?? ''
  await classroom.command({ type: 'wall:show', inject })
  await classroom.command({ type: 'wall:take' })
  await classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ stage }) => stage === 'debrief') })
}

const chapters = ({ page }: Laptop) => page.getByRole('complementary', { name: words.chapters })
const chapterOf = (laptop: Laptop, name: RegExp) => chapters(laptop).getByRole('button', { name })
const drawn = async ({ page }: Laptop): Promise<void> => page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))
async function dark(laptop: Laptop): Promise<void> {
  await laptop.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  for (let frames = 0; frames < 8; frames += 1) await drawn(laptop)
}

/** One change on, and drawn. */
async function steps(laptop: Laptop): Promise<void> {
  await laptop.page.keyboard.press('.')
  await drawn(laptop)
}

async function opensReplay(laptop: Laptop): Promise<void> {
  await laptop.page.goto(`${laptop.page.url().replace(/\/$/, '')}/replay`)
  await laptop.page.getByRole('button', { name: words.nextChapter }).waitFor()
  await mapOf(laptop).waitFor()
}

test('[RPL40] an officer turns the chapters of the morning by keys, steps single changes, compares two moments and sends a link that opens with the reader\'s own rights', async () => {
  briefing = await openBriefingRoom()
  await morning(briefing)
  const { ada, bao, omar, room, classroom } = briefing

  await opensReplay(ada)
  await chapterOf(ada, decision).waitFor()
  expect(await chapterOf(ada, decision).innerText()).toContain(choice)
  expect(await chapterOf(ada, decision).innerText()).toMatch(/after \d+:\d\d/)
  for (const kind of [words.chapterKinds.inject, words.chapterKinds.briefing, words.chapterKinds.wall]) await chapterOf(ada, new RegExp(kind)).first().waitFor()

  // By keys: the next chapter, until the inject; there the first post stands and the second does not.
  await ada.page.locator('body').press('n')
  for (let turns = 0; turns < 12 && !/Inject/.test(await chapters(ada).locator('[aria-current]').innerText()); turns += 1) await ada.page.keyboard.press('n')
  await markOn(ada, 'Post north').waitFor()
  expect(await markOn(ada, 'Post south').count()).toBe(0)
  await ada.page.keyboard.press('p')
  await ada.page.keyboard.press('n')

  // One change at a time, until the second post comes; one back takes its label away.
  for (let turns = 0; turns < 60 && await markOn(ada, 'Post south').count() === 0; turns += 1) await steps(ada)
  await markOn(ada, 'Post south').waitFor()
  await ada.page.keyboard.press(',')
  await markOn(ada, 'Post south').waitFor({ state: 'detached' })
  await ada.page.keyboard.press('.')
  await markOn(ada, 'Post south').waitFor()
  await shot(ada, 'rpl-1-chapters')
  expect(await faults(ada)).toEqual([])

  // Nobody's name stands there before it is asked for.
  expect(await ada.page.locator('main').innerText()).not.toContain('Amina')

  // Two moments of the board: kept at the inject, then the end of the morning.
  await chapterOf(ada, /Inject/).first().click()
  await ada.page.getByRole('button', { name: words.compare, exact: true }).press('Enter')
  const compare = ada.page.getByRole('region', { name: words.compareTitle })
  await compare.getByText(words.noDifference).waitFor()
  await ada.page.getByRole('slider').press('End')
  await compare.getByText(words.difference(1, 0, 0)).waitFor()
  await compare.locator('summary').press('Enter')
  await compare.getByText(/Post south/).first().waitFor()
  const sheets = compare.locator('figure')
  await sheets.nth(1).locator('.label', { hasText: 'Post south' }).waitFor()
  expect(await sheets.nth(0).locator('.label', { hasText: 'Post south' }).count()).toBe(0)
  await shot(ada, 'rpl-2-compare')
  expect(await faults(ada)).toEqual([])
  await compare.getByLabel(words.layout).selectOption('blink')
  await compare.locator('.label', { hasText: 'Post south' }).waitFor()
  await ada.page.locator('body').press('x')
  await compare.locator('.label', { hasText: 'Post south' }).waitFor({ state: 'detached' })
  await shot(ada, 'rpl-3-switched')
  await compare.getByRole('button', { name: words.endCompare }).press('Enter')

  // A link: Bao, of another syndicate, opens it with his own rights and sees that the board was not open to him.
  await ada.page.getByRole('slider').press('Home')
  await chapterOf(ada, /Inject/).first().click()
  await ada.page.getByRole('button', { name: words.link, exact: true }).press('Enter')
  const link = await ada.page.getByLabel(words.linkField).inputValue()
  await ada.page.keyboard.press('Escape')
  await bao.page.goto(link)
  await bao.page.getByRole('button', { name: words.nextChapter }).waitFor()
  await mapOf(bao).waitFor()
  expect(await bao.page.getByLabel(replayText.look).inputValue()).toBe('s1')
  expect(await markOn(bao, 'Post north').count()).toBe(0)
  expect(await chapters(bao).count()).toBe(0)
  await bao.page.locator('body').press('c')
  await chapters(bao).waitFor()
  await shot(bao, 'rpl-4-small')
  expect(await faults(bao)).toEqual([])
  const stranger = await room.laptop('Stranger')
  await stranger.page.goto(link)
  await stranger.page.getByText(words.momentNoSeat).waitFor()
  expect(stranger.received()).not.toContain('Post north')

  // An observer in the dark reads lanes.
  await opensReplay(omar)
  await omar.page.getByRole('button', { name: words.lanes }).click()
  await dark(omar)
  await shot(omar, 'rpl-5-lanes-dark')
  expect(await faults(omar)).toEqual([])
  expect(classroom.view().stage.stage).toBe('debrief')
  for (const laptop of [ada, bao, omar]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 180_000)

test('[RPL41] staff lead the room through the past: all see the moment with their own rights, hats instead of names, and may leave and come back', async () => {
  briefing = await openBriefingRoom()
  await morning(briefing)
  const { dana, amina, ada, bao, omar, projector } = briefing

  await dana.page.getByRole('tab', { name: plenaryText.tab }).click()
  await dana.page.getByRole('button', { name: words.lead }).press('Enter')
  const desk = dana.page.getByRole('region', { name: words.ledPlayer })
  await desk.getByRole('button', { name: words.nextChapter }).waitFor()
  for (const laptop of [amina, bao, omar, projector]) await laptop.page.locator('.head .chip', { hasText: words.badge }).waitFor()

  // Dana goes to the decision and shows Alpha's board: Alpha sees its post, Bravo and the projector only that it was not open.
  await desk.getByLabel(replayText.look).selectOption('s1')
  await chapterOf(dana, decision).first().click()
  await markOn(amina, 'Post north').waitFor()
  await markOn(amina, 'Post south').waitFor({ state: 'detached' })
  for (const laptop of [projector, bao, omar]) {
    await laptop.page.locator('.head').getByText(new RegExp(`${title}: ${choice}|${title}`)).first().waitFor()
    await laptop.page.locator('.head').getByText(replayText.notReadable).waitFor()
    await markOn(laptop, 'Post north').waitFor({ state: 'detached' })
  }
  await shot(dana, 'led-1-desk')
  await shot(amina, 'led-2-member')
  await shot(bao, 'led-3-small')
  await shot(projector, 'led-4-projector')
  expect((await projector.page.locator('.head').boundingBox())?.height).toBeLessThan(200)
  for (const laptop of [dana, amina, bao, omar, projector]) expect([laptop.name, await faults(laptop)]).toEqual([laptop.name, []])

  // The making is opened: now the room sees it, and still no name.
  await dana.page.getByRole('button', { name: words.openMaking('Alpha') }).press('Enter')
  for (const laptop of [projector, bao, omar]) await markOn(laptop, 'Post north').waitFor()
  expect(await projector.page.locator('main').innerText()).not.toMatch(/Amina|Ada|Bao/)
  await shot(projector, 'led-5-making')

  // The room goes where Dana's map goes.
  const before = await markOn(projector, 'Post north').boundingBox()
  await dana.page.locator('.lead').getByRole('button', { name: text.map.zoomIn }).click()
  await expect.poll(() => markOn(projector, 'Post north').boundingBox(), { timeout: 5000 }).not.toEqual(before)

  // Ada goes back to her board and comes again; Omar looks around and comes back by key.
  await ada.page.getByRole('button', { name: words.leave }).press('Enter')
  await ada.page.locator('.head .chip', { hasText: words.badge }).waitFor({ state: 'detached' })
  await markOn(ada, 'Post south').waitFor()
  await ada.page.getByRole('button', { name: words.follow, exact: true }).press('Enter')
  await ada.page.locator('.head .chip', { hasText: words.badge }).waitFor()
  await omar.page.getByRole('button', { name: text.stage.lookAround }).press('Enter')
  await omar.page.getByText(text.stage.lookingAround).waitFor()
  await omar.page.keyboard.press('Escape')
  await omar.page.getByText(text.stage.following).waitFor()

  // Played on, the second post comes to everybody.
  await desk.getByRole('button', { name: words.play, exact: true }).press('Enter')
  for (const laptop of [amina, projector]) await markOn(laptop, 'Post south').waitFor()
  await dark(dana)
  await shot(dana, 'led-6-desk-dark')

  // Who comes late is led, too; a reload of the leader's page goes on.
  const late = await briefing.late('Late')
  await late.page.locator('.head .chip', { hasText: words.badge }).waitFor()
  await dana.page.reload()
  await desk.getByRole('button', { name: words.nextChapter }).waitFor()
  await dana.page.getByRole('button', { name: words.stop }).first().press('Enter')
  for (const laptop of [amina, projector, omar, late]) await laptop.page.locator('.head .chip', { hasText: words.badge }).waitFor({ state: 'detached' })

  // The replay of the replay: the stage at that time shows the moment that was led.
  await opensReplay(omar)
  await omar.page.getByLabel(replayText.look).selectOption('floor')
  await chapterOf(omar, new RegExp(words.chapterKinds.replay)).click()
  for (let turns = 0; turns < 60 && await markOn(omar, 'Post north').count() === 0; turns += 1) await steps(omar)
  await omar.page.locator('.head .chip', { hasText: words.badge }).waitFor()
  await markOn(omar, 'Post north').waitFor()
  await shot(omar, 'led-7-replay-of-replay')
  for (const laptop of [dana, amina, ada, bao, omar, projector, late]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 240_000)
