/**
 * The first five minutes in a real Chromium, against the product as it is started: one instructor, two syndicates.
 */
import { afterEach, expect, test } from 'vitest'
import { text } from '../../client/text/index.ts'
import { houseText } from '../../client/text/en/house.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { startProduct, type Product } from '../support/product.ts'
import { Room, shot } from './room.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
  room = null
  product = null
})

test('[EX40] an instructor opens the day, officers join by code and are let in, and the stage begins on every screen', async () => {
  const began = performance.now()
  product = await startProduct()
  room = await Room.open(product.address)
  const dana = await room.laptop('Dana')
  await dana.page.goto(product.instructorLink())
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(houseText.chiefName).fill('Dana')
  await dana.page.getByRole('button', { name: houseText.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.locator('.leaflet-container').first().waitFor()
  const boardMs = performance.now() - began
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
  await dana.page.getByRole('tab', { name: directingText.peopleTitle }).click()
  await shot(dana, '11-lobby')
  await dana.page.getByRole('button', { name: directingText.admitAll(3) }).click()
  await amina.page.locator('.leaflet-container').first().waitFor()
  const scriptBytes = await amina.firstLoadBytes()
  await bao.page.locator('.leaflet-container').first().waitFor()
  await shot(amina, '12-amina')
  expect(scriptBytes).toBeGreaterThan(50_000)
  expect(scriptBytes).toBeLessThan(250_000)
  console.log(`scripts of a member's first load: ${Math.round(scriptBytes / 1000)} kB packed; link printed ${Math.round(product.startedInMs)} ms after the start, the instructor's board stood after ${Math.round(boardMs)} ms`)
  await shot(bao, '13-bao-small')

  await dana.page.getByRole('button', { name: /^Begin warm-up/ }).click()
  await amina.page.getByText(text.common.stageNames['warm-up']).first().waitFor()
  for (const laptop of [dana, amina, ada, bao]) expect([laptop.name, laptop.outside]).toEqual([laptop.name, []])
}, 120_000)
