/** The reality check at a syndicate's table in a real Chromium: a plan that promises too much, worked as somebody who never saw the board would. */
import { afterEach, expect, test } from 'vitest'
import { meansText as words } from '../../client/text/en/means.ts'
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
  // the parts stand in one row, their figure and all
  expect(await box.getByRole('tab').evaluateAll((tabs) => new Set(tabs.map((tab) => tab.getBoundingClientRect().top)).size)).toBe(1)
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
