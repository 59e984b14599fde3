/**
 * A board whose record was damaged on the server's disk overnight, and a server that does not answer for a while: what officers
 * read then, and how directing staff go on.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { damageText } from '../../client/text/en/damage.ts'
import { text } from '../../client/text/index.ts'
import { pickEngine } from '../../server/storage/pickEngine.ts'
import { startProduct, type Product } from '../support/product.ts'
import { type Folder, makeFolder } from '../support/sqliteFolder.ts'
import { mapOf, markOn, putMarker, saved } from './acts.ts'
import { faults } from './briefingRoom.ts'
import { openDay, type Opening } from './opening.ts'
import { shot, type Laptop } from './room.ts'

const board = 'syndicate/s1/board'
let day: Opening | null = null
let again: Product | null = null
let folder: Folder | null = null
afterEach(async () => {
  await day?.close()
  await again?.stop()
  day = null
  folder?.remove()
  again = null
  folder = null
})

/** The last row of the board becomes something else, and what was kept of the board besides its rows is gone. */
async function damage(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, 'exercises')
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite')) ?? ''
  const connection = (await pickEngine()).open(join(folder, file), { readOnly: false })
  connection.prepare("UPDATE rows SET bytes = x'0001' WHERE sequence = (SELECT max(sequence) FROM rows WHERE document = ?)").run(board)
  connection.prepare('DELETE FROM checkpoints WHERE stream LIKE ?').run(`${board}@%`)
  connection.close()
}

/** Both sizes and dark, for people to look at. */
async function shots(laptop: Laptop, name: string): Promise<void> {
  if (process.env['SHOTS'] === undefined) return
  for (const [size, viewport] of [['1366', { width: 1366, height: 768 }], ['1093', { width: 1093, height: 500 }]] as const) {
    await laptop.page.setViewportSize(viewport)
    await shot(laptop, `${name}-${size}`)
  }
  await laptop.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(laptop, `${name}-dark`)
  await laptop.page.evaluate(() => { delete document.documentElement.dataset['theme'] })
  await laptop.page.setViewportSize({ width: 1366, height: 768 })
}

test('[JRN45] officers read that their board stands at its last good moment; the chief goes on from there, and they draw again', async () => {
  folder = makeFolder()
  day = await openDay([], folder.path)
  const { dana, product } = day
  const amina = await day.join('Amina', day.codes[0] ?? '', /Operations/)
  await putMarker(amina, [0.4, 0.5], 'Whole')
  await saved(amina)
  await putMarker(amina, [0.5, 0.5], 'Damaged')
  await saved(amina)
  await product.stop()
  await damage(folder.path)
  again = await startProduct(['--port', String(product.port)], folder.path)

  const banner = amina.page.locator('[data-damaged]')
  await banner.waitFor()
  expect(await banner.innerText()).toContain(damageText.askStaff)
  await markOn(amina, 'Whole').waitFor()
  await markOn(amina, 'Damaged').waitFor({ state: 'detached' })
  expect(await banner.getByRole('button').count()).toBe(0)
  await shots(amina, 'damaged-member')
  expect(await faults(amina)).toEqual([])

  const staff = dana.page.locator('[data-damaged]')
  await staff.waitFor()
  await shots(dana, 'damaged-staff')
  expect(await faults(dana)).toEqual([])
  const goOn = staff.getByRole('button')
  await goOn.focus()
  await dana.page.keyboard.press('Enter')
  await staff.waitFor({ state: 'detached' })
  await banner.waitFor({ state: 'detached' })
  await mapOf(amina).waitFor()
  await putMarker(amina, [0.6, 0.6], 'Again')
  await saved(amina)
  await markOn(amina, 'Whole').waitFor()
})

test('[JRN46] what the server does not confirm is called not saved within two seconds, and saved when it does', async () => {
  day = await openDay()
  const amina = await day.join('Amina', day.codes[0] ?? '', /Operations/)
  await putMarker(amina, [0.4, 0.5], 'Before')
  await saved(amina)
  day.product.pause()
  await putMarker(amina, [0.5, 0.5], 'Meanwhile')
  const began = performance.now()
  const chip = amina.page.locator('[data-connection=late]')
  await chip.waitFor({ timeout: 2500 })
  const ms = performance.now() - began
  expect(ms).toBeLessThan(2000)
  expect(await chip.innerText()).toBe(text.common.notSavedYet(Number(await chip.getAttribute('data-unsaved'))))
  await shots(amina, 'not-saved')
  day.product.goOn()
  await saved(amina)
  console.log(`not saved is said ${Math.round(ms)} ms after the mark`)
})
