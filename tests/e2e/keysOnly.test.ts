/**
 * A whole exercise by keys alone, from the instructor's link to the end of the day: Dana opens, admits, directs, asks the room and
 * closes; Amina comes in by code, draws, writes, answers, asks and votes. Neither ever presses a pointer.
 */
import { afterEach, expect, test } from 'vitest'
import { conductText } from '../../client/text/en/conduct.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { houseText } from '../../client/text/en/house.ts'
import { plenaryText } from '../../client/text/en/plenary.ts'
import { replayDeskText } from '../../client/text/en/replayDesk.ts'
import { reviewText } from '../../client/text/en/review.ts'
import { rosterText } from '../../client/text/en/roster.ts'
import { runningText } from '../../client/text/en/running.ts'
import { text } from '../../client/text/index.ts'
import { startProduct, type Product } from '../support/product.ts'
import { mapOf, markOn } from './acts.ts'
import { faults } from './briefingRoom.ts'
import { KeyHand } from './keyHand.ts'
import { Room, shot, type Laptop } from './room.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
  room = null
  product = null
})

const roster = 'Name\tNation\tSyndicate\nAmina Diallo\tMali\t1\n'

async function beginStage({ page }: Laptop, hand: KeyHand, title: RegExp): Promise<void> {
  await hand.choose(page.getByLabel(directingText.otherStage), title)
  await hand.press(page.getByRole('button', { name: directingText.beginAnyway }))
  await page.locator('.bar .stage .name', { hasText: title }).waitFor()
}

test('[EX60] a whole exercise is directed and worked in by keys alone', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const [dana, amina] = [await room.laptop('Dana'), await room.laptop('Amina')]
  const [directs, sits] = [await KeyHand.of(dana), await KeyHand.of(amina)]
  const onDesk = (name: string) => dana.page.getByRole('tab', { name: new RegExp(`^${name}`) })

  // The exercise is made, its people named, its doors opened.
  await dana.page.goto(product.instructorLink())
  await directs.press(dana.page.getByRole('button', { name: /^Run / }).first())
  await directs.choose(dana.page.getByLabel(houseText.syndicates), /^2$/)
  await directs.write(dana.page.getByLabel(houseText.chiefName), 'Dana')
  await directs.write(dana.page.getByLabel(rosterText.title), roster)
  await directs.press(dana.page.getByRole('button', { name: houseText.create }))
  await dana.page.waitForURL(/\/seat\//)
  await directs.reach(onDesk(directingText.panels.doors))
  const codes = (await dana.page.locator('.doors').innerText()).match(/\d{4} \d{4}/g) ?? []

  await amina.page.goto(`${product.address}/j`)
  await sits.reach(amina.page.getByLabel(text.join.codeLabel))
  await sits.type((codes[0] ?? '').replace(' ', ''))
  await sits.keys('Enter')
  await sits.press(amina.page.getByRole('button', { name: 'Amina Diallo' }))
  await sits.press(amina.page.getByRole('button', { name: /^Operations/ }))
  await mapOf(amina).waitFor()
  const bao = await room.laptop('Bao')
  await room.join(bao, codes[1] ?? '', /Operations/)
  await directs.reach(onDesk(directingText.panels.people))
  await directs.press(dana.page.getByRole('button', { name: directingText.admitAll(1) }))
  await mapOf(bao).waitFor()

  // A move: what is sent at once, a word to all, a free inject and its undoing, a bridge.
  await beginStage(dana, directs, /Move 1/)
  await directs.press(dana.page.getByRole('button', { name: directingText.message, exact: true }))
  await directs.write(dana.page.getByLabel(directingText.messageText), 'Brief in ten minutes.')
  await directs.press(dana.page.getByRole('button', { name: directingText.messageSend }))
  await amina.page.getByText('Brief in ten minutes.').first().waitFor()
  await directs.keys('Escape')
  await directs.keys('i')
  await directs.type('Smoke over Renda. Nobody answers the radio.')
  await directs.keys('Control+Enter')
  await dana.page.getByRole('heading', { name: 'Smoke over Renda' }).waitFor()
  await directs.press(dana.page.getByRole('button', { name: directingText.backToList }))
  await directs.keys('u')
  await dana.page.getByText(/^Undo FREE-1/).waitFor()
  await directs.keys('Enter')
  await amina.page.getByText(text.inbox.wasTakenBack(2)).waitFor()
  await directs.reach(onDesk(directingText.panels.world))
  await directs.write(dana.page.getByLabel(runningText.why), 'A truck lies across it')
  await directs.choose(dana.page.getByLabel(runningText.stateOf('Farrow Bridge', runningText.groups.crossings)), /^Closed$/)
  await directs.press(dana.page.getByRole('button', { name: runningText.setLong('Farrow Bridge', 'Closed') }))
  await amina.page.locator('.crossing-closed .standing').first().waitFor()
  await shot(dana, 'keys-1-desk')

  // At the table: a message is read, a mark drawn and named, the plan written, a question put.
  const atTable = (name: string) => amina.page.getByRole('tab', { name: new RegExp(`^${name}`) })
  await sits.reach(atTable(text.syndicate.tabs.inbox))
  await sits.press(amina.page.locator('.panel, aside').getByRole('button', { name: /Weekly summary/ }).first())
  await amina.page.getByRole('heading', { name: /Weekly summary/ }).waitFor()
  await sits.reach(mapOf(amina))
  await sits.keys('m', 'ArrowRight', 'Enter')
  await amina.page.getByLabel(text.map.label, { exact: true }).waitFor()
  await sits.type('Night post')
  await sits.keys('Enter')
  await markOn(amina, 'Night post').waitFor()
  await sits.reach(atTable(text.syndicate.tabs.plan))
  const writing = amina.page.getByRole('button', { name: /^Write in “/ }).first()
  await sits.press(writing)
  await amina.page.locator('[contenteditable=true]:focus').waitFor()
  await sits.type('We post at the ferry by night.')
  await sits.keys('Escape')
  await amina.page.getByText('We post at the ferry by night.').first().waitFor()
  await sits.reach(atTable(text.syndicate.tabs.ask))
  await sits.write(amina.page.getByLabel(conductText.askField), 'Is the ferry open by night?')
  await sits.press(amina.page.getByRole('button', { name: conductText.askSend, exact: true }))
  await amina.page.getByText(conductText.asked).waitFor()

  // The desk answers.
  await directs.reach(onDesk(directingText.panels.requests))
  await directs.press(dana.page.getByRole('button', { name: /Is the ferry open by night/ }))
  await directs.write(dana.page.getByLabel(conductText.answerField, { exact: true }), 'Until 18:00 only.')
  await directs.press(dana.page.getByRole('button', { name: conductText.answerAll }))
  await amina.page.getByText('Until 18:00 only.').first().waitFor()

  // The next message asks for a decision; it is sent from the list and answered.
  await directs.press(dana.page.getByRole('button', { name: directingText.filters.all, exact: true }))
  await directs.press(dana.page.getByRole('button', { name: /^INJ-05/ }))
  await directs.press(dana.page.getByRole('button', { name: directingText.releaseAll }))
  await sits.reach(atTable(text.syndicate.tabs.inbox))
  const back = amina.page.getByRole('button', { name: text.inbox.back })
  if (await back.isVisible()) await sits.press(back)
  await sits.press(amina.page.locator('.panel, aside').getByRole('button', { name: /Drugs and blood for Hallet/ }).first())
  await sits.press(amina.page.getByRole('radio').first(), 'Space')
  await sits.write(amina.page.getByLabel(/^Why/), 'The clinic is in reach')
  await sits.press(amina.page.getByRole('button', { name: /^Send/ }))
  await amina.page.getByText('The clinic is in reach').first().waitFor()

  // The plenary: the floor, the wall of decisions, a vote.
  await beginStage(dana, directs, /Plenary/)
  await directs.reach(onDesk(directingText.panels.tracker))
  await directs.press(dana.page.getByRole('button', { name: directingText.give('Bravo') }))
  await directs.reach(onDesk(plenaryText.tab))
  await directs.press(dana.page.getByRole('button', { name: plenaryText.showWallOf('Drugs and blood for Hallet') }))
  await dana.page.getByRole('button', { name: plenaryText.takeWall }).waitFor()
  await directs.press(dana.page.getByRole('button', { name: plenaryText.open }))
  await sits.press(amina.page.getByRole('button', { name: plenaryText.verdicts['sound-with-changes'] }))
  await amina.page.getByText(plenaryText.given).waitFor()
  await directs.press(dana.page.getByRole('button', { name: plenaryText.close }))
  await shot(amina, 'keys-2-vote')
  await shot(dana, 'keys-3-plenary')

  // The end: the page of the day, the form, and what was, once more.
  await beginStage(dana, directs, /Hot wash/)
  await directs.reach(onDesk(directingText.panels.review))
  await directs.press(dana.page.getByRole('button', { name: reviewText.open }))
  await dana.page.locator('.review-page').waitFor()
  await directs.write(dana.page.getByLabel(reviewText.noteDay), 'The bridge came too early.')
  await directs.keys('Escape')
  await directs.press(dana.page.getByRole('button', { name: reviewText.openForm }))
  await sits.press(amina.page.getByRole('button', { name: reviewText.fill }))
  const form = amina.page.getByRole('dialog', { name: reviewText.formTitle })
  await sits.press(form.getByRole('radio').first(), 'Space')
  await sits.write(form.getByLabel(reviewText.keepField), 'Small groups')
  await sits.press(form.getByRole('button', { name: reviewText.send }))
  await amina.page.getByText(reviewText.thanks).waitFor()
  await directs.press(dana.page.getByRole('button', { name: reviewText.closeForm }))
  await dana.page.getByText(reviewText.kept).waitFor()
  expect([await faults(dana), await faults(amina)]).toEqual([[], []])

  await amina.page.goto(`${amina.page.url().replace(/\/$/, '')}/replay`)
  await sits.press(amina.page.getByRole('button', { name: replayDeskText.play, exact: true }))
  await amina.page.getByRole('button', { name: replayDeskText.pause, exact: true }).waitFor()
  await shot(amina, 'keys-4-replay')

  console.log(`by keys alone: ${directs.steps} steps to reach what Dana worked, ${sits.steps} for Amina`)
  for (const [laptop, hand] of [[dana, directs], [amina, sits]] as const) {
    await hand.expectNoPointer()
    expect([laptop.name, laptop.complaints, laptop.outside]).toEqual([laptop.name, [], []])
  }
}, 300_000)
