/** A process of its own: writes the long day into a folder, and beside it how long it is. `node --import tsx tests/bench/writeLongDay.ts <folder> <entries>` */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeLongDay } from '../support/longDay.ts'

const [folder = '', entries = '205000'] = process.argv.slice(2)
if (folder === '') throw new Error('name the folder to write into')
mkdirSync(folder, { recursive: true })
const day = await writeLongDay(folder, { seed: 4, entries: Number(entries), endsWallMs: Date.now(), told: (line) => console.log(line) })
writeFileSync(join(folder, 'long-day.json'), JSON.stringify(day))
console.log(`${day.entries} entries in ${(day.lengthMs / 3_600_000).toFixed(2)} hours`)
