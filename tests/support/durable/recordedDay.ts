/**
 * A process that lives a small day on a folder, for a recording of what it asks of its disk:
 * `… recordedDay.ts <folder> <seed> <rounds>`. It says on stdout the exercise's id, then "saved N" for what is on disk.
 */
import { writeSync } from 'node:fs'
import { seededRandom } from '../seededRandom.ts'
import { Day, dayHouse } from './day.ts'

const [folder = '', seed = '1', rounds = '20'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
let house = await dayHouse({ folder })
let day = await Day.begin(house, random)
const { exercise } = day
say(`exercise ${exercise.id}`)
for (let round = 0; round < Number(rounds); round += 1) {
  // Some at once: what one flush covers is more than one row.
  const saved = await Promise.all(Array.from({ length: 1 + random.whole(4) }, () => day.act()))
  say(`saved ${Math.max(...saved)}`)
  // Every now and then the log is moved into the file, while the next acts are written.
  if (random.chance(0.15)) house.clock.turn(10_000)
  if (round % 12 !== 11) continue
  await house.server.close()
  house = await dayHouse({ folder }, house.clock.wallMs() + 1000)
  day = Day.goOn(house, exercise.id, exercise.chief, random)
}
await house.server.close()

/** Synchronous: it stands in the recording where it was said. */
function say(line: string): void {
  writeSync(1, `${line}\n`)
}
