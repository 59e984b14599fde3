/** The reality check says the same in every language, time zone and way of running, and uses nothing that could differ. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { realityDigest } from '../../support/realityDigest.ts'

const root = new URL('../../../', import.meta.url)
const run = promisify(execFile)

async function digestIn(environment: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<string> {
  const { stdout } = await run(process.execPath, [...flags, '--import', 'tsx', new URL('tests/support/realityDigest.ts', root).pathname, '--print-digest'], {
    cwd: root.pathname, env: { ...process.env, ...environment },
  })
  return stdout.trim()
}

describe('the same everywhere', () => {
  const here = realityDigest()

  test('[REA9] asked twice it says the same', () => {
    expect(realityDigest()).toBe(here)
  })

  test.each([
    ['en_US.UTF-8', 'UTC'], ['ar_EG.UTF-8', 'Africa/Cairo'], ['zh_CN.UTF-8', 'Asia/Shanghai'], ['kk_KZ.UTF-8', 'Asia/Almaty'], ['tr_TR.UTF-8', 'Europe/Istanbul'],
    ['de_DE.UTF-8', 'Pacific/Chatham'], ['fr_FR.UTF-8', 'America/St_Johns'], ['fa_IR.UTF-8', 'Pacific/Kiritimati'],
  ])('[REA9] in %s and %s to the last bit', async (language, zone) => {
    expect(await digestIn({ LANG: language, LC_ALL: language, LANGUAGE: language, TZ: zone, ICU_TIMEZONE_FILES_DIR: '' })).toBe(here)
  }, 60_000)

  test.each([['without the optimising compiler', ['--no-opt']], ['interpreted only', ['--jitless', '--no-expose-wasm']]])('[REA9] %s to the last bit', async (_, flags) => {
    expect(await digestIn({}, flags)).toBe(here)
  }, 120_000)
})

describe('what its figures are made of', () => {
  /** The files of the engine and everything they import, without what only reads files of a scenario. */
  function closure(start: string): string[] {
    const seen = new Set<string>()
    const visit = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      const text = readFileSync(new URL(file, root), 'utf8')
      for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type)[^']*from '(\.[^']+)'/gm)) visit(new URL(name, new URL(file, 'file:///')).pathname.slice(1))
    }
    visit(start)
    return [...seen]
  }
  const files = [...new Set(['checkPlan', 'reach', 'reaction', 'realityDesk'].flatMap((name) => closure(`shared/reality/${name}.ts`)))]
  const code = (file: string): string => readFileSync(new URL(file, root), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')

  test('[REA9] no function whose last bit an engine may choose', () => {
    expect(files.length).toBeGreaterThan(25)
    const allowed = new Set(['abs', 'ceil', 'floor', 'max', 'min', 'round', 'sqrt'])
    const used = files.flatMap((file) => [...code(file).matchAll(/\bMath\.(\w+)/g)].flatMap(([, name = '']) => (allowed.has(name) ? [] : [`${file} ${name}`])))
    expect(used).toEqual([])
    expect(files.filter((file) => /\*\*/.test(code(file)))).toEqual([])
  })

  test('[REA9] no language, no calendar, no clock of the machine', () => {
    expect(files.filter((file) => /localeCompare|toLocale|\bIntl\b|\bDate\b|performance\./.test(code(file)))).toEqual([])
  })

  test('[REA9] square roots reach a figure only as whole metres', () => {
    expect(files.filter((file) => /Math\.sqrt/.test(code(file).replace(/toMetre\(Math\.sqrt/g, '')))).toEqual([])
  })
})
