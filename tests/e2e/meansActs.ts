/** What a person does in Means, in stories: opens a part, writes rows, drags a unit onto a place, reads what is found. */
import { meansText as words } from '../../client/text/en/means.ts'
import { text } from '../../client/text/index.ts'
import type { Laptop } from './room.ts'

export const panel = ({ page }: Laptop) => page.locator('.means')

export async function openMeans(laptop: Laptop, part: keyof typeof words.parts): Promise<void> {
  const tab = laptop.page.getByRole('tab', { name: text.syndicate.tabs.means, exact: true })
  // pressed again on a narrow screen it closes
  if (!await panel(laptop).isVisible()) await tab.click()
  await panel(laptop).getByRole('tab', { name: new RegExp(`^${words.parts[part]}`) }).click()
}

export async function addHotspot(laptop: Laptop, place: string, people: string): Promise<void> {
  const box = panel(laptop)
  await box.getByRole('button', { name: words.addRow.hotspot }).click()
  await box.getByLabel(words.fields.place).selectOption({ label: place })
  await box.getByLabel(words.fields.rank).selectOption({ label: words.ranks.must })
  await box.getByLabel(words.fields.people).fill(people)
  await box.getByLabel(words.fields.likelihood).selectOption({ label: words.scores[3] })
  await box.getByLabel(words.fields.impact).selectOption({ label: words.scores[4] })
  await box.getByRole('button', { name: words.done }).click()
}

/** Where a place of the sheet lies on the screen: beside its label. */
export async function dragOnto({ page }: Laptop, unit: string, place: string): Promise<void> {
  const label = page.locator('.map-sheet').getByText(place, { exact: true }).first()
  const [map, box] = [await page.locator('.leaflet-container').first().boundingBox(), await label.boundingBox()]
  if (map === null || box === null) throw new Error(`${place} is not on the screen`)
  await page.locator('.means .token', { hasText: unit }).dragTo(page.locator('.leaflet-container').first(), { targetPosition: { x: box.x - map.x - 8, y: box.y - map.y + box.height / 2 } })
}

/** What stands on the screen: the sentence on people, and every finding. */
export async function told(laptop: Laptop): Promise<{ readonly head: string | null; readonly findings: readonly string[] }> {
  const box = panel(laptop)
  return { head: await box.locator('.head strong').textContent(), findings: await box.locator('article .what').allTextContents() }
}

export async function inDark({ page }: Laptop, dark: boolean): Promise<void> {
  await page.evaluate((theme) => { document.documentElement.dataset['theme'] = theme }, dark ? 'dark' : 'light')
  // colours cross over for a moment; what turns for ever, or stands, is not waited for
  await page.waitForFunction(() => document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity))
}
