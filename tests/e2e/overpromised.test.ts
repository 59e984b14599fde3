/** Three plans that promise too much, written as somebody would who never saw the board: what it says, what mends it, and what the room reads of it. At night: each takes the better part of a minute. */
import { afterEach, expect, test } from 'vitest'
import { meansText as words } from '../../client/text/en/means.ts'
import { slidesText as slides } from '../../client/text/en/slides.ts'
import { replayText } from '../../client/text/en/replay.ts'
import { text } from '../../client/text/index.ts'
import { saved } from './acts.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { addHotspot, dragOnto, openMeans, panel } from './meansActs.ts'
import { shot, type Laptop } from './room.ts'

let opened: BriefingRoom | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

const finding = (laptop: Laptop, sentence: RegExp) => panel(laptop).getByRole('article', { name: sentence })

async function found(laptop: Laptop, sentences: readonly RegExp[]): Promise<void> {
  await openMeans(laptop, 'findings')
  for (const sentence of sentences) await finding(laptop, sentence).first().waitFor()
}

interface TaskWish { readonly unit: string; readonly kind: keyof typeof words.taskKinds; readonly place: string; readonly from?: string; readonly until?: string; readonly mobility?: string; readonly partner?: string; readonly to?: string }

async function addTask(laptop: Laptop, { unit, kind, place, from, until, mobility, partner, to }: TaskWish): Promise<void> {
  await openMeans(laptop, 'rows')
  const box = panel(laptop)
  await box.getByRole('button', { name: words.addRow.task }).click()
  await box.getByLabel(words.fields.unit).selectOption(unit)
  await box.getByLabel(words.fields.kind).selectOption({ label: words.taskKinds[kind] })
  await box.getByLabel(words.fields.place).and(box.locator('select:not([aria-label])')).selectOption({ label: place })
  if (to !== undefined) await box.getByLabel(`${words.fields.routeTo}: ${words.fields.addPoint}`).selectOption({ label: to })
  for (const [label, typed] of [[words.fields.from, from], [words.fields.until, until]] as const) {
    if (typed === undefined) continue
    await box.getByLabel(label, { exact: true }).fill(typed)
    await laptop.page.keyboard.press('Tab')
  }
  if (mobility !== undefined) await box.getByLabel(words.fields.mobility).selectOption({ label: mobility })
  if (partner !== undefined) await box.getByLabel(words.fields.partner).selectOption(partner)
  await box.getByRole('button', { name: words.done }).click()
}

async function accept(laptop: Laptop, sentence: RegExp, reason: string): Promise<void> {
  const card = finding(laptop, sentence).first()
  await card.getByRole('button', { name: words.acceptLong }).click()
  await card.getByLabel(words.acceptReason).fill(reason)
  await card.getByRole('button', { name: words.acceptSave }).click()
  await panel(laptop).getByText(reason).waitFor()
}

test('[REA79] presence day and night promised to five places by two platoons: every place that stays alone is named, and one press sends who is free', async () => {
  opened = await openBriefingRoom()
  const { amina } = opened
  const box = panel(amina)
  await openMeans(amina, 'rows')
  for (const [place, people] of [['Yeddan', '3300'], ['Nerrin', '5200'], ['Renda', '6100'], ['Ishtel', '2400'], ['Sabel', '1200']] as const) {
    await addHotspot(amina, place, people)
    await box.getByRole('button', { name: words.addRow.promise }).click()
    await box.getByLabel(words.fields.place).selectOption({ label: place })
    await box.getByLabel(words.fields.promisedTo).fill('Everybody there')
    await box.getByRole('button', { name: words.done }).click()
  }
  await openMeans(amina, 'forces')
  await dragOnto(amina, 'A1', 'Nerrin')
  await box.getByRole('group', { name: words.edit(`${words.taskKinds.presence} · Nerrin`) }).getByRole('button', { name: words.done }).click()
  await openMeans(amina, 'forces')
  await dragOnto(amina, 'A2', 'Sabel')
  await box.getByRole('group', { name: words.edit(`${words.taskKinds.presence} · Sabel`) }).getByRole('button', { name: words.done }).click()
  await found(amina, [/^Yeddan is a MUST, and nobody protects it for 24\sh\s00/, /^Renda is a MUST/, /^Ishtel is a MUST/, /^You promised Yeddan hours you cannot keep: 24\sh\s00 are missing/, /^You promised Renda/])
  await shot(amina, 'plan-a-1-findings')
  const renda = finding(amina, /^Renda is a MUST/)
  await renda.getByText(words.showWhy, { exact: true }).click()
  await shot(amina, 'plan-a-2-why')
  await renda.getByRole('button', { name: new RegExp(`^${words.apply}: Send`) }).first().click()
  await box.getByRole('group', { name: words.edit(`${words.taskKinds.presence} · Renda`) }).waitFor()
  // what was proposed is no new fault: it begins when the unit can be there, and the reserve stays one
  await openMeans(amina, 'findings')
  expect(await finding(amina, /“Stay there · Renda”: it cannot be ready sooner|^QRF is your reserve/).count()).toBe(0)
  await finding(amina, /^Renda is a MUST, and nobody protects it for 24\sh\s00/).waitFor({ state: 'detached' })
  await shot(amina, 'plan-a-3-mended')
  expect(await faults(amina)).toEqual([])
  expect(amina.complaints).toEqual([])
})

test('[REA79] a move by night against a caveat, and a bridge that breaks under vehicles too heavy for the ferry', async () => {
  opened = await openBriefingRoom()
  const { amina, classroom } = opened
  const box = panel(amina)
  // the afternoon of D-2, and it stands still: in this hour of the move the story runs a hundred times as fast
  await classroom.command({ type: 'clock:jump', moveMinute: 40.8 })
  await classroom.command({ type: 'clock:pause' })
  await addTask(amina, { unit: 'INF4-C1', kind: 'presence', place: 'Ishtel', from: 'D-1 08:00', until: 'D-1 18:00' })
  await addTask(amina, { unit: 'INF4-QRF', kind: 'presence', place: 'Jolvan', from: 'D-1 08:00', until: 'D-1 18:00', mobility: words.mobility('apc') })
  await found(amina, [/^C1 misses .* of “Stay there · Ishtel”: it may not move at night so far from its base\.$/])
  const night = finding(amina, /it may not move at night/)
  await night.getByText(words.showWhy, { exact: true }).click()
  await night.getByText(/no night move beyond 10 km/).waitFor()
  await shot(amina, 'plan-b-1-night')
  await classroom.command({ type: 'world:change', scope: { kind: 'common' }, change: { kind: 'crossing', thing: 'farrow', state: 'destroyed', note: 'Blown up' } })
  await amina.page.getByRole('status', { name: words.changed }).waitFor()
  await shot(amina, 'plan-b-2-changed')
  await amina.page.getByRole('status', { name: words.changed }).getByRole('button', { name: words.close }).click()
  await found(amina, [/^QRF misses .* of “Stay there · Jolvan”: its vehicles are too heavy for the crossing\.$/])
  const heavy = finding(amina, /too heavy/)
  await heavy.getByText(words.showWhy, { exact: true }).click()
  await heavy.getByText(/weighs 15 t\. Pelu Ferry carries 8 t\./).waitFor()
  await heavy.scrollIntoViewIfNeeded()
  await shot(amina, 'plan-b-3-heavy')
  await heavy.getByRole('button', { name: new RegExp(`^${words.apply}: Move ${words.mobility('4x4')}`) }).click()
  await heavy.waitFor({ state: 'detached' })
  await accept(amina, /it may not move at night/, 'The capital was asked, and answers before dark.')
  await shot(amina, 'plan-b-4-mended')
  expect(await faults(amina)).toEqual([])
  await box.getByRole('heading', { name: words.acceptedTitle }).waitFor()
  expect(amina.complaints).toEqual([])
})

test('[REA79] the reserve as a guard, an escort before other ways, and support without a word on conduct; the room and the record read what was accepted, and why', async () => {
  opened = await openBriefingRoom()
  const { amina, ada, omar, projector } = opened
  const box = panel(amina)
  await addTask(amina, { unit: 'INF4-QRF', kind: 'presence', place: 'Renda' })
  await addTask(amina, { unit: 'INF4-A1', kind: 'escort', place: 'Corvale', to: 'Nerrin', from: 'D-2 09:00', until: 'D-2 15:00' })
  await addTask(amina, { unit: 'INF4-B1', kind: 'support', place: 'Veshk', partner: 'TDF-71', from: 'D-2 10:00', until: 'D-2 16:00' })
  await found(amina, [/^QRF is your reserve, and “Stay there · Renda” makes it a guard/, /sends an armed escort before other ways were tried\.$/, /supports .* without conditions on its conduct\.$/])
  await shot(amina, 'plan-c-1-findings')
  const conduct = finding(amina, /without conditions/)
  await conduct.getByText(words.showWhy, { exact: true }).click()
  await conduct.scrollIntoViewIfNeeded()
  await shot(amina, 'plan-c-2-conduct')
  await conduct.getByRole('button', { name: words.open }).click()
  await box.getByLabel(words.fields.conditions).fill('No officer of the March raid takes part; our police ride along; we stop when it is broken.')
  await box.getByRole('button', { name: words.done }).click()
  await openMeans(amina, 'findings')
  await conduct.waitFor({ state: 'detached' })
  const reason = 'For one day only: the governor asked, and FPU C stands by instead.'
  await accept(amina, /^QRF is your reserve/, reason)
  await box.getByRole('button', { name: words.toSlide }).click()
  await box.getByText(words.slideMade).waitFor({ state: 'attached' })
  await saved(amina)
  await shot(amina, 'plan-c-3-accepted')
  await opened.givesAlphaTheFloor()
  await amina.page.getByRole('button', { name: slides.begin }).click()
  await projector.page.getByRole('region', { name: text.stage.planPart }).getByText(reason).waitFor()
  // a plan without hotspots claims to protect nobody
  await projector.page.getByRole('region', { name: text.stage.planPart }).getByText(words.nobodyNamed).waitFor()
  await shot(projector, 'plan-c-4-projector')

  const part = (laptop: Laptop) => laptop.page.getByRole('region', { name: text.stage.planPart })
  for (const laptop of [ada, omar]) {
    await laptop.page.goto(`${laptop.page.url().replace(/\/$/, '')}/replay`)
    await laptop.page.getByLabel(replayText.look).selectOption({ value: 's1' })
    await laptop.page.getByRole('slider').press('End')
    await part(laptop).getByLabel(text.stage.planPart).selectOption({ label: text.stage.meansPart })
    await part(laptop).getByText(reason).waitFor()
    await shot(laptop, `plan-c-5-replay-${laptop.name}`)
  }
  // who watched never knew the world of this table: he reads what it kept
  await part(ada).getByText(words.ofMoment).waitFor()
  await part(omar).getByText(words.otherWorld).waitFor()
  for (const laptop of [amina, ada, omar, projector]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})
