/** The load process: does what the bench asks, one order after another. */
import { makeBoardWork, type BoardWork } from './boardWork.ts'
import { Crowd } from './crowd.ts'
import { KillWatch, measureJoin, measureWindow } from './measuring.ts'
import type { Answered, Answers, Asked, Order } from './orders.ts'

let work: BoardWork | null = null
let crowd: Crowd | null = null
let watch: KillWatch | null = null

async function obey(order: Order): Promise<Answers[keyof Answers]> {
  if (order.do === 'prepare') {
    work = makeBoardWork(order.wish)
    const sizes = work.edits.flatMap((edits) => edits.map(({ update }) => update.length))
    return { stateBytes: work.stateBytes, meanEditBytes: sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length) }
  }
  const made = there(work)
  switch (order.do) {
    case 'gather':
      crowd = new Crowd(made, order.tongue)
      await crowd.gather(order.rooms)
      return { clients: crowd.members.length }
    case 'window': return measureWindow(there(crowd), order.wish)
    case 'untilKilled':
      watch = new KillWatch(made)
      return watch.untilKilled(there(crowd), order.editsPerSecond, order.mostMs)
    case 'compare': return there(watch).compare(order.tongue, order.seat)
    case 'join': return measureJoin(made, order.tongue, order.seats, order.serverPid)
    case 'leave':
      crowd?.leave()
      return null
  }
}

function there<Thing>(thing: Thing | null): Thing {
  if (thing === null) throw new Error('an order came before what it rests on')
  return thing
}

process.on('message', (asked: Asked) => {
  const reply = (answered: Answered): void => { process.send?.(answered) }
  obey(asked.order).then(
    (value) => reply({ number: asked.number, value }),
    (error: unknown) => reply({ number: asked.number, failed: error instanceof Error ? error.stack ?? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
