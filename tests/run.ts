/**
 * `npm test`: every stage in order, seconds for each, and one closing line `N passed, N failed`.
 * `npm test -- unit` runs the named stages only.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './support/chromium.ts'

interface Count { passed: number; failed: number }
interface Stage { name: string; run: () => Promise<Count> }

const root = new URL('..', import.meta.url).pathname
const out = join(root, 'tests', '.out')

function spawned(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } })
    child.on('error', (error) => { console.error(error.message); resolve(1) })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** A stage that is one fact: it passes or it fails. */
async function one(command: string, args: readonly string[]): Promise<Count> {
  const code = await spawned(command, args)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest(config: string, environment: NodeJS.ProcessEnv = {}): Promise<Count> {
  const report = join(out, `${config.replace(/\W+/g, '-')}.json`)
  rmSync(report, { force: true })
  const code = await spawned('npx', ['vitest', 'run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`], environment)
  try {
    const read = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }
    // A file that could not even be loaded, or an error outside any test, is a failure too.
    const failed = read.numFailedTests === 0 && code !== 0 ? 1 : read.numFailedTests
    return { passed: read.numPassedTests, failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const stages: readonly Stage[] = [
  { name: 'types', run: () => one('npx', ['tsx', 'tests/check.ts', 'types']) },
  { name: 'lint', run: () => one('npx', ['tsx', 'tests/check.ts', 'lint']) },
  { name: 'unit', run: () => vitest('tests/vitest.config.ts') },
  { name: 'build', run: () => one('npx', ['vite', 'build', '--config', 'client/vite.config.ts', '--logLevel', 'warn']) },
  {
    name: 'stories',
    run: async () => {
      const chromium = ensureChromium((sentence) => console.log(sentence))
      return vitest('tests/vitest.stories.config.ts', { SANDTABLE_CHROMIUM: chromium })
    },
  },
]

const wanted = process.argv.slice(2)
const chosen = wanted.length === 0 ? stages : stages.filter((stage) => wanted.includes(stage.name))
mkdirSync(out, { recursive: true })
const total: Count = { passed: 0, failed: 0 }
const lines: string[] = []
for (const stage of chosen) {
  const began = Date.now()
  console.log(`\n== ${stage.name} ==`)
  const count = await stage.run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1 }
  })
  total.passed += count.passed
  total.failed += count.failed
  lines.push(`${stage.name}: ${count.passed} passed, ${count.failed} failed, ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
console.log(`\n${lines.join('\n')}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
