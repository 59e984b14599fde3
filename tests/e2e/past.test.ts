/** The past of a board in a real Chromium: who did what, putting back, the bin, and what is new since one last looked. */
import { afterEach, expect, test } from 'vitest'
import { exchangeText } from '../../client/text/en/exchange.ts'
import { printText } from '../../client/text/en/print.ts'
import { text } from '../../client/text/index.ts'
import { historyText } from '../../client/text/en/history.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { mapOf, markOn, putMarker, saved } from './acts.ts'
import { Room, shot } from './room.ts'

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

test('[MAP48] an officer pins a comment by keys, another answers, both read the thread, and the comment goes by its first words', async () => {
  classroom = await openClassroom()
  room = await Room.open(classroom.product.address)
  const code = classroom.code('member', 's1')
  const amina = await room.laptop('Amina')
  const ada = await room.laptop('Ada', { width: 1093, height: 500 })
  await room.join(amina, code, /Operations/)
  await room.join(ada, code, /Protection/)
  for (const laptop of [amina, ada]) await mapOf(laptop).waitFor()
  await amina.page.locator('.corner').getByRole('button', { name: text.map.marks, exact: true }).waitFor()
  await mapOf(amina).focus()
  await amina.page.keyboard.press('c')
  await amina.page.keyboard.press('Enter')
  const say = amina.page.getByLabel(text.map.remarks.say)
  await say.waitFor()
  expect(await say.evaluate((field) => field === document.activeElement)).toBe(true)
  await amina.page.keyboard.type('Which ford do we use?')
  await amina.page.keyboard.press('Enter')
  await markOn(ada, 'Which ford do we use?').waitFor()
  await ada.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await ada.page.locator('.panel').getByRole('button', { name: /Which ford/ }).press('F2')
  await ada.page.getByLabel(text.map.remarks.say).fill('The one at Dorrek')
  await ada.page.keyboard.press('Enter')
  const thread = amina.page.getByRole('region', { name: text.map.remarks.title })
  await thread.getByText('The one at Dorrek').waitFor()
  await thread.getByText(/Ada/).waitFor()

  // The minute is the journal's, for one's own words and for others'.
  await thread.getByText(/^You, \d\d:\d\d$/).waitFor()
  await thread.getByText(/Ada, \d\d:\d\d$/).waitFor()

  // Ada resolves it by key, Amina reads who did, in the thread and in the list of marks, and reopens it.
  await ada.page.getByRole('button', { name: text.map.remarks.resolve }).press('Enter')
  await thread.getByText(/^Resolved: .*Ada, \d\d:\d\d$/).waitFor()
  await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await amina.page.locator('.panel').getByText(text.map.remarks.thread(2, true)).waitFor()
  await shot(amina, 'rem-1')
  await shot(ada, 'rem-2-small')
  await amina.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await amina.page.getByRole('button', { name: text.map.remarks.reopen }).press('Enter')
  await amina.page.locator('.panel').getByText(text.map.remarks.thread(2, false)).waitFor()
  await shot(amina, 'rem-3-dark')
  await ada.page.getByRole('button', { name: text.map.remarks.resolve }).waitFor()

  // A page opened again knows its own person's words.
  await amina.page.reload()
  await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await amina.page.locator('.panel').getByRole('button', { name: /Which ford/ }).press('F2')
  await thread.getByText(/^You, \d\d:\d\d$/).waitFor()
  await thread.getByRole('button', { name: text.map.remarks.take }).waitFor()

  // On paper it is only when somebody wants it there.
  await amina.page.getByRole('button', { name: text.common.menu }).click()
  await amina.page.getByRole('button', { name: text.common.sheetActs.print }).click()
  await amina.page.locator('.print-map path').first().waitFor({ state: 'attached' })
  const printed = amina.page.locator('.print-root .label', { hasText: 'Which ford do we use?' })
  expect(await printed.count()).toBe(0)
  await amina.page.getByLabel(printText.withComments).check()
  await printed.first().waitFor({ state: 'attached' })
  await amina.page.keyboard.press('Escape')

  // Nor does it go out to other programs.
  await amina.page.getByRole('button', { name: text.common.menu }).click()
  await amina.page.getByRole('button', { name: text.common.sheetActs['take-out'] }).click()
  await amina.page.getByText(exchangeText.commentsStay(1)).waitFor()
  await amina.page.getByText(exchangeText.noMarks).waitFor()
  for (const laptop of [amina, ada]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)

test('[DOC99] the instructor looks at a board, reads who took what away, and puts it back for the officers', async () => {
  classroom = await openClassroom()
  room = await Room.open(classroom.product.address)
  const dana = await room.laptop('Dana', { width: 1366, height: 768 })
  await dana.page.context().addCookies([...classroom.chief.browser.cookies].map(([name, value]) => ({ name, value, url: classroom?.product.address ?? '' })))
  await dana.page.goto(`${classroom.product.address}/seat/${classroom.chief.seat}`)
  const code = classroom.code('member', 's1')
  const amina = await room.laptop('Amina')
  const ada = await room.laptop('Ada')
  await room.join(amina, code, /Operations/)
  await room.join(ada, code, /Protection/)
  for (const laptop of [amina, ada]) await mapOf(laptop).waitFor()
  await putMarker(amina, [0.4, 0.4], 'Post north')
  await markOn(ada, 'Post north').waitFor()
  await ada.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await ada.page.locator('.panel').getByRole('button', { name: /Post north/ }).dblclick()
  await ada.page.getByRole('button', { name: new RegExp(`^${text.map.remove}`) }).first().click()
  await markOn(amina, 'Post north').waitFor({ state: 'detached' })
  await saved(ada)

  await dana.page.locator('.picker select').selectOption('s1')
  await mapOf(dana).waitFor()
  await dana.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await dana.page.getByRole('button', { name: historyText.removedTitle }).press('Enter')
  await dana.page.getByText(/Ada took it away/).waitFor()
  await shot(dana, 'bin-1-instructor')
  await dana.page.setViewportSize({ width: 1093, height: 500 })
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(dana, 'bin-2-small-dark')
  await dana.page.getByRole('button', { name: new RegExp(`^${historyText.putBackShort}`) }).press('Enter')
  for (const laptop of [amina, ada]) await markOn(laptop, 'Post north').waitFor()
  await dana.page.getByText(historyText.noneRemoved).waitFor()
  for (const laptop of [dana, amina, ada]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)

test('[MAP44] an officer reads who changed a mark, puts it back as it was, takes one out of the bin, and is told what was done meanwhile', async () => {
  classroom = await openClassroom()
  room = await Room.open(classroom.product.address)
  const code = classroom.code('member', 's1')
  const amina = await room.laptop('Amina')
  const ada = await room.laptop('Ada')
  await room.join(amina, code, /Operations/)
  await room.join(ada, code, /Protection/)
  for (const laptop of [amina, ada]) await mapOf(laptop).waitFor()
  await putMarker(amina, [0.4, 0.4], 'Post north')
  await markOn(ada, 'Post north').waitFor()

  // Ada changes it; Amina sees who, and puts it back.
  const openCard = async (laptop: typeof amina, label: string): Promise<void> => {
    await laptop.page.getByRole('button', { name: text.map.marks, exact: true }).click()
    await laptop.page.locator('.panel').getByRole('button', { name: new RegExp(label) }).dblclick()
    await laptop.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  }
  await openCard(ada, 'Post north')
  await ada.page.getByLabel(text.map.label, { exact: true }).fill('Post moved')
  await ada.page.keyboard.press('Enter')
  await saved(ada)
  await markOn(amina, 'Post moved').waitFor()
  await openCard(amina, 'Post moved')
  await amina.page.getByRole('button', { name: historyText.title }).click()
  const history = amina.page.getByRole('region', { name: historyText.title })
  await history.getByText(/Ada changed it/).waitFor()
  await history.getByText(/Amina made it/).waitFor()
  await shot(amina, 'past-1-history')
  await history.getByRole('button', { name: historyText.putBack }).first().click()
  await amina.page.keyboard.press('Escape')
  for (const laptop of [amina, ada]) await markOn(laptop, 'Post north').waitFor()

  // Ada takes it away; it comes back out of the bin.
  await openCard(ada, 'Post north')
  await ada.page.getByRole('button', { name: new RegExp(`^${text.map.remove}`) }).first().click()
  await markOn(amina, 'Post north').waitFor({ state: 'detached' })
  await saved(ada)
  await amina.page.getByRole('button', { name: text.map.marks, exact: true }).click()
  await amina.page.getByRole('button', { name: historyText.removedTitle }).click()
  await amina.page.getByRole('button', { name: new RegExp(`^${historyText.putBackShort}`) }).click()
  for (const laptop of [amina, ada]) await markOn(laptop, 'Post north').waitFor()
  await saved(amina)

  // Amina goes away; what Ada does meanwhile waits for her.
  const { url } = { url: amina.page.url() }
  await amina.page.goto('about:blank')
  await putMarker(ada, [0.6, 0.5], 'While you were away')
  await saved(ada)
  await amina.page.goto(url)
  await amina.page.getByRole('button', { name: historyText.since(1) }).click()
  await amina.page.getByText(/Ada made While you were away/).waitFor()
  expect(await amina.page.locator('.mark-stand.is-fresh').count()).toBe(1)
  await shot(amina, 'past-2-since')
  await amina.page.getByRole('button', { name: historyText.show }).click()
  await amina.page.getByRole('button', { name: historyText.since(1) }).waitFor({ state: 'detached' })
  expect(await amina.page.locator('.mark-stand.is-fresh').count()).toBe(0)
  for (const laptop of [amina, ada]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)
