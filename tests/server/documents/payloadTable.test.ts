/** The table of payloads beside this file: none missing, and every test it names is there. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const here = new URL('./', import.meta.url)
const table = readFileSync(new URL('README.md', here), 'utf8').split('\n').filter((line) => line.startsWith('| '))

test('[DOC95] every payload M1 … M17 and every decision A1 … A5 has its row', () => {
  const named = new Set(table.flatMap((line) => line.split('|')[1]?.match(/\b[MA]\d+\b/g) ?? []))
  const wanted = [...Array.from({ length: 17 }, (_, i) => `M${i + 1}`), ...Array.from({ length: 5 }, (_, i) => `A${i + 1}`)]
  expect(wanted.filter((name) => !named.has(name))).toEqual([])
})

test('[DOC95] every test it names is there', () => {
  const folders = [here, new URL('../gateway/', here), new URL('../../fuzz/', here)]
  const source = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.test.ts')).map((name) => readFileSync(new URL(name, folder), 'utf8'))).join('\n')
  for (const line of table) for (const [rule] of line.split('|')[2]?.matchAll(/\[[A-Z]+\d+\]/g) ?? []) expect(source, rule).toContain(`${rule}`)
})
