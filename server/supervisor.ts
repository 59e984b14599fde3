/**
 * `npm start`: builds the screens and the server when they are stale, runs the server as a child, and starts it again when it breaks.
 * It knows nothing of exercises. When it goes, the child goes.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { buildClientIfStale, builtServer } from './builds.ts'
import { readConfig, usage } from './config.ts'
import { root } from './threads.ts'

const options = process.argv.slice(2)
const sources = ['--import', 'tsx', join(root, 'server', 'main.ts')]
/** Five crashes in one minute are no accident. */
const mostCrashes = 5
const crashWindowMs = 60_000
const waitsMs = [100, 300, 700, 1500]
/** The server could not start as asked; another try would meet the same wall. */
const finalExit = 2

const read = readConfig(options, process.env, process.cwd())
if (read.kind === 'help') {
  console.log(usage)
} else if (read.kind === 'wrong') {
  for (const sentence of read.sentences) console.error(sentence)
  console.error(`\n${usage}`)
  process.exitCode = finalExit
} else {
  const built = read.config.dev ? null : await buildClientIfStale(root, (sentence) => console.log(sentence))
  if (built?.sentence != null) console.log(built.sentence)
  if (built !== null && built.folder === null) process.exitCode = 1
  else supervise(read.config.dev ? sources : await program())
}

/** What Node is told to run: the server as it was built, or its sources where that cannot be. */
async function program(): Promise<readonly string[]> {
  try {
    return [await builtServer(root)]
  } catch (error) {
    console.error(`The server could not be built, so it is read from its sources: ${error instanceof Error ? error.message : String(error)}`)
    return sources
  }
}

function supervise(program: readonly string[]): void {
  let crashes: number[] = []
  let isStopping = false
  let child: ChildProcess | null = null

  const start = (again: boolean): void => {
    if (isStopping) return
    child = spawn(process.execPath, [...program, ...options], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: again ? { ...process.env, SANDTABLE_AGAIN: '1' } : process.env,
    })
    child.on('exit', (code, signal) => {
      child = null
      if (isStopping || code === 0 || code === finalExit) {
        process.exitCode = isStopping ? 0 : code ?? 0
        return
      }
      crashed(code, signal)
    })
  }

  const crashed = (code: number | null, signal: NodeJS.Signals | null): void => {
    const now = Date.now()
    crashes = [...crashes.filter((at) => at > now - crashWindowMs), now]
    if (crashes.length >= mostCrashes) {
      console.error(`The server stopped ${crashes.length} times within a minute, so it is not started again. What was saved is safe. The lines above say why it stopped.`)
      process.exitCode = 1
      return
    }
    const wait = waitsMs[crashes.length - 1] ?? 1500
    console.error(`The server stopped (${signal ?? `code ${code ?? '?'}`}). Starting it again.`)
    setTimeout(() => start(true), wait)
  }

  const stop = (signal: NodeJS.Signals): void => {
    isStopping = true
    child?.kill(signal)
  }
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  start(false)
}
