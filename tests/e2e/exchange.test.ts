/** Files in and out in a real Chromium, against the product as it is started. */
import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { exchangeText } from '../../client/text/en/exchange.ts'
import { referenceText } from '../../client/text/en/reference.ts'
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

/** A photo as a phone makes it: a real JPEG of 3000 × 2000 pixels, drawn by the browser itself, with EXIF put into it. */
async function phonePhoto(laptop: Laptop): Promise<Buffer> {
  const base64 = await laptop.page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 3000
    canvas.height = 2000
    const context = canvas.getContext('2d')
    if (context === null) return ''
    context.fillStyle = '#3a7'
    context.fillRect(0, 0, 3000, 2000)
    for (let at = 0; at < 3000; at += 100) {
      context.fillStyle = `hsl(${at / 8} 70% 50%)`
      context.fillRect(at, 500, 90, 1000)
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? ''
  })
  const plain = Buffer.from(base64, 'base64')
  const exif = Buffer.from('Exif\0\0MM\0*GPS 5.8811S by AMINA')
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)])
}

test('[MED9] a photo from a phone stands on the board, clean and small, and a map lies under it by three points', async () => {
  day = await openDay()
  const amina = await day.join('Amina', day.codes[0] ?? '', /Operations/)
  const bao = await day.join('Bao', day.codes[0] ?? '', /Protection/, { width: 1093, height: 500 })
  const file = { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: await phonePhoto(amina) }

  await begin(amina, 'photo')
  await amina.page.getByLabel(exchangeText.choosePicture, { exact: true }).setInputFiles(file)
  await amina.page.getByLabel(exchangeText.caption).fill('Bridge at dawn')
  await shot(amina, 'med-1-photo-dialog')
  await amina.page.getByRole('button', { name: exchangeText.choosePlace }).click()
  await mapOf(amina).focus()
  await shot(amina, 'med-2-picking')
  await amina.page.keyboard.press('Enter')
  const photo = bao.page.locator('.photo-frame img')
  await photo.waitFor()
  const address = await photo.getAttribute('src') ?? ''
  const bytes = await bao.page.evaluate(async (from) => Array.from(new Uint8Array(await (await fetch(from)).arrayBuffer())), address)
  expect(bytes.length).toBeLessThan(400 * 1024)
  expect(Buffer.from(bytes).includes('AMINA')).toBe(false)
  const decoded = await bao.page.evaluate(async (from) => { const bitmap = await createImageBitmap(await (await fetch(from)).blob()); return [bitmap.width, bitmap.height] }, address)
  expect(decoded).toEqual([1600, 1067])
  await amina.page.mouse.click(...await middleOf(amina.page.locator('.photo-frame')))
  await amina.page.getByRole('button', { name: text.map.openPicture }).waitFor()
  await shot(amina, 'med-3-photo-card')
  await amina.page.getByRole('button', { name: text.map.openPicture }).click()
  await shot(amina, 'med-4-large')
  await amina.page.keyboard.press('Escape')
  await amina.page.keyboard.press('Escape')

  await begin(amina, 'sheet')
  await amina.page.getByLabel(exchangeText.chooseSheet, { exact: true }).setInputFiles(file)
  const picture = amina.page.getByRole('button', { name: exchangeText.pictureHelp })
  for (const [on, spot] of [[[0.1, 0.1], [0.3, 0.3]], [[0.9, 0.1], [0.6, 0.35]], [[0.1, 0.9], [0.25, 0.6]]] as const) {
    const box = await picture.boundingBox()
    if (box === null) throw new Error('the picture is not there')
    await amina.page.mouse.click(box.x + box.width * on[0], box.y + box.height * on[1])
    const map = await mapOf(amina).boundingBox()
    if (map === null) throw new Error('the map is not there')
    await amina.page.mouse.click(map.x + map.width * spot[0], map.y + map.height * spot[1])
    await picture.waitFor()
  }
  await shot(amina, 'med-5-three-points')
  await amina.page.getByRole('button', { name: exchangeText.lay }).click()
  await bao.page.locator('.laid-sheet img').waitFor({ state: 'attached' })
  await saved(amina)
  await bao.page.waitForFunction(() => (document.querySelector<HTMLElement>('.laid-sheet')?.style.transform ?? '').startsWith('matrix'))
  await shot(amina, 'med-6-sheet')
  await shot(bao, 'med-7-sheet-small')

  const map = await mapOf(amina).boundingBox()
  const corners = await amina.page.evaluate(() => {
    const frame = document.querySelector<HTMLElement>('.laid-sheet')
    const image = frame?.querySelector('img')
    if (frame == null || image == null) return []
    const matrix = new DOMMatrix(getComputedStyle(frame.closest('.leaflet-map-pane') ?? frame).transform).multiply(new DOMMatrix(frame.style.transform))
    return [[0.1, 0.1], [0.9, 0.1], [0.1, 0.9]].map(([x = 0, y = 0]) => { const at = matrix.transformPoint({ x: x * image.naturalWidth, y: y * image.naturalHeight }); return [at.x, at.y] })
  })
  const expected = [[0.3, 0.3], [0.6, 0.35], [0.25, 0.6]].map(([x = 0, y = 0]) => [x * (map?.width ?? 0), y * (map?.height ?? 0)])
  corners.forEach(([x = 0, y = 0], index) => expect(Math.hypot(x - (expected[index]?.[0] ?? 0), y - (expected[index]?.[1] ?? 0))).toBeLessThan(4))
  expect(corners.length).toBe(3)
  for (const laptop of [amina, bao]) expect([laptop.outside, laptop.complaints]).toEqual([[], []])
}, 120_000)

test('[MED11] more objects than a board takes lie on the map as a reference layer; one is read and copied to the board', async () => {
  day = await openDay()
  const amina = await day.join('Amina', day.codes[0] ?? '', /Operations/)
  const bao = await day.join('Bao', day.codes[0] ?? '', /Protection/, { width: 1093, height: 500 })
  const huts = Array.from({ length: 1200 }, (_, index) => {
    const [lng, lat] = [-9.5 + (index % 40) * 0.025, -6.3 + Math.floor(index / 40) * 0.028]
    return { type: 'Feature', properties: { name: `Hut ${index}`, roof: 'tin', stroke: '#7b3fa0' }, geometry: { type: 'Polygon', coordinates: [[[lng, lat], [lng + 0.012, lat], [lng + 0.012, lat + 0.012], [lng, lat]]] } }
  })
  await begin(amina, 'bring-in')
  await amina.page.getByLabel(exchangeText.chooseMap, { exact: true }).setInputFiles({ name: 'huts.geojson', mimeType: '', buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: huts })) })
  await amina.page.getByText(exchangeText.tooManyMarks(1200, 500)).waitFor()
  await shot(amina, 'ref-1-too-many')
  await amina.page.getByRole('button', { name: exchangeText.keepLayer }).click()
  await saved(amina)
  await bao.page.locator('.reference-canvas').waitFor({ state: 'attached' })
  await bao.page.getByRole('button', { name: referenceText.title, exact: true }).click()
  await bao.page.getByText(referenceText.objects(1200), { exact: true }).waitFor()
  await shot(bao, 'ref-2-list-small')
  await bao.page.keyboard.press('Escape')
  const drawn = (laptop: Laptop, within = ''): Promise<number> => laptop.page.evaluate((scope) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`${scope} .reference-canvas`)
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let inked = 0
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 0) inked += 1
    return inked
  }, within)
  await expect.poll(() => drawn(bao), { timeout: 10_000 }).toBeGreaterThan(2000)

  await amina.page.getByRole('button', { name: text.map.zoomIn }).click()
  await amina.page.getByRole('button', { name: text.map.zoomIn }).click()
  await expect.poll(() => drawn(amina), { timeout: 10_000 }).toBeGreaterThan(2000)
  const map = await mapOf(amina).boundingBox()
  if (map === null) throw new Error('there is no map')
  const copy = amina.page.getByRole('button', { name: referenceText.copyOne })
  for (let step = 0; step < 40 && !(await copy.isVisible()); step += 1) await amina.page.mouse.click(map.x + map.width * (0.4 + step * 0.004), map.y + map.height * 0.56)
  await copy.waitFor()
  await shot(amina, 'ref-3-card')
  await copy.click()
  await bao.page.locator('.label', { hasText: /^Hut \d+$/ }).waitFor({ state: 'attached' })
  await shot(amina, 'ref-4-copied')
  await begin(amina, 'print')
  await expect.poll(() => drawn(amina, '.print-map'), { timeout: 10_000 }).toBeGreaterThan(4000)
  await shot(amina, 'ref-5-printed')
  for (const laptop of [amina, bao]) expect([laptop.outside, laptop.complaints]).toEqual([[], []])
}, 120_000)

async function middleOf(thing: ReturnType<typeof mapOf>): Promise<readonly [number, number]> {
  const box = await thing.boundingBox()
  if (box === null) throw new Error('it is not on the screen')
  // the picture hangs above its place, which is what a click takes hold of
  return [box.x + box.width / 2, box.y + box.height / 2]
}
