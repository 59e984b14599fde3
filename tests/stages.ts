/** Stages of a run: one after another, seconds for each, and one closing line `N passed, N failed`. What they are, run.ts and nightly.ts say. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export interface Count { readonly passed: number; readonly failed: number }
export interface Stage { readonly name: string; readonly run: () => Promise<Count> }

const root = new URL('..', import.meta.url).pathname
const out = join(root, 'tests', '.out')

/** A stage that is one fact: it passes or it fails. */
export async function one(command: string, args: readonly string[]): Promise<Count> {
  const code = await spawned(command, args)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** The tests of a configuration, or of these files of it. */
export async function vitest(config: string, environment: NodeJS.ProcessEnv = {}, files: readonly string[] = []): Promise<Count> {
  const report = join(out, `${[config, ...files.filter((file) => !file.startsWith('--'))].join('-').replace(/\W+/g, '-')}.json`)
  rmSync(report, { force: true })
  const code = await spawned('npx', ['vitest', 'run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...files], environment)
  try {
    const read = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }
    // A file that could not even be loaded, or an error outside any test, is a failure too.
    const failed = read.numFailedTests === 0 && code !== 0 ? 1 : read.numFailedTests
    return { passed: read.numPassedTests, failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** Runs the stages named, or all; the process ends well only when something passed and nothing failed. */
export async function runStages(stages: readonly Stage[], wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    console.error(`There is no stage "${unknown.join('", "')}". There are: ${stages.map(({ name }) => name).join(', ')}.`)
    process.exitCode = 2
    return
  }
  const chosen = wanted.length === 0 ? stages : stages.filter(({ name }) => wanted.includes(name))
  mkdirSync(out, { recursive: true })
  let [passed, failed] = [0, 0]
  const lines: string[] = []
  for (const { name, run } of chosen) {
    const began = Date.now()
    console.log(`\n== ${name} ==`)
    const count = await run().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      return { passed: 0, failed: 1 }
    })
    passed += count.passed
    failed += count.failed
    lines.push(`${name}: ${count.passed} passed, ${count.failed} failed, ${((Date.now() - began) / 1000).toFixed(1)} s`)
  }
  console.log(`\n${lines.join('\n')}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}

function spawned(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } })
    child.on('error', (error) => { console.error(error.message); resolve(1) })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
