/** A lesson in a real Chromium: officers think alone, answers are revealed without names, talked over and concluded before the room. */
import type { Locator } from 'playwright'
import { afterEach, expect, test } from 'vitest'
import { cardsText as words } from '../../client/text/en/cards.ts'
import { glossaryText } from '../../client/text/en/glossaryTerms.ts'
import { startersText } from '../../client/text/en/starters.ts'
import { plenaryText } from '../../client/text/en/plenary.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { text } from '../../client/text/index.ts'
import { planText } from '../../client/text/en/plan.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { Room, shot, type Laptop } from './room.ts'

let room: BriefingRoom | null = null
let reading: Room | null = null
let classroom: Classroom | null = null
afterEach(async () => {
  await room?.close()
  await reading?.close()
  await classroom?.close()
  room = reading = classroom = null
})

const secret = { amina: 'A patrol on the river path before dawn', ada: 'Ask the women which hours they walk', chen: 'Walk with them at five in the morning' }
const table = ({ page }: Laptop) => page.locator('aside.panel')

async function think(laptop: Laptop, answer: string): Promise<void> {
  await table(laptop).getByLabel(words.yourAnswer).fill(answer)
  await table(laptop).getByRole('button', { name: words.give }).press('Enter')
  await table(laptop).getByText(words.given).waitFor()
}

test('[DIS1] [DIS5] [DIS10] a snap situation is dropped in two strokes; three answer alone; nobody can tell whose answer stands where; one conclusion stands on the stage', async () => {
  room = await openBriefingRoom()
  const { classroom: lesson, dana, amina, ada, bao, omar, projector } = room
  const chen = await lesson.member('Chen')
  const chensLive = await chen.live()
  const snap = lesson.view().shelf.find(({ id }) => id === 'SNAP-01')
  if (snap?.inject == null) throw new Error('the scenario has no snap situation')

  // Two strokes: choose it, drop it.
  await dana.page.getByRole('tab', { name: directingText.panels.cards }).click()
  await dana.page.getByRole('button', { name: snap.title }).press('Enter')
  await shot(dana, 'les-1-shelf')
  await dana.page.getByRole('button', { name: words.dropOf(snap.title) }).press('Enter')

  // The question comes to the corner and takes no focus; the message lies in the inbox.
  const corner = amina.page.getByRole('region', { name: words.arrival })
  await corner.getByText(snap.question).waitFor()
  await shot(amina, 'les-2-arrival')
  expect(await amina.page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('section.card') === null)).toBe(true)
  await corner.getByRole('button', { name: new RegExp(`^${words.open}`) }).press('Enter')
  await ada.page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.cards}`) }).click()
  await bao.page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.cards}`) }).click()
  await table(bao).getByText(words.thinkAlone).waitFor()
  await shot(bao, 'les-3-alone-small')

  // A starter goes in at the caret, its first gap selected: one types on.
  const field = table(amina).getByLabel(words.yourAnswer)
  await field.fill('Now.')
  await table(amina).getByRole('button', { name: 'I would first …, because …' }).click()
  await amina.page.keyboard.type('look')
  expect(await field.inputValue()).toBe('Now. I would first look, because …')

  await think(amina, secret.amina)
  await think(ada, secret.ada)
  await chensLive.command({ type: 'card:think', card: Object.keys(lesson.view().cards)[0], text: secret.chen })
  await table(amina).getByText(words.written(3)).waitFor()
  await dana.page.getByText(words.atAlone(3)).waitFor()
  await shot(amina, 'les-4-alone')
  for (const laptop of [dana, ada, bao, omar, projector]) expect([laptop.name, laptop.received().includes(secret.amina)]).toEqual([laptop.name, false])

  // Staff reveal by key: no name, no seat; who was still writing keeps the half sentence.
  await table(ada).getByLabel(words.yourAnswer).fill('Ask the women which hours they walk, and with whom')
  await dana.page.getByRole('button', { name: words.revealOf(text.common.syndicate(1, 'Alpha')) }).press('Enter')
  for (const laptop of [amina, ada]) for (const answer of Object.values(secret)) await table(laptop).getByText(answer, { exact: true }).first().waitFor()
  for (const laptop of [bao, omar, projector]) expect([laptop.name, laptop.received().includes(secret.amina)]).toEqual([laptop.name, false])

  await table(ada).getByText(words.unsent).waitFor()
  await table(ada).getByText('Ask the women which hours they walk, and with whom').waitFor()
  expect(await table(amina).getByText(words.unsent).count()).toBe(0)

  // Grouped by drag and by key; both tables show it.
  await table(amina).getByText(secret.chen, { exact: true }).first().dragTo(table(amina).getByText(secret.amina, { exact: true }).first())
  await table(ada).getByLabel(words.pileName(1)).or(table(ada).getByLabel(words.pileName(2))).first().waitFor()
  const named = table(ada).locator('input.name')
  await named.fill('Be there at dawn')
  await named.press('Tab')
  await expect.poll(async () => table(amina).locator('input.name').inputValue()).toBe('Be there at dawn')
  const choose = table(ada).getByLabel(words.groupOf(secret.chen))
  await choose.focus()
  await choose.selectOption({ label: words.bySelf })
  await expect.poll(async () => table(amina).locator('.pile').count()).toBe(3)
  await choose.selectOption({ label: words.withAnswer('Be there at dawn') })
  await expect.poll(async () => table(amina).locator('.pile').count()).toBe(2)
  await shot(amina, 'les-5-groups')
  expect(await faults(amina)).toEqual([])
  expect(await faults(dana)).toEqual([])
  expect(await faults(bao)).toEqual([])

  // Dots: of three they are told.
  await table(amina).getByRole('button', { name: words.openDots }).press('Enter')
  for (const laptop of [amina, ada]) {
    await table(laptop).getByRole('button', { name: 'Be there at dawn' }).press('Enter')
    await table(laptop).getByRole('button', { name: words.giveDots }).press('Enter')
  }
  const [card] = Object.values(lesson.view().cards)
  const open = card?.tables['s1']
  const dawn = open?.status === 'open' ? Object.keys(open.names)[0] : undefined
  await chensLive.command({ type: 'dots:give', card: card?.id, piles: [dawn] })
  await table(amina).getByText(words.dotsGiven(3)).waitFor()
  await table(amina).getByRole('button', { name: words.countDots }).press('Enter')
  await table(ada).getByText(words.dotsOf(3)).waitFor()
  await shot(ada, 'les-6-dots')

  // One conclusion: first into the plan, then another to the plenary instead.
  const section = lesson.view().planSections[0]
  await table(amina).getByLabel(words.conclusionHint).fill('We walk with the women at five.')
  await table(amina).getByLabel(words.sendTo).selectOption({ label: words.toPlan(section?.title ?? '') })
  await table(amina).getByRole('button', { name: words.send }).press('Enter')
  await table(ada).getByText(words.sentPlan(section?.title ?? '')).waitFor()
  await ada.page.getByRole('tab', { name: text.syndicate.tabs.plan }).click()
  await table(ada).locator('.written').getByText('We walk with the women at five.').waitFor()
  await table(amina).getByRole('button', { name: words.sendAgain }).press('Enter')
  await table(amina).getByLabel(words.conclusionHint).fill('Nobody walks to the river alone tomorrow.')
  await table(amina).getByRole('button', { name: words.send }).press('Enter')
  await table(amina).getByText(words.sentPlenary).waitFor()

  // Before the room.
  await room.givesAlphaTheFloor()
  await dana.page.getByRole('tab', { name: plenaryText.tab }).click()
  await dana.page.getByRole('button', { name: words.showOf(snap.question) }).press('Enter')
  for (const laptop of [projector, omar]) {
    const wall = laptop.page.getByRole('region', { name: words.conclusions })
    await wall.getByText('Nobody walks to the river alone tomorrow.').waitFor()
    await wall.getByText(words.nothingSent).waitFor()
    expect(await wall.innerText()).not.toContain('Amina')
  }
  await shot(projector, 'les-7-stage')
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await amina.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await dana.page.getByRole('tab', { name: directingText.panels.cards }).click()
  await shot(dana, 'les-8-desk-dark')
  await shot(amina, 'les-9-dark')
  expect(await faults(dana)).toEqual([])
  expect(await faults(projector)).toEqual([])
  for (const laptop of [amina, ada, bao, omar, dana, projector]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)

test('[GLO1] [STA1] a term is explained by pointer, focus and key and takes no focus; an answer begins with a starter', async () => {
  classroom = await openClassroom(1)
  reading = await Room.open(classroom.product.address)
  const amina = await reading.laptop('Amina', { width: 1093, height: 500 })
  await reading.join(amina, classroom.code('member', 's1'), /Operations/)
  await classroom.command({ type: 'inject:release', serial: 'INJ-07', syndicates: ['s1'] })
  await amina.page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.inbox}`) }).click()
  await table(amina).getByRole('button', { name: /FRAGO 3/ }).first().click()
  const term = table(amina).getByRole('button', { name: 'FRAGO', exact: true })
  const card = amina.page.getByRole('tooltip')

  // While one writes the pointer explains, and the caret stays where it is.
  const answer = table(amina).getByLabel(text.inbox.yourText)
  await answer.fill('Sir.')
  await term.hover()
  await card.getByText(/changes a part of an order/).waitFor()
  await card.getByText(glossaryText.source('UN Infantry Battalion Manual (2020)')).waitFor()
  expect(await answer.evaluate((field) => field === document.activeElement)).toBe(true)
  await shot(amina, 'glo-1-term-small')
  await amina.page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await amina.page.mouse.move(5, 5)

  // By key: focus shows it, leaving puts it away, Enter keeps it.
  await term.focus()
  await card.waitFor()
  await amina.page.keyboard.press('Tab')
  await card.waitFor({ state: 'detached' })
  await term.focus()
  await amina.page.keyboard.press('Enter')
  await card.waitFor()
  expect(await faults(amina)).toEqual([])
  // A focus from elsewhere scrolls its term into sight: the card goes along, and away only with its line.
  const before = await card.boundingBox()
  const moved = await scrollsBy(term, 12)
  expect(Math.abs(moved)).toBeGreaterThan(0)
  await expect.poll(async () => Math.round(((await card.boundingBox())?.y ?? NaN) - (before?.y ?? NaN))).toBe(-Math.round(moved))
  await amina.page.keyboard.press('Escape')

  await answer.focus()
  await table(amina).getByRole('group', { name: startersText.label }).getByRole('button', { name: 'We will …, because …' }).click()
  await amina.page.keyboard.type('wait')
  expect(await answer.inputValue()).toBe('Sir. We will wait, because …')
  await shot(amina, 'glo-2-starters-small')

  // The plan: its headings explain a term once; a starter's first gap is typed over.
  await amina.page.setViewportSize({ width: 1366, height: 768 })
  await amina.page.getByRole('tab', { name: text.syndicate.tabs.plan }).click()
  await expect.poll(async () => table(amina).getByRole('button', { name: 'Courses of action', exact: true }).count()).toBe(1)
  await table(amina).getByRole('button', { name: planText.writeIn('Risk analysis of the threats') }).click()
  await table(amina).getByRole('button', { name: 'The most dangerous course would be …' }).click()
  await amina.page.keyboard.type('a night raid')
  await table(amina).getByText('The most dangerous course would be a night raid').waitFor()
  await amina.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await table(amina).getByRole('button', { name: 'Courses of action', exact: true }).hover()
  await card.waitFor()
  await shot(amina, 'glo-3-plan-dark')
  expect(await faults(amina)).toEqual([])
  expect(amina.complaints).toEqual([])
}, 90_000)

/** Scrolls what `inside` stands in, down or else up; by how many pixels it went. */
async function scrollsBy(inside: Locator, pixels: number): Promise<number> {
  return inside.evaluate((element, by) => {
    let box = element.parentElement
    while (box !== null && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement
    if (box === null) return 0
    const from = box.scrollTop
    box.scrollTop = from + by
    if (box.scrollTop === from) box.scrollTop = from - by
    return box.scrollTop - from
  }, pixels)
}
