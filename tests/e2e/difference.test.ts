/** Later briefings in a real Chromium: the room hears what is new, and is spared what was said before. */
import { afterEach, expect, test } from 'vitest'
import { plenaryText as words } from '../../client/text/en/plenary.ts'
import { text } from '../../client/text/index.ts'
import { putMarker, saved, writePlan } from './acts.ts'
import { faults, openBriefingRoom, type BriefingRoom } from './briefingRoom.ts'
import { shot } from './room.ts'

let opened: BriefingRoom | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

const analysis = 'Risk analysis of the threats'

test('[PLE76] staff read what the second briefing adds to the first, put it on the stage, and the room sees that alone', async () => {
  opened = await openBriefingRoom()
  const { dana, amina, bao, omar, projector, givesAlphaTheFloor, late } = opened
  await writePlan(amina, analysis, 'We fear night raids on women collecting wood near Lothra.')
  await writePlan(bao, analysis, 'Night raids on women collecting wood near Lothra. The ferry is our only way out.')
  await amina.page.getByRole('tab', { name: text.syndicate.tabs.papers }).click()
  await bao.page.getByRole('tab', { name: text.syndicate.tabs.plan }).click()
  await putMarker(amina, [0.4, 0.4], 'ALPHA post')
  await putMarker(bao, [0.6, 0.6], 'BRAVO post')
  for (const laptop of [amina, bao]) await saved(laptop)
  await givesAlphaTheFloor()

  await dana.page.getByRole('tab', { name: words.tab }).click()
  await dana.page.getByLabel(words.newOf).selectOption({ label: text.common.syndicateLong(2, 'Bravo') })
  await dana.page.getByRole('button', { name: words.look }).press('Enter')
  await dana.page.getByText(words.differenceFound(1, 1)).waitFor()
  await shot(dana, 'difference-1-desk')
  expect(projector.received()).not.toContain('The ferry is our only way out')
  await dana.page.getByRole('button', { name: words.differenceShow }).press('Enter')
  for (const laptop of [projector, omar]) {
    const list = laptop.page.getByRole('region', { name: words.difference })
    await list.getByText('The ferry is our only way out.').waitFor()
    await list.getByText('BRAVO post').waitFor()
    expect(await list.innerText()).not.toMatch(/wood|ALPHA/)
  }
  await shot(projector, 'difference-2-projector')
  const olga = await late('Olga')
  const began = performance.now()
  await olga.page.getByRole('region', { name: words.difference }).getByText('The ferry is our only way out.').waitFor()
  expect(performance.now() - began).toBeLessThan(3000)
  for (const laptop of [dana, projector, omar]) expect([laptop.name, await faults(laptop)]).toEqual([laptop.name, []])
  await projector.page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark' })
  await shot(projector, 'difference-3-dark')
  await dana.page.getByRole('button', { name: words.differenceTake }).click()
  await projector.page.getByRole('region', { name: words.difference }).waitFor({ state: 'detached' })
  for (const laptop of [dana, amina, bao, omar, projector]) expect([laptop.name, laptop.complaints]).toEqual([laptop.name, []])
})
