/** Builds what is made from our sources, when it is missing or they have changed: the screens, and the server as few files that start at once. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface ClientBuild {
  /** Where the built client is; null when there is none. */
  readonly folder: string | null
  /** What was done, or why not; null when there was nothing to do. */
  readonly sentence: string | null
}

/** The threads it begins (threads.ts). */
const threads = ['storage/checkpointWorker', 'copies/copyWorker']
/** Found on the machine as it was installed: compiled for it, or there only on some. */
const leftOutside = ['better-sqlite3', 'bufferutil', 'utf-8-validate']
/** The newest stay: a server that runs from an older one may yet begin a thread. */
const keptBuilds = 3
const unfinished = '.part-'
const notSources = new Set(['node_modules', 'dist'])

/** `root` is the folder of package.json. Never rejects: an older build is better than none. */
export async function buildClientIfStale(root: string, say: (sentence: string) => void): Promise<ClientBuild> {
  const folder = join(root, 'client', 'dist')
  const builtAt = statOf(join(folder, 'index.html'))?.mtimeMs ?? null
  const sources = [...manifests(root), ...filesIn(join(root, 'client')), ...filesIn(join(root, 'shared'))]
  if (builtAt !== null && sources.every((path) => (statOf(path)?.mtimeMs ?? 0) <= builtAt)) return { folder, sentence: null }
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

/**
 * The path of the server's main program, built from the sources as they are now. Read as TypeScript, file by file, it starts in
 * twice the time and keeps 60 MB more. Two who build at once end with the same. Rejects when it cannot be built.
 */
export async function builtServer(root: string): Promise<string> {
  const builds = join(root, 'server', 'dist')
  const folder = join(builds, fingerprint([...manifests(root), ...filesIn(join(root, 'server')), ...filesIn(join(root, 'shared'))]))
  const program = join(folder, 'main.js')
  if (existsSync(program)) return program
  mkdirSync(builds, { recursive: true })
  const part = mkdtempSync(`${folder}${unfinished}`)
  await buildProgram(root, join(root, 'server', 'main.ts'), part)
  place(part, folder)
  for (const old of olderBuilds(builds)) rmSync(old, { recursive: true, force: true })
  return program
}

/** A program that holds the server, and the threads it begins, as files of `folder`, which is emptied first; `program` is its path. */
export async function buildProgram(root: string, program: string, folder: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    configFile: false, root, logLevel: 'silent', publicDir: false,
    ssr: { noExternal: true, external: leftOutside },
    build: {
      ssr: true, target: 'node20', outDir: folder, emptyOutDir: true, minify: false,
      rolldownOptions: {
        input: [program, ...threads.map((name) => join(root, 'server', `${name}.ts`))],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}

/** Where somebody has built the same meanwhile, theirs stays. */
function place(part: string, folder: string): void {
  try {
    renameSync(part, folder)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

function olderBuilds(builds: string): string[] {
  const whole = readdirSync(builds).filter((name) => !name.includes(unfinished)).map((name) => join(builds, name))
  return whole.sort((a, b) => (statOf(b)?.mtimeMs ?? 0) - (statOf(a)?.mtimeMs ?? 0)).slice(keptBuilds)
}

/** Of names, sizes and times: it differs as soon as a file was written, added or removed. */
function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of [...paths].sort()) {
    const stat = statOf(path)
    hash.update(`${path}\0${stat?.size ?? 0}\0${stat?.mtimeMs ?? 0}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function manifests(root: string): string[] {
  return ['package-lock.json', 'package.json'].map((name) => join(root, name))
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notSources.has(entry.name) || entry.name.startsWith('.') || entry.name.endsWith('.md')) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}

function statOf(path: string): { readonly mtimeMs: number; readonly size: number } | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
