/** A vote for a place in a real Chromium: each chooses on a map by pointer or by key, and the room sees the places at the end. */
import { afterEach, expect, test } from 'vitest'
import { plenaryText as words } from '../../client/text/en/plenary.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { shot } from './room.ts'

let opened: BriefingRoom | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

test('[PLE78] the room chooses places on the map by key and sees at the end where, and never whose', async () => {
  opened = await openBriefingRoom()
  const { dana, amina, ada, bao, omar, projector, givesAlphaTheFloor } = opened
  await givesAlphaTheFloor()
  await dana.page.getByRole('tab', { name: words.tab }).click()
  await dana.page.getByLabel(words.kind).selectOption('place')
  await dana.page.getByLabel(words.question).fill('Where will they strike next?')
  await dana.page.getByRole('button', { name: words.open }).press('Enter')
  for (const laptop of [amina, bao, omar]) {
    const card = laptop.page.getByRole('region', { name: words.roomCard })
    await card.getByRole('button', { name: words.chooseOnMap }).press('Enter')
    const dialog = laptop.page.getByRole('dialog')
    await dialog.locator('.map-sheet').focus()
    if (laptop === bao) for (let step = 0; step < 3; step += 1) await laptop.page.keyboard.press('ArrowRight')
    await laptop.page.keyboard.press('Enter')
    await dialog.getByText(/^Chosen/).waitFor()
    if (laptop !== omar) await shot(laptop, `place-1-${laptop.name}`)
    if (laptop === amina) expect(await faults(laptop)).toEqual([])
    await dialog.getByRole('button', { name: words.castPlace }).press('Enter')
    await card.getByText(words.given, { exact: false }).waitFor()
  }
  await dana.page.getByText(words.cast(3)).first().waitFor()
  for (const laptop of [dana, projector]) expect([laptop.name, /"VoteCast"/.test(laptop.received())]).toEqual([laptop.name, false])
  await dana.page.getByRole('button', { name: words.close }).press('Enter')
  await projector.page.getByText(words.places(3)).waitFor()
  await projector.page.getByRole('region', { name: words.vote }).locator('.map-sheet').waitFor()
  await shot(projector, 'place-2-projector')
  for (const laptop of [dana, projector]) expect([laptop.name, await faults(laptop)]).toEqual([laptop.name, []])
  for (const laptop of [dana, amina, ada, bao, omar, projector]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})
