/** The opening of a story about one syndicate's sheet: Dana runs the day, others join by code, warm-up begins. */
import { houseText } from '../../client/text/en/house.ts'
import { directingText } from '../../client/text/en/directing.ts'
import { startProduct, type Product } from '../support/product.ts'
import { Room, type Laptop } from './room.ts'

export interface Opening {
  readonly product: Product
  readonly room: Room
  readonly dana: Laptop
  /** Codes of the doors, in the order they are shown: syndicates first. */
  readonly codes: readonly string[]
  /** Joins and is let in. */
  join(name: string, code: string, hat: RegExp | null, size?: { width: number; height: number }): Promise<Laptop>
  close(): Promise<void>
}

/** `keptFolder`: data that stay when the product stops. */
export async function openDay(options: readonly string[] = [], keptFolder: string | null = null): Promise<Opening> {
  const product = await startProduct(options, keptFolder)
  const room = await Room.open(product.address)
  const dana = await room.laptop('Dana')
  await dana.page.goto(product.instructorLink())
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(houseText.chiefName).fill('Dana')
  await dana.page.getByRole('button', { name: houseText.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.getByRole('tab', { name: 'Doors' }).click()
  await dana.page.locator('.leaflet-container').first().waitFor()
  const codes = (await dana.page.locator('body').innerText()).match(/\d{4} \d{4}/g) ?? []
  await dana.page.getByRole('tab', { name: directingText.peopleTitle }).click()
  await dana.page.getByRole('button', { name: /^Begin warm-up/ }).click()
  return {
    product, room, dana, codes,
    async join(name, code, hat, size) {
      const laptop = await room.laptop(name, size)
      await room.join(laptop, code, hat)
      await dana.page.getByRole('button', { name: directingText.admitAll(1) }).click()
      await laptop.page.locator('.leaflet-container').first().waitFor()
      return laptop
    },
    async close() {
      await room.close()
      await product.stop()
    },
  }
}
