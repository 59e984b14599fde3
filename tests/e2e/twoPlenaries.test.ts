/** Two plenaries of twenty people; the long ones are `npm run test:nightly -- plenaries`. SEED= lives another day, PLENARIES= another size. */
import { afterEach, test } from 'vitest'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { liveTwoPlenaries } from './plenaries/twoPlenaries.ts'
import { sizeNamed } from './plenaries/sizes.ts'
import { Room } from './room.ts'

const seed = Number(process.env['SEED'] ?? 20_261_127)
const name = process.env['PLENARIES'] ?? 'short'
const size = sizeNamed(name)

let classroom: Classroom | null = null
let room: Room | null = null
afterEach(async () => {
  await room?.close()
  await classroom?.close()
  room = null
  classroom = null
})

test(`[RPL20] two plenaries (${name}): replay draws what the projector showed, and folds to what readers held (SEED=${seed})`, async () => {
  classroom = await openClassroom(5)
  room = await Room.open(classroom.product.address)
  await liveTwoPlenaries(classroom, room, size, seed)
}, 120_000 + (size.stills + size.freeActs * 10) * 4_000)
