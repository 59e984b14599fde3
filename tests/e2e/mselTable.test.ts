/** The MSEL as a table in a real Chromium: two of the directing staff edit it at once, one brings lists in, the other sees it. */
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { Locator } from 'playwright'
import { mselText as words } from '../../client/text/en/msel.ts'
import { text } from '../../client/text/index.ts'
import { openDay, type Opening } from './opening.ts'
import { saved } from './acts.ts'
import { shot, type Laptop } from './room.ts'

let day: Opening | null = null
afterEach(async () => {
  await day?.close()
  day = null
})

const fixture = (name: string): string => new URL(`../fixtures/msel/${name}`, import.meta.url).pathname
const openTable = async ({ page }: Laptop): Promise<void> => {
  await page.getByRole('button', { name: text.directing.table, exact: true }).click()
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
  console.log(doors.slice(0, 3000), code)
  const bao = await room.laptop('Bao', { width: 1093, height: 500 })
  await room.join(bao, code, null)
  await dana.page.getByRole('tab', { name: text.directing.peopleTitle }).click()
  const admit = dana.page.getByRole('button', { name: text.directing.admitAll(1) })
  await admit.waitFor({ timeout: 3000 }).then(() => admit.click(), () => undefined)
  for (const laptop of [dana, bao]) await openTable(laptop)
  await shot(dana, 'msel-1-table')
  await shot(bao, 'msel-1-small')
  await write(dana, 'INJ-02', words.columns.due, '12')
  await (await cellOf(bao, 'INJ-02', words.columns.due)).getByText('+12').waitFor()
  await shot(dana, 'msel-2-written')
}, 120_000)
