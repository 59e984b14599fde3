/** Looking together in a real Chromium: following somebody, stopping by one's own hand, chains, circles, and asking to look. */
import { afterEach, expect, test } from 'vitest'
import type { Locator } from 'playwright'
import { text } from '../../client/text/index.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { mapOf, markOn, putMarker } from './acts.ts'
import { Room, shot, type Laptop } from './room.ts'

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

const words = text.together

async function people({ page }: Laptop): Promise<Locator> {
  const list = page.getByRole('region', { name: words.title })
  if (!await list.isVisible()) await page.getByTitle(words.title).click()
  return list
}

async function follow(laptop: Laptop, name: string): Promise<void> {
  await (await people(laptop)).getByRole('button', { name: words.of(words.follow, name) }).click()
}

/** Where a mark stands, measured from the middle of the map. */
async function fromMiddle(laptop: Laptop, label: string): Promise<number> {
  const [map, mark] = [await mapOf(laptop).boundingBox(), await markOn(laptop, label).boundingBox()]
  return map === null || mark === null ? Infinity : Math.hypot(mark.x + mark.width / 2 - map.x - map.width / 2, mark.y + mark.height / 2 - map.y - map.height / 2)
}

test('[TOG6] an officer follows another, sees what they see, and is free again by Escape, by a hand on the map, and when they leave', async () => {
  classroom = await openClassroom()
  room = await Room.open(classroom.product.address)
  const code = classroom.code('member', 's1')
  const amina = await room.laptop('Amina')
  const bao = await room.laptop('Bao', { width: 1093, height: 500 })
  const omar = await room.laptop('Omar')
  await room.join(amina, code, /Operations/)
  await room.join(bao, code, /Protection/)
  await room.join(omar, code, /Information/)
  for (const laptop of [amina, bao, omar]) await mapOf(laptop).waitFor()
  await putMarker(amina, [0.8, 0.75], 'Far post')
  for (const laptop of [bao, omar]) await markOn(laptop, 'Far post').waitFor()
  await (await people(bao)).getByText('Amina').waitFor()
  await shot(bao, 'together-1-people-1093')
  expect(await fromMiddle(bao, 'Far post')).toBeGreaterThan(100)

  // Bao follows Amina, Omar follows Bao: both see what Amina sees.
  await follow(bao, 'Amina')
  await bao.page.getByText(/^Following .*Amina/).waitFor()
  await follow(omar, 'Bao')
  await omar.page.getByText(/who follows .*Amina/).waitFor()
  await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await amina.page.locator('.panel').getByRole('button', { name: /Far post/ }).click()
  await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await mapOf(amina).focus()
  await amina.page.keyboard.press('Shift+2')
  for (const laptop of [bao, omar]) await expect.poll(() => fromMiddle(laptop, 'Far post'), { timeout: 20_000 }).toBeLessThan(60)
  await shot(bao, 'together-2-following-1093')
  await shot(omar, 'together-3-chain-1366')

  // Amina may not follow those who follow her.
  await follow(amina, 'Omar')
  await amina.page.getByText(words.circle('Omar')).waitFor()
  await shot(amina, 'together-4-circle-1366')

  // A hand on the map, and Escape.
  await mapOf(bao).hover()
  await bao.page.mouse.wheel(0, 200)
  await bao.page.getByText(words.tookOver('Amina')).waitFor()
  await bao.page.getByText(/^Following/).waitFor({ state: 'detached' })
  await mapOf(omar).focus()
  await omar.page.keyboard.press('Escape')
  await omar.page.getByText(/^Following/).waitFor({ state: 'detached' })

  // Amina asks them to look; nobody's map moves before they say so, and no focus is taken.
  await mapOf(omar).focus()
  await omar.page.keyboard.press('Shift+1')
  await expect.poll(() => fromMiddle(omar, 'Far post')).toBeGreaterThan(100)
  await mapOf(amina).focus()
  await amina.page.keyboard.press('s')
  await omar.page.getByText(/Amina wants to show you something/).waitFor()
  await shot(omar, 'together-5-call-1366')
  expect(await mapOf(omar).evaluate((map) => document.activeElement === map)).toBe(true)
  expect(await fromMiddle(omar, 'Far post')).toBeGreaterThan(100)
  await omar.page.getByRole('button', { name: words.look, exact: true }).click()
  await expect.poll(() => fromMiddle(omar, 'Far post')).toBeLessThan(60)
  await bao.page.getByRole('button', { name: words.notNow }).click()
  await bao.page.getByText(/wants to show you/).waitFor({ state: 'detached' })

  // Who is followed leaves.
  await follow(bao, 'Amina')
  await bao.page.getByText(/^Following .*Amina/).waitFor()
  await amina.page.goto('about:blank')
  await bao.page.getByText(words.gone('Amina')).waitFor()
  for (const laptop of [bao, omar]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)
