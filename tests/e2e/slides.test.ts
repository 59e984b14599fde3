/** A briefing in a real Chromium: slides are made while planning, turned by key in plenary, and the notes stay with the speaker. */
import { afterEach, expect, test } from 'vitest'
import { slidesText as words } from '../../client/text/en/slides.ts'
import { text } from '../../client/text/index.ts'
import { drawArea, mapOf, markOn, putMarker, saved, writePlan } from './acts.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { shot, type Laptop } from './room.ts'

let opened: BriefingRoom | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

const analysis = 'Risk analysis of the threats'

/** Waits until a mark's label lies on the drawn sheet, not beside it. */
async function inTheSheet({ page }: Laptop, label: string): Promise<void> {
  await page.waitForFunction((words) => {
    const mark = [...document.querySelectorAll('.label')].find((each) => each.textContent?.includes(words))?.getBoundingClientRect()
    const map = document.querySelector('.map-sheet')?.getBoundingClientRect()
    return mark !== undefined && map !== undefined && mark.left > map.left && mark.right < map.right && mark.top > map.top && mark.bottom < map.bottom
  }, label, { polling: 100 })
}

test('[PLE65] a syndicate prepares slides, its presenter turns them and draws, the room follows and never reads the notes', async () => {
  opened = await openBriefingRoom()
  const { classroom, dana, amina, ada, bao, omar, projector, late } = opened
  await putMarker(amina, [0.35, 0.4], 'ALPHA post')
  await writePlan(amina, analysis, 'ALPHA fears raids at night.')
  await amina.page.getByRole('tab', { name: text.syndicate.tabs.slides }).click()
  const add = amina.page.getByRole('button', { name: words.add })
  await add.click()
  await amina.page.getByLabel(words.name, { exact: true }).fill('Where we are')
  await amina.page.getByLabel(words.section).selectOption({ label: analysis })
  await amina.page.getByLabel(words.notes).fill('NOTE say nothing of the informant')
  await amina.page.getByRole('button', { name: words.done }).click()
  await mapOf(amina).focus()
  for (let times = 0; times < 3; times += 1) await amina.page.keyboard.press('+')
  await amina.page.getByRole('tab', { name: text.syndicate.tabs.slides }).click()
  await add.click()
  await amina.page.getByLabel(words.name, { exact: true }).fill('The gap')
  await amina.page.getByLabel(words.notes).fill('NOTE we cannot be in two places')
  await shot(amina, 'slides-1-planning')
  await amina.page.getByRole('button', { name: words.done }).click()
  await saved(amina)
  await ada.page.getByRole('tab', { name: text.syndicate.tabs.slides }).click()
  await ada.page.getByRole('button', { name: words.show('The gap') }).waitFor()
  expect(await faults(amina)).toEqual([])

  await opened.givesAlphaTheFloor()
  await amina.page.getByText(text.syndicate.presenting).waitFor()
  await amina.page.getByRole('button', { name: words.begin }).click()
  await projector.page.getByText(text.stage.slideOf(1, 2)).waitFor()
  for (const laptop of [projector, omar]) await laptop.page.getByText('ALPHA fears raids at night.').first().waitFor()
  await amina.page.getByText('NOTE say nothing of the informant').waitFor()
  await shot(amina, 'slides-2-presenter')
  // The sheet stands where the marks stand: what was half drawn when the plan came beside it is whole.
  await inTheSheet(projector, 'ALPHA post')
  await shot(projector, 'slides-2-projector')
  await amina.page.keyboard.press('PageDown')
  for (const laptop of [projector, omar]) await laptop.page.getByText(text.stage.slideOf(2, 2)).waitFor()
  await projector.page.getByText('ALPHA fears raids at night.').first().waitFor({ state: 'detached' })
  await amina.page.getByText('NOTE we cannot be in two places').waitFor()

  // The board is closed in plenary: what the presenter draws now is drawn on the stage.
  await drawArea(amina, [[0.45, 0.45], [0.55, 0.45], [0.5, 0.55]], 'HERE')
  for (const laptop of [projector, omar]) await markOn(laptop, 'HERE').waitFor()
  // Overlay, board, what is drawn on the stage: so they lie, whichever was opened first.
  const shelves = (laptop: Laptop): Promise<string[]> => laptop.page.locator('.pane-areas g.shelf').evaluateAll((groups) => groups.map((group) => group.getAttribute('data-place') ?? ''))
  for (const laptop of [projector, omar, amina]) expect([laptop.name, await shelves(laptop)]).toEqual([laptop.name, (await shelves(laptop)).toSorted()])
  for (const laptop of [projector, omar]) expect([laptop.name, (await shelves(laptop)).at(-1)]).toEqual([laptop.name, '2'])
  await shot(projector, 'slides-3-drawn')

  const olga = await late('Olga')
  const began = performance.now()
  await olga.page.getByText(text.stage.slideOf(2, 2)).waitFor()
  await markOn(olga, 'HERE').waitFor()
  expect(await shelves(olga)).toEqual(await shelves(omar))
  expect(performance.now() - began).toBeLessThan(3000)
  for (const laptop of [amina, projector, omar]) expect([laptop.name, await faults(laptop)]).toEqual([laptop.name, []])
  for (const laptop of [bao, omar, projector, olga]) expect([laptop.name, laptop.received().includes('NOTE ')]).toEqual([laptop.name, false])

  await amina.page.getByRole('button', { name: words.leave }).click()
  await projector.page.getByText(text.stage.slideOf(2, 2)).waitFor({ state: 'detached' })

  // Where somebody pointed goes with the floor.
  await mapOf(amina).focus()
  await amina.page.keyboard.press('k')
  await amina.page.mouse.move(600, 400)
  await amina.page.mouse.move(620, 410)
  for (const laptop of [projector, omar]) await laptop.page.locator('.presenter-pointer').waitFor()
  await classroom.command({ type: 'floor:give', syndicate: 's2' })
  for (const laptop of [projector, omar]) await laptop.page.locator('.presenter-pointer').waitFor({ state: 'detached' })
  for (const laptop of [dana, amina, ada, bao, omar, projector]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})
