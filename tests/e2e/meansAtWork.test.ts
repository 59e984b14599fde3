/** Means at work, at night: ways and what-if, the figures before the room, syndicates side by side. */
import { afterEach, expect, test } from 'vitest'
import { meansText as words } from '../../client/text/en/means.ts'
import { slidesText as slides } from '../../client/text/en/slides.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { text } from '../../client/text/index.ts'
import { saved } from './acts.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { addHotspot, openMeans, panel } from './meansActs.ts'
import { shot } from './room.ts'

let opened: BriefingRoom | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

test('[REA74] a way is told with its stacked delays, a what-if stays on one laptop, and a bridge that is gone is told at every table it concerns', async () => {
  opened = await openBriefingRoom()
  const { amina, ada, bao, classroom } = opened
  const box = panel(amina)
  await openMeans(amina, 'ways')
  await box.getByRole('combobox', { name: words.waysTo, exact: true }).selectOption({ label: 'Corvale' })
  await box.getByText(/^QRF is there in 1\sh\s32, at D-2 07:3\d\.$/).waitFor()
  await amina.page.locator('.reach-way').first().waitFor({ state: 'attached' })
  await shot(amina, 'means-ways')
  expect(await faults(amina)).toEqual([])

  await box.getByText(words.whatIf, { exact: true }).click()
  await box.getByRole('checkbox', { name: 'Farrow Bridge' }).check()
  await box.getByText(words.whatIfOn(['Farrow Bridge out'])).waitFor()
  await box.getByText(/^QRF is there in \d\d\sh\s\d\d, /).waitFor()
  await shot(amina, 'means-what-if')
  expect(await faults(amina)).toEqual([])
  await openMeans(ada, 'ways')
  await panel(ada).getByRole('combobox', { name: words.waysTo, exact: true }).selectOption({ label: 'Corvale' })
  await panel(ada).getByText(/^QRF is there in 1\sh\s32, /).waitFor()
  await box.getByRole('button', { name: words.endWhatIf }).click()
  await box.getByText(/^QRF is there in 1\sh\s32, /).waitFor()

  // the bridge goes in Alpha's world alone
  await classroom.command({ type: 'world:change', scope: { kind: 'syndicates', syndicates: ['s1'] }, change: { kind: 'crossing', thing: 'farrow', state: 'destroyed', note: 'Washed away' } })
  const told = amina.page.getByRole('status', { name: words.changed })
  await told.getByText(/^Adrun–Corvale was 1\sh\s02, is now \d\d\sh\s\d\d\.$/).waitFor()
  await shot(amina, 'means-changed')
  expect(await faults(amina)).toEqual([])
  await told.getByRole('button', { name: words.close }).click()
  await told.waitFor({ state: 'detached' })
  await ada.page.getByRole('status', { name: words.changed }).waitFor()
  await openMeans(bao, 'ways')
  await panel(bao).getByRole('combobox', { name: words.waysTo, exact: true }).selectOption({ label: 'Corvale' })
  await panel(bao).getByText(/^QRF is there in 1\sh\s32, /).waitFor()
  await shot(bao, 'means-small-ways')
  expect(await bao.page.getByRole('status', { name: words.changed }).count()).toBe(0)
  for (const laptop of [amina, ada, bao]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})

test('[REA75] the figures stand before the room as the table kept them, with what it cannot protect', async () => {
  opened = await openBriefingRoom()
  const { amina, omar, projector, bao, classroom } = opened
  const box = panel(amina)
  await openMeans(amina, 'rows')
  await addHotspot(amina, 'Yeddan', '3300')
  await addHotspot(amina, 'Lothra', '14200')
  await box.getByRole('button', { name: words.addRow.gap }).click()
  await box.getByLabel(words.fields.place).selectOption({ label: 'Yeddan' })
  await box.getByLabel(words.fields.who).fill('Six hamlets')
  await box.getByLabel(words.fields.told).fill('The elder')
  await box.getByRole('button', { name: words.done }).click()
  await openMeans(amina, 'findings')
  // the other world of this table is nobody else's: the room reads figures, it does not count
  await classroom.command({ type: 'world:change', scope: { kind: 'syndicates', syndicates: ['s1'] }, change: { kind: 'unit', thing: 'FPU1-A', state: 'detached', note: 'Called away' } })
  await box.getByText(/^17,500 people/).waitFor()
  await box.getByRole('button', { name: words.toSlide }).click()
  await box.getByText(words.slideMade).waitFor({ state: 'attached' })
  await saved(amina)
  await opened.givesAlphaTheFloor()
  await amina.page.getByRole('button', { name: slides.begin }).click()
  for (const laptop of [projector, omar, bao]) {
    await (laptop === bao ? bao.page.getByRole('button', { name: text.syndicate.follow, exact: true }).click() : Promise.resolve())
    const part = laptop.page.getByRole('region', { name: text.stage.planPart })
    await part.getByText(/^17,500 people/).waitFor()
    await part.getByText('The elder').waitFor()
  }
  await shot(projector, 'means-projector')
  await shot(omar, 'means-observer')
  await shot(bao, 'means-small-follow')
  for (const laptop of [projector, omar]) expect([laptop.name, await faults(laptop)]).toEqual([laptop.name, []])
  for (const laptop of [amina, omar, projector]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})

test('[REA77] the directing staff see syndicates side by side by the people they leave with nobody, each in its own world', async () => {
  opened = await openBriefingRoom()
  const { amina, bao, dana, classroom } = opened
  await openMeans(amina, 'rows')
  await addHotspot(amina, 'Lothra', '14200')
  await openMeans(bao, 'rows')
  await addHotspot(bao, 'Lothra', '14200')
  await addHotspot(bao, 'Yeddan', '3300')
  await dana.page.getByRole('tab', { name: directingText.panels.means, exact: true }).click()
  const row = (name: string) => dana.page.getByRole('row', { name: new RegExp(name) })
  // FPU A stands at Lothra and guards it by being there
  await row('Alpha').getByText(words.openOf(0, 1)).waitFor()
  await row('Bravo').getByText(words.openOf(1, 2)).waitFor()
  await classroom.command({ type: 'world:change', scope: { kind: 'syndicates', syndicates: ['s1'] }, change: { kind: 'unit', thing: 'FPU1-A', state: 'detached', note: 'Called away' } })
  await row('Alpha').getByText('14,200').waitFor()
  await row('Bravo').getByText('3,300').waitFor()
  await shot(dana, 'means-staff')
  expect(await faults(dana)).toEqual([])
  expect(dana.complaints).toEqual([])
})
