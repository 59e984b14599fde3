/** The plenary in a real Chromium: answers side by side, a verdict nobody can be held to, and a question without a name. */
import { afterEach, expect, test } from 'vitest'
import { AxeBuilder } from '@axe-core/playwright'
import { plenaryText as words } from '../../client/text/en/plenary.ts'
import { text } from '../../client/text/index.ts'
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

async function answer({ page }: Laptop, title: string, choice: string, why: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.inbox}`) }).click()
  await page.locator('.panel, aside').getByRole('button', { name: new RegExp(title) }).first().click()
  await page.getByText(choice, { exact: true }).click()
  await page.getByLabel(/^Why/).fill(why)
  await page.getByRole('button', { name: /^Send/ }).click()
  await page.getByText(why).first().waitFor()
}

async function faultsOf({ page }: Laptop): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

const serial = 'INJ-05'
const title = 'Drugs and blood for Hallet'
const [first, second] = ['A patrol on the road before the truck, no escort', 'Refuse: no means']

test('[PLE20] the room compares decisions, gives a verdict that shows at the end, and hears a question without a name', async () => {
  classroom = await openClassroom(2)
  room = await Room.open(classroom.product.address)
  const [amina, bao, bela, omar, dana, projector] = [
    await room.laptop('Amina'), await room.laptop('Bao', { width: 1093, height: 500 }), await room.laptop('Bela'), await room.laptop('Omar'), await room.laptop('Dana'), await room.laptop('Projector', { width: 1920, height: 1080 }),
  ]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(bao, classroom.code('member', 's2'), /Operations/)
  await room.join(bela, classroom.code('member', 's2'), /Protection/)
  await room.join(omar, classroom.code('observer', null), null)
  await room.join(dana, classroom.code('deputy', null), null)
  await projector.page.goto(`${classroom.product.address}/j`)
  await projector.page.getByLabel(text.join.codeLabel).fill(classroom.code('screen', null))
  await projector.page.getByRole('button', { name: text.join.look }).click()
  await projector.page.waitForURL(/\/seat\//)
  const waiting = Object.values(classroom.view().seats).filter(({ status }) => status === 'waiting').map(({ id }) => id)
  await classroom.command({ type: 'seat:admit', seats: waiting })
  await classroom.command({ type: 'inject:release', serial, syndicates: ['s1', 's2'] })
  await answer(amina, title, first, 'The clinic is in reach')
  await answer(bao, title, second, 'We have no reserve')
  await classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ stage }) => stage === 'plenary') })
  await classroom.command({ type: 'floor:give', syndicate: 's1' })

  // The wall: staff put it there by key, the projector shows both answers and no name.
  await dana.page.getByRole('tab', { name: words.tab }).click()
  await dana.page.getByRole('button', { name: words.showWallOf(title) }).press('Enter')
  for (const laptop of [projector, omar]) {
    const wall = laptop.page.getByRole('region', { name: words.wall })
    await wall.getByText(first, { exact: true }).waitFor()
    await wall.getByText(second, { exact: true }).waitFor()
    expect(await wall.innerText()).not.toContain('Amina')
  }
  await shot(projector, 'ple-1-wall')
  await shot(omar, 'ple-2-wall-observer')

  // A verdict of the guests: seen by nobody before the end.
  await dana.page.getByLabel(words.audience).selectOption({ label: words.audiences.guests })
  await dana.page.getByRole('button', { name: words.open }).press('Enter')
  await bao.page.getByRole('button', { name: words.verdicts['sound-with-changes'] }).press('Enter')
  await bao.page.getByText(words.given).waitFor()
  await bela.page.getByRole('button', { name: words.verdicts['harms-civilians'] }).click()
  await bela.page.getByText(words.given).waitFor()
  await omar.page.getByRole('button', { name: words.verdicts['not-feasible'] }).click()
  await omar.page.getByText(words.given).waitFor()
  await omar.page.getByRole('button', { name: words.verdicts['sound-with-changes'] }).click()
  await amina.page.getByText(words.notYours).waitFor()
  await dana.page.getByText(words.cast(3)).first().waitFor()
  await projector.page.getByText(words.cast(3)).waitFor()
  await shot(bao, 'ple-3-vote-small')
  await shot(dana, 'ple-4-desk')
  await shot(projector, 'ple-5-vote')
  for (const laptop of [dana, amina, projector]) expect([laptop.name, /"VoteCast"/.test(laptop.received())]).toEqual([laptop.name, false])
  await dana.page.getByRole('button', { name: words.close }).press('Enter')
  const results = projector.page.getByRole('region', { name: words.vote })
  await results.getByText(words.results(3)).waitFor()
  expect((await results.locator('.result strong').allInnerTexts()).map(Number)).toEqual([0, 2, 0, 1])
  await shot(projector, 'ple-6-results')

  // A question: unsigned, put on the stage, answered.
  await bao.page.getByRole('button', { name: words.ask }).press('Enter')
  await bao.page.getByLabel(words.askField).fill('Who stays with the site at night?')
  await bao.page.getByRole('button', { name: words.send, exact: true }).press('Enter')
  await dana.page.getByRole('button', { name: `${words.take}: Who stays with the site at night?` }).click()
  await projector.page.getByText('Who stays with the site at night?').waitFor()
  await projector.page.getByText(words.unsigned).waitFor()
  await shot(projector, 'ple-7-question')
  expect(await faultsOf(dana)).toEqual([])
  expect(await faultsOf(omar)).toEqual([])
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(dana, 'ple-8-desk-dark')
  await dana.page.getByRole('button', { name: `${words.answer}: Who stays with the site at night?` }).click()
  await dana.page.getByRole('button', { name: words.drop }).click()
  await dana.page.getByRole('button', { name: words.takeWall }).click()
  await projector.page.getByRole('region', { name: words.atStage }).waitFor({ state: 'detached' })
  await mapOf(projector).waitFor()

  // Boards side by side: refused while one is closed, then moved together.
  for (const name of ['Alpha', 'Bravo']) await dana.page.getByRole('checkbox', { name }).check()
  await dana.page.getByRole('button', { name: words.compareShow }).click()
  await dana.page.getByText(/may not read the board of Bravo/).waitFor()
  await classroom.command({ type: 'board:release', syndicate: 's2', history: 'result' })
  await dana.page.getByRole('button', { name: words.compareShow }).click()
  for (const laptop of [projector, omar]) await laptop.page.getByRole('region', { name: words.compare }).locator('.map-sheet').nth(1).waitFor()
  const boards = omar.page.getByRole('region', { name: words.compare })
  const references = boards.locator('.foot .reference')
  await boards.getByRole('button', { name: text.map.zoomIn }).first().click()
  await expect.poll(async () => new Set(await boards.locator('.map-sheet').evaluateAll((maps) => maps.map((map) => map.getAttribute('data-zoom')))).size).toBe(1)
  expect(await references.count()).toBe(2)
  expect(await faultsOf(projector)).toEqual([])
  await shot(projector, 'ple-9-compare')
  await shot(omar, 'ple-10-compare-observer')
  await dana.page.getByRole('button', { name: words.compareOver }).click()
  await expect.poll(async () => projector.page.getByRole('region', { name: words.compare, exact: true }).locator('.map-sheet').count()).toBe(1)
  await shot(projector, 'ple-11-compare-over')
  expect(await faultsOf(projector)).toEqual([])
  await dana.page.getByRole('button', { name: words.compareTake }).click()

  // Who comes late sees what the room sees.
  await classroom.command({ type: 'wall:show', inject: Object.keys(classroom.view().injects)[0] ?? '' })
  const late = await room.laptop('Late')
  await room.join(late, classroom.code('observer', null), null)
  await late.page.getByRole('region', { name: words.wall }).waitFor()
  for (const laptop of [amina, bao, omar, dana, projector, late]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)
