/** Builds the screens when they are missing or older than what they are made from. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface ClientBuild {
  /** Where the built client is; null when there is none. */
  readonly folder: string | null
  /** What was done, or why not; null when there was nothing to do. */
  readonly sentence: string | null
}

const notSources = new Set(['node_modules', 'dist'])

/** `root` is the folder of package.json. Never rejects: an older build is better than none. */
export async function buildClientIfStale(root: string, say: (sentence: string) => void): Promise<ClientBuild> {
  const folder = join(root, 'client', 'dist')
  const builtAt = modifiedAt(join(folder, 'index.html'))
  if (builtAt !== null && builtAt >= newestSource(root)) return { folder, sentence: null }
  say(builtAt === null ? 'Building the screens for the first time. This takes about half a minute.' : 'The screens have changed since they were built. Building them again.')
  try {
    const { build } = await import('vite')
    await build({ configFile: join(root, 'client', 'vite.config.ts'), logLevel: 'warn' })
    return { folder, sentence: 'The screens are built.' }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return builtAt === null
      ? { folder: null, sentence: `The screens could not be built: ${why}` }
      : { folder, sentence: `The screens could not be built again, so the older ones are used: ${why}` }
  }
}

/** When the newest file changed from which the client is made. */
function newestSource(root: string): number {
  const files = ['package-lock.json', 'package.json'].map((name) => modifiedAt(join(root, name)) ?? 0)
  return Math.max(...files, newestIn(join(root, 'client')), newestIn(join(root, 'shared')))
}

function newestIn(folder: string): number {
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notSources.has(entry.name) || entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : entry.name.endsWith('.md') ? 0 : modifiedAt(path) ?? 0)
  }
  return newest
}

function modifiedAt(path: string): number | null {
  try {
    return statSync(path).mtimeMs
  } catch {
    return null
  }
}
