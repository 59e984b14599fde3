/** What people do in a story: draw, write, read the map, look at the clockwork of a page that was never loaded again. */
import { expect } from 'vitest'
import type { Locator } from 'playwright'
import { text } from '../../client/text/index.ts'
import { planText } from '../../client/text/en/plan.ts'
import { directingText } from '../../client/text/en/directing.ts'
import type { Laptop } from './room.ts'

/** A share of the map's width and height, from its top left corner. */
export type Spot = readonly [number, number]

export function mapOf({ page }: Laptop): Locator {
  return page.locator('.map-sheet').first()
}

async function pixelOf(laptop: Laptop, [x, y]: Spot): Promise<readonly [number, number]> {
  const box = await mapOf(laptop).boundingBox()
  if (box === null) throw new Error(`${laptop.name} sees no map`)
  return [box.x + box.width * x, box.y + box.height * y]
}

/** Puts a marker by key and click, types its label, and goes on. */
export async function putMarker(laptop: Laptop, spot: Spot, label: string): Promise<void> {
  const { page } = laptop
  await mapOf(laptop).focus()
  await page.keyboard.press('m')
  await page.mouse.click(...await pixelOf(laptop, spot))
  await page.getByLabel(text.map.label, { exact: true }).fill(label)
  await page.keyboard.press('Enter')
  await markOn(laptop, label).waitFor()
}

/** Draws an area corner by corner. */
export async function drawArea(laptop: Laptop, corners: readonly Spot[], label: string): Promise<void> {
  const { page } = laptop
  await mapOf(laptop).focus()
  await page.keyboard.press('p')
  for (const corner of corners) await page.mouse.click(...await pixelOf(laptop, corner))
  await page.keyboard.press('Enter')
  await page.getByLabel(text.map.label, { exact: true }).fill(label)
  await page.keyboard.press('Enter')
  await markOn(laptop, label).waitFor()
}

/** The label of a mark, as drawn. */
export function markOn({ page }: Laptop, label: string): Locator {
  return page.locator('.label', { hasText: label })
}

/** Opens a section of the plan and writes at its end. */
export async function writePlan(laptop: Laptop, section: string, sentence: string): Promise<void> {
  const { page } = laptop
  await page.getByRole('tab', { name: text.syndicate.tabs.plan }).click()
  await page.getByRole('button', { name: planText.writeIn(section) }).click()
  const field = page.getByRole('textbox', { name: planText.fieldOf(section) })
  await field.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(sentence)
  await page.getByRole('button', { name: planText.done }).click()
  await page.getByText(sentence).first().waitFor()
}

/** The chip says that everything is on the server's disk. */
export async function saved({ page }: Laptop): Promise<void> {
  await page.locator('[data-connection=saved]').first().waitFor()
}

/** Marks the page, so that it can be told later that it was never loaded again. */
export async function remember({ page }: Laptop): Promise<void> {
  await page.evaluate(() => { Reflect.set(window, 'neverLoadedAgain', true) })
}

export async function expectNeverLoadedAgain(laptop: Laptop): Promise<void> {
  expect([laptop.name, await laptop.page.evaluate(() => Reflect.get(window, 'neverLoadedAgain'))]).toEqual([laptop.name, true])
}

/** The grid reference a person reads with the pointer on the middle of a thing drawn on the map. */
export async function referenceOf(laptop: Laptop, thing: Locator): Promise<string> {
  const box = await thing.boundingBox()
  if (box === null) throw new Error(`${laptop.name} does not see it`)
  await laptop.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  return laptop.page.locator('.foot .reference').first().innerText()
}

/** Begins a stage of the agenda by the list beside the large button. */
export async function beginStage({ page }: Laptop, title: string): Promise<void> {
  const list = page.getByLabel(directingText.otherStage)
  const option = await list.locator('option', { hasText: title }).first().getAttribute('value')
  await list.selectOption(option)
  await page.getByRole('button', { name: directingText.beginAnyway }).click()
  await page.locator('.bar .stage .name', { hasText: title }).waitFor()
}

/** Opens one inject in the directing staff's list. */
export async function openInject({ page }: Laptop, serial: string): Promise<void> {
  const back = page.getByRole('button', { name: directingText.backToList })
  if (await back.isVisible()) await back.click()
  await page.getByRole('button', { name: directingText.filters.all, exact: true }).click()
  await page.getByRole('button', { name: new RegExp(`^${serial}`) }).click()
  await page.locator('#msel-title').waitFor()
}

/** Opens the newest message and reads it. */
export async function openMessage({ page }: Laptop, title: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.inbox}`) }).click()
  const back = page.getByRole('button', { name: text.inbox.back })
  if (await back.isVisible()) await back.click()
  await page.locator('.panel, aside').getByRole('button', { name: new RegExp(title) }).first().click()
  await page.getByRole('heading', { name: title }).waitFor()
}

/** Waits until the broken bridge stands in the middle of the map. */
export async function bridgeInTheMiddle(laptop: Laptop): Promise<void> {
  const inTheMiddle = laptop.page.waitForFunction(() => {
    const map = document.querySelector('.map-sheet')?.getBoundingClientRect()
    const bridge = document.querySelector('.crossing-destroyed .standing')?.getBoundingClientRect()
    if (map === undefined || bridge === undefined) return false
    const [dx, dy] = [bridge.x + bridge.width / 2 - map.x - map.width / 2, bridge.y + bridge.height / 2 - map.y - map.height / 2]
    return Math.hypot(dx, dy) < 0.05 * map.width
  }, undefined, { polling: 100 })
  await inTheMiddle.catch((error: unknown) => { throw new Error(`${laptop.name} does not see the bridge in the middle`, { cause: error }) })
}
