import { afterEach, expect, test } from 'vitest'
import { startProduct, type Product } from '../support/product.ts'
import { Room } from './room.ts'
import { liveTheDay } from './wholeDay.ts'

let product: Product | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await product?.stop()
  room = null
  product = null
})

/** While the server was dead the browsers could not reach it, and said so. */
const whileAway = /ERR_CONNECTION_REFUSED|WebSocket connection to/

const places = {
  name: { where: 'over plain HTTP by a name, which is no secure context', host: 'board.lan' },
  localhost: { where: 'on localhost', host: null },
} as const
/** As the room reaches it; at night also as the instructor's own laptop does, where browsers allow more. */
const place = process.env['WHOLE_DAY'] === 'localhost' ? places.localhost : places.name

test(`[EX41] two syndicates draw, write, lose a bridge and a server, present, and an observer replays it: ${place.where}`, async () => {
  const { host } = place
  product = await startProduct(host === null ? [] : ['--name', host])
  room = await Room.open(host === null ? product.address : `http://${host}:${product.port}`, host)
  await liveTheDay(product, room, product.address)
  for (const laptop of room.laptops) expect([laptop.name, laptop.complaints.filter((each) => !whileAway.test(each))]).toEqual([laptop.name, []])
})
