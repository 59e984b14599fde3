/** After the day in a real Chromium: figures and notes on one page of A4, and a form nobody's name is on. */
import { writeFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { reviewText as words } from '../../client/text/en/review.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { text } from '../../client/text/index.ts'
import { planText } from '../../client/text/en/plan.ts'
import { pageSizes } from '../support/pdfPaths.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { shot, type Laptop } from './room.ts'

let room: BriefingRoom | null = null
afterEach(async () => {
  await room?.close()
  room = null
})

async function fill({ page }: Laptop, points: readonly string[], keep: string): Promise<void> {
  await page.getByRole('button', { name: words.fill }).press('Enter')
  const form = page.getByRole('dialog', { name: words.formTitle })
  for (const [index, statement] of [words.statements.learned, words.statements.pace].entries()) {
    await form.getByRole('group', { name: statement }).getByLabel(points[index] ?? '3', { exact: true }).check()
  }
  await form.getByLabel(words.keepField).fill(keep)
  await form.getByRole('button', { name: words.send }).press('Enter')
  await page.getByText(words.thanks).waitFor()
}

test('[REV1] [REV3] [REV5] staff read six figures and write beside them, print one page, and read forms without names', async () => {
  room = await openBriefingRoom()
  const { classroom, dana, amina, ada, bao, omar } = room
  const chen = await (await classroom.member('Chen')).live()

  // A short day: one message decided, one not, a question answered, an expected action seen, a part of the plan written.
  await classroom.command({ type: 'inject:release', serial: 'INJ-05', syndicates: ['s1', 's2'] })
  const [inject = ''] = Object.keys(classroom.view().injects)
  const form = classroom.view().injects[inject]?.releases['s1']?.content.answer
  const choice = form?.kind === 'choice' ? (form.choices[0] ?? null) : null
  await chen.command({ type: 'inject:answer', inject, answer: { choice, reason: 'In reach', at: null, units: [], text: '', riskAcceptedBy: '' } })
  await chen.command({ type: 'rfi:ask', text: 'Is the road open?' })
  await expect.poll(() => classroom.view().conduct.requests.length).toBe(1)
  await classroom.command({ type: 'rfi:answer', request: classroom.view().conduct.requests[0]?.id ?? '', text: 'Yes, for 4×4.', persona: null, toAll: false, note: '' })
  await classroom.command({ type: 'action:tick', inject, syndicate: 's1', action: 0, done: true })
  await amina.page.getByRole('tab', { name: text.syndicate.tabs.plan }).click()
  const [section] = classroom.view().planSections
  await amina.page.getByRole('button', { name: planText.writeIn(section?.title ?? '') }).click()
  await amina.page.getByRole('textbox', { name: planText.fieldOf(section?.title ?? '') }).fill('Night raids on women who fetch water are likely near Lothra.')
  await classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ stage }) => stage === 'debrief') })

  // The page.
  await dana.page.getByRole('tab', { name: directingText.panels.review }).click()
  await dana.page.getByRole('button', { name: words.open }).press('Enter')
  const page = dana.page.locator('.review-page')
  const alpha = page.getByRole('row', { name: /Alpha/ })
  await alpha.getByText(words.share(1, 1)).first().waitFor()
  await expect.poll(async () => (await alpha.getByRole('cell').allInnerTexts()).map((cell) => cell.trim())).toEqual([
    words.share(1, 1), words.minutes(0), '0', expect.stringMatching(/^1 of \d$/), words.share(1, 1), words.share(1, classroom.view().planSections.length),
  ])
  expect((await page.getByRole('row', { name: /Bravo/ }).getByRole('cell').allInnerTexts())[0]).toBe(words.share(0, 1))
  expect(await page.innerText()).not.toMatch(/Amina|Chen|Bao/)
  await page.getByLabel(words.noteOf('Alpha')).fill('Asked before they decided. Bring this up in the morning.')
  await page.getByLabel(words.noteDay).fill('The bridge came too early.')
  await dana.page.keyboard.press('Tab')
  await expect.poll(() => classroom.view().review.notes).toEqual({ s1: 'Asked before they decided. Bring this up in the morning.', day: 'The bridge came too early.' })
  expect(await faults(dana)).toEqual([])
  await shot(dana, 'rev-1-page')
  const pdf = await dana.page.pdf({ preferCSSPageSize: true, printBackground: true })
  if (process.env['SHOTS'] !== undefined) await writeFile(`${process.env['SHOTS']}/rev-page.pdf`, pdf)
  expect(pageSizes(pdf).map(([wide, high]) => [Math.round((wide * 25.4) / 72), Math.round((high * 25.4) / 72)])).toEqual([[210, 297]])
  await dana.page.keyboard.press('Escape')
  await page.waitFor({ state: 'detached' })

  // The form: three give it, staff read no name and, before they close it, nothing at all.
  await dana.page.getByRole('button', { name: words.openForm }).press('Enter')
  await amina.page.getByRole('region', { name: words.invite }).waitFor()
  await shot(bao, 'rev-2-invite-small')
  await fill(amina, ['5', '2'], 'KEEP-OF-AMINA')
  await fill(ada, ['4', '2'], 'KEEP-OF-ADA')
  await dana.page.getByText(words.given(0)).waitFor()
  await bao.page.getByRole('button', { name: words.fill }).click()
  await shot(bao, 'rev-3-form-small')
  expect(await faults(bao)).toEqual([])
  await bao.page.keyboard.press('Escape')
  await fill(omar, ['3', '2'], 'KEEP-OF-OMAR')
  await dana.page.getByText(words.given(3)).waitFor()
  for (const laptop of [dana, ada, bao, omar]) expect([laptop.name, laptop.received().includes('KEEP-OF-AMINA')]).toEqual([laptop.name, false])
  await dana.page.getByRole('button', { name: words.closeForm }).press('Enter')
  await dana.page.getByText('KEEP-OF-AMINA').waitFor()
  await dana.page.getByText(words.mean(4)).waitFor()
  for (const laptop of [ada, bao, omar]) expect([laptop.name, laptop.received().includes('KEEP-OF-AMINA')]).toEqual([laptop.name, false])
  await shot(dana, 'rev-4-forms')
  await dana.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(dana, 'rev-5-forms-dark')
  expect(await faults(dana)).toEqual([])
  for (const laptop of [amina, ada, bao, omar, dana]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
}, 120_000)
