/** The files of the sample scenario as a reader of `maps/` finds them, and the scenario parsed from them. */
import { readFileSync, readdirSync } from 'node:fs'
import type { Scenario } from '#shared/exercise/scenario.ts'
import { parseScenario } from '#shared/exercise/scenarioParser.ts'
import { sentenceOf } from '#shared/exercise/scenarioReasons.ts'

const zoneFolder = new URL('../../maps/wenza/', import.meta.url)
const folder = new URL('scenarios/wenza-day/', zoneFolder)

export type Files = Record<string, unknown>

/** Fresh copies: a test may change them. */
export function wenzaFiles(): Files {
  const read = (at: URL): unknown => JSON.parse(readFileSync(at, 'utf8'))
  const files: Files = { 'zone.json': read(new URL('layers/zone.json', zoneFolder)) }
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  for (const name of names) files[name.replaceAll('\\', '/')] = read(new URL(name.replaceAll('\\', '/'), folder))
  return files
}

export function wenza(): Scenario {
  const parsed = parseScenario(wenzaFiles())
  if (!parsed.ok) throw new Error(parsed.problems.map(sentenceOf).join('\n'))
  return parsed.scenario
}
