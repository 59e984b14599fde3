/** The instructor's console, by keyboard: an exercise saved as a file, deleted for good, and brought in again. */
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { text } from '../../client/text/index.ts'
import { houseText } from '../../client/text/en/house.ts'
import { openDay, type Opening } from './opening.ts'
import { faults } from './briefingRoom.ts'
import { shot } from './room.ts'

let day: Opening | null = null
afterEach(async () => {
  await day?.close()
  day = null
})

test('[CPY20] the instructor saves a copy, deletes the exercise, and brings it in again; whoever sat in it is told', async () => {
  day = await openDay()
  const { dana, room } = day
  const amina = await day.join('Amina', day.codes[0] ?? '', /Operations/)
  const console_ = await room.page('Console', dana.context)
  await console_.page.goto(`${day.product.address}/staff`)
  const title = await console_.page.locator('.exercises strong').first().innerText()
  await shot(console_, 'house-1-list')

  const save = console_.page.getByRole('link', { name: houseText.save })
  await save.focus()
  const [download] = await Promise.all([console_.page.waitForEvent('download'), console_.page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.sandtable$/)
  const file = await download.path()
  expect(readFileSync(file).subarray(0, 15).toString('latin1')).toBe('SQLite format 3')

  await console_.page.getByRole('button', { name: houseText.erase }).press('Enter')
  const field = console_.page.getByLabel(houseText.eraseField)
  await field.pressSequentially(title.slice(0, 3))
  expect(await console_.page.getByRole('button', { name: houseText.eraseNow }).isDisabled()).toBe(true)
  await field.pressSequentially(title.slice(3))
  await shot(console_, 'house-2-erase')
  expect(await faults(console_)).toEqual([])
  await field.press('Enter')
  await console_.page.getByText(houseText.erased(title)).waitFor()
  await amina.page.getByText(text.common.deleted).waitFor()
  expect(await amina.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.includes('/board')))).toEqual([])
  expect(await amina.page.evaluate(() => localStorage.getItem('sandtable.seats'))).toBe('[]')
  await shot(amina, 'house-3-told')

  await console_.page.getByLabel(houseText.bring).setInputFiles({ name: 'not.sandtable', mimeType: 'application/octet-stream', buffer: Buffer.from('no exercise') })
  await console_.page.getByRole('alert').waitFor()
  await shot(console_, 'house-4-refused')
  await console_.page.getByLabel(houseText.bring).setInputFiles(file)
  await console_.page.getByText(houseText.brought(title)).waitFor()
  await shot(console_, 'house-5-brought')
  expect(await faults(console_)).toEqual([])
  await console_.page.getByRole('button', { name: houseText.enter }).press('Enter')
  await console_.page.locator('.leaflet-container').first().waitFor()
  expect(console_.complaints.filter((line) => !/400/.test(line))).toEqual([])
})
