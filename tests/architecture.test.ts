/** The walls of the house (README, "The house"): imports, clocks, chance, environment, file size, secrets. */
import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|svelte|js|css|html)$/.test(file))
  .filter((file) => { try { readFileSync(root + file); return true } catch { return false } })
const source = new Map(files.map((file) => [file, readFileSync(root + file, 'utf8')]))
const inFolder = (...folders: string[]) => files.filter((file) => folders.some((folder) => file.startsWith(folder)))

/** Module names a file imports, dynamic and type imports too. */
function importsOf(file: string): string[] {
  const text = source.get(file) ?? ''
  const found = [...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]/g)]
  return found.map((match) => match[1] ?? '')
}

/** `../../shared/x.ts` and `#shared/x.ts` as paths from the top. */
function resolved(file: string, name: string): string {
  if (name.startsWith('#shared/')) return name.slice(1)
  if (!name.startsWith('.')) return name
  const parts = file.split('/').slice(0, -1)
  for (const part of name.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function offenders(folders: string[], bad: (path: string, name: string) => boolean): string[] {
  return inFolder(...folders).flatMap((file) => importsOf(file).filter((name) => bad(resolved(file, name), name)).map((name) => `${file} imports ${name}`))
}

/** Code without comments, for searches that comments may not fail. */
function code(file: string): string {
  return (source.get(file) ?? '').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1').replace(/<!--[\s\S]*?-->/g, '')
}

function uses(folders: string[], pattern: RegExp, except: readonly string[] = []): string[] {
  return inFolder(...folders).filter((file) => !except.some((path) => file.startsWith(path))).filter((file) => pattern.test(code(file)))
}

describe('walls between rooms', () => {
  test('[HSE1] shared imports neither client nor server, and of packages only its few', () => {
    const allowed = new Set(['zod/mini', 'yjs', 'lib0/encoding', 'lib0/decoding'])
    expect(offenders(['shared/'], (path, name) => !path.startsWith('shared/') && !allowed.has(name))).toEqual([])
  })
  test('[HSE2] yjs in shared is touched only where documents and replay are', () => {
    expect(offenders(['shared/exercise/', 'shared/protocol/', 'shared/geo/', 'shared/reality/'], (path) => path === 'yjs')).toEqual([])
  })
  test('[HSE3] client and server never import each other', () => {
    expect(offenders(['client/'], (path) => path.startsWith('server/'))).toEqual([])
    expect(offenders(['server/'], (path) => path.startsWith('client/'))).toEqual([])
  })
  test('[HSE4] nothing but tests imports tests, and client code reads no maps', () => {
    expect(offenders(['client/', 'server/', 'shared/'], (path) => path.startsWith('tests/'))).toEqual([])
    expect(offenders(['client/', 'shared/'], (path) => path.startsWith('maps/'))).toEqual([])
  })
  test.each([
    ['leaflet', ['client/map/']],
    ['milsymbol', ['client/map/symbols/symbolLibrary.ts']],
    ['socket.io-client', ['client/connection/']],
    ['y-websocket', ['client/connection/']],
    ['y-indexeddb', ['client/connection/']],
    ['pdfjs-dist', ['client/components/exhibits/pdfPages.ts']],
    ['express', ['server/gateway/', 'server/app.ts']],
    ['socket.io', ['server/gateway/', 'server/app.ts']],
    ['ws', ['server/gateway/']],
    ['helmet', ['server/gateway/']],
    ['better-sqlite3', ['server/storage/']],
    ['node:sqlite', ['server/storage/']],
    ['vite', ['server/builds.ts', 'client/vite.config.ts']],
  ])('[HSE5] %s lives in one room', (name, rooms) => {
    const all = offenders(['client/', 'server/', 'shared/'], (path) => path === name || path.startsWith(`${name}/`))
    expect(all.filter((line) => !rooms.some((room) => line.startsWith(room)))).toEqual([])
  })
})

describe('what only a few may ask the machine for', () => {
  test('[HSE6] shared knows no clock, chance or timer', () => {
    expect(uses(['shared/'], /Date\.now|new Date\(\s*\)|performance\.now|Math\.random|setTimeout|setInterval|crypto\./)).toEqual([])
  })
  test('[HSE7] on the server only server/time asks for time and chance', () => {
    expect(uses(['server/'], /Date\.now|new Date\(\s*\)|performance\.now|Math\.random|setTimeout|setInterval|randomBytes|randomUUID/, ['server/time/', 'server/supervisor.ts'])).toEqual([])
  })
  test('[HSE8] the environment is read in main and the supervisor only', () => {
    expect(uses(['server/', 'client/', 'shared/'], /process\.env/, ['server/main.ts', 'server/supervisor.ts'])).toEqual([])
  })
  test('[HSE9] nothing that needs a secure context: a LAN address is none', () => {
    expect(uses(['client/'], /crypto\.randomUUID|crypto\.subtle|navigator\.clipboard|navigator\.serviceWorker|navigator\.locks/)).toEqual([])
  })
})

describe('the shape of the code', () => {
  test('[HSE10] no file over 400 lines', () => {
    const long = files.filter((file) => !file.startsWith('maps/')).filter((file) => (source.get(file) ?? '').split('\n').length > 401)
    expect(long).toEqual([])
  })
  test('[HSE11] named exports only, and never everything at once', () => {
    expect(uses(['shared/', 'server/', 'client/'], /export \*|export default/, ['client/vite.config.ts'])).toEqual([])
  })
  test('[HSE12] no markup made from strings', () => {
    expect(uses(['client/'], /\{@html|innerHTML|insertAdjacentHTML|outerHTML|bindPopup\(|bindTooltip\(/)).toEqual([])
  })
  test('[HSE13] no test is skipped, focused or asleep', () => {
    expect(uses(['tests/'], /\.(only|skip|todo|fixme)\(|\bxit\(|\bxtest\(/, ['tests/architecture.test.ts'])).toEqual([])
  })
  test('[HSE14] nothing people load names an address outside the room', () => {
    const bad = inFolder('client/', 'shared/').filter((file) => /https?:\/\//.test((source.get(file) ?? '').replace(/https?:\/\/(www\.w3\.org|www\.opengis\.net|schemas\.openxmlformats\.org|localhost|127\.0\.0\.1)/g, '')))
    expect(bad).toEqual([])
  })
  test('[HSE15] layout mirrors for right-to-left scripts: logical properties only', () => {
    const physical = /(margin|padding|border)-(left|right)\b|[^-]\b(left|right):\s|text-align:\s*(left|right)|float:\s*(left|right)/
    const styled = inFolder('client/').filter((file) => /\.(css|svelte)$/.test(file)).filter((file) => !file.startsWith('client/map/'))
    const bad = styled.filter((file) => {
      const text = source.get(file) ?? ''
      const css = file.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) => match[1]).join('\n')
      return physical.test(css.replace(/\/\*[\s\S]*?\*\//g, ''))
    })
    expect(bad).toEqual([])
  })
})
