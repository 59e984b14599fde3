/** Running the day in a real Chromium: requests and personas, the wall, minutes, a summons, control, the real stop, two phones. */
import { afterEach, expect, test } from 'vitest'
import { AxeBuilder } from '@axe-core/playwright'
import { conductText as words } from '../../client/text/en/conduct.ts'
import { text } from '../../client/text/index.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { mapOf } from './acts.ts'
import { Room, shot, type Laptop } from './room.ts'

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

const phone = { width: 390, height: 844 }

async function faultsOf({ page }: Laptop): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

async function dark({ page }: Laptop, on: boolean): Promise<void> {
  await page.evaluate(async (theme) => {
    document.documentElement.dataset['theme'] = theme
    // colours that pass from one to the other are neither
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  }, on ? 'dark' : 'light')
}

/** Nothing is wider than the screen. */
async function overflow({ page }: Laptop): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

async function open(): Promise<{ readonly room: Room; readonly classroom: Classroom }> {
  classroom = await openClassroom(5)
  room = await Room.open(classroom.product.address)
  return { room, classroom }
}

test('[CON1] [CON3] [CON4] [CON8] a syndicate asks, the answer goes to all, the note to nobody, and a persona speaks into one inbox', async () => {
  const { room, classroom } = await open()
  const [amina, bao, dana] = [await room.laptop('Amina'), await room.laptop('Bao', { width: 1093, height: 500 }), await room.laptop('Daria')]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(bao, classroom.code('member', 's2'), /Operations/)
  await room.join(dana, classroom.code('deputy', null), null)
  const question = 'How many boys are held in Corvale?'
  await amina.page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.ask}`) }).press('Enter')
  await amina.page.getByLabel(words.askField).fill(question)
  await amina.page.getByRole('button', { name: words.askSend, exact: true }).press('Enter')
  await amina.page.getByText(words.asked).waitFor()
  await shot(amina, 'con-1-ask')

  await dana.page.getByRole('tab', { name: new RegExp(`^${directingText.panels.requests}`) }).press('Enter')
  await dana.page.getByRole('button', { name: new RegExp(question.replace('?', '\\?')) }).press('Enter')
  await dana.page.getByLabel(words.answerAs).selectOption({ label: 'Tesmara National Police' })
  await dana.page.getByRole('button', { name: 'Minors in the cells' }).press('Enter')
  await dana.page.getByLabel(words.note).fill('STAFF-NOTE They have not asked the adviser')
  await shot(dana, 'con-2-desk')
  await dark(dana, true)
  await shot(dana, 'con-2-desk-dark')
  expect(await faultsOf(dana)).toEqual([])
  await dark(dana, false)
  await dana.page.getByRole('button', { name: words.answerAll }).press('Enter')
  await amina.page.getByText(/one block of cells/).waitFor()
  await bao.page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.ask}`) }).press('Enter')
  await bao.page.getByText(/one block of cells/).waitFor()
  await bao.page.getByText(words.byOther).waitFor()
  await shot(bao, 'con-3-answer-small')
  for (const laptop of [amina, bao]) expect([laptop.name, /STAFF-NOTE/.test(laptop.received())]).toEqual([laptop.name, false])
  expect(bao.received().includes('Minors in the cells')).toBe(false)
  for (const laptop of [amina, bao]) expect(await faultsOf(laptop)).toEqual([])

  await dana.page.getByText(words.speak).press('Enter')
  await dana.page.getByLabel(words.persona).selectOption({ label: 'Voice of the Plain' })
  await dana.page.getByLabel(words.words).fill('We are live in ten minutes. What do you say about Corvale?')
  await dana.page.getByRole('group', { name: words.to }).getByRole('button').nth(1).press('Enter')
  await shot(dana, 'con-4-speak')
  await dana.page.getByRole('button', { name: words.speakSend('Voice of the Plain') }).press('Enter')
  await dana.page.getByText(words.spoken).waitFor()
  await amina.page.getByText(/live in ten minutes/).first().waitFor()
  expect(bao.received().includes('live in ten minutes')).toBe(false)
  for (const laptop of room.laptops) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 150_000)

test('[CON40] [CON53] [CON10] [CON15] the wall shows every board, minutes count for all, "not now" is heard, and staff lead the room', async () => {
  const { room, classroom } = await open()
  const [amina, dana, omar] = [await room.laptop('Amina'), await room.laptop('Daria'), await room.laptop('Omar')]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(dana, classroom.code('deputy', null), null)
  await room.join(omar, classroom.code('observer', null), null)
  await mapOf(amina).focus()
  await amina.page.keyboard.press('m')
  await mapOf(amina).click({ position: { x: 400, y: 300 } })
  await dana.page.getByRole('combobox', { name: directingText.mapOf }).selectOption({ label: directingText.showWall })
  await dana.page.getByRole('button', { name: `${words.wallOpen('Alpha')}: ${words.marks(1)}` }).waitFor()
  expect(await dana.page.getByRole('region', { name: words.wall }).getByRole('button').count()).toBe(5)
  await shot(dana, 'con-5-wall')
  await dark(dana, true)
  await shot(dana, 'con-5-wall-dark')
  expect(await faultsOf(dana)).toEqual([])
  await dark(dana, false)
  await dana.page.getByRole('button', { name: new RegExp(`^${words.wallOpen('Alpha')}`) }).press('Enter')
  await dana.page.getByText(/You are looking at the board of/).waitFor()
  await shot(dana, 'con-6-entered')
  await dana.page.getByRole('button', { name: words.leaveBoard }).press('Enter')

  // A nudge, and minutes.
  await dana.page.getByRole('button', { name: words.nudgeTo('Alpha') }).press('Enter')
  await dana.page.getByRole('button', { name: words.nudges.voices }).press('Enter')
  await amina.page.getByText(words.nudges.voices).waitFor()
  const before = classroom.view().stage.minutes
  await dana.page.getByRole('button', { name: directingText.clock, exact: true }).press('Enter')
  await dana.page.getByRole('button', { name: words.extendLong(5) }).press('Enter')
  await dana.page.getByRole('button', { name: words.extendLong(-1) }).press('Enter')
  await dana.page.getByText(directingText.minutes(before + 4)).waitFor()
  await shot(dana, 'con-7-minutes')
  await dana.page.keyboard.press('Escape')

  // A summons.
  await dana.page.getByRole('button', { name: words.summon }).press('Enter')
  await dana.page.getByLabel(words.summonField).fill('Look at Farrow bridge')
  await shot(dana, 'con-8-summon')
  await dana.page.getByRole('button', { name: words.summonSend }).press('Enter')
  for (const laptop of [amina, omar]) await laptop.page.getByText('Look at Farrow bridge').waitFor()
  await shot(amina, 'con-9-summoned')
  expect(await faultsOf(amina)).toEqual([])
  await amina.page.getByRole('button', { name: words.notNow }).press('Enter')
  await amina.page.getByText('Look at Farrow bridge').waitFor({ state: 'detached' })
  await dana.page.getByText(words.summonStands(0, 1, 2)).waitFor()
  expect(omar.received().includes('SummonsAnswered')).toBe(false)
  await dana.page.getByRole('button', { name: words.summonEnd }).press('Enter')
  await omar.page.getByText('Look at Farrow bridge').waitFor({ state: 'detached' })
  await dana.page.keyboard.press('Escape')

  // With a place: picked on the map, shown on theirs.
  await dana.page.getByRole('button', { name: words.summon }).press('Enter')
  await dana.page.getByLabel(words.summonField).fill('Smoke over the hills')
  await dana.page.getByRole('button', { name: words.summonPlace }).press('Enter')
  await mapOf(dana).click({ position: { x: 300, y: 300 } })
  await dana.page.getByRole('button', { name: words.summon }).press('Enter')
  await dana.page.getByRole('button', { name: words.summonNoPlace }).waitFor()
  await dana.page.getByRole('button', { name: words.summonSend }).press('Enter')
  await amina.page.getByRole('button', { name: words.come }).press('Enter')
  await dana.page.getByText(words.summonStands(1, 0, 2)).waitFor()
  await dana.page.getByRole('button', { name: words.summonEnd }).press('Enter')
  await dana.page.keyboard.press('Escape')

  // The room follows the staff, then the presenter again.
  await classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ stage }) => stage === 'plenary') })
  await classroom.command({ type: 'floor:give', syndicate: 's1' })
  await dana.page.getByRole('combobox', { name: directingText.mapOf }).selectOption({ index: 0 })
  await dana.page.getByRole('tab', { name: new RegExp(`^${directingText.panels.tracker}`) }).press('Enter')
  await dana.page.getByRole('button', { name: new RegExp(`^${words.control}`) }).press('Enter')
  await dana.page.getByText(words.controlling).waitFor()
  await omar.page.getByText(text.stage.following).waitFor()
  await shot(dana, 'con-10-control')
  await dana.page.getByRole('button', { name: words.controlBack }).press('Enter')
  await amina.page.getByText(text.syndicate.presenting).waitFor()
  for (const laptop of room.laptops) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 150_000)

test('[CON20] [CON22] anybody calls a real emergency; staff read who and where, black all screens, and lift them', async () => {
  const { room, classroom } = await open()
  const [amina, bao, dana, projector] = [await room.laptop('Amina'), await room.laptop('Bao', { width: 1093, height: 500 }), await room.laptop('Daria'), await room.laptop('Projector', { width: 1920, height: 1080 })]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(bao, classroom.code('member', 's2'), /Operations/)
  await room.join(dana, classroom.code('deputy', null), null)
  await projector.page.goto(`${classroom.product.address}/j`)
  await projector.page.getByLabel(text.join.codeLabel).fill(classroom.code('screen', null))
  await projector.page.getByRole('button', { name: text.join.look }).click()
  await projector.page.waitForURL(/\/seat\//)
  await bao.page.getByRole('button', { name: text.common.emergency }).press('Enter')
  await bao.page.getByRole('button', { name: words.emergencyCall }).press('Enter')
  await bao.page.getByText(words.emergencyCalled).waitFor()
  await bao.page.getByLabel(words.emergencyPlace).fill('Second floor, somebody fell')
  await expect.poll(() => bao.page.getByRole('button', { name: words.emergencySay }).isEnabled()).toBe(true)
  await bao.page.getByRole('button', { name: words.emergencySay }).press('Enter')
  await shot(bao, 'con-11-called')
  expect(await faultsOf(bao)).toEqual([])
  const banner = dana.page.getByRole('alert', { name: words.emergencyTitle })
  await banner.getByText(/Bao.*Bravo/).waitFor()
  await banner.getByText('Second floor, somebody fell').waitFor()
  await shot(dana, 'con-12-told')
  expect(await faultsOf(dana)).toEqual([])
  for (const laptop of [amina, projector]) expect([laptop.name, /EmergencyCalled|somebody fell/.test(laptop.received())]).toEqual([laptop.name, false])
  await banner.getByRole('button', { name: words.black }).press('Enter')
  await banner.getByRole('button', { name: words.blackYes }).press('Enter')
  for (const laptop of [amina, bao, projector]) await laptop.page.getByText(text.common.blackScreen).waitFor()
  await shot(projector, 'con-13-black')
  expect(await faultsOf(amina)).toEqual([])
  await banner.getByRole('button', { name: words.lift }).press('Enter')
  for (const laptop of [amina, bao, projector]) await laptop.page.getByText(text.common.blackScreen).waitFor({ state: 'detached' })
  expect(classroom.view().clock.status).toBe('paused')
  await banner.getByRole('button', { name: new RegExp(`^${words.emergencyClose}`) }).press('Enter')
  await banner.waitFor({ state: 'detached' })
  for (const laptop of room.laptops) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 150_000)

test('[CON55] [CON30] [CON31] [CON32] the day is run from a phone with titles only; an evaluator notes, ticks and rates on another', async () => {
  const { room, classroom } = await open()
  const [dana, eve, amina] = [await room.laptop('Daria', phone, true), await room.laptop('Eve', phone, true), await room.laptop('Amina')]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(dana, classroom.code('deputy', null), null)
  const next = dana.page.getByRole('region', { name: words.nextInject })
  await next.getByText('INJ-01').waitFor()
  const minutes = classroom.view().stage.minutes
  await dana.page.getByRole('button', { name: words.extendLong(5) }).press('Enter')
  await expect.poll(() => classroom.view().stage.minutes).toBe(minutes + 5)
  await shot(dana, 'con-14-pocket')
  expect([await faultsOf(dana), await overflow(dana)]).toEqual([[], 0])
  await next.getByRole('button', { name: directingText.releaseAll }).press('Enter')
  await expect.poll(() => Object.keys(classroom.view().injects).length).toBe(1)
  const inject = Object.values(classroom.view().injects)[0]
  const shown = await dana.page.locator('body').innerText()
  const secret = inject?.secrets?.groundTruth ?? ''
  expect([secret === '' ? false : shown.includes(secret), shown.includes(inject?.releases['s1']?.content.text ?? '???')]).toEqual([false, false])
  await dana.page.getByLabel(words.message).fill('Five minutes, then stop writing')
  await dana.page.getByRole('button', { name: words.messageSend }).press('Enter')
  await amina.page.getByText('Five minutes, then stop writing').waitFor()

  await room.join(eve, classroom.code('evaluator', null), null)
  const seat = Object.values(classroom.view().seats).find(({ role }) => role === 'evaluator')
  await eve.page.getByText(words.notAssigned).waitFor()
  await classroom.command({ type: 'seat:assign', seat: seat?.id ?? '', syndicates: ['s1'] })
  await eve.page.getByLabel(words.observeField).fill('They asked who lives there before they asked about roads')
  await eve.page.getByRole('button', { name: words.write(words.kinds.quote) }).press('Enter')
  await eve.page.getByText(words.kept).waitFor()
  await eve.page.getByText(/who lives there before/).last().waitFor()
  await eve.page.getByRole('checkbox').first().press('Space')
  await expect.poll(() => classroom.view().conduct.ticks.length).toBe(1)
  await eve.page.getByRole('group', { name: words.criteria.civilians }).getByRole('button', { name: words.points[2] }).press('Enter')
  await expect.poll(() => classroom.view().conduct.ratings).toMatchObject([{ syndicate: 's1', criterion: 'civilians', points: 2 }])
  await shot(eve, 'con-15-observe')
  expect([await faultsOf(eve), await overflow(eve)]).toEqual([[], 0])
  await dark(eve, true)
  await shot(eve, 'con-16-observe-dark')
  expect(/who lives there before|RatingGiven|ActionTicked/.test(amina.received())).toBe(false)
  for (const laptop of room.laptops) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 150_000)
