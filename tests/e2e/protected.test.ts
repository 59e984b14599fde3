/** What is protected never comes onto a board: refused with the reason, referred without names, read by the hat alone. */
import { afterEach, expect, test } from 'vitest'
import { annotationsOf, putAnnotations } from '#shared/board/boardDocument.ts'
import { referralsOf } from '#shared/board/referrals.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { referralsText as words } from '../../client/text/en/referrals.ts'
import { text } from '../../client/text/index.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { Editor } from '../support/editor.ts'
import { until } from '../support/startServer.ts'
import { wenza } from '../support/wenzaFiles.ts'
import { mapOf, putMarker, saved } from './acts.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { Room, shot } from './room.ts'

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

test('[PRO6] an officer is refused with the reason and told who refers; the adviser makes the referral, and no other hat, syndicate or screen receives it', async () => {
  classroom = await openClassroom(2)
  room = await Room.open(classroom.product.address)
  const code = classroom.code('member', 's1')
  const amina = await room.laptop('Amina')
  const ada = await room.laptop('Ada', { width: 1093, height: 500 })
  await room.join(amina, code, /Operations/)
  await room.join(ada, code, /Protection adviser/)
  const [observer, bela, dana, projector] = [await room.laptop('Olga'), await room.laptop('Bela'), await room.laptop('Dana'), await room.laptop('projector')]
  await room.join(observer, classroom.code('observer', null), null)
  await room.join(bela, classroom.code('member', 's2'), /Protection adviser/)
  await room.join(dana, classroom.code('deputy', null), null)
  await projector.page.goto(`${classroom.product.address}/j`)
  await projector.page.getByLabel(text.join.codeLabel).fill(classroom.code('screen', null))
  await projector.page.getByRole('button', { name: text.join.look }).click()
  await projector.page.waitForURL(/\/seat\//)
  const waiting = Object.values(classroom.view().seats).filter(({ status }) => status === 'waiting').map(({ id }) => id)
  await classroom.command({ type: 'seat:admit', seats: waiting })
  for (const laptop of [amina, ada, bela, dana, projector]) await mapOf(laptop).waitFor()

  // Words: what is typed does not stay, what stood there before does.
  await putMarker(amina, [0.5, 0.4], 'Aid point')
  const sheet = await mapOf(amina).boundingBox()
  if (sheet === null) throw new Error('Amina sees no map')
  await amina.page.mouse.click(sheet.x + sheet.width * 0.5, sheet.y + sheet.height * 0.4)
  const label = amina.page.getByLabel(text.map.label, { exact: true })
  await label.fill('')
  await label.pressSequentially('Survivor')
  const notice = amina.page.getByRole('alert')
  await notice.getByText(words.person('Survivor')).waitFor()
  await notice.getByText(words.wayTell('Ada', 'Protection adviser')).waitFor()
  expect(await notice.getByRole('button', { name: words.make }).count()).toBe(0)
  await shot(amina, 'pro-1-words')
  await notice.getByRole('button', { name: words.close }).press('Enter')
  await label.press('Tab')
  expect(await label.inputValue()).toBe('Aid point')
  await amina.page.keyboard.press('Escape')

  // A place: no pin is put, whoever tries; the adviser is offered the referral at once.
  const sabel = wenza().zone.places.find(({ id }) => id === 'sabel')
  const place = ada.page.locator('.label', { hasText: /^Sabel$/ }).first()
  await place.waitFor()
  await mapOf(ada).focus()
  await ada.page.keyboard.press('m')
  const box = await place.boundingBox()
  if (box === null || sabel?.protection === undefined) throw new Error('Sabel is not on the sheet')
  await ada.page.mouse.click(box.x - 6, box.y + box.height / 2)
  const told = ada.page.getByRole('alert')
  await told.getByText(words.place('Sabel', sabel.protection.reason)).waitFor()
  await shot(ada, 'pro-2-place-small')
  await told.getByRole('button', { name: words.make }).click()
  await ada.page.getByLabel(words.fields.need).selectOption({ label: words.choices.need.medical })
  await ada.page.getByLabel(words.fields.who).selectOption({ label: words.choices.who.adult })
  await shot(ada, 'pro-3-form-small')
  await ada.page.getByRole('button', { name: words.send }).press('Enter')
  await ada.page.getByRole('heading', { name: words.number(1) }).waitFor()
  await ada.page.getByLabel(words.stateOf(1)).selectOption({ label: words.choices.state.accepted })
  await saved(ada)
  await shot(ada, 'pro-4-made-small')

  // Another program of the same syndicate gets past no screen: the server takes the pin off and says so.
  const ben = new Editor(await classroom.member('Ben'), 'syndicate/s1/board@1')
  await until(() => ben.isSynced, 'Ben has the board')
  const look = { note: '', layer: 'default', group: '', locked: false, style: { colour: 'own', pattern: 'solid' } } as const
  putAnnotations(ben.doc, [{ ...look, id: 'pin', order: 'V00007', label: 'Here', kind: 'marker', symbol: 'women', geometry: kmToLatLng(wenza().zone.grid, [40, 46]) }], {})
  await until(() => annotationsOf(ben.doc).size === 1, 'the pin is gone')
  ben.close()

  // Nor does another program of the same syndicate read the referrals by their address.
  const nosy = new Editor(await classroom.member('Nils'), 'syndicate/s1/protected@1')
  await until(() => nosy.closed.length > 0, 'the server ended it')
  expect([nosy.isSynced, nosy.closed[0], referralsOf(nosy.doc).length]).toEqual([false, closeCodes.notAllowed, 0])
  nosy.close()

  // The hat reads it on any page of hers, and directing staff read it: what is searched for does cross a wire that may have it.
  const secret = /gbv-line|within-72-hours/
  await ada.page.reload()
  await ada.page.getByRole('tab', { name: text.syndicate.tabs.referrals }).click()
  await ada.page.getByRole('heading', { name: words.number(1) }).waitFor()
  await dana.page.getByRole('tab', { name: directingText.panels.referrals }).click()
  await dana.page.getByText(words.choices.to['gbv-line']).waitFor()
  await shot(dana, 'pro-5-staff')
  for (const laptop of [ada, dana]) await until(() => secret.test(laptop.received()), `what ${laptop.name} reads crossed a wire`)

  // The same hat of another syndicate has a list of its own, and nothing on it.
  await bela.page.getByRole('tab', { name: text.syndicate.tabs.referrals }).click()
  await bela.page.getByText(words.none).waitFor()

  // Nobody else has the tab, or a byte of it, even on a page opened after it was made.
  expect(await amina.page.getByRole('tab', { name: text.syndicate.tabs.referrals }).count()).toBe(0)
  for (const laptop of [amina, observer, bela, projector]) {
    await laptop.page.reload()
    await mapOf(laptop).waitFor()
  }
  for (const laptop of [amina, observer, bela, projector]) expect([laptop.name, secret.test(laptop.received())]).toEqual([laptop.name, false])
  for (const laptop of [amina, ada, observer, bela, dana, projector]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)
