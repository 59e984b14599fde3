/** A syndicate's table in a story: dana directs, everybody else sits at one board and may draw. */
import { text } from '../../client/text/index.ts'
import { houseText } from '../../client/text/en/house.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { mapOf } from './acts.ts'
import type { Laptop, Room } from './room.ts'

export interface Table {
  readonly dana: Laptop
  readonly members: readonly Laptop[]
}

/** Opens an exercise and lets these laptops in as members of the first syndicate; ends when each has its tools. */
export async function sitDown(room: Room, instructorLink: string, members: readonly Laptop[]): Promise<Table> {
  const dana = await room.laptop('Dana')
  await dana.page.goto(instructorLink)
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(houseText.chiefName).fill('Dana')
  await dana.page.getByRole('button', { name: houseText.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.getByRole('tab', { name: 'Doors' }).click()
  await dana.page.getByText(/\d{4} \d{4}/).first().waitFor()
  const [code = ''] = (await dana.page.locator('body').innerText()).match(/\d{4} \d{4}/g) ?? []
  const hats = [/Protection/, /Operations/, /Information/]
  for (const [index, laptop] of members.entries()) await room.join(laptop, code, hats[index] ?? null)
  await dana.page.getByRole('tab', { name: directingText.peopleTitle }).click()
  await dana.page.getByRole('button', { name: directingText.admitAll(members.length) }).click()
  await dana.page.getByRole('button', { name: /^Begin warm-up/ }).click()
  for (const laptop of members) {
    await toolsOf(laptop).waitFor()
    await mapOf(laptop).waitFor()
  }
  return { dana, members }
}

export function toolsOf({ page }: Laptop): ReturnType<Laptop['page']['getByRole']> {
  return page.getByRole('toolbar', { name: text.map.tools })
}
