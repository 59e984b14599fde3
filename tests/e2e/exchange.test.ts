/** Files in and out in a real Chromium, against the product as it is started. */
import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { exchangeText } from '../../client/text/en/exchange.ts'
import { text } from '../../client/text/index.ts'
import { mapOf, markOn, putMarker, saved } from './acts.ts'
import { openDay, type Opening } from './opening.ts'
import { shot, type Laptop } from './room.ts'

let day: Opening | null = null
afterEach(async () => {
  await day?.close()
  day = null
})

async function begin(laptop: Laptop, act: keyof typeof text.common.sheetActs): Promise<void> {
  await laptop.page.getByRole('button', { name: text.common.menu }).click()
  await laptop.page.getByRole('button', { name: text.common.sheetActs[act] }).click()
}

const wells = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { name: 'Well of Odo', depth: 12, stroke: '#1976d2' }, geometry: { type: 'Point', coordinates: [-9.05, -5.85, 340] } },
    { type: 'Feature', properties: { name: 'Grazing' }, geometry: { type: 'Polygon', coordinates: [[[-9.2, -6], [-9.1, -6], [-9.1, -5.9], [-9.2, -6]]] } },
    { type: 'Feature', properties: { name: 'Lost' }, geometry: null },
  ],
}

test('[EXC5] an officer brings a file in, reads what was left out, and takes the marks out for another program', async () => {
  day = await openDay()
  const amina = await day.join('Amina', day.codes[0] ?? '', /Operations/)
  const small = await day.join('Bao', day.codes[0] ?? '', /Protection/, { width: 1093, height: 500 })
  await putMarker(amina, [0.5, 0.4], 'Gate')

  await begin(amina, 'bring-in')
  await shot(amina, 'exc-1-dialog')
  await amina.page.getByLabel(exchangeText.chooseMap, { exact: true }).setInputFiles({ name: 'wells.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(wells)) })
  await amina.page.getByText(exchangeText.kinds(1, 0, 1)).waitFor()
  await amina.page.getByText(exchangeText.notice({ code: 'no-geometry', count: 1, example: 'Lost' })).waitFor()
  await amina.page.getByText(exchangeText.notice({ code: 'height-dropped', count: 1, example: 'Well of Odo' })).waitFor()
  await shot(amina, 'exc-2-preview')
  await amina.page.getByRole('button', { name: exchangeText.put(2) }).click()
  await markOn(amina, 'Well of Odo').waitFor({ state: 'attached' })
  await markOn(small, 'Grazing').waitFor({ state: 'attached' })
  await saved(amina)
  await shot(amina, 'exc-3-on-board')

  await begin(small, 'bring-in')
  await small.page.getByLabel(exchangeText.chooseMap, { exact: true }).setInputFiles({ name: 'x.kml', mimeType: '', buffer: Buffer.from('<!DOCTYPE kml [<!ENTITY a "b">]><kml/>') })
  await small.page.getByText(exchangeText.problems.doctype).waitFor()
  await shot(small, 'exc-4-refused-small')
  await small.page.keyboard.press('Escape')

  await begin(amina, 'take-out')
  await shot(amina, 'exc-5-take-out')
  await amina.page.getByLabel(exchangeText.kml).check()
  const [download] = await Promise.all([amina.page.waitForEvent('download'), amina.page.getByRole('button', { name: exchangeText.save }).click()])
  expect(download.suggestedFilename()).toMatch(/^exercise-board-of-1-.*\.kml$/)
  const kml = await readFile(await download.path(), 'utf8')
  expect(kml).toContain('<name>Well of Odo</name><description>depth: 12</description>')
  expect(kml).toContain('<coordinates>-9.05,-5.85</coordinates>')

  await mapOf(amina).focus()
  await amina.page.keyboard.press('Control+z')
  await markOn(amina, 'Grazing').waitFor({ state: 'detached' })
  await markOn(amina, 'Gate').waitFor()
  for (const laptop of [amina, small]) expect([laptop.outside, laptop.complaints]).toEqual([[], []])
}, 120_000)
