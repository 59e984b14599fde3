import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadScenarios } from '../../server/scenarios.ts'

const folders: string[] = []
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }) })

function maps(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'maps-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

test('[SCN20] the scenario that comes with the house is read whole', async () => {
  const { ready, refused } = await loadScenarios(new URL('../../maps', import.meta.url).pathname)
  expect(refused).toEqual([])
  expect(ready.map((scenario) => scenario.zone.id)).toContain('wenza')
})

test('[SCN23] the drawn ground of a zone is read with it: the files it names, no others', async () => {
  const { grounds } = await loadScenarios(new URL('../../maps', import.meta.url).pathname)
  const paths = Array.from(grounds?.get('wenza')?.keys() ?? []).sort()
  expect(paths).toEqual(['layers/contours.json', 'layers/cover.json', 'layers/towns.json', 'terrain/relief-dark.webp', 'terrain/relief-light.webp'])
})

test('[SCN24] a zone that names a ground file it does not have is refused, with the name', async () => {
  const folder = maps({})
  await cp(new URL('../../maps/wenza', import.meta.url).pathname, join(folder, 'wenza'), { recursive: true })
  await rm(join(folder, 'wenza/terrain/relief-dark.webp'))
  const { ready, refused } = await loadScenarios(folder)
  expect(ready).toEqual([])
  expect(refused[0]?.why.join()).toMatch(/terrain\/relief-dark\.webp is missing/)
})

test('[SCN21] a scenario that cannot be read is refused with its file and the reason, and stops nothing', async () => {
  const { ready, refused } = await loadScenarios(maps({
    'a/layers/zone.json': '{', 'a/scenarios/broken/scenario.json': '{}',
    'b/scenarios/nozone/scenario.json': '{}',
    'c/layers/zone.json': '{}', 'c/scenarios/empty/scenario.json': '[]',
    'd/readme.txt': 'no scenario at all',
  }))
  expect(ready).toEqual([])
  expect(refused.map((each) => each.folder)).toEqual(['a/scenarios/broken', 'b/scenarios/nozone', 'c/scenarios/empty'])
  expect(refused[0]?.why.join()).toMatch(/zone\.json: this is not JSON/)
  expect(refused[1]?.why.join()).toMatch(/zone\.json: the file is missing/)
  expect(refused[2]?.why.length).toBeGreaterThan(0)
})

test('[SCN22] no maps folder is no scenario, not a fault', async () => {
  expect(await loadScenarios('/nowhere/at/all')).toEqual({ ready: [], refused: [] })
})
