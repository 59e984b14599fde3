/** Old browsers are told kindly, and the oldest we build for get nothing they cannot read. */
import { readFileSync, readdirSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { Linter } from 'eslint'
import { describe, expect, test } from 'vitest'

const client = new URL('../../client/', import.meta.url)
const script = readFileSync(new URL('public/old-browser.js', client), 'utf8')
const page = readFileSync(new URL('index.html', client), 'utf8')

interface Machine { readonly lacks?: string; readonly board?: boolean }

/** Runs the script in a browser of so much, and says whether the sentence is shown; `fail`: an error reaches the page. */
function browserOf({ lacks, board = false }: Machine): { shown: () => boolean; fail: (message: string) => void } {
  let hidden = true
  let hear: (event: { message: string }) => void = () => undefined
  const words = { removeAttribute: (name: string) => { if (name === 'hidden') hidden = false } }
  const app = { firstChild: board ? {} : null }
  const features: Record<string, unknown> = {
    WebSocket: class {}, TextDecoderStream: class {}, HTMLDialogElement: class {}, AbortSignal: class { static timeout(): void {} },
    CSS: { supports: (name: string) => name === 'container-type' && lacks !== 'container-type' },
    document: { getElementById: (id: string) => (id === 'old-browser' ? words : app), createElement: () => (lacks === 'noModule' ? {} : { noModule: false }) },
    addEventListener: (_name: string, listener: typeof hear) => { hear = listener },
  }
  if (lacks !== undefined) delete features[lacks]
  const context = createContext({ ...features, window: features })
  if (lacks === 'Object.hasOwn') runInContext('delete Object.hasOwn', context)
  if (lacks === 'findLast') runInContext('delete Array.prototype.findLast', context)
  if (lacks === 'timeout') runInContext('delete AbortSignal.timeout', context)
  runInContext(script, context)
  return { shown: () => !hidden, fail: (message) => hear({ message }) }
}

describe('a browser that is too old', () => {
  test('[HSE16] the script reads in browsers of 2009', () => {
    const faults = new Linter().verify(script, [{ files: ['**/*.js'], languageOptions: { ecmaVersion: 5, sourceType: 'script' } }], 'old-browser.js')
    expect(faults.filter(({ fatal }) => fatal)).toEqual([])
    const newer = new Linter().verify('const a = () => 1', [{ files: ['**/*.js'], languageOptions: { ecmaVersion: 5, sourceType: 'script' } }], 'newer.js')
    expect(newer.some(({ fatal }) => fatal)).toBe(true)
  })

  test('[HSE16] the sentence stands in the page, hidden, and no script stands inside it', () => {
    expect(page).toMatch(/<div id="old-browser"[^>]* hidden>/)
    expect(page).toMatch(/Chrome or Edge from version 109, or Firefox from version 115/)
    expect(page.indexOf('old-browser.js"></script>')).toBeLessThan(page.indexOf('main.ts'))
    expect([...page.matchAll(/<script[^>]*>([^<]*)<\/script>/g)].map(([, inside]) => inside)).toEqual(['', ''])
  })

  test('[HSE16] a browser that has all we use is told nothing', () => {
    expect(browserOf({}).shown()).toBe(false)
  })

  test.each(['noModule', 'WebSocket', 'Object.hasOwn', 'findLast', 'TextDecoderStream', 'HTMLDialogElement', 'AbortSignal', 'timeout', 'CSS', 'container-type'])('[HSE16] a browser without %s is told', (lacks) => {
    expect(browserOf({ lacks }).shown()).toBe(true)
  })

  test('[HSE16] syntax it cannot read is told while the board has not begun, and never afterwards', () => {
    const before = browserOf({})
    before.fail('Uncaught TypeError: x is no function')
    expect(before.shown()).toBe(false)
    before.fail('Uncaught SyntaxError: Unexpected token .')
    expect(before.shown()).toBe(true)
    const after = browserOf({ board: true })
    after.fail('Uncaught SyntaxError: Unexpected end of JSON input')
    expect(after.shown()).toBe(false)
  })
})

describe('the oldest browsers we build for: Chrome 109, Firefox 115', () => {
  const sources = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((file) => !/^(dist|node_modules)\//.test(file) && /\.(ts|svelte|css)$/.test(file))
  const read = (file: string): string => readFileSync(new URL(file, client), 'utf8')

  test('[HSE17] the screens are built for them', () => {
    expect(read('vite.config.ts')).toMatch(/target: \['chrome109', 'firefox115'\]/)
  })

  test('[HSE17] nothing is used that came later and that the build cannot translate', () => {
    const later = /\.(toSorted|toReversed|toSpliced)\(|\b(Object|Map)\.groupBy\b|Promise\.withResolvers|Array\.fromAsync|URL\.canParse|AbortSignal\.any|Intl\.Segmenter|startViewTransition|light-dark\(|:has\(|\.values\(\)\.(map|filter|toArray)\(/
    expect(sources.filter((file) => later.test(read(file)))).toEqual([])
  })

  test('[HSE17] where colours are mixed (Chrome 111), a plain one stands before', () => {
    // the build drops what stands before a mixed fill or stroke: there opacity does it
    const isShape = (property: string): boolean => property === 'fill' || property === 'stroke'
    const mixing = sources.filter((file) => read(file).includes('color-mix('))
    expect(mixing.length).toBeGreaterThan(0)
    const bare = mixing.flatMap((file) => [...read(file).matchAll(/([^;{]*);?\s*([a-z-]+):[^;{}]*color-mix\(/g)].filter(([, before = '', property = '']) => isShape(property) || !before.trim().startsWith(`${property}:`)).map(([rule]) => `${file}: ${rule.trim()}`))
    expect(bare).toEqual([])
  })
})
