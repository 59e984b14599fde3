/** The peers' packages: installed by their own lock file when they are not there yet, outside the product's. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { peersFolder } from './peerServer.ts'

/** A sentence when the peers cannot be installed; null when they are there. */
export function installPeers(): string | null {
  if (existsSync(join(peersFolder, 'node_modules', '.package-lock.json'))) return null
  console.log('Installing the peers into tests/bench/peers (once; they are compiled, this takes minutes) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peersFolder, stdio: 'inherit' })
  return status === 0 ? null : 'The peers could not be installed: "npm ci" in tests/bench/peers failed. It needs the npm registry and a C++ tool chain. Nothing was measured.'
}
