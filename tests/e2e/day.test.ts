/**
 * The foundation's story in a real Chromium, against the product as it is started: two syndicates of two, directing
 * staff with projector and observer in one browser profile, a bridge that breaks, a killed server, a plenary, a replay.
 */
import { afterEach, expect, test } from 'vitest'
import { text } from '../../client/text/index.ts'
import { startProduct, type Product } from '../support/product.ts'
import { Room, shot, type Laptop } from './room.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
  room = null
  product = null
})

async function marks(laptop: Laptop): Promise<number> {
  return laptop.page.locator('.leaflet-marker-icon, .leaflet-interactive').count()
}

async function putMarker(laptop: Laptop, x: number, y: number, label: string): Promise<void> {
  const { page } = laptop
  await page.getByRole('button', { name: text.map.tool.marker }).click()
  const map = page.locator('.leaflet-container').first()
  const box = await map.boundingBox()
  if (box === null) throw new Error('the map has no place on the screen')
  await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
  const field = page.getByLabel(text.map.label, { exact: true })
  await field.fill(label)
  await field.blur()
  await page.keyboard.press('Escape')
}

test('[EX40] a day in small: join, draw, inject, kill, plenary', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const dana = await room.laptop('Dana')
  await dana.page.goto(product.instructorLink())
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(text.house.chiefName).fill('Dana')
  await dana.page.getByRole('button', { name: text.house.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.getByRole('tab', { name: 'Doors' }).click()
  const codes = (await dana.page.locator('body').innerText()).match(/\d{4} \d{4}/g) ?? []
  const [alpha = '', bravo = ''] = codes
  expect(codes.length).toBeGreaterThan(6)
  await shot(dana, '10-doors')

  const amina = await room.laptop('Amina')
  const ada = await room.laptop('Ada')
  const bao = await room.laptop('Bao', { width: 1093, height: 500 })
  for (const [laptop, code] of [[amina, alpha], [ada, alpha], [bao, bravo]] as const) {
    await room.join(laptop, code, laptop === ada ? /Protection/ : /Operations/)
  }
  await dana.page.getByRole('tab', { name: text.directing.peopleTitle }).click()
  await shot(dana, '11-lobby')
  await dana.page.getByRole('button', { name: text.directing.admitAll(3) }).click()
  await amina.page.locator('.leaflet-container').first().waitFor()
  await bao.page.locator('.leaflet-container').first().waitFor()
  await shot(amina, '12-amina')
  await shot(bao, '13-bao-small')

  await dana.page.getByRole('button', { name: /^Begin warm-up/ }).click()
  await putMarker(amina, 0.4, 0.4, 'Alpha patrol base canary')
  await ada.page.getByText('Alpha patrol base canary').first().waitFor()
  await shot(ada, '14-ada-sees')
  expect(bao.received()).not.toContain('Alpha patrol base canary')

  // INJ-08 goes to Alpha only.
  await dana.page.getByRole('button', { name: text.directing.filters.all, exact: true }).click()
  await dana.page.getByRole('button', { name: /INJ-08/ }).click()
  await shot(dana, '15-inj08')
  await dana.page.getByRole('group', { name: text.directing.chooseSyndicates }).getByRole('button').first().click()
  await dana.page.getByRole('button', { name: text.directing.releaseTo([1]) }).click()
  await amina.page.getByText(/East span of Farrow Bridge|washed|FLASH|Farrow/).first().waitFor()
  await dana.page.getByText(text.directing.delivered(2, 2)).waitFor()
  await shot(dana, '16-released')
  await shot(amina, '17-arrived')
  expect(bao.received()).not.toContain('East span')

  // The server dies in the middle of it, and everybody is back without a reload.
  await product.kill()
  for (const laptop of [dana, amina, ada, bao]) await laptop.page.getByText(text.common.savedHere(4)).waitFor()
  await putMarker(ada, 0.6, 0.7, 'After the cut')
  await amina.page.getByText('After the cut').first().waitFor()
  await amina.page.getByText('Alpha patrol base canary').first().waitFor()
  await shot(amina, '18-after-kill')

  // No canary of the planned day crossed a participant's wire.
  for (const laptop of [amina, ada, bao]) {
    for (const canary of ['INJ-09', 'groundTruth\":\"all', 'Half the troops', 'bridge set (10 h']) expect(laptop.received()).not.toContain(canary)
  }
  for (const laptop of [dana, amina, ada, bao]) expect([laptop.name, laptop.outside]).toEqual([laptop.name, []])
  expect(await marks(amina)).toBeGreaterThan(0)
}, 120_000)
