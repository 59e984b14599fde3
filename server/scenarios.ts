/**
 * The scenarios of the house: `maps/<zone>/layers/zone.json` and `maps/<zone>/scenarios/<scenario>/*.json`. One that cannot be
 * read is refused with file, place and reason; the others, and the server, go on.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Scenario } from '#shared/exercise/scenario.ts'
import { parseScenario } from '#shared/exercise/scenarioParser.ts'

export interface RefusedScenario { readonly folder: string; readonly why: readonly string[] }

export interface Scenarios {
  readonly ready: readonly Scenario[]
  readonly refused: readonly RefusedScenario[]
}

const fileBytesAtMost = 8 * 1024 * 1024
const problemsShown = 20

/** Reads every scenario under a maps folder. A missing folder is no scenario at all. */
export async function loadScenarios(mapsFolder: string): Promise<Scenarios> {
  const ready: Scenario[] = []
  const refused: RefusedScenario[] = []
  for (const zone of await foldersIn(mapsFolder)) {
    const zoneFolder = join(mapsFolder, zone)
    for (const name of await foldersIn(join(zoneFolder, 'scenarios'))) {
      const folder = `${zone}/scenarios/${name}`
      const why = await readOne(zoneFolder, join(zoneFolder, 'scenarios', name)).then(
        (read) => {
          if (!read.ok) return read.problems.map((problem) => `${problem.file}${problem.place === '' ? '' : ` at ${problem.place}`}: ${problem.reason}`)
          if (ready.some((each) => each.id === read.scenario.id)) return [`another folder already holds a scenario named "${read.scenario.id}"`]
          ready.push(read.scenario)
          return []
        },
        (error: unknown) => [error instanceof Error ? error.message : String(error)],
      )
      if (why.length > 0) refused.push({ folder, why: why.slice(0, problemsShown) })
    }
  }
  return { ready, refused }
}

async function readOne(zoneFolder: string, folder: string): Promise<ReturnType<typeof parseScenario>> {
  const files: Record<string, unknown> = { 'zone.json': await readJson(join(zoneFolder, 'layers', 'zone.json'), 'zone.json') }
  for (const path of await jsonFilesIn(folder)) {
    const name = relative(folder, path).split(sep).join('/')
    files[name] = await readJson(path, name)
  }
  return parseScenario(files)
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
