/** The reality check at a syndicate's table in a real Chromium: a plan that promises too much, worked as somebody who never saw the board would. */
import { afterEach, expect, test } from 'vitest'
import { meansText as words } from '../../client/text/en/means.ts'
import { factorsText as factors } from '../../client/text/en/factors.ts'
import { slidesText as slides } from '../../client/text/en/slides.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { text } from '../../client/text/index.ts'
import { openExercise, startServer } from '../support/startServer.ts'
import { loadScenarios } from '../../server/scenarios.ts'
import { mapOf, saved } from './acts.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { addHotspot, dragOnto, inDark, openMeans, panel, told } from './meansActs.ts'
import { Room, shot } from './room.ts'

let opened: BriefingRoom | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

test('[REA70] a plan that promises too much says so in sentences, with its sums, and a finding may be accepted with a reason', async () => {
  opened = await openBriefingRoom()
  const { amina, ada } = opened
  const box = panel(amina)
  await openMeans(amina, 'findings')
  await box.getByText(words.noPlan).waitFor()
  await box.getByRole('button', { name: words.addRow.hotspot }).click()
  await addHotspot(amina, 'Yeddan', '3300')
  await addHotspot(amina, 'Nerrin', '5200')
  await shot(amina, 'means-1-hotspots')
  expect(await faults(amina)).toEqual([])

  // a platoon is dragged onto Nerrin: it stays from the first full hour it can be there
  await openMeans(amina, 'forces')
  await box.getByText(words.free).first().waitFor()
  await shot(amina, 'means-2-tray')
  await dragOnto(amina, 'A1', 'Nerrin')
  const form = box.getByRole('group', { name: words.edit(`${words.taskKinds.presence} · Nerrin`) })
  await form.waitFor()
  expect([await box.getByLabel(words.fields.place).inputValue(), await form.getByLabel(words.fields.from, { exact: true }).inputValue()]).toEqual(['nerrin', 'D-2 10:00'])
  await shot(amina, 'means-3-form')
  await form.getByRole('button', { name: words.done }).click()
  await amina.page.locator('.map-sheet').getByText('MUST · A1', { exact: true }).waitFor()

  // what stands on the map opens its row, by a press and by a key
  await openMeans(amina, 'forces')
  const chip = await amina.page.locator('.map-sheet').getByRole('button', { name: 'MUST · A1', exact: true }).boundingBox()
  if (chip === null) throw new Error('no chip stands on the map')
  await amina.page.mouse.click(chip.x + chip.width / 2, chip.y + chip.height / 2)
  const nerrin = box.getByRole('group', { name: words.edit('Nerrin') })
  await nerrin.waitFor()
  await nerrin.getByRole('button', { name: words.done }).click()
  await amina.page.locator('.map-sheet').getByRole('button', { name: 'MUST', exact: true }).focus()
  await amina.page.keyboard.press('Enter')
  await box.getByRole('group', { name: words.edit('Yeddan') }).getByRole('button', { name: words.done }).click()

  // the reserve is sent to Yeddan without a mouse
  await openMeans(amina, 'forces')
  await box.getByRole('button', { name: words.giveTaskLong('QRF') }).focus()
  await amina.page.keyboard.press('Enter')
  await box.getByLabel(words.fields.unit).and(amina.page.locator(':focus')).waitFor()
  await amina.page.keyboard.press('Tab')
  await amina.page.keyboard.press('Tab')
  await amina.page.keyboard.type('Yeddan')
  await box.getByRole('group', { name: words.edit(`${words.taskKinds.presence} · Yeddan`) }).waitFor()
  await amina.page.keyboard.press('Escape')

  // and people were promised more than anybody can keep
  await box.getByRole('button', { name: words.addRow.promise }).click()
  await box.getByLabel(words.fields.place).selectOption({ label: 'Renda' })
  await box.getByLabel(words.fields.promisedTo).fill('Families of Renda')
  await box.getByRole('button', { name: words.done }).click()

  await openMeans(amina, 'findings')
  const finding = (sentence: RegExp) => box.getByRole('article', { name: sentence })
  for (const sentence of [
    /^QRF misses .* of “Stay there · Yeddan”: /, /^Yeddan is a MUST, and nobody protects it for /, /^QRF is your reserve, and “Stay there · Yeddan” makes it a guard for /, /^You promised Renda hours you cannot keep: 24\sh\s00 are missing\.$/,
  ]) await finding(sentence).waitFor()
  await shot(amina, 'means-4-findings')
  const promised = finding(/^You promised Renda/)
  await promised.getByText(words.showWhy, { exact: true }).click()
  await promised.getByText('Wanted 24 h 00 − somebody there 0 min = missing 24 h 00.').waitFor()
  await promised.getByText('Withdraw the promise, and say so, costs 24 h 00.').waitFor()
  await shot(amina, 'means-5-why')
  expect(await faults(amina)).toEqual([])

  // accepted with a reason, the other end of the table reads it
  const guard = finding(/^QRF is your reserve/)
  await guard.getByRole('button', { name: words.acceptLong }).click()
  await guard.getByLabel(words.acceptReason).fill('For one day only: the governor asked.')
  await guard.getByRole('button', { name: words.acceptSave }).click()
  await saved(amina)
  await openMeans(ada, 'findings')
  await panel(ada).getByText('For one day only: the governor asked.').waitFor()
  await panel(ada).getByRole('heading', { name: words.acceptedTitle }).waitFor()

  // undo by key takes it back, and brings it again
  await box.getByRole('tab', { name: new RegExp(`^${words.parts.findings}`) }).focus()
  await amina.page.keyboard.press('Control+z')
  await panel(ada).getByText('For one day only: the governor asked.').waitFor({ state: 'detached' })
  await amina.page.keyboard.press('Control+Shift+z')
  await panel(ada).getByText('For one day only: the governor asked.').waitFor()

  // a way out is one press: who is free goes to the people nobody is with
  await openMeans(amina, 'sites')
  await box.getByText('Yeddan').click()
  await shot(amina, 'means-6-sites')
  expect(await faults(amina)).toEqual([])
  await openMeans(amina, 'forces')
  await box.getByRole('button', { name: words.reachLong('A2') }).click()
  await amina.page.locator('.reach-words').first().waitFor()
  expect(await amina.page.locator('.reach-words').allTextContents()).toEqual(['4 h', '2 h', '1 h'])
  await shot(amina, 'means-7-reach')
  await inDark(amina, true)
  await shot(amina, 'means-8-reach-dark')
  expect(await faults(amina)).toEqual([])

  // the same in replay, counted anew and to be read only
  await openMeans(ada, 'findings')
  await panel(ada).getByText(words.counting).waitFor({ state: 'detached' })
  const live = await told(ada)
  await ada.page.goto(`${ada.page.url().replace(/\/$/, '')}/replay`)
  await ada.page.getByRole('slider').press('End')
  const part = ada.page.getByRole('region', { name: text.stage.planPart })
  await part.getByLabel(text.stage.planPart).selectOption({ label: text.stage.meansPart })
  await part.getByText('For one day only: the governor asked.').waitFor()
  await part.getByText(/^QRF is your reserve/).waitFor()
  await part.getByText(words.ofMoment).waitFor()
  expect(await told(ada)).toEqual(live)
  expect(live.findings.length).toBeGreaterThan(3)
  expect(await part.getByRole('button', { name: words.undo, exact: true }).or(part.getByRole('button', { name: words.takeBack })).count()).toBe(0)
  await ada.page.locator('.map-sheet').getByText('MUST · A1', { exact: true }).waitFor()
  await shot(ada, 'means-9-replay')
  await openMeans(ada, 'rows')
  await part.getByRole('button', { name: words.edit('Yeddan') }).click()
  expect(await part.getByLabel(words.fields.people).isDisabled()).toBe(true)
  await shot(ada, 'means-9-replay-rows')
  expect(await faults(ada)).toEqual([])
  for (const laptop of [amina, ada]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})

test('[REA71] the tab is whole on a small screen, light and dark, and by the keyboard', async () => {
  opened = await openBriefingRoom()
  const { bao } = opened
  const box = panel(bao)
  await openMeans(bao, 'rows')
  await addHotspot(bao, 'Lothra', '14200')
  await openMeans(bao, 'forces')
  await box.getByText(words.free).first().waitFor()
  await shot(bao, 'means-small-1-tray')
  expect(await faults(bao)).toEqual([])
  await box.getByRole('button', { name: words.giveTaskLong('A2') }).click()
  await box.getByLabel(words.fields.kind).selectOption({ label: words.taskKinds.patrol })
  await shot(bao, 'means-small-2-form')
  await inDark(bao, true)
  await shot(bao, 'means-small-3-form-dark')
  expect(await faults(bao)).toEqual([])
  await box.getByRole('button', { name: words.fields.pick, exact: true }).click()
  await mapOf(bao).click({ position: { x: 300, y: 200 } })
  await openMeans(bao, 'findings')
  await shot(bao, 'means-small-4-findings-dark')
  expect(bao.complaints).toEqual([])
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

test('[REA80] the staff change a figure with its source in sight, the table counts with it at once, and a record with that of its moment', async () => {
  opened = await openBriefingRoom()
  const { amina, dana } = opened
  const box = panel(amina)
  const way = (minutes: string) => box.getByText(new RegExp(`^QRF is there in 1\\sh\\s${minutes}, `))
  await openMeans(amina, 'ways')
  await box.getByRole('combobox', { name: words.waysTo, exact: true }).selectOption({ label: 'Corvale' })
  await way('32').waitFor()
  await dana.page.getByRole('tab', { name: directingText.panels.means, exact: true }).click()
  const desk = dana.page.getByRole('region', { name: factors.title })
  await desk.getByText(factors.groups.units, { exact: true }).waitFor()
  await shot(dana, 'factors-1-groups')
  await desk.getByLabel(factors.find).fill('QRF notice')
  const notice = desk.getByLabel(/^QRF · notice to move/)
  await desk.getByText(/^Source: /).first().waitFor()
  await notice.fill('5000')
  await desk.getByText('A whole number from 0 to 2880.').waitFor()
  await shot(dana, 'factors-2-bounds')
  await notice.fill('20')
  await dana.page.keyboard.press('Tab')
  await dana.page.keyboard.press('Enter')
  await desk.getByText(factors.changed('30')).waitFor()
  await shot(dana, 'factors-3-changed')
  expect(await faults(dana)).toEqual([])
  await inDark(dana, true)
  await shot(dana, 'factors-4-dark')
  expect(await faults(dana)).toEqual([])
  await way('22').waitFor()
  await desk.getByRole('button', { name: factors.backLong('QRF · notice to move, minutes') }).click()
  await way('32').waitFor()
  await desk.getByText(factors.changed('30')).waitFor({ state: 'detached' })

  // a record counts with the figure of its moment
  await amina.page.goto(`${amina.page.url().replace(/\/$/, '')}/replay`)
  const part = amina.page.getByRole('region', { name: text.stage.planPart })
  await amina.page.getByRole('slider').press('End')
  await part.getByLabel(text.stage.planPart).selectOption({ label: text.stage.meansPart })
  await box.getByRole('tab', { name: new RegExp(`^${words.parts.ways}`) }).click()
  await box.getByRole('combobox', { name: words.waysTo, exact: true }).selectOption({ label: 'Corvale' })
  await way('32').waitFor()
  await amina.page.getByRole('slider').focus()
  await amina.page.keyboard.press(',')
  await way('22').waitFor()
  expect(amina.complaints.concat(dana.complaints)).toEqual([])
})

test('[REA76] an exercise without planning values says so, and its plan can be written all the same', async () => {
  const { ready, grounds } = await loadScenarios(new URL('../../maps', import.meta.url).pathname)
  const [scenario] = ready.map(({ planning: _none, ...rest }) => rest)
  if (scenario === undefined || grounds === undefined) throw new Error('the sample scenario is not there')
  const server = await startServer({ scenarios: [scenario], grounds, clientFolder: new URL('../../client/dist', import.meta.url).pathname })
  const exercise = await openExercise(server, { scenario: scenario.id })
  const room = await Room.open(server.origin.replace('127.0.0.1', 'localhost'))
  try {
    const amina = await room.laptop('Amina')
    await room.join(amina, exercise.code('member', 's1'), /Operations/)
    await mapOf(amina).waitFor()
    await amina.page.getByRole('tab', { name: text.syndicate.tabs.means, exact: true }).click()
    await panel(amina).getByText(words.noValues).waitFor()
    await addHotspot(amina, 'Yeddan', '3300')
    await panel(amina).getByRole('button', { name: words.edit('Yeddan') }).waitFor()
    expect(await panel(amina).getByRole('tab').count()).toBe(0)
    await shot(amina, 'means-no-values')
    expect(await faults(amina)).toEqual([])
    expect(amina.complaints).toEqual([])
  } finally {
    await room.close()
    await server.close()
  }
})
