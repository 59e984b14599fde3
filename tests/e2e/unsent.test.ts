/** Work the server never had goes on a stick to another laptop, in a real Chromium. */
import { afterEach, expect, test } from 'vitest'
import { text } from '../../client/text/index.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { mapOf, markOn, saved } from './acts.ts'
import { faults } from './briefingRoom.ts'
import { Room, shot, type Laptop } from './room.ts'

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

/** In the middle of the map, by keys. */
async function draw({ page }: Laptop, label: string): Promise<void> {
  await mapOf({ page } as Laptop).focus()
  await page.keyboard.press('m')
  await page.keyboard.press('Enter')
  await page.getByLabel(text.map.label, { exact: true }).fill(label)
  await page.keyboard.press('Enter')
}

test('[DOC58] a laptop without the server downloads its work; another takes it over mark by mark', async () => {
  classroom = await openClassroom(1)
  room = await Room.open(classroom.product.address)
  const [amina, ada] = [await room.laptop('Amina'), await room.laptop('Ada', { width: 1093, height: 500 })]
  await room.join(amina, classroom.code('member', 's1'), /Operations/)
  await room.join(ada, classroom.code('member', 's1'), /Protection/)
  await draw(amina, 'Sent')
  await markOn(ada, 'Sent').waitFor()
  await saved(amina)
  await amina.context.setOffline(true)
  await draw(amina, 'Night post')
  await markOn(amina, 'Night post').waitFor()
  await amina.page.getByRole('button', { name: text.common.menu }).click()
  const [download] = await Promise.all([amina.page.waitForEvent('download'), amina.page.getByRole('button', { name: text.common.downloadUnsent }).first().press('Enter')])
  const file = await download.path()

  await ada.page.getByRole('button', { name: text.common.menu }).press('Enter')
  const [chooser] = await Promise.all([ada.page.waitForEvent('filechooser'), ada.page.getByRole('button', { name: text.common.bringUnsent }).press('Enter')])
  await chooser.setFiles(file)
  await ada.page.getByText(text.common.brought(1, 0, false)).waitFor()
  await shot(ada, 'unsent-1-menu')
  expect(await faults(ada)).toEqual([])
  const list = ada.page.getByRole('region', { name: text.common.salvageTitle })
  await list.getByText('Night post').first().waitFor()
  await shot(ada, 'unsent-2-list')
  await list.getByRole('button', { name: text.common.salvagePutBack }).press('Enter')
  await markOn(ada, 'Night post').waitFor()
  await saved(ada)
  expect(ada.complaints).toEqual([])
}, 120_000)
