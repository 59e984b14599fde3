/**
 * The whole thread of an exercise on one laptop, as eight people live it: doors, drawing and writing at once, an inject
 * that breaks a bridge for one syndicate and then for all, a killed server, the plenary, and the replay.
 */
import { expect } from 'vitest'
import { formatMgrs, kmToLatLng } from '#shared/geo/grid.ts'
import { loadScenarios } from '../../server/scenarios.ts'
import { text } from '../../client/text/index.ts'
import { planText } from '../../client/text/en/plan.ts'
import { houseText } from '../../client/text/en/house.ts'
import { directingText } from '../../client/text/en/directing.ts'
import type { Product } from '../support/product.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { beginStage, bridgeInTheMiddle, drawArea, expectNeverLoadedAgain, mapOf, markOn, openInject, openMessage, putMarker, referenceOf, remember, saved, writePlan } from './acts.ts'
import { readDocument, seatOutside, timelineOf } from './reader.ts'
import { shot, type Laptop, type Room } from './room.ts'
import { foundIn, secretsOf } from './secrets.ts'

const serial = 'INJ-08'
const [analysis, response] = ['Risk analysis of the threats', 'Courses of action: response']

interface People {
  readonly dana: Laptop
  readonly projector: Laptop
  readonly omar: Laptop
  readonly amina: Laptop
  readonly ada: Laptop
  readonly bao: Laptop
  readonly bela: Laptop
}

/** `fromHere`: how this process reaches the server, whatever name the browser knows it by. */
export async function liveTheDay(product: Product, room: Room, fromHere: string): Promise<void> {
  const people = await comeIn(product, room)
  const { dana, projector, omar, amina, ada, bao, bela } = people
  const all = Object.values(people)
  await beginStage(dana, 'Move 1')

  // Both syndicates draw and write at once; neither sees anything of the other.
  await Promise.all([
    putMarker(amina, [0.35, 0.4], 'ALPHA post north'), drawArea(ada, [[0.45, 0.6], [0.6, 0.62], [0.55, 0.75]], 'ALPHA area south'),
    putMarker(bao, [0.4, 0.35], 'BRAVO post'), drawArea(bela, [[0.5, 0.3], [0.65, 0.35], [0.55, 0.5]], 'BRAVO area'),
  ])
  await Promise.all([
    writePlan(amina, analysis, 'ALPHA fears raids at night.'), writePlan(ada, response, 'ALPHA answers with one platoon.'),
    writePlan(bao, analysis, 'BRAVO fears a flood.'), writePlan(bela, response, 'BRAVO moves people uphill.'),
  ])
  for (const laptop of [amina, ada, bao, bela]) await saved(laptop)
  await markOn(amina, 'ALPHA area south').waitFor()
  await markOn(ada, 'ALPHA post north').waitFor()
  await amina.page.getByText('ALPHA answers with one platoon.').waitFor()
  await markOn(bela, 'BRAVO post').waitFor()
  expect(await markOn(bao, 'ALPHA').count()).toBe(0)
  await shot(amina, 'story-1-alpha')
  await shot(bao, 'story-1-bravo')

  await breakTheBridge(people)
  await killAndReturn(product, people)

  const beforePlenary = new Map(all.map((laptop) => [laptop, laptop.received()]))
  await presentAndReplay(people, room, fromHere)

  for (const laptop of [bao, bela, omar, projector]) expect([laptop.name, foundIn(beforePlenary.get(laptop) ?? '', ['ALPHA '])]).toEqual([laptop.name, []])
  for (const laptop of [amina, ada, omar, projector]) expect([laptop.name, laptop.received().includes('BRAVO ')]).toEqual([laptop.name, false])
  const { ready: [scenario] } = await loadScenarios(new URL('../../maps', import.meta.url).pathname)
  const secrets = scenario === undefined ? [] : secretsOf(scenario, [serial])
  expect(secrets.length).toBeGreaterThan(200)
  expect(foundIn(dana.received(), secrets).length).toBeGreaterThan(200)
  for (const laptop of [projector, omar, amina, ada, bao, bela]) {
    expect(laptop.received().length).toBeGreaterThan(10_000)
    expect([laptop.name, foundIn(laptop.received(), secrets)]).toEqual([laptop.name, []])
  }
  for (const laptop of all) expect([laptop.name, laptop.outside]).toEqual([laptop.name, []])
  console.log(`${secrets.length} secret sentences searched in ${Math.round(room.laptops.reduce((sum, { received }) => sum + received().length, 0) / 1000)} kB of traffic: none found`)
}

async function comeIn(product: Product, room: Room): Promise<People> {
  const dana = await room.laptop('Dana')
  await dana.page.goto(`${room.address}${new URL(product.instructorLink()).pathname}${new URL(product.instructorLink()).hash}`)
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(houseText.chiefName).fill('Dana')
  await dana.page.getByLabel(houseText.syndicates).selectOption('2')
  await dana.page.getByRole('button', { name: houseText.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.getByRole('button', { name: directingText.automatic }).click()
  await dana.page.getByRole('tab', { name: directingText.panels.doors }).click()
  const codeOf = async (name: string): Promise<string> => {
    const line = await dana.page.getByRole('listitem').filter({ hasText: name }).first().innerText()
    return /\d{4} \d{4}/.exec(line)?.[0] ?? ''
  }
  const [alpha, bravo] = [await codeOf('Alpha'), await codeOf('Bravo')]
  const projector = await room.openedBy(dana, 'projector', () => dana.page.getByRole('button', { name: houseText.openProjector }).click())
  const omar = await room.openedBy(dana, 'Omar', () => dana.page.getByRole('button', { name: houseText.openObserver }).click())
  const members = await Promise.all((['Amina', 'Ada', 'Bao', 'Bela'] as const).map((name) => room.laptop(name, name === 'Bao' ? { width: 1093, height: 500 } : { width: 1366, height: 768 })))
  const [amina, ada, bao, bela] = members
  if (amina === undefined || ada === undefined || bao === undefined || bela === undefined) throw new Error('four members come')
  for (const [laptop, code, hat] of [[amina, alpha, /Operations/], [ada, alpha, /Protection/], [bao, bravo, /Operations/], [bela, bravo, /Protection/]] as const) await room.join(laptop, code, hat)
  await dana.page.getByRole('tab', { name: directingText.panels.people }).click()
  await dana.page.getByRole('button', { name: directingText.admitAll(4) }).click()
  const people = { dana, projector, omar, amina, ada, bao, bela }
  for (const laptop of Object.values(people)) {
    await mapOf(laptop).waitFor()
    await remember(laptop)
  }
  return people
}

/** Released to Alpha only, then to all: where the bridge is broken, for whom, and what comes back to the directing staff. */
async function breakTheBridge({ dana, projector, omar, amina, ada, bao, bela }: People): Promise<void> {
  const broken = (laptop: Laptop) => laptop.page.locator('.crossing-destroyed .standing')
  await openInject(dana, serial)
  await dana.page.getByRole('button', { name: text.common.syndicateLong(1, 'Alpha'), exact: true }).click()
  await dana.page.getByRole('button', { name: directingText.releaseTo([1]) }).click()
  for (const laptop of [amina, ada]) await broken(laptop).waitFor()
  const place = /^29M \w\w (\d{3}) (\d{3})$/.exec(await referenceOf(amina, broken(amina)))
  const meant = /^29M \w\w (\d{3}) (\d{3})$/.exec(formatMgrs({ utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }, kmToLatLng({ utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }, [49, 51])))
  for (const part of [1, 2]) expect(Math.abs(Number(place?.[part]) - Number(meant?.[part])) * 100).toBeLessThanOrEqual(300)
  await dana.page.getByText(directingText.delivered(2, 2)).waitFor()
  for (const laptop of [bao, bela, omar, projector]) expect([laptop.name, await broken(laptop).count()]).toEqual([laptop.name, 0])

  for (const laptop of [amina, ada]) await openMessage(laptop, 'Farrow Bridge is broken')
  await dana.page.getByText(directingText.opened(2, 2), { exact: false }).first().waitFor()
  await amina.page.getByRole('button', { name: text.inbox.acknowledge }).click()
  await ada.page.getByRole('checkbox').first().check()
  await ada.page.getByLabel(text.inbox.comment).fill('They hold the south-west bank.')
  await ada.page.getByLabel(text.inbox.riskAcceptedBy).fill('Battalion commander')
  await ada.page.getByRole('button', { name: text.inbox.send }).click()
  await dana.page.getByText('They hold the south-west bank.').first().waitFor()
  await shot(dana, 'story-2-receipts')
  await shot(ada, 'story-2-answer')

  await dana.page.getByRole('button', { name: directingText.releaseRest }).click()
  for (const laptop of [bao, bela, omar, projector]) await broken(laptop).waitFor()
  for (const laptop of [bao, bela]) await openMessage(laptop, 'Farrow Bridge is broken')
  await shot(projector, 'story-3-projector')
  await shot(omar, 'story-3-observer')
}

/** kill -9 while somebody goes on working: all are back by themselves, on the same page, with everything. */
async function killAndReturn(product: Product, { dana, projector, omar, amina, ada, bao, bela }: People): Promise<void> {
  const back = product.kill()
  await amina.page.locator('[data-connection=away]').first().waitFor()
  await putMarker(amina, [0.5, 0.55], 'ALPHA while away')
  await shot(amina, 'story-4-away')
  await back
  const began = performance.now()
  for (const laptop of [dana, amina, ada, bao, bela, omar]) await saved(laptop)
  console.log(`all screens back ${Math.round(performance.now() - began)} ms after the new server was ready`)
  await markOn(ada, 'ALPHA while away').waitFor()
  for (const label of ['ALPHA post north', 'ALPHA area south']) for (const laptop of [amina, ada]) expect(await markOn(laptop, label).count()).toBe(1)
  for (const label of ['BRAVO post', 'BRAVO area']) for (const laptop of [bao, bela]) expect(await markOn(laptop, label).count()).toBe(1)
  for (const laptop of [dana, projector, omar, amina, ada, bao, bela]) {
    await expectNeverLoadedAgain(laptop)
    await laptop.page.locator('.crossing-destroyed .standing').first().waitFor()
  }
}

async function presentAndReplay({ dana, projector, omar, amina, bao }: People, room: Room, fromHere: string): Promise<void> {
  await beginStage(dana, 'Plenary A')
  await dana.page.getByRole('button', { name: directingText.boards }).click()
  await dana.page.getByRole('button', { name: directingText.openInPlenary }).click()
  await dana.page.keyboard.press('Escape')
  await dana.page.getByRole('tab', { name: directingText.panels.people }).click()
  await dana.page.locator('summary', { hasText: 'Amina' }).click()
  await dana.page.getByRole('group', { name: directingText.seatOf('Amina') }).getByRole('button', { name: directingText.nameLead }).click()
  await dana.page.locator('summary', { hasText: directingText.lead }).waitFor()
  await dana.page.getByRole('tab', { name: directingText.panels.tracker }).click()
  await dana.page.getByRole('button', { name: directingText.give('Alpha') }).click()

  const outside = await seatOutside(omar.context, omar.page.url(), fromHere)
  const board = 'syndicate/s1/board'
  for (const laptop of [projector, omar]) await markOn(laptop, 'ALPHA post north').waitFor()
  const reader = readDocument(outside, `${board}@1`)
  try {
    await amina.page.getByText(text.syndicate.presenting).waitFor()
    await amina.page.getByRole('tab', { name: text.syndicate.tabs.plan }).click()
    await amina.page.getByRole('button', { name: planText.showThis(analysis) }).click()
    for (const laptop of [projector, omar]) await laptop.page.getByText('ALPHA fears raids at night.').first().waitFor()
    // The projector goes where the presenter goes: the broken bridge in the middle of her map is in the middle of the room's.
    await amina.page.getByRole('tab', { name: new RegExp(`^${text.syndicate.tabs.inbox}`) }).click()
    const opened = amina.page.getByRole('button', { name: text.inbox.back })
    if (!await opened.isVisible()) await openMessage(amina, 'Farrow Bridge is broken')
    await amina.page.getByRole('button', { name: text.inbox.showOnMap }).click()
    for (const laptop of [amina, projector, omar]) await bridgeInTheMiddle(laptop)
    await shot(projector, 'story-5-projector')
    await shot(omar, 'story-5-observer')
    await shot(bao, 'story-5-bravo')

    await putMarker(amina, [0.4, 0.3], 'ALPHA said in plenary')
    for (const laptop of [projector, omar]) await markOn(laptop, 'ALPHA said in plenary').waitFor()
    await putMarker(amina, [0.55, 0.35], 'ALPHA at last')
    for (const laptop of [projector, omar]) await markOn(laptop, 'ALPHA at last').waitFor()
    await saved(amina)
    await dana.page.getByRole('button', { name: directingText.take }).click()
    await omar.page.getByText(text.stage.sharedInjects).waitFor()

    const moments = [reader.held[0], reader.held.find(({ canonical }) => canonical.includes('ALPHA said in plenary')), reader.held.findLast(({ canonical }) => canonical.includes('ALPHA at last'))]
    const timeline = await timelineOf(outside)
    for (const held of reader.held) {
      const replayed = timeline.documentAt(board, held)
      expect([held.sequence, replayed === null ? null : canonicalDocument(replayed.doc)]).toEqual([held.sequence, held.canonical])
    }
    const again = await room.page('Omar replays', omar.context)
    for (const moment of moments) {
      if (moment === undefined) throw new Error('the reader held the board at three moments')
      await again.page.goto('about:blank')
      await again.page.goto(`${new URL(omar.page.url()).href.replace(/\/$/, '')}/replay#t=${moment.recordedAt}`)
      await again.page.getByRole('slider').first().waitFor()
      const labels = [...moment.canonical.matchAll(/"label":"(ALPHA [^"]+)"/g)].map(([, label]) => label ?? '').sort()
      for (const label of labels) await markOn(again, label).waitFor({ state: 'attached' })
      // The sheet stands before the board has come: then it makes room for the plan, and its words are laid anew.
      await again.page.waitForFunction((wanted) => [...document.querySelectorAll<HTMLElement>('.label')].map(({ innerText }) => innerText).filter((label) => label.includes('ALPHA')).sort().join() === wanted, labels.join())
    }
    await shot(again, 'story-6-replay')
    console.log(`replay equals what a reader held at all ${reader.held.length} Positions; three of them looked at on the screen`)
  } finally {
    reader.close()
  }
}
