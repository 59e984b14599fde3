/**
 * The scenarios of the house: `maps/<zone>/layers/zone.json` and `maps/<zone>/scenarios/<scenario>/*.json`. One that cannot be
 * read is refused with file, place and reason; the others, and the server, go on.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Scenario, ZoneGround } from '#shared/exercise/scenario.ts'
import { parseScenario } from '#shared/exercise/scenarioParser.ts'
import { readScenarioExhibits, type ReadExhibit } from './scenarioExhibits.ts'

export interface RefusedScenario { readonly folder: string; readonly why: readonly string[] }

/** The drawn ground of zones: by zone id, then by the path it is asked for ('terrain/relief-light.webp'). */
export type Grounds = ReadonlyMap<string, ReadonlyMap<string, Buffer>>

export interface Scenarios {
  readonly ready: readonly Scenario[]
  readonly refused: readonly RefusedScenario[]
  /** Absent = no zone here has a drawn ground. */
  readonly grounds?: Grounds
  /** By scenario; absent = none brings exhibits. */
  readonly exhibits?: ReadonlyMap<string, readonly ReadExhibit[]>
}

const fileBytesAtMost = 8 * 1024 * 1024
const problemsShown = 20

/** Reads every scenario under a maps folder. A missing folder is no scenario at all. */
export async function loadScenarios(mapsFolder: string): Promise<Scenarios> {
  const ready: Scenario[] = []
  const refused: RefusedScenario[] = []
  const grounds = new Map<string, ReadonlyMap<string, Buffer>>()
  const exhibits = new Map<string, readonly ReadExhibit[]>()
  for (const zone of await foldersIn(mapsFolder)) {
    const zoneFolder = join(mapsFolder, zone)
    for (const name of await foldersIn(join(zoneFolder, 'scenarios'))) {
      const folder = `${zone}/scenarios/${name}`
      const why = await readOne(zoneFolder, join(zoneFolder, 'scenarios', name))
        .then(async (read) => {
          if (!read.ok) return read.problems.map((problem) => `${problem.file}${problem.place === '' ? '' : ` at ${problem.place}`}: ${problem.reason}`)
          if (ready.some((each) => each.id === read.scenario.id)) return [`another folder already holds a scenario named "${read.scenario.id}"`]
          const { zone: { id, ground } } = read.scenario
          if (ground !== undefined && !grounds.has(id)) grounds.set(id, await readGround(zoneFolder, ground))
          if (read.scenario.exhibits !== undefined) exhibits.set(read.scenario.id, await readScenarioExhibits(join(zoneFolder, 'scenarios', name), read.scenario.exhibits))
          ready.push(read.scenario)
          return []
        })
        .catch((error: unknown) => [error instanceof Error ? error.message : String(error)])
      if (why.length > 0) refused.push({ folder, why: why.slice(0, problemsShown) })
    }
  }
  return { ready, refused, ...(grounds.size === 0 ? {} : { grounds }), ...(exhibits.size === 0 ? {} : { exhibits }) }
}

async function readOne(zoneFolder: string, folder: string): Promise<ReturnType<typeof parseScenario>> {
  const files: Record<string, unknown> = { 'zone.json': await readJson(join(zoneFolder, 'layers', 'zone.json'), 'zone.json') }
  for (const path of await jsonFilesIn(folder)) {
    const name = relative(folder, path).split(sep).join('/')
    files[name] = await readJson(path, name)
  }
  return parseScenario(files)
}

/** Only what the zone names, and names were parsed to be plain: no path leads elsewhere. */
async function readGround(zoneFolder: string, { relief, layers }: ZoneGround): Promise<ReadonlyMap<string, Buffer>> {
  const paths = [...[relief.light, relief.dark].map((name) => `terrain/${name}`), ...layers.map((name) => `layers/${name}`)]
  const files = new Map<string, Buffer>()
  for (const path of paths) {
    const bytes = await readFile(join(zoneFolder, path)).catch(() => { throw new Error(`zone.json, ground: the file ${path} is missing or cannot be read`) })
    if (bytes.length > fileBytesAtMost) throw new Error(`${path}: the file is larger than 8 MB`)
    files.set(path, bytes)
  }
  return files
}

async function readJson(path: string, name: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => { throw new Error(`${name}: the file is missing or cannot be read`) })
  if (text.length > fileBytesAtMost) throw new Error(`${name}: the file is larger than 8 MB`)
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Error(`${name}: this is not JSON (${error instanceof Error ? error.message : String(error)})`, { cause: error })
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name).sort()
}

async function jsonFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json')).map((entry) => join(entry.parentPath, entry.name)).sort()
}
