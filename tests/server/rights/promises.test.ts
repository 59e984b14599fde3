/** What SECURITY.md promises names rules, and each of those has a test: a promise nobody keeps is not made. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname

test('[HSE29] every promise of SECURITY.md names rules, and every rule it names has a test', () => {
  const [, promised = ''] = readFileSync(`${root}SECURITY.md`, 'utf8').split('**Promised**')
  const lines = (promised.split('**Not promised**')[0] ?? '').split(/\n(?=- )/).slice(1)
  expect(lines.length).toBeGreaterThan(10)
  expect(lines.filter((line) => !/`[A-Z]{2,4}\d+`/.test(line))).toEqual([])
  const tests = readdirSync(`${root}tests`, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.ts')).map((path) => readFileSync(`${root}tests/${path}`, 'utf8')).join('\n')
  const named = [...promised.matchAll(/`([A-Z]{2,4}\d+)`/g)].map(([, rule = '']) => rule)
  expect(named.filter((rule) => !tests.includes(`[${rule}]`))).toEqual([])
})
