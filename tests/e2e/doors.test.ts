/**
 * The doors in a real Chromium: the roster comes in from a spreadsheet, the codes go on paper, the laptop says what it lacks,
 * and a browser that is too old says so.
 */
import { writeFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { doorsText } from '../../client/text/en/doors.ts'
import { packText } from '../../client/text/en/pack.ts'
import { rosterText } from '../../client/text/en/roster.ts'
import { text } from '../../client/text/index.ts'
import { houseText } from '../../client/text/en/house.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { pageSizes } from '../support/pdfPaths.ts'
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

const pasted = [
  'No\tRank\tFull name\tNation\tSyndicate\tE-mail',
  '1\tMaj\tAmina Diallo\tMali\t1\tamina@example.org',
  '2\tCapt\tBao Nguyen\tViet Nam\tSyndicate 2\t',
  '3\tLt Col\tChidi Okafor\tNigeria\t\t',
  '4\tMaj\tДина Сейткали\tҚазақстан\t9\t',
  '5\tCapt\t\tKenya\t1\t',
  '6\tMaj\tAmina DIALLO\tMali\t2\t',
].join('\n')

const sizes = [['1366', { width: 1366, height: 768 }], ['1093', { width: 1093, height: 500 }]] as const

/** Once everything was drawn anew. */
async function settled({ page }: Laptop): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** The same screen in both sizes, light and dark, for people to look at. */
async function shots(laptop: Laptop, name: string): Promise<void> {
  if (process.env['SHOTS'] === undefined) return
  for (const [size, viewport] of sizes) {
    await laptop.page.setViewportSize(viewport)
    await settled(laptop)
    await shot(laptop, `${name}-${size}`)
  }
  await laptop.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await settled(laptop)
  await shot(laptop, `${name}-dark`)
  await laptop.page.evaluate(() => { delete document.documentElement.dataset['theme'] })
  await laptop.page.setViewportSize({ width: 1366, height: 768 })
}

test('[DOOR71] the instructor pastes the roster, sees who comes through which door, prints the codes and reads what the laptop lacks', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const dana = await room.laptop('Dana')
  const { page } = dana
  await page.goto(product.instructorLink())
  await page.getByRole('button', { name: /^Run / }).first().click()
  await page.getByLabel(houseText.chiefName).fill('Dana')
  await shots(dana, 'doors-1-form')

  await page.getByLabel(rosterText.title).fill(pasted)
  const said = page.locator('#roster-said')
  await said.getByText(rosterText.noName(6)).waitFor()
  await said.getByText(rosterText.twice(7, 'Amina DIALLO', 2)).waitFor()
  await said.getByText(/Line 5: “9” is no syndicate/).waitFor()
  await said.getByText('Not used: “No”, “E-mail”.').waitFor()
  const alpha = page.getByRole('group', { name: /^Syndicate 1/ })
  expect(await alpha.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^Amina Diallo\s+Maj · Mali$/)])
  expect(await page.getByRole('group', { name: rosterText.atTheDoor }).getByRole('listitem').count()).toBe(2)
  await shots(dana, 'doors-2-roster')
  await page.getByRole('button', { name: houseText.create }).click()
  await page.waitForURL(/\/seat\//)

  await page.getByRole('tab', { name: directingText.panels.doors }).click()
  const laptop = page.locator('details', { hasText: doorsText.checkTitle })
  await laptop.getByText(doorsText.onlyHere).waitFor()
  await laptop.getByText(doorsText.onlyHereRemedy).waitFor()
  await laptop.getByText(/\d+ GB free for the exercise/).waitFor()
  await page.locator('.leaflet-container').first().waitFor()
  await shots(dana, 'doors-3-panel')
  await page.setViewportSize({ width: 1093, height: 500 })
  const inside = await page.locator('.doors button, .doors .code, [role=tab]').evaluateAll((parts) => parts.filter((part) => part.getBoundingClientRect().right > window.innerWidth).length)
  expect(inside).toBe(0)
  await page.setViewportSize({ width: 1366, height: 768 })
  const codes = [...(await page.locator('.doors').innerText()).matchAll(/\d{4} \d{4}/g)].map(([code]) => code)

  await page.getByRole('button', { name: doorsText.print }).click()
  const sheet = page.locator('.print-root')
  await sheet.getByRole('alert').getByText(doorsText.sheetOnlyHere).waitFor()
  await sheet.getByLabel(doorsText.wifi).fill('Course-4')
  const pages = sheet.locator('.codes-page')
  const syndicates = await page.locator('.codes-page h3 svg.mark').count()
  expect(syndicates).toBeGreaterThan(1)
  expect(await pages.count()).toBe(syndicates + 2)
  await shots(dana, 'doors-4-sheet')
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  if (process.env['SHOTS'] !== undefined) await writeFile(`${process.env['SHOTS']}/doors-codes.pdf`, pdf)
  const paper = pageSizes(pdf)
  expect(paper.length).toBe(syndicates + 2)
  for (const [wide, high] of paper) expect([Math.round((wide * 25.4) / 72), Math.round((high * 25.4) / 72)]).toEqual([297, 210])
  // every code once; the room's pages carry none that opens a seat of staff
  expect([...(await sheet.innerText()).matchAll(/\d{4} \d{4}/g)].map(([code]) => code).sort()).toEqual([...codes].sort())
  for (const each of await pages.all()) {
    expect((await each.innerText()).match(/EXERCISE/g)?.length).toBe(2)
    expect(await each.evaluate((box) => [box.scrollHeight <= box.clientHeight, box.scrollWidth <= box.clientWidth])).toEqual([true, true])
  }
  const coloured = await sheet.locator('.codes-page *').evaluateAll((shapes) => shapes.flatMap((shape) => [getComputedStyle(shape).color, getComputedStyle(shape).fill]).filter((colour) => {
    const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map(Number)
    return !(red === green && green === blue)
  }))
  expect(coloured).toEqual([])
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.documentElement.className)).not.toMatch(/prints/)

  // the pack: each part on its own paper, and no slip longer than its page
  await page.getByRole('button', { name: doorsText.pack }).click()
  const pack = page.locator('.print-root')
  await pack.getByLabel(packText.syndicate).selectOption({ index: 1 })
  await pack.getByLabel(packText.parts.maps).check()
  await pack.locator('.map-sheet .grid-line').first().waitFor()
  await pack.getByLabel(packText.parts.slips).check()
  await pack.getByText(packText.slipsHint).waitFor()
  await pack.locator('.slip').first().waitFor()
  await shots(dana, 'doors-6-pack')
  const tooLong = await pack.locator('.pack-page').evaluateAll((pages) => pages.filter((each) => [each, ...each.querySelectorAll('.inside, .outside')].some((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)).map((each) => each.textContent?.slice(0, 60)))
  expect(tooLong).toEqual([])
  const packed = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  if (process.env['SHOTS'] !== undefined) await writeFile(`${process.env['SHOTS']}/doors-pack.pdf`, packed)
  const sheets = pageSizes(packed).map((each) => each.map((points) => Math.round((points * 25.4) / 72)).join('×'))
  const [slips, matrices] = [await pack.locator('.slip').count(), await pack.locator('.matrix').count()]
  expect([slips > 20, matrices > 3]).toEqual([true, true])
  expect(sheets.filter((each) => each === '420×297').length).toBe(1)
  expect(sheets.filter((each) => each === '297×210').length).toBe(matrices)
  expect(sheets.filter((each) => each === '210×297').length).toBeGreaterThanOrEqual(slips + 4)
  await page.keyboard.press('Escape')
  await pack.waitFor({ state: 'detached' })

  const amina = await room.laptop('Amina')
  await amina.page.goto(`${product.address}/j`)
  await amina.page.getByLabel(text.join.codeLabel).fill(codes[0] ?? '')
  await amina.page.getByRole('button', { name: text.join.look }).click()
  await amina.page.getByRole('button', { name: 'Amina Diallo' }).waitFor()
  expect(await amina.page.getByRole('button', { name: 'Bao Nguyen' }).count()).toBe(0)
  expect(await amina.page.locator('#old-browser').isVisible()).toBe(false)
  expect(amina.received()).not.toMatch(/Maj|Mali|amina@example/)
  expect([dana.outside, dana.complaints, amina.complaints]).toEqual([[], [], []])
}, 120_000)

test('[HSE16] a browser that is too old is told so in words, under the content policy of the server', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const omar = await room.laptop('Omar', { width: 1093, height: 500 })
  await omar.page.addInitScript(() => { Reflect.deleteProperty(AbortSignal, 'timeout') })
  await omar.page.goto(`${product.address}/j`)
  await omar.page.locator('#old-browser').getByText(/Chrome or Edge from version 109/).waitFor()
  await shot(omar, 'doors-5-old-browser')
  expect(await omar.page.locator('#old-browser').evaluate((words) => words.getBoundingClientRect().bottom < window.innerHeight)).toBe(true)
  expect(omar.complaints).toEqual([])
}, 60_000)
