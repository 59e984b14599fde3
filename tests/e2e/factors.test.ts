/** The planning factors, at night: directing staff change them, every table reads them with their sources, and a record tells what was changed and when. */
import { afterEach, expect, test } from 'vitest'
import { meansText as words } from '../../client/text/en/means.ts'
import { factorsText as factors } from '../../client/text/en/factors.ts'
import { replayDeskText } from '../../client/text/en/replayDesk.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { text } from '../../client/text/index.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { inDark, openMeans, panel } from './meansActs.ts'
import { shot, type Laptop } from './room.ts'

let opened: BriefingRoom | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

const list = ({ page }: Laptop) => page.getByRole('region', { name: factors.title })
const conduct = '71 Bn · conduct on human rights'

/** With a group unfolded in which something was changed, on the screens of a course. */
async function lookedAt(laptop: Laptop, name: string): Promise<void> {
  for (const [width, height] of [[1366, 768], [1093, 500], [1920, 1080]] as const) {
    await laptop.page.setViewportSize({ width, height })
    await list(laptop).getByText(factors.find).scrollIntoViewIfNeeded()
    await shot(laptop, `factors-${name}-${width}`)
    for (const dark of [false, true]) {
      await inDark(laptop, dark)
      expect([name, width, dark, await faults(laptop)]).toEqual([name, width, dark, []])
    }
    await shot(laptop, `factors-${name}-${width}-dark`)
    await inDark(laptop, false)
  }
  await laptop.page.setViewportSize({ width: 1366, height: 768 })
}

test('[REA80] the staff change a figure with its source in sight, the table counts with it at once, and a record with that of its moment', async () => {
  opened = await openBriefingRoom()
  const { amina, dana } = opened
  const box = panel(amina)
  const way = (minutes: string) => box.getByText(new RegExp(`^QRF is there in 1\\sh\\s${minutes}, `))
  await openMeans(amina, 'ways')
  await box.getByRole('combobox', { name: words.waysTo, exact: true }).selectOption({ label: 'Corvale' })
  await way('32').waitFor()
  await dana.page.getByRole('tab', { name: directingText.panels.means, exact: true }).click()
  const desk = list(dana)
  await desk.getByText(factors.groups.units, { exact: true }).waitFor()
  await desk.getByLabel(factors.find).fill('QRF notice')
  const notice = desk.getByLabel(/^QRF · notice to move/)
  await desk.getByText(/^Source: /).first().waitFor()
  await notice.fill('5000')
  await desk.getByText('A whole number from 0 to 2880.').waitFor()
  await shot(dana, 'factors-bounds')
  await notice.fill('20')
  await dana.page.keyboard.press('Tab')
  await dana.page.keyboard.press('Enter')
  await desk.getByText(factors.changed('30')).waitFor()
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

test('[REA80] a table reads every factor with its source and what the staff changed, live and at each moment of the record', async () => {
  opened = await openBriefingRoom()
  const { amina, bao, dana } = opened
  await openMeans(amina, 'factors')
  await list(amina).getByText(factors.noneChanged).waitFor()
  await list(amina).getByText(factors.groups.speeds, { exact: true }).click()
  await list(amina).getByText('km/h · laterite · wet', { exact: true }).waitFor()
  expect(await list(amina).getByRole('combobox').or(list(amina).getByRole('textbox')).or(list(amina).getByRole('button')).count()).toBe(0)

  // one of a few, by keys: the host state’s company has done what it should not
  await dana.page.getByRole('tab', { name: directingText.panels.means, exact: true }).click()
  await list(dana).getByLabel(factors.find).fill('71 conduct')
  const choice = list(dana).getByLabel(conduct, { exact: true })
  await choice.focus()
  await choice.selectOption({ label: 'red' })
  await dana.page.keyboard.press('Tab')
  await dana.page.keyboard.press('Enter')
  await list(dana).getByText(factors.changed('amber')).waitFor()
  await list(dana).getByLabel(factors.find).fill('halts checked')
  await list(dana).getByLabel('plans are checked with them', { exact: true }).selectOption({ label: 'yes' })
  await list(dana).getByRole('button', { name: factors.setLong('plans are checked with them') }).click()
  await list(dana).getByText(factors.changed('no')).waitFor()
  await list(dana).getByLabel(factors.find).fill('')
  await list(dana).getByLabel(factors.onlyChanged(2)).check()
  await choice.waitFor()
  await lookedAt(dana, 'desk')
  await list(dana).getByLabel(factors.onlyChanged(2)).uncheck()
  await list(dana).getByText(factors.groups.aircraft, { exact: true }).click()
  await list(dana).getByText(factors.groups.bases, { exact: true }).click()
  await shot(dana, 'factors-desk-groups')

  await list(amina).getByText(factors.changedCount(1)).first().waitFor()
  await list(amina).getByLabel(factors.onlyChanged(2)).check()
  await list(amina).getByText(conduct, { exact: true }).waitFor()
  await list(amina).getByText(factors.changed('amber')).waitFor()
  await lookedAt(amina, 'table')
  await list(amina).getByLabel(factors.onlyChanged(2)).uncheck()
  await list(amina).getByText(factors.groups.aircraft, { exact: true }).click()
  await shot(amina, 'factors-table-groups')
  await openMeans(bao, 'factors')
  await list(bao).getByText(factors.find).waitFor()
  await shot(bao, 'factors-table-small')

  // the record: a caption, a chapter for both, and the list of its moment
  await amina.page.goto(`${amina.page.url().replace(/\/$/, '')}/replay`)
  const part = amina.page.getByRole('region', { name: text.stage.planPart })
  await amina.page.getByRole('slider').press('End')
  await amina.page.getByText(`${replayDeskText.markers.PlanningSet} · ${factors.groups.halts} · plans are checked with them: yes`).waitFor()
  await part.getByLabel(text.stage.planPart).selectOption({ label: text.stage.meansPart })
  await openPart(amina)
  await list(amina).getByLabel(factors.onlyChanged(2)).waitFor()
  const chapter = amina.page.getByRole('complementary', { name: replayDeskText.chapters }).getByRole('button', { name: replayDeskText.chapterKinds.factor })
  await chapter.getByText(`${factors.groups.units} · ${conduct}: red`).waitFor()
  await chapter.getByText(replayDeskText.andMore(1)).waitFor()
  await shot(amina, 'factors-replay')
  await chapter.click()
  await list(amina).getByLabel(factors.onlyChanged(1)).check()
  await list(amina).getByText(conduct, { exact: true }).waitFor()
  await shot(amina, 'factors-replay-moment')
  expect(await faults(amina)).toEqual([])
  await amina.page.getByRole('slider').focus()
  await amina.page.keyboard.press(',')
  await list(amina).getByText(factors.noneChanged).waitFor()
  for (const laptop of [amina, bao, dana]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})

const openPart = async (laptop: Laptop): Promise<void> => { await panel(laptop).getByRole('tab', { name: words.parts.factors, exact: true }).click() }
