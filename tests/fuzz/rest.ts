/** How a run comes to rest: everything on the wire arrives, the clock goes on, until nothing is on its way any more. */
import { isGone, restless } from './laws.ts'
import type { Peer } from './peer.ts'
import type { SimulatedHouse } from './house.ts'
import { turnOfLoop } from './wire.ts'

/** Simulated seconds until everybody must have come back and caught up. */
const restWithin = 150

/** Everybody is within reach and the server runs. Throws, with who it was, when somebody never caught up. */
export async function comeToRest(house: SimulatedHouse, peers: readonly Peer[]): Promise<void> {
  house.away.clear()
  house.disk.release()
  await house.start()
  for (let half = 0; half < restWithin * 2; half += 1) {
    await settle(house)
    // A removal that the power took back: the page says "join again", and the seat is still there.
    for (const peer of peers) if (house.isMeetingAgain && peer.source.link === 'refused' && !isGone(house, peer.seat)) peer.reload()
    if (half > 1 && restless(house, peers) === null) {
      house.isMeetingAgain = false
      for (const peer of peers) peer.touched.clear()
      return
    }
    house.clock.turn(500)
  }
  throw new Error(`it never came to rest: ${restless(house, peers)}`)
}

async function settle(house: SimulatedHouse): Promise<void> {
  for (let quiet = 0; quiet < 4; quiet += 1) {
    if (house.wire.deliverAll()) quiet = -1
    await turnOfLoop()
  }
}
