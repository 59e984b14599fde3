import { afterEach, test } from 'vitest'
import { text } from '../../client/text/index.ts'
import { startProduct, type Product } from '../support/product.ts'
import { beginStage, openInject } from './acts.ts'
import { Room, shot } from './room.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
})

test('look', async () => {
  product = await startProduct()
  room = await Room.open(product.address)
  const dana = await room.laptop('Dana')
  await dana.page.goto(product.instructorLink())
  await dana.page.getByRole('button', { name: /^Run / }).first().click()
  await dana.page.getByLabel(text.house.chiefName).fill('Dana')
  await dana.page.getByRole('button', { name: text.house.create }).click()
  await dana.page.waitForURL(/\/seat\//)
  await dana.page.locator('.leaflet-container').first().waitFor()
  await shot(dana, 'before-1')
  await beginStage(dana, 'Move 1')
  await openInject(dana, 'INJ-08')
  await shot(dana, 'before-2')
  await dana.page.getByRole('button', { name: text.directing.releaseAll }).click()
  await dana.page.getByText(text.directing.receipts).first().waitFor()
  await shot(dana, 'before-3')
  await dana.page.getByRole('button', { name: text.directing.backToList }).click()
  await dana.page.setViewportSize({ width: 1093, height: 500 })
  await shot(dana, 'before-4')
})
