/** `npm run check`: types of all four rooms, then lint. `npm run check types` or `lint` for one of them. */
import { spawn } from 'node:child_process'

const root = new URL('..', import.meta.url).pathname

function run(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('npx', [command, ...args], { cwd: root, stdio: 'inherit' })
    child.on('exit', (code) => resolve(code === 0))
  })
}

const checks: Readonly<Record<string, () => Promise<boolean[]>>> = {
  // Two at a time: the machines this runs on have two cores.
  types: async () => {
    const first = await Promise.all([run('tsc', ['-p', 'shared']), run('tsc', ['-p', 'server'])])
    const second = await Promise.all([
      run('tsc', ['-p', 'tests']),
      run('svelte-check', ['--tsconfig', 'client/tsconfig.json', '--output', 'human', '--fail-on-warnings']),
    ])
    return [...first, ...second]
  },
  lint: async () => [await run('eslint', ['--config', 'tests/eslint.config.js', '--max-warnings', '0', '.'])],
}

const wanted = process.argv.slice(2)
const names = wanted.length === 0 ? Object.keys(checks) : wanted
let well = true
for (const name of names) {
  const check = checks[name]
  if (check === undefined) {
    console.error(`There is no check "${name}". There are: ${Object.keys(checks).join(', ')}.`)
    process.exit(2)
  }
  const results = await check()
  well = well && results.every(Boolean)
}
process.exit(well ? 0 : 1)
