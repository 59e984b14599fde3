/** Five hundred strings that would run something, in every text of a mark and in a name, on the screens of those who read them. */
import { afterEach, expect, test } from 'vitest'
import { areaGraphics, lineGraphics, type Annotation } from '#shared/board/annotation.ts'
import { annotationsOf, putAnnotations } from '#shared/board/boardDocument.ts'
import { text } from '../../client/text/index.ts'
import { Editor } from '../support/editor.ts'
import { hostileWords } from '../support/hostileWords.ts'
import { startProduct, type Product } from '../support/product.ts'
import { until } from '../support/startServer.ts'
import { mapOf } from './acts.ts'
import { seatOutside } from './reader.ts'
import { Room, type Laptop } from './room.ts'
import { sitDown } from './table.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
  room = null
  product = null
})

/** Every kind and graphic in turn; the same words as label and as note. */
function markWith(words: string, index: number): Annotation {
  const at = [-5.35 - (index % 25) * 0.04, -9.4 + Math.floor(index / 25) * 0.045] as const
  const path = [at, [at[0] + 0.01, at[1]], [at[0], at[1] + 0.01]] as const
  const common = {
    id: `h${index}`, label: words, note: words, layer: 'default', group: '', order: `V0${String(index).padStart(4, '0')}`, locked: index % 11 === 0,
    style: { colour: 'note', pattern: 'solid' },
  } as const
  const kinds: readonly Annotation[] = [
    { ...common, kind: 'text', geometry: at }, { ...common, kind: 'marker', symbol: 'note', geometry: at }, { ...common, kind: 'note', geometry: at },
    { ...common, kind: 'unit', sidc: '10031000000000000000', geometry: at }, { ...common, kind: 'circle', radiusKm: 1, rings: 2, geometry: at },
    { ...common, kind: 'line', graphic: lineGraphics[index % 4] ?? null, quantity: index, geometry: path }, { ...common, kind: 'area', graphic: areaGraphics[index % 5] ?? null, geometry: path },
  ]
  return kinds[index % kinds.length] ?? { ...common, kind: 'text', geometry: at }
}

/** What ran, and what was made of words: nothing. */
async function expectNothingRan({ name, page, complaints, outside }: Laptop): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: Reflect.get(window, 'ranCount') as unknown,
    // the map's own symbols stand as images, each of a look from a closed list
    made: document.querySelectorAll('img:not(.leaflet-image-layer, .still-picture[data-look][src^="data:image/svg+xml,"]), iframe, object, embed, video, audio, base, marquee, math, [onerror], [onload], [onfocus], script:not([src])').length,
  }))
  expect([name, found]).toEqual([name, { ran: 0, made: 0 }])
  expect([name, complaints, outside]).toEqual([name, [], []])
}

test('[DOOR60] five hundred hostile strings in every text of a mark, and in a name, run nothing and make nothing', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const [amina, ada] = [await room.laptop('Amina'), await room.laptop('<img src=x onerror=ran()>')]
  for (const { context } of [amina, ada]) {
    await context.addInitScript(() => {
      const count = (): void => { Reflect.set(window, 'ranCount', Number(Reflect.get(window, 'ranCount')) + 1) }
      Reflect.set(window, 'ranCount', 0)
      for (const name of ['ran', 'alert', 'confirm', 'prompt', 'print']) Reflect.set(window, name, count)
    })
  }
  await sitDown(room, product.instructorLink(), [amina, ada])

  const editor = new Editor(await seatOutside(ada.context, ada.page.url(), product.address), 'syndicate/s1/board@1')
  try {
    await until(() => editor.isSynced, 'the board is there')
    expect(new Set(hostileWords).size).toBe(500)
    putAnnotations(editor.doc, hostileWords.map(markWith), editor)
    for (const { page } of [amina, ada]) await page.waitForFunction(() => document.querySelectorAll('.label-mark-text').length > 60 && document.querySelectorAll('.note-sheet').length > 60)
    await expectNothingRan(amina)

    // the list shows all of them; cards show words to write and, of locked marks, to read
    await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
    expect(await amina.page.locator('[data-panel=marks] li').count()).toBe(500)
    for (let index = 0; index < 500; index += 29) await amina.page.locator('[data-panel=marks] li button').nth(index).click()
    await mapOf(ada).hover()
    await expectNothingRan(amina)

    // typed by hand into every text field of a card
    await amina.page.keyboard.press('Escape')
    await amina.page.locator('[data-panel=marks] li button').first().waitFor({ state: 'detached' })
    await mapOf(amina).focus()
    await amina.page.keyboard.press('t')
    await amina.page.keyboard.press('Enter')
    for (const words of hostileWords.filter((_, index) => index % 25 === 7)) {
      await amina.page.getByLabel(text.map.words, { exact: true }).fill(words)
      await amina.page.getByLabel(text.map.note, { exact: true }).fill(words)
    }
    await until(() => annotationsOf(editor.doc).size === 501, 'the words are written')
    for (const laptop of [amina, ada]) await expectNothingRan(laptop)
  } finally {
    editor.close()
  }
}, 120_000)
