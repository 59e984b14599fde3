/**
 * The map with a large board, in a real Chromium: 2,000 objects that can be edited, 1,000 markers, and a reference layer of
 * 8,000 objects below them. How smooth a drag is, how soon another person's edit is on screen and how much it redraws, and what thirty cursors cost.
 */
import type { CDPSession, Page } from 'playwright'
import type { Annotation, Position } from '#shared/board/annotation.ts'
import { annotationsOf, changeAnnotation, putAnnotations } from '#shared/board/boardDocument.ts'
import { orderAbove } from '#shared/board/order.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { exchangeText } from '../../client/text/en/exchange.ts'
import { text } from '../../client/text/index.ts'
import { mapOf } from '../e2e/acts.ts'
import { Room, shot } from '../e2e/room.ts'
import { Editor } from '../support/editor.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { until } from '../support/startServer.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { percentile, say, spread } from './figures.ts'

const wire = 'syndicate/s1/board@1'
const grid = { utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }
const origin = {}
const [shapes, markers, references, edits, people] = [2000, 1000, 8000, 100, 30]

export async function measureMap(): Promise<void> {
  const classroom = await openClassroom()
  const room = await Room.open(classroom.product.address)
  try {
    const ben = new Editor(await classroom.member('Ben'), wire)
    await until(() => ben.isSynced, 'Ben has the board')
    const marks = manyMarks(seededRandom(7))
    for (let from = 0; from < marks.length; from += 200) putAnnotations(ben.doc, marks.slice(from, from + 200), origin)
    const amina = await room.laptop('Amina')
    await room.join(amina, classroom.code('member', 's1'), /Operations/)
    await amina.page.waitForFunction((count) => document.querySelectorAll('.mark-stand').length >= count, markers, { timeout: 120_000 })
    await amina.page.addInitScript('globalThis.__name = (named) => named')
    await amina.page.evaluate('globalThis.__name = (named) => named')
    await layReference(amina.page)
    await shot(amina, 'bench-map')
    await dragging(amina.page, await mapOf(amina).boundingBox())
    await remoteEdits(amina.page, ben)
    await cursors(amina.page, classroom)
    ben.close()
  } finally {
    await room.close()
    await classroom.close()
  }
}

/** Lines and areas of 4 to 12 points all over the sheet, and markers. */
function manyMarks(random: SeededRandom): Annotation[] {
  const place = (x: number, y: number): Position => kmToLatLng(grid, [x, y])
  let order = 'V00000'
  return Array.from({ length: shapes + markers }, (_, index): Annotation => {
    order = orderAbove(order)
    const [x, y] = [2 + random.next() * 112, 2 + random.next() * 84]
    const common = { id: `m${index}`, label: index % 40 === 0 ? `Mark ${index}` : '', note: '', layer: 'default', group: '', order, locked: false, style: { colour: 'own', pattern: 'solid' } as const }
    if (index >= shapes) return { ...common, kind: 'marker', symbol: 'checkpoint', geometry: place(x, y) }
    const count = 4 + random.whole(9)
    const ring = Array.from({ length: count }, (_each, corner) => place(x + 1.5 * Math.cos((corner / count) * 6.2832), y + 1.5 * Math.sin((corner / count) * 6.2832)))
    return index % 2 === 0 ? { ...common, kind: 'line', graphic: null, quantity: null, geometry: ring } : { ...common, kind: 'area', graphic: null, geometry: ring }
  })
}

/** Huts all over the sheet, brought in as a person brings a file. */
async function layReference(page: Page): Promise<void> {
  const features = Array.from({ length: references }, (_, index) => {
    const [lng, lat] = [-9.53 + (index % 100) * 0.0106, -6.26 + Math.floor(index / 100) * 0.0098]
    return { type: 'Feature', properties: { name: `Hut ${index}` }, geometry: { type: 'Polygon', coordinates: [[[lng, lat], [lng + 0.005, lat], [lng + 0.005, lat + 0.004], [lng, lat + 0.004], [lng, lat]]] } }
  })
  await page.getByRole('button', { name: text.common.menu }).click()
  await page.getByRole('button', { name: text.common.sheetActs['bring-in'] }).click()
  await page.getByLabel(exchangeText.chooseMap, { exact: true }).setInputFiles({ name: 'huts.geojson', mimeType: '', buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })) })
  await page.getByRole('button', { name: exchangeText.keepLayer }).click()
  await page.locator('.reference-canvas').waitFor({ state: 'attached' })
  await page.waitForTimeout(2000)
}

interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

async function dragging(page: Page, box: Box | null): Promise<void> {
  if (box === null) throw new Error('there is no map to drag')
  const markerAt = await page.evaluate(() => {
    const [left, top, right, bottom] = [0.3, 0.3, 0.7, 0.7]
    for (const mark of document.querySelectorAll('.mark-stand .standing')) {
      const { x, y, width, height } = mark.getBoundingClientRect()
      const [shareX, shareY] = [(x + width / 2) / innerWidth, (y + height / 2) / innerHeight]
      if (shareX > left && shareX < right && shareY > top && shareY < bottom) return [x + width / 2, y + height / 2] as const
    }
    return null
  })
  if (markerAt === null) throw new Error('there is no marker to drag')
  const dragged: Readonly<Record<string, { readonly key: string; readonly from: readonly [number, number] }>> = {
    'dragging a marker': { key: 'v', from: markerAt },
    'dragging the map': { key: 'h', from: [box.x + box.width / 2, box.y + box.height / 2] },
  }
  for (const [what, { key, from: [x, y] }] of Object.entries(dragged)) {
    await page.locator('.map-sheet').first().focus()
    await page.keyboard.press(key)
    await page.mouse.move(x, y)
    await recordFrames(page)
    await page.mouse.down()
    for (let step = 1; step <= 120; step += 1) await page.mouse.move(x + step, y + step / 2)
    await page.mouse.up()
    await page.waitForTimeout(500)
    const frames = await framesOf(page)
    say(what, spread(frames), 'p95 ≤ 33.4 ms, no frame > 100 ms until 500 ms after the release')
  }
}

async function recordFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept: number[] = []
    let last: number | null = null
    const beat = (at: number): void => {
      if (Reflect.get(window, 'keptFrames') !== kept) return
      if (last !== null) kept.push(at - last)
      last = at
      requestAnimationFrame(beat)
    }
    Reflect.set(window, 'keptFrames', kept)
    requestAnimationFrame(beat)
  })
}

async function framesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const kept: unknown = Reflect.get(window, 'keptFrames')
    Reflect.set(window, 'keptFrames', null)
    return Array.isArray(kept) ? kept as number[] : []
  })
}

/** Ben moves one line after another; from his write to the frame after the page drew it, one clock for both. */
async function remoteEdits(page: Page, ben: Editor): Promise<void> {
  await page.evaluate(() => {
    const drawn: { readonly at: number; readonly paths: number }[] = []
    Reflect.set(window, 'drawn', drawn)
    let touched = new Set<Node>()
    new MutationObserver((records) => {
      for (const { target, attributeName } of records) if (attributeName === 'd') touched.add(target)
      if (touched.size === 0) return
      const paths = touched.size
      touched = new Set()
      requestAnimationFrame(() => drawn.push({ at: Date.now(), paths }))
    }).observe(document.querySelector('.leaflet-map-pane') ?? document.body, { subtree: true, attributes: true, attributeFilter: ['d'] })
  })
  const delays: number[] = []
  const paths: number[] = []
  for (let edit = 0; edit < edits; edit += 1) {
    const mark = annotationsOf(ben.doc).get(`m${edit * 2}`)
    if (mark?.kind !== 'line') throw new Error('Ben has no such line')
    const began = Date.now()
    changeAnnotation(ben.doc, mark.id, { geometry: mark.geometry.map(([lat, lng]): Position => [lat + 0.002, lng]) }, origin)
    await page.waitForFunction((count) => { const drawn: unknown = Reflect.get(window, 'drawn'); return Array.isArray(drawn) && drawn.length > count }, edit)
    const last = await page.evaluate((index) => (Reflect.get(window, 'drawn') as { at: number; paths: number }[])[index], edit)
    delays.push((last?.at ?? Number.NaN) - began)
    paths.push(last?.paths ?? Number.NaN)
  }
  say('a remote edit on screen', spread(delays), 'p95 ≤ 100 ms')
  say('paths redrawn for one edited line', `most ${percentile(paths, 1)}, median ${percentile(paths, 0.5)}`, 'one object: halo, stroke and inner stroke are 3')
}

/** What the main thread works in five seconds with thirty people pointing ten times a second, beyond what it works without. */
async function cursors(page: Page, classroom: Classroom): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  const quiet = await workedIn(cdp, page)
  const others = await Promise.all(Array.from({ length: people }, async (_, index) => new Editor(await classroom.member(`Member ${index}`), wire)))
  await until(() => others.every(({ isSynced }) => isSynced), 'thirty people have the board', 60_000)
  let step = 0
  const pointing = setInterval(() => {
    step += 1
    others.forEach(({ provider }, index) => {
      const [lat, lng] = kmToLatLng(grid, [10 + index * 3 + Math.sin(step / 5), 45 + 20 * Math.cos(step / 10 + index)])
      provider.awareness.setLocalState({ pointer: { lat, lng } })
    })
  }, 100)
  await page.waitForFunction((count) => document.querySelectorAll('.peer').length >= count, people, { timeout: 60_000 })
  const busy = await workedIn(cdp, page)
  clearInterval(pointing)
  for (const each of others) each.close()
  say('thirty cursors at 10 Hz', `${((busy - quiet) * 100).toFixed(1)} % of each frame (${(quiet * 100).toFixed(1)} % without them, ${(busy * 100).toFixed(1)} % with them)`, '< 5 % of a frame')
}

/** The share of five seconds in which the page's main thread ran scripts, styles and layout. */
async function workedIn(cdp: CDPSession, page: Page): Promise<number> {
  const read = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0
    return of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration')
  }
  const before = await read()
  await page.waitForTimeout(5000)
  return (await read() - before) / 5
}
