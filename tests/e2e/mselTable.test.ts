/** The MSEL as a table in a real Chromium: two of the directing staff edit it at once, one brings lists in, the other sees it. */
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { afterEach, expect, test } from 'vitest'
import type { Locator } from 'playwright'
import { mselText as words } from '../../client/text/en/msel.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { openDay, type Opening } from './opening.ts'
import { beginStage, saved } from './acts.ts'
import { shot, type Laptop } from './room.ts'

let day: Opening | null = null
afterEach(async () => {
  await day?.close()
  day = null
})

const fixture = (name: string): string => new URL(`../fixtures/msel/${name}`, import.meta.url).pathname
const openTable = async ({ page }: Laptop): Promise<void> => {
  await page.getByRole('button', { name: directingText.table, exact: true }).click()
  await page.getByRole('grid', { name: words.title }).waitFor()
}
const rowOf = ({ page }: Laptop, serial: string): Locator => page.getByRole('grid', { name: words.title }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: serial }) })
/** The cell of a row below a heading. */
async function cellOf(laptop: Laptop, serial: string, heading: string): Promise<Locator> {
  const headings = await laptop.page.getByRole('grid', { name: words.title }).getByRole('columnheader').allInnerTexts()
  const at = headings.indexOf(heading)
  if (at < 0) throw new Error(`${laptop.name} sees no column ${heading}: ${headings.join(', ')}`)
  return rowOf(laptop, serial).locator('th, td').nth(at)
}
async function write(laptop: Laptop, serial: string, heading: string, typed: string): Promise<void> {
  const cell = await cellOf(laptop, serial, heading)
  await cell.focus()
  await laptop.page.keyboard.press('Enter')
  await laptop.page.keyboard.press('Control+a')
  await laptop.page.keyboard.insertText(typed)
  await laptop.page.keyboard.press('Enter')
}

test('[MSL20] two of the directing staff edit the list at once, by keys, and one brings three lists in', async () => {
  day = await openDay()
  const { dana, room } = day
  await dana.page.getByRole('tab', { name: 'Doors' }).click()
  const doors = await dana.page.locator('body').innerText()
  const code = /Directing staff\D+(\d{4} \d{4})/.exec(doors)?.[1] ?? ''
  const bao = await room.laptop('Bao', { width: 1093, height: 500 })
  await room.join(bao, code, null)
  await dana.page.getByRole('tab', { name: directingText.peopleTitle }).click()
  await dana.page.getByRole('button', { name: directingText.admitAll(1) }).click()
  for (const laptop of [dana, bao]) await openTable(laptop)
  await shot(dana, 'msel-1-table')
  await shot(bao, 'msel-1-small')

  // Dana shifts a minute, Bao sees it; each is shown in the row where the other is.
  await write(dana, 'INJ-02', words.columns.due, '12')
  await (await cellOf(bao, 'INJ-02', words.columns.due)).getByText('+12').waitFor()
  await rowOf(bao, 'INJ-03').getByText('Dana', { exact: true }).waitFor()
  await shot(dana, 'msel-2-written')

  // What cannot be read stays open, with its reason; Escape gives it up.
  await (await cellOf(dana, 'INJ-04', words.columns.due)).focus()
  await dana.page.keyboard.press('Enter')
  await dana.page.keyboard.press('Control+a')
  await dana.page.keyboard.insertText('soon')
  await dana.page.keyboard.press('Enter')
  await dana.page.getByText(words.fault({ code: 'time-shape', detail: '' })).waitFor()
  await shot(dana, 'msel-3-fault')
  await dana.page.keyboard.press('Escape')
  await (await cellOf(dana, 'INJ-04', words.columns.due)).getByText('+40').waitFor()

  // Both write the same cell: who comes second is told, and chooses.
  const title = await cellOf(dana, 'INJ-05', words.columns.title)
  await title.focus()
  await dana.page.keyboard.press('Enter')
  await rowOf(bao, 'INJ-05').locator('td').getByText('Dana', { exact: true }).waitFor()
  await write(bao, 'INJ-05', words.columns.title, 'Bao’s title')
  await rowOf(bao, 'INJ-05').getByText('Bao’s title').waitFor()
  await saved(bao)
  await dana.page.keyboard.press('Control+a')
  await dana.page.keyboard.insertText('Dana’s title')
  await dana.page.keyboard.press('Enter')
  await dana.page.getByText(words.meanwhile('INJ-05', words.columns.title, 'Bao’s title')).waitFor()
  await shot(dana, 'msel-4-meanwhile')
  await dana.page.getByRole('button', { name: words.useMine('Dana’s title') }).click()
  await rowOf(bao, 'INJ-05').getByText('Dana’s title').waitFor()

  // Several rows at once, by keys: held, given to somebody, shifted.
  await rowOf(dana, 'INJ-08').getByRole('rowheader').focus()
  await dana.page.keyboard.press('Space')
  await dana.page.keyboard.press('Shift+ArrowDown')
  await dana.page.keyboard.press('Shift+ArrowDown')
  await dana.page.getByText(words.chosen(3), { exact: true }).waitFor()
  await dana.page.getByRole('button', { name: words.hold, exact: true }).click()
  await rowOf(bao, 'INJ-10').getByText(directingText.status.held).waitFor()
  await dana.page.getByRole('combobox', { name: words.owner }).last().fill('Chen')
  await dana.page.keyboard.press('Enter')
  await dana.page.getByRole('textbox', { name: words.shift }).fill('5')
  await dana.page.keyboard.press('Enter')
  await (await cellOf(bao, 'INJ-10', words.columns.due)).getByText('+18').waitFor()
  await (await cellOf(bao, 'INJ-09', words.owner)).getByText('Chen').waitFor()
  await shot(dana, 'msel-5-several')
  await shot(bao, 'msel-5-small')
  await dana.page.getByRole('textbox', { name: words.shift }).fill('-100')
  await dana.page.keyboard.press('Enter')
  await dana.page.getByText(words.shiftBefore('INJ-08, INJ-09, INJ-10')).waitFor()
  await dana.page.getByRole('button', { name: words.choosingNone }).click()

  // Dana takes back her last two changes; Bao's title is not hers to take.
  await rowOf(dana, 'INJ-08').getByRole('rowheader').focus()
  await dana.page.keyboard.press('Control+z')
  await (await cellOf(bao, 'INJ-10', words.columns.due)).getByText('+13').waitFor()

  // Bao removes the row in which Dana is writing: her words are not gone without a word.
  await (await cellOf(dana, 'INJ-07', words.columns.title)).focus()
  await dana.page.keyboard.press('Enter')
  await dana.page.keyboard.press('Control+a')
  await dana.page.keyboard.insertText('An order from above')
  await rowOf(bao, 'INJ-07').locator('td').getByText('Dana', { exact: true }).waitFor()
  await rowOf(bao, 'INJ-07').getByRole('rowheader').focus()
  await bao.page.keyboard.press('Space')
  await bao.page.getByRole('button', { name: words.remove }).click()
  await dana.page.getByText(words.lost('INJ-07', 'An order from above')).waitFor()
  await rowOf(bao, 'INJ-06').getByRole('rowheader').focus()
  await bao.page.keyboard.press('Control+z')
  await rowOf(dana, 'INJ-07').getByText('FRAGO 3').waitFor()

  // A column of their own: Bao adds it, Dana writes in it.
  await bao.page.getByRole('button', { name: words.columnsMenu }).click()
  await bao.page.getByLabel(words.newColumn).fill('Umpire')
  await bao.page.keyboard.press('Enter')
  await bao.page.keyboard.press('Escape')
  await dana.page.getByRole('columnheader', { name: 'Umpire' }).waitFor()
  await write(dana, 'INJ-09', 'Umpire', 'Élodie')
  await (await cellOf(bao, 'INJ-09', 'Umpire')).getByText('Élodie').waitFor()

  for (const name of ['staff-college.xlsx', 'brigade.csv', 'observer-desk.xlsx']) await bringIn(dana, name)
  await rowOf(bao, 'B-01').getByText('Truck in the river').waitFor()
  await shot(bao, 'msel-8-other-sees')
  for (const laptop of [dana, bao]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 180_000)

/** Brings one file in, naming by hand what is not plain, and looks at what is said of it. */
async function bringIn(laptop: Laptop, name: string): Promise<void> {
  const { page } = laptop
  await page.getByRole('button', { name: words.bringIn }).click()
  await page.getByLabel(words.chooseFile, { exact: true }).setInputFiles(fixture(name))
  const dialog = page.getByRole('dialog', { name: words.bringIn })
  await dialog.getByText(words.outcomes['left-out']).first().waitFor()
  await page.getByLabel(words.dDay).fill('2026-11-25')
  if (name === 'observer-desk.xlsx') await page.getByLabel(words.useOf('What happens')).selectOption(words.columns.title)
  await shot(laptop, `msel-6-${name}`)
  await dialog.getByRole('button', { name: /^Bring in \d+ rows?$/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/Ctrl\+Z undoes it/).waitFor()
  await saved(laptop)
  await shot(laptop, `msel-7-${name}`)
}

test('[MSL14] red cells are mended in the dry run, one undo takes the import back, and what goes out comes back the same', async () => {
  day = await openDay()
  const { dana } = day
  const { page } = dana
  const violations = async (): Promise<unknown[]> => (await new AxeBuilder({ page }).include('main').analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])
  await openTable(dana)
  await page.getByText(words.shown(46, 46)).waitFor()
  expect(await violations()).toEqual([])
  await page.setViewportSize({ width: 1093, height: 500 })
  await page.getByRole('button', { name: words.bringIn }).click()
  await page.getByLabel(words.chooseFile, { exact: true }).setInputFiles(fixture('staff-college.xlsx'))
  const dialog = page.getByRole('dialog', { name: words.bringIn })
  await dialog.getByText(words.summary({ fresh: 4, changed: 2, same: 0, out: 3, red: 8 })).waitFor()
  await shot(dana, 'msel-9-dry-run-small')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await dialog.getByRole('button', { name: words.show.faults }).click()
  await dialog.getByLabel(words.mend(7, 'Time')).fill('+33')
  await page.keyboard.press('Enter')
  await dialog.getByLabel(words.mend(12, 'Event')).fill('Now it has one')
  await page.keyboard.press('Enter')
  await dialog.getByText(words.summary({ fresh: 5, changed: 2, same: 0, out: 2, red: 6 })).waitFor()
  await shot(dana, 'msel-9-dry-run-dark')
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
  await dialog.getByRole('button', { name: words.bring(7) }).click()
  await page.getByText(words.shown(51, 51)).waitFor()
  await (await cellOf(dana, 'INJ-40', words.columns.due)).getByText('+33').waitFor()
  await shot(dana, 'msel-10-table-dark')
  await rowOf(dana, 'INJ-01').getByRole('rowheader').focus()
  await page.keyboard.press('Control+z')
  await page.getByText(words.shown(46, 46)).waitFor()
  await page.keyboard.press('Control+y')
  await page.getByText(words.shown(51, 51)).waitFor()

  for (const name of [words.takeXlsx, words.takeCsv]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()])
    const file = await download.path()
    await page.getByRole('button', { name: words.bringIn }).click()
    await page.getByLabel(words.chooseFile, { exact: true }).setInputFiles({ name: download.suggestedFilename(), mimeType: '', buffer: readFileSync(file) })
    await dialog.getByText(words.summary({ fresh: 0, changed: 0, same: 51, out: 0, red: 1 })).waitFor()
    await dialog.getByText(words.columnsLeft(`${words.effects}, ${words.status}`)).waitFor()
    await page.keyboard.press('Escape')
  }
  expect(dana.complaints).toEqual([])
}, 180_000)

test('[MSL22] what would go out the same moment is asked about first', async () => {
  day = await openDay()
  const { dana } = day
  const { page } = dana
  await beginStage(dana, 'Move 1')
  await openTable(dana)
  await rowOf(dana, 'INJ-01').getByText(directingText.status.released).waitFor()
  await write(dana, 'INJ-05', words.columns.due, '0')
  await page.getByText(words.atOnce('INJ-05')).waitFor()
  await shot(dana, 'msel-11-at-once')
  await page.getByRole('button', { name: words.atOnceNo }).click()
  await (await cellOf(dana, 'INJ-05', words.columns.due)).getByText('+50').waitFor()
  await write(dana, 'INJ-05', words.columns.due, '0')
  await page.getByRole('button', { name: words.atOnceYes }).click()
  await rowOf(dana, 'INJ-05').getByText(directingText.status.released).waitFor()
  await page.getByRole('button', { name: words.close }).click()
  await page.getByRole('button', { name: directingText.table, exact: true }).waitFor()
  expect(dana.complaints).toEqual([])
}, 120_000)
