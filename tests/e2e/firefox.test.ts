/** Debian's own Firefox joins by code, draws, answers a message and follows the room; everybody else is there without a browser. */
import { afterEach, expect, test } from 'vitest'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { text } from '../../client/text/index.ts'
import { Firefox } from '../support/firefox.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { Editor } from '../support/editor.ts'
import { Browser, until, valueOf } from '../support/startServer.ts'
import { Person } from '../support/person.ts'
import type { SeatTaken } from '#shared/protocol/http.ts'

let classroom: Classroom | null = null
let firefox: Firefox | null = null
afterEach(async () => {
  await firefox?.close()
  await classroom?.close()
  firefox = null
  classroom = null
})

const serial = 'INJ-10'
const choice = 'Both talks and presence, today'
const shots = process.env['SHOTS']

test('[HSE30] Firefox joins, draws, answers and follows', async () => {
  const room = classroom = await openClassroom(2)
  const browser = firefox = await Firefox.start()
  const page = await browser.page()
  const picture = async (name: string): Promise<void> => { if (shots !== undefined) await page.screenshot(`${shots}/${name}.png`) }

  // joins
  await page.goto(`${room.product.address}/j`)
  await page.focusField(text.join.codeLabel)
  await page.type(room.code('member', 's1'))
  await page.click(text.join.look)
  await page.sees(text.join.nameLabel)
  await page.focusField(text.join.nameLabel)
  await page.type('Амина')
  await page.click(text.join.nameGo)
  await page.click(/Operations/)
  await page.until("document.querySelector('.leaflet-container') !== null", 'the map stands')
  await page.until("document.querySelector('[data-connection=saved]') !== null", 'the board is connected')

  // draws, and another member has it
  const ben = new Editor(await room.member('Ben'), 'syndicate/s1/board@1')
  await until(() => ben.isSynced, 'Ben has the board')
  const sheet = await page.evaluate<{ x: number; y: number; width: number; height: number }>("(({ x, y, width, height }) => ({ x, y, width, height }))(document.querySelector('.map-sheet').getBoundingClientRect())")
  await page.evaluate("document.querySelector('.map-sheet').focus()")
  await page.type('m')
  await page.clickAt(sheet.x + sheet.width * 0.4, sheet.y + sheet.height * 0.4)
  await page.focusField(text.map.label)
  await page.type('FIREFOX post')
  await page.press('Enter')
  await until(() => [...annotationsOf(ben.doc).values()].some(({ label }) => label === 'FIREFOX post'), 'Ben sees the mark', 20_000)
  ben.put('ben-mark', -5.9, -9)
  await page.sees('ben-mark')
  await picture('firefox-1-drawn')

  // answers
  await room.command({ type: 'inject:release', serial, syndicates: ['s1'] })
  await page.sees('Soldiers in Renda')
  await page.click(text.inbox.open)
  await page.click(text.inbox.noticeShow)
  await page.click(choice)
  await page.focusField(text.inbox.why)
  await page.type('Boys are held.')
  await page.focusField(text.inbox.riskAcceptedBy)
  await page.type('Commander')
  await page.click(text.inbox.send)
  await until(() => JSON.stringify(room.view().injects).includes('Boys are held.'), 'the staff read the answer', 20_000)
  await picture('firefox-2-answered')

  // follows: Bravo has the floor and pans
  const bao = new Browser(room.product.address)
  const seat = valueOf(await bao.post<SeatTaken>('/api/join/take', { code: room.code('member', 's2'), name: 'Bao', hat: null }))
  const presenter = await new Person(bao, seat.exercise, seat.seat).live()
  await room.command({ type: 'stage:begin', index: room.view().agenda.findIndex(({ stage }) => stage === 'plenary') })
  await room.command({ type: 'floor:give', syndicate: 's2' })
  await page.click(text.syndicate.follow)
  await page.sees('Bravo')
  const shown = "document.querySelector('.stage .leaflet-container, main.stage .map-sheet') !== null"
  await page.until(shown, 'the stage stands')
  const scale = (): Promise<string> => page.evaluate<string>("document.querySelector('.scale')?.innerText ?? ''")
  const before = await scale()
  expect((await presenter.command({ type: 'stage:show', view: { bounds: [-5.95, -9.1, -5.85, -8.95], section: null, hiddenLayers: [], highlight: [] } })).ok).toBe(true)
  await page.until(`document.body.innerText.includes('km') && (document.querySelector('.scale')?.innerText ?? '') !== ${JSON.stringify(before)}`, 'the stage went where the presenter went')
  await picture('firefox-3-follows')

  presenter.close()
  ben.close()
  expect(browser.complaints).toEqual([])
  console.log(`${browser.version}: joined, drew, answered, followed; no complaint in its console`)
})
