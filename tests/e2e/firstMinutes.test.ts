/**
 * The first five minutes as the room lives them: the roster is pasted, officers come in by code, strangers wait, names are
 * moved, the warm-up ticks itself, a laptop is changed, and with the briefing the boards are empty. Pictures for people to look at.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { afterEach, expect, test } from 'vitest'
import { peopleText } from '../../client/text/en/people.ts'
import { rosterText } from '../../client/text/en/roster.ts'
import { seatsText } from '../../client/text/en/seats.ts'
import { warmUpText } from '../../client/text/en/warmUp.ts'
import { text } from '../../client/text/index.ts'
import { planText } from '../../client/text/en/plan.ts'
import { houseText } from '../../client/text/en/house.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { startProduct, type Product } from '../support/product.ts'
import { mapOf } from './acts.ts'
import { Room, shot, type Laptop } from './room.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
  room = null
  product = null
})

const roster = 'Name\tNation\tSyndicate\nAmina Diallo\tMali\t1\nBao Nguyen\tViet Nam\t1\nChidi Okafor\tNigeria\t2\nСейткали Дина\tҚазақстан\t2\n'

async function faults(laptop: Laptop): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: laptop.page }).analyze()
  return violations.map(({ id, nodes }) => `${laptop.name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** The same screen in both sizes, and dark. */
async function shots(laptop: Laptop, name: string): Promise<void> {
  if (process.env['SHOTS'] === undefined) return
  const size = laptop.page.viewportSize()
  for (const [each, viewport] of [['1366', { width: 1366, height: 768 }], ['1093', { width: 1093, height: 500 }]] as const) {
    await laptop.page.setViewportSize(viewport)
    await shot(laptop, `${name}-${each}`)
  }
  await laptop.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(laptop, `${name}-dark`)
  await laptop.page.evaluate(() => { delete document.documentElement.dataset['theme'] })
  if (size !== null) await laptop.page.setViewportSize(size)
}

/** By keyboard alone: the code, the name, the hat. */
async function joinByKeys({ page }: Laptop, address: string, code: string, name: string, hat: string): Promise<void> {
  await page.goto(`${address}/j`)
  await page.getByLabel(text.join.codeLabel).waitFor()
  await page.keyboard.type(code.replace(' ', ''))
  await page.keyboard.press('Enter')
  const own = page.getByRole('button', { name })
  await own.waitFor()
  await own.focus()
  await page.keyboard.press('Enter')
  const chosen = page.getByRole('button', { name: new RegExp(`^${hat}`) })
  await chosen.waitFor()
  await chosen.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/seat\//)
}

test('[EX58] the first five minutes: roster, doors, lobby, warm-up, a changed laptop, the briefing', async () => {
  const began = performance.now()
  product = await startProduct()
  room = await Room.open(product.address)
  const dana = await room.laptop('Dana')
  await dana.page.goto(product.instructorLink())
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(houseText.chiefName).fill('Dana')
  await dana.page.getByLabel(rosterText.title).fill(roster)
  await dana.page.getByRole('button', { name: houseText.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.locator('.leaflet-container').first().waitFor()
  await dana.page.getByRole('tab', { name: directingText.panels.doors }).click()
  const codes = (await dana.page.locator('.doors').innerText()).match(/\d{4} \d{4}/g) ?? []
  const readyMs = performance.now() - began
  const people = dana.page.locator('.people')
  await dana.page.getByRole('tab', { name: directingText.peopleTitle }).click()
  await people.getByText(peopleText.here(0, 4)).waitFor()
  await shots(dana, 'first-1-awaited')

  // whom the roster awaits comes in at once, by keyboard alone
  const amina = await room.laptop('Amina')
  const typed = performance.now()
  await joinByKeys(amina, product.address, codes[0] ?? '', 'Amina Diallo', 'Operations')
  await mapOf(amina).waitFor()
  await mapOf(amina).focus()
  await amina.page.keyboard.press('m')
  await amina.page.keyboard.press('Enter')
  await amina.page.getByLabel(text.map.label, { exact: true }).waitFor()
  const drawingMs = performance.now() - typed
  await amina.page.keyboard.press('Escape')

  const bao = await room.laptop('Bao', { width: 1093, height: 500 })
  await bao.page.goto(`${product.address}/j`)
  await bao.page.getByLabel(text.join.codeLabel).fill(codes[0] ?? '')
  await bao.page.getByRole('button', { name: text.join.look }).click()
  await bao.page.getByText(text.join.hereAlready).waitFor()
  expect(await faults(bao)).toEqual([])
  await shots(bao, 'first-2-names')
  await bao.page.getByRole('button', { name: 'Bao Nguyen' }).click()
  await bao.page.getByText(text.join.hatTaken('Amina Diallo')).waitFor()
  expect(await faults(bao)).toEqual([])
  await shots(bao, 'first-3-hats')
  await bao.page.getByRole('button', { name: /^Commander/ }).click()
  await mapOf(bao).waitFor()

  // strangers wait, and are let in together; one of them has a browser of 2021
  const eve = await room.laptop('Eve')
  const old = await room.page('Farid', await room.browser.newContext({ viewport: { width: 1366, height: 768 }, userAgent: 'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.81 Safari/537.36' }))
  for (const laptop of [eve, old]) {
    await laptop.page.goto(`${product.address}/j`)
    await laptop.page.getByLabel(text.join.codeLabel).fill(codes[1] ?? '')
    await laptop.page.getByRole('button', { name: text.join.look }).click()
    await laptop.page.getByRole('button', { name: text.join.notListed }).click()
    await laptop.page.getByLabel(text.join.nameLabel).fill(laptop.name)
    await laptop.page.getByRole('button', { name: text.join.nameGo }).click()
    await laptop.page.getByRole('button', { name: text.join.noHat }).click()
    await laptop.page.getByText(text.join.waitingTitle).waitFor()
  }
  await people.getByText(directingText.lobbyWaiting(2)).waitFor()
  await shots(dana, 'first-4-lobby')
  await dana.page.getByRole('button', { name: directingText.admitAll(2) }).click()
  await mapOf(eve).waitFor()

  // moved with a key, and back by hand
  const alpha = people.getByRole('group', { name: /Alpha/ })
  const bravo = people.getByRole('group', { name: /Bravo/ })
  await alpha.locator('summary', { hasText: 'Bao Nguyen' }).focus()
  await dana.page.keyboard.press('2')
  await bravo.locator('summary:focus', { hasText: 'Bao Nguyen' }).waitFor()
  await bravo.locator('summary', { hasText: 'Bao Nguyen' }).dragTo(alpha)
  await alpha.locator('summary', { hasText: 'Bao Nguyen' }).waitFor()

  // the warm-up ticks itself
  await dana.page.getByRole('button', { name: /^Begin warm-up/ }).click()
  const strip = amina.page.locator('.strip')
  await strip.getByText(warmUpText.step(1, 4)).waitFor()
  expect(await faults(amina)).toEqual([])
  await shots(amina, 'first-5-task-1')
  await strip.getByRole('button', { name: warmUpText.show }).click()
  await mapOf(amina).focus()
  await amina.page.keyboard.press('m')
  await amina.page.keyboard.press('Enter')
  await strip.getByText(warmUpText.step(2, 4)).waitFor()
  await amina.page.getByRole('button', { name: warmUpText.open, exact: true }).click()
  expect(await faults(amina)).toEqual([])
  await shots(amina, 'first-6-task-2')
  await amina.page.getByRole('button', { name: warmUpText.acknowledge }).click()
  await strip.getByText(warmUpText.step(3, 4)).waitFor()
  await strip.getByRole('button', { name: warmUpText.show }).click()
  await amina.page.getByRole('button', { name: planText.writeIn('Risk analysis of the threats') }).click()
  await amina.page.getByRole('textbox', { name: planText.fieldOf('Risk analysis of the threats') }).click()
  await amina.page.keyboard.type('We can write here')
  await strip.getByText(warmUpText.step(4, 4)).waitFor()
  await strip.getByRole('button', { name: warmUpText.show }).click()
  await amina.page.getByRole('button', { name: 'Warning order' }).click()
  await strip.getByText(warmUpText.ready).waitFor()
  await shots(amina, 'first-7-ready')
  await bao.page.locator('.strip').getByRole('button', { name: warmUpText.skip }).click()
  await bao.page.locator('.strip').getByText(warmUpText.step(2, 4)).waitFor()
  await shots(bao, 'first-8-narrow')

  await people.getByText(warmUpText.readyCount(1, 4)).waitFor()
  await people.getByText(warmUpText.oldBrowser('Chrome', 94, 2021)).waitFor()
  await alpha.getByText(warmUpText.dots(4, 0, 4)).waitFor()
  await alpha.getByText(warmUpText.dots(0, 1, 4)).waitFor()
  expect(await faults(dana)).toEqual([])
  await shots(dana, 'first-9-dots')

  // Bao's laptop dies: he joins at another, and staff give him his seat
  const other = await room.laptop('Bao, again')
  await other.page.goto(`${product.address}/j`)
  await other.page.getByLabel(text.join.codeLabel).fill(codes[0] ?? '')
  await other.page.getByRole('button', { name: text.join.look }).click()
  await other.page.getByRole('button', { name: 'Bao Nguyen' }).click()
  await other.page.getByText(text.join.waitingTitle).waitFor()
  await people.getByText(peopleText.sitsAlready('Bao Nguyen', true)).waitFor()
  await shots(dana, 'first-10-again')
  await people.getByRole('button', { name: peopleText.samePerson }).click()
  await mapOf(other).waitFor()
  await bao.page.getByText(text.common.openedElsewhere).waitFor()
  await shots(bao, 'first-11-elsewhere')

  // the briefing finds empty boards
  await amina.page.locator('.mark-stand').first().waitFor()
  await dana.page.getByText(warmUpText.wipesNext).waitFor()
  await dana.page.getByRole('button', { name: /^Begin briefing/ }).click()
  await dana.page.getByRole('button', { name: directingText.beginAnyway }).click()
  await strip.getByText(warmUpText.over).waitFor()
  await amina.page.locator('.mark-stand').first().waitFor({ state: 'detached' })
  await shots(amina, 'first-12-over')
  console.log(`instructor at the codes ${Math.round(readyMs)} ms after the start command; a member drew ${Math.round(drawingMs)} ms after typing the address`)
  expect(readyMs).toBeLessThan(15 * 60_000)
  expect(drawingMs).toBeLessThan(20_000)
  for (const laptop of [dana, amina, eve, other]) expect([laptop.name, laptop.outside, laptop.complaints]).toEqual([laptop.name, [], []])
}, 240_000)

test('[SEAT53] two officers at one laptop join one after the other and change between their seats by keyboard', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const dana = await room.laptop('Dana')
  const { page: desk } = dana
  await desk.goto(product.instructorLink())
  await desk.getByRole('button', { name: /^Run / }).first().click()
  await desk.getByLabel(houseText.chiefName).fill('Dana')
  await desk.getByLabel(rosterText.title).fill(roster)
  await desk.getByRole('button', { name: houseText.create }).click()
  await desk.waitForURL(/\/seat\//)
  await desk.getByRole('tab', { name: directingText.panels.doors }).click()
  const [code = ''] = (await desk.locator('.doors').innerText()).match(/\d{4} \d{4}/g) ?? []

  const shared = await room.laptop('shared', { width: 1093, height: 500 })
  const { page } = shared
  await joinByKeys(shared, product.address, code, 'Amina Diallo', 'Operations')
  await mapOf(shared).waitFor()
  const menu = page.getByRole('button', { name: text.common.menu })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByText(seatsText.you('Amina Diallo')).waitFor()
  const another = page.getByRole('link', { name: seatsText.another })
  await another.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/j$/)
  await joinByKeys(shared, product.address, code, 'Bao Nguyen', 'Commander')
  await mapOf(shared).waitFor()
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByText(seatsText.you('Bao Nguyen')).waitFor()
  const change = page.getByRole('link', { name: seatsText.changeTo('Amina Diallo') })
  await change.waitFor()
  expect(await faults(shared)).toEqual([])
  await shots(shared, 'first-13-two-officers')
  await change.focus()
  await page.keyboard.press('Enter')
  await mapOf(shared).waitFor()
  await menu.click()
  await page.getByText(seatsText.you('Amina Diallo')).waitFor()
  await page.getByRole('link', { name: seatsText.changeTo('Bao Nguyen') }).waitFor()
  expect([shared.outside, shared.complaints]).toEqual([[], []])
}, 120_000)
