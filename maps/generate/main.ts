/**
 * Makes a zone's sheet: `npm run generate:wenza`. Reads the places, crossings and road table of its zone.json and the
 * control data beside this program; writes zone.json, the ground layers and the relief. With `--check` it writes nothing
 * and fails when a committed file is not what it would write.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Zone } from '#shared/exercise/scenario.ts'
import type { SheetControl } from './control.ts'
import { digestOf } from './digest.ts'
import { packHeights } from './heightFile.ts'
import { day, night, paintRelief } from './relief.ts'
import { makeSheet } from './sheet.ts'
import { toWebp } from './webp.ts'
import { wenza } from './wenza.ts'
import { writeZone } from './zoneFile.ts'

const controls: Readonly<Record<string, SheetControl>> = { wenza }
const stepKm = 0.1
const reliefPixels = 3200

const name = process.argv[2] ?? ''
const checking = process.argv.includes('--check')
const control = controls[name]
if (control === undefined) throw new Error(`There is no control data for "${name}". There is: ${Object.keys(controls).join(', ')}.`)
const folder = new URL(`../${name}/`, import.meta.url).pathname
const began = performance.now()
const said = (what: string): void => { process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}\n`) }

const zone: Zone = JSON.parse(readFileSync(join(folder, 'layers/zone.json'), 'utf8'))
const sheet = makeSheet({ control, zone, step: stepKm, said })
const files = new Map<string, Buffer>([['layers/zone.json', Buffer.from(writeZone(sheet.zone))]])
for (const [layer, content] of Object.entries(sheet.layers)) files.set(`layers/${layer}.json`, Buffer.from(`${JSON.stringify(content)}\n`))
files.set('terrain/heights.bin', packHeights(sheet.ground.heights, zone.sizeKm))
const [light, dark] = paintRelief(sheet.zone, sheet.ground, reliefPixels, [day, night])
if (light === undefined || dark === undefined) throw new Error('the relief was not painted')
files.set('terrain/relief-light.webp', await toWebp(light, 82))
files.set('terrain/relief-dark.webp', await toWebp(dark, 84))
said('relief')
const sums = Object.fromEntries(Array.from(files, ([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]))
files.set('terrain/made.json', Buffer.from(`${JSON.stringify({ heights: digestOf(sheet.ground.heights.values, 0.1), files: sums }, null, 2)}\n`))

let different = 0
for (const [path, bytes] of files) {
  const target = join(folder, path)
  const same = existsSync(target) && readFileSync(target).equals(bytes)
  said(`${path}: ${bytes.length} bytes${same ? '' : checking ? ', NOT as committed' : ', written'}`)
  if (same) continue
  different += 1
  if (checking) continue
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, bytes)
}
if (checking && different > 0) process.exitCode = 1
