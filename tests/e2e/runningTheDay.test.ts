/** Running the day from the desk, in a real Chromium: by keys, with a notice, for one person, undone, branched, and the world switched by hand. */
import { afterEach, expect, test } from 'vitest'
import { runningText as words } from '../../client/text/en/running.ts'
import { text } from '../../client/text/index.ts'
import { houseText } from '../../client/text/en/house.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { startProduct, type Product } from '../support/product.ts'
import { beginStage, mapOf, openInject, openMessage } from './acts.ts'
import { Room, shot, type Laptop } from './room.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
  room = null
  product = null
})

interface People { readonly dana: Laptop; readonly amina: Laptop; readonly ada: Laptop; readonly bao: Laptop }

/** Dana directs two syndicates; Amina and Ada sit in Alpha, Bao in Bravo. */
async function comeIn(opened: Room, started: Product): Promise<People> {
  const dana = await opened.laptop('Dana')
  await dana.page.goto(started.instructorLink())
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(houseText.chiefName).fill('Dana')
  await dana.page.getByLabel(houseText.syndicates).selectOption('2')
  await dana.page.getByRole('button', { name: houseText.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.getByRole('tab', { name: directingText.panels.doors }).click()
  const codes = (await dana.page.locator('body').innerText()).match(/\d{4} \d{4}/g) ?? []
  const [amina, ada, bao] = [await opened.laptop('Amina'), await opened.laptop('Ada'), await opened.laptop('Bao', { width: 1093, height: 500 })]
  for (const [laptop, code, hat] of [[amina, codes[0], /Operations/], [ada, codes[0], /Protection/], [bao, codes[1], /Operations/]] as const) await opened.join(laptop, code ?? '', hat)
  await dana.page.getByRole('tab', { name: directingText.panels.people }).click()
  await dana.page.getByRole('button', { name: directingText.admitAll(3) }).click()
  for (const laptop of [dana, amina, ada, bao]) await mapOf(laptop).waitFor()
  await dana.page.getByRole('tab', { name: directingText.panels.tracker }).click()
  return { dana, amina, ada, bao }
}

const inbox = ({ page }: Laptop) => page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.inbox}`) })
const message = ({ page }: Laptop, title: string) => page.locator('.panel, aside').getByRole('button', { name: new RegExp(title) })

/** Keys pressed from now on, as the page hears them. */
async function countStrokes({ page }: Laptop): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const heard = { strokes: 0 }
    Reflect.set(window, 'heard', heard)
    window.addEventListener('keydown', () => { heard.strokes += 1 }, { capture: true })
  })
  return () => page.evaluate(() => Number(Reflect.get(Object(Reflect.get(window, 'heard')), 'strokes')))
}

async function setClock({ page }: Laptop, minute: number): Promise<void> {
  await page.getByRole('button', { name: directingText.clock, exact: true }).click()
  await page.getByLabel(directingText.jump).fill(String(minute))
  await page.getByRole('button', { name: directingText.jumpGo }).click()
  await page.keyboard.press('Escape')
}

test('[EX42] the instructor runs a move by the keyboard: writes, holds, releases, undoes, decides a branch, and switches the world', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const people = await comeIn(room, product)
  const { dana, amina, ada, bao } = people
  for (const laptop of [amina, ada, bao]) await inbox(laptop).click()
  await beginStage(dana, 'Move 1')
  for (const laptop of [amina, ada, bao]) await message(laptop, 'Weekly summary').first().waitFor()

  // A free inject by keyboard: one key, the words, and Ctrl + Enter.
  await dana.page.locator('h1').first().press('Escape')
  const sentence = 'Smoke over Renda. Nobody answers the radio.'
  const strokes = await countStrokes(dana)
  await dana.page.keyboard.press('i')
  await dana.page.keyboard.type(sentence)
  await shot(dana, 'running-1-write')
  await dana.page.keyboard.press('Control+Enter')
  for (const laptop of [amina, bao]) await message(laptop, 'Smoke over Renda').first().waitFor()
  // I, Ctrl and Enter beside the words themselves: well within half a minute for who types two letters a second.
  expect(await strokes()).toBe(sentence.length + 3)
  await dana.page.getByRole('heading', { name: 'Smoke over Renda' }).waitFor()
  await shot(dana, 'running-2-sent')
  await dana.page.getByRole('button', { name: directingText.backToList }).click()

  // Undone by two keys: who read it reads that it was taken back.
  await openMessage(amina, 'Smoke over Renda')
  await dana.page.keyboard.press('u')
  await dana.page.getByText(/^Undo FREE-1/).waitFor()
  await shot(dana, 'running-3-undo')
  await dana.page.keyboard.press('Enter')
  await amina.page.getByText(text.inbox.withdrawn).first().waitFor()
  for (const laptop of [amina, bao]) await laptop.page.getByText(text.inbox.wasTakenBack(2)).waitFor()
  await shot(amina, 'running-4-taken-back')

  // The notice, and one key that holds.
  await setClock(dana, 9)
  const coming = dana.page.getByRole('region', { name: words.coming })
  await coming.getByText(/goes out in 0:\d\d/).waitFor()
  await shot(dana, 'running-5-notice')
  await dana.page.setViewportSize({ width: 1093, height: 500 })
  await shot(dana, 'running-5-notice-small')
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(dana, 'running-5-notice-dark')
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'light' })
  await dana.page.setViewportSize({ width: 1366, height: 768 })
  await dana.page.keyboard.press('h')
  await dana.page.getByRole('button', { name: /^INJ-02.*held/ }).waitFor()

  // By hand the large button releases what comes next.
  await dana.page.getByRole('button', { name: directingText.automatic }).click()
  await coming.getByRole('button', { name: /^Release INJ-03/ }).waitFor()
  await shot(dana, 'running-6-by-hand')
  const release = coming.getByRole('button', { name: /^Release INJ-03/ })
  await release.locator('kbd[data-press=N]').waitFor()
  await expect.poll(() => release.isEnabled()).toBe(true)
  await dana.page.keyboard.press('n')
  for (const laptop of [amina, ada, bao]) await message(laptop, 'Strangers at the school').first().waitFor({ state: 'attached' })

  // Nobody can tell whether the adviser knows: the instructor says it for Alpha, and Alpha alone hears the parent.
  await dana.page.locator('summary', { hasText: words.watched }).click()
  await shot(dana, 'running-7-branches')
  await dana.page.getByRole('button', { name: words.sayFor(words.yes, 'INJ-03', 'Alpha') }).click()
  await inbox(amina).click()
  await message(ada, 'A parent calls').first().waitFor()
  expect(await message(bao, 'A parent calls').count()).toBe(0)

  // To one person only.
  await openInject(dana, 'INJ-04')
  await dana.page.getByRole('group', { name: directingText.chooseSyndicates }).getByRole('button', { name: text.common.syndicateLong(1, 'Alpha'), exact: true }).click()
  await dana.page.getByLabel(words.only).selectOption({ label: 'Ada' })
  await shot(dana, 'running-8-one-person')
  await dana.page.getByRole('button', { name: directingText.releaseTo([1]) }).click()
  await message(ada, 'Letter of the camp').first().waitFor()
  expect(await message(amina, 'Letter of the camp').count()).toBe(0)

  // Another minute for Bravo.
  await dana.page.locator('summary', { hasText: words.planSome }).click()
  await dana.page.getByLabel(words.minuteOfMove).fill('70')
  await dana.page.getByRole('button', { name: words.setMinute }).click()
  await dana.page.getByText(words.own('Bravo', words.ownMinute(70))).waitFor()
  await shot(dana, 'running-9-retimed')

  // The bridge is closed in Bravo's world, and in no other.
  await dana.page.getByRole('tab', { name: directingText.panels.world }).click()
  await dana.page.getByRole('group', { name: words.worldOf }).getByRole('button', { name: text.common.syndicateLong(2, 'Bravo'), exact: true }).click()
  await dana.page.getByLabel(words.why).fill('A truck lies across it')
  await dana.page.getByLabel(words.stateOf('Farrow Bridge', words.groups.crossings)).selectOption('closed')
  await shot(dana, 'running-10-world')
  await dana.page.getByRole('button', { name: words.setLong('Farrow Bridge', 'Closed') }).click()
  const closed = (laptop: Laptop) => laptop.page.locator('.crossing-closed .standing')
  await closed(bao).first().waitFor()
  expect(await closed(amina).count()).toBe(0)
  await shot(bao, 'running-11-bravo')
  await dana.page.setViewportSize({ width: 1093, height: 500 })
  await shot(dana, 'running-12-world-small')
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(dana, 'running-12-world-dark')
  for (const laptop of [dana, amina, ada, bao]) expect([laptop.name, laptop.complaints, laptop.outside]).toEqual([laptop.name, [], []])
}, 120_000)
