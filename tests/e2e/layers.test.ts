/** Layers in a real Chromium: two officers sort their marks, the legend follows, each undoes only what is theirs. */
import { afterEach, expect, test } from 'vitest'
import { text } from '../../client/text/index.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { mapOf, markOn, putMarker, saved } from './acts.ts'
import { Room, shot, type Laptop } from './room.ts'

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

const words = text.layers
const panelOf = ({ page }: Laptop) => page.getByRole('region', { name: words.title, exact: true })
const openLayers = ({ page }: Laptop) => page.getByRole('button', { name: text.map.layers, exact: true }).click()
const rowsOf = async (laptop: Laptop): Promise<string[]> => panelOf(laptop).locator('.rows .name').allInnerTexts()

test('[MAP40] two officers add a layer, move a mark to it, hide, reorder and take it away, and undo', async () => {
  classroom = await openClassroom()
  room = await Room.open(classroom.product.address)
  const code = classroom.code('member', 's1')
  const amina = await room.laptop('Amina')
  const ada = await room.laptop('Ada', { width: 1093, height: 500 })
  await room.join(amina, code, /Operations/)
  await room.join(ada, code, /Protection/)
  for (const laptop of [amina, ada]) await mapOf(laptop).waitFor()
  await putMarker(amina, [0.6, 0.4], 'Post north')
  await putMarker(amina, [0.7, 0.6], 'Post south')
  for (const label of ['Post north', 'Post south']) await markOn(ada, label).waitFor()

  // Amina adds a layer and names it, by keys; Ada has it, too.
  await openLayers(amina)
  await openLayers(ada)
  await panelOf(amina).getByRole('button', { name: words.add }).press('Enter')
  await panelOf(amina).getByRole('button', { name: words.change(words.newName(2)), exact: true }).press('Enter')
  await panelOf(amina).getByLabel(words.nameOf(words.newName(2))).fill('Evacuation')
  await amina.page.keyboard.press('Enter')
  await panelOf(ada).getByText('Evacuation', { exact: true }).waitFor()
  expect(await rowsOf(ada)).toEqual(['Evacuation', words.defaultName])

  // The legend names the marker; it goes only with its last mark.
  const entry = panelOf(ada).getByRole('list', { name: words.legendMarks }).getByText(text.map.symbols.checkpoint)
  await entry.waitFor()
  await shot(ada, 'layers-2-small')
  await shot(amina, 'layers-1')
  await amina.page.keyboard.press('Escape')
  await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await amina.page.locator('.panel').getByRole('button', { name: /Post north/ }).dblclick()
  await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await amina.page.getByRole('combobox', { name: words.layer, exact: true }).selectOption({ label: 'Evacuation' })
  await shot(amina, 'layers-3-card')
  await amina.page.keyboard.press('Escape')
  await saved(amina)
  await panelOf(ada).getByLabel(words.show('Evacuation'), { exact: true }).uncheck()
  await markOn(ada, 'Post north').waitFor({ state: 'detached' })
  await markOn(ada, 'Post south').waitFor()
  await entry.waitFor()
  await panelOf(ada).getByLabel(words.show(words.defaultName), { exact: true }).uncheck()
  await entry.waitFor({ state: 'detached' })
  expect(await markOn(amina, 'Post north').count()).toBe(1)
  for (const name of ['Evacuation', words.defaultName]) await panelOf(ada).getByLabel(words.show(name), { exact: true }).check()
  await markOn(ada, 'Post north').waitFor()

  // Fading is Ada's own.
  await panelOf(ada).getByLabel(words.opacity('Evacuation')).press('Home')
  await ada.page.locator('.mark-stand.fade-20').waitFor({ state: 'attached' })
  expect(await amina.page.locator('.fade-20').count()).toBe(0)

  // A theme goes with its picture and its words.
  await ada.page.locator('.road-gravel').first().waitFor()
  await panelOf(ada).getByLabel(words.themes.routes).uncheck()
  await ada.page.locator('.road-gravel').first().waitFor({ state: 'hidden' })
  await ada.page.waitForFunction(() => document.querySelectorAll('.label-road:not(.label-away)').length === 0)
  for (const theme of [words.themes.relief, words.themes.places, words.themes.contours]) await panelOf(ada).getByLabel(theme).uncheck()
  await shot(ada, 'layers-4-hidden')

  // Order, taking away, undo.
  await openLayers(amina)
  await panelOf(amina).getByRole('button', { name: words.change('Evacuation'), exact: true }).click()
  await panelOf(amina).getByRole('button', { name: words.down('Evacuation') }).click()
  await expect.poll(() => rowsOf(ada)).toEqual([words.defaultName, 'Evacuation'])
  await panelOf(amina).getByRole('button', { name: words.remove('Evacuation') }).click()
  await expect.poll(() => rowsOf(ada)).toEqual([])
  await amina.page.keyboard.press('Escape')
  await mapOf(amina).focus()
  await amina.page.keyboard.press('Control+z')
  await expect.poll(() => rowsOf(ada)).toEqual([words.defaultName, 'Evacuation'])
  await amina.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await openLayers(amina)
  await shot(amina, 'layers-5-dark')
  for (const laptop of [amina, ada]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)
