/** Drawing in a real Chromium: with fingers, with keys alone, beside another person; and what a screen reader finds. */
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { text } from '../../client/text/index.ts'
import { Editor } from '../support/editor.ts'
import { startProduct, type Product } from '../support/product.ts'
import { until } from '../support/startServer.ts'
import { drawArea, mapOf, markOn, putMarker } from './acts.ts'
import { seatOutside } from './reader.ts'
import { Room, shot, type Laptop } from './room.ts'
import { sitDown } from './table.ts'

let product: Product
let room: Room
let amina: Laptop
let ada: Laptop
let tablet: Laptop
/** Reads the board beside the browsers. */
let reader: Editor

beforeAll(async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  amina = await room.laptop('Amina')
  ada = await room.laptop('Ada', { width: 1093, height: 500 })
  tablet = await room.laptop('Chen', { width: 1180, height: 820 }, true)
  await sitDown(room, product.instructorLink(), [amina, ada, tablet])
  reader = new Editor(await seatOutside(amina.context, amina.page.url(), product.address), 'syndicate/s1/board@1')
  await until(() => reader.isSynced, 'the board is there')
}, 120_000)
afterAll(async () => {
  reader.close()
  await room.close()
  await product.stop()
})

async function boxOf(laptop: Laptop): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await mapOf(laptop).boundingBox()
  if (box === null) throw new Error(`${laptop.name} sees no map`)
  return box
}

test('[MAP22] with one finger a rectangle is drawn, with two the map is moved and nothing is', async () => {
  const { page, context } = tablet
  const box = await boxOf(tablet)
  const at = (x: number, y: number, id: number): { x: number; y: number; id: number } => ({ x: Math.round(box.x + box.width * x), y: Math.round(box.y + box.height * y), id })
  const fingers = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: readonly { x: number; y: number; id: number }[]): Promise<unknown> =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] })
  const tool = page.getByRole('toolbar', { name: text.map.tools }).getByRole('button', { name: /^Area/ })
  const target = await tool.boundingBox()
  expect(Math.min(target?.width ?? 0, target?.height ?? 0)).toBeGreaterThanOrEqual(44)

  await tool.tap()
  await page.getByRole('button', { name: text.map.tool.rectangle }).tap()
  const before = annotationsOf(reader.doc).size
  const scale = await page.locator('.scale').innerText()
  // two fingers, the first of which came a little earlier
  await touch('touchStart', [at(0.55, 0.5, 0)])
  await touch('touchStart', [at(0.55, 0.5, 0), at(0.65, 0.5, 1)])
  for (const step of [1, 2, 3, 4, 5, 6]) await touch('touchMove', [at(0.55 - step * 0.02, 0.5, 0), at(0.65 + step * 0.02, 0.5, 1)])
  await touch('touchEnd', [])
  await page.waitForFunction((former) => document.querySelector<HTMLElement>('.scale')?.innerText !== former, scale)
  expect(annotationsOf(reader.doc).size).toBe(before)

  await touch('touchStart', [at(0.5, 0.4, 0)])
  for (const step of [1, 2, 3, 4]) await touch('touchMove', [at(0.5 + step * 0.04, 0.4 + step * 0.04, 0)])
  await touch('touchEnd', [])
  await until(() => annotationsOf(reader.doc).size === before + 1, 'the rectangle is drawn')
  const drawn = Array.from(annotationsOf(reader.doc).values()).at(-1)
  expect(drawn).toMatchObject({ kind: 'area', geometry: { length: 4 } })
  expect(tablet.complaints).toEqual([])
}, 60_000)

test('[MAP19] by keys alone: a mark is drawn, found in the list, moved, renamed and taken away', async () => {
  const { page } = amina
  await mapOf(amina).focus()
  await page.keyboard.press('g')
  await page.keyboard.press('Enter')
  for (const key of ['ArrowRight', 'Space', 'ArrowDown', 'Space', 'ArrowLeft', 'Space', 'Enter']) await page.keyboard.press(key)
  await page.keyboard.type('Ring of the ferry')
  await page.keyboard.press('Enter')
  const mark = (): ReturnType<typeof find> => find('Ring of the ferry')
  const find = (label: string) => Array.from(annotationsOf(reader.doc).values()).find((each) => each.label === label)
  await until(() => mark() !== undefined, 'the cordon is drawn')
  expect(mark()).toMatchObject({ kind: 'area', graphic: 'cordon' })

  await page.getByRole('button', { name: text.map.marks, exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Ring of the ferry')
  const before = JSON.stringify(mark()?.geometry)
  await page.keyboard.press('Alt+ArrowRight')
  await until(() => JSON.stringify(mark()?.geometry) !== before, 'it is moved')
  await page.keyboard.press('F2')
  await page.keyboard.type('Ferry ring')
  await page.keyboard.press('Enter')
  await until(() => find('Ferry ring') !== undefined, 'it is renamed')
  await page.locator('[data-panel=marks] li button', { hasText: 'Ferry ring' }).focus()
  await page.keyboard.press('Delete')
  await until(() => find('Ferry ring') === undefined, 'it is taken away')
  await page.waitForFunction(() => document.activeElement?.closest('[data-panel=marks]') instanceof HTMLElement)
  await page.keyboard.press('Escape')
}, 60_000)

test('[MAP21] what one person points at, rings and draws is seen and said at the other screen', async () => {
  await putMarker(ada, [0.55, 0.35], 'Seen by all')
  await markOn(amina, 'Seen by all').waitFor()
  await amina.page.getByRole('status').filter({ hasText: /Ada (added|changed) \d+ mark/ }).waitFor({ state: 'attached' })
  const box = await boxOf(ada)
  await mapOf(ada).focus()
  await ada.page.keyboard.press('k')
  await ada.page.mouse.click(box.x + box.width * 0.6, box.y + box.height * 0.5)
  await amina.page.locator('.ping').waitFor()
  await ada.page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5)
  await ada.page.mouse.down()
  const trailSeen = amina.page.locator('.trail').waitFor({ state: 'attached' })
  for (const step of [1, 2, 3, 4, 5, 6]) await ada.page.mouse.move(box.x + box.width * (0.5 + step * 0.02), box.y + box.height * 0.55)
  await trailSeen
  await ada.page.mouse.up()
  await amina.page.locator('.trail').waitFor({ state: 'detached' })
  await ada.page.keyboard.press('Escape')
  expect([amina.complaints, ada.complaints]).toEqual([[], []])
}, 60_000)

test('[MAP23] axe finds nothing wrong at the desk: at rest, with tools, cards, list and sheet of keys', async () => {
  const { page } = amina
  const violations = async (): Promise<unknown[]> => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])
  expect(await violations()).toEqual([])
  await mapOf(amina).focus()
  await page.keyboard.press('g')
  await shot(amina, 'drawing-graphics')
  expect(await violations()).toEqual([])
  await page.keyboard.press('m')
  expect(await violations()).toEqual([])
  await page.keyboard.press('Escape')
  await drawArea(amina, [[0.5, 0.6], [0.6, 0.6], [0.55, 0.75]], 'Looked at')
  await mapOf(amina).focus()
  await page.keyboard.press('Control+a')
  await shot(amina, 'drawing-several')
  expect(await violations()).toEqual([])
  await page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await page.locator('[data-panel=marks] li button').first().press('F2')
  await shot(amina, 'drawing-card')
  expect(await violations()).toEqual([])
  await page.keyboard.press('Escape')
  await mapOf(amina).focus()
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await shot(amina, 'drawing-keys')
  expect(await violations()).toEqual([])
  await page.keyboard.press('Escape')
}, 120_000)
