/**
 * The server process: the only reader of options and environment, builds the parts, starts and stops them in order.
 * Exit codes: 0 stopped, 1 broke (the supervisor starts it again), 2 cannot start as asked (it does not).
 */
import { existsSync, readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { createApp, type App } from './app.ts'
import { readConfig, usage, type Config } from './config.ts'
import { createLog } from './log.ts'
import { loadScenarios } from './scenarios.ts'
import { startBlock } from './startBlock.ts'
import { openSqliteStorage } from './storage/sqliteStorage.ts'
import { root } from './threads.ts'
import { createSystemClock, createSystemIds } from './time/systemClock.ts'

const clock = createSystemClock()
const log = createLog((line) => process.stderr.write(line), () => clock.wallMs())
const stopWithinMs = 8000

const read = readConfig(process.argv.slice(2), process.env, process.cwd())
if (read.kind === 'help') {
  console.log(usage)
} else if (read.kind === 'wrong') {
  for (const sentence of read.sentences) console.error(sentence)
  console.error(usage)
  process.exitCode = 2
} else {
  await run(read.config)
}

async function run(config: Config): Promise<void> {
  let app: App | null = null
  let isStopping = false

  const stop = (exitCode: number): void => {
    if (isStopping) return
    isStopping = true
    clock.after(stopWithinMs, () => process.exit(exitCode === 0 ? 1 : exitCode))
    const closed = app === null ? Promise.resolve() : app.close()
    closed.catch((error: unknown) => log.error('stopping', error)).finally(() => process.exit(exitCode))
  }
  // Never go on in an unknown state: write what can be written, and let the supervisor start afresh.
  process.on('uncaughtException', (error) => { log.error('nobody caught this', error); stop(1) })
  process.on('unhandledRejection', (error) => { log.error('nobody awaited this', error); stop(1) })
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))
  process.on('disconnect', () => stop(0))

  try {
    const storage = await openSqliteStorage({ folder: config.dataFolder, clock })
    const scenarios = await loadScenarios(join(root, 'maps'))
    const clientFolder = join(root, 'client', 'dist')
    const version = versionOfPackage()
    app = await createApp({
      storage, clock, log, scenarios, version,
      ids: createSystemIds(),
      clientFolder: existsSync(join(clientFolder, 'index.html')) ? clientFolder : null,
      lan: config.lan,
      hostNames: config.hostNames,
      secondFolder: config.backupFolder,
      writesPerSecond: config.writesPerSecond,
      freeBytes: () => freeBytesIn(config.dataFolder),
      onFatal: (error) => { log.error('the journal broke', error); stop(1) },
    })
    const { port } = await app.listen(config.port, config.lan ? '0.0.0.0' : '127.0.0.1')
    process.stdout.write(startBlock({
      version, port, token: app.issueHouseToken(), engine: storage.engine, dataFolder: config.dataFolder,
      lan: config.lan, addresses: app.addresses(), hostNames: config.hostNames,
      scenarios: scenarios.ready.map((each) => each.title), refused: scenarios.refused,
      broken: app.registry.broken, exercises: app.registry.all().length,
      again: process.env.SANDTABLE_AGAIN === '1',
    }))
    if (config.writesPerSecond !== null) log.warn('the limit of writes is raised for measuring', { writesPerSecond: config.writesPerSecond })
    log.info('listening', { port, pid: process.pid })
  } catch (error) {
    console.error(cannotStart(error, config))
    stop(isFinal(error) ? 2 : 1)
  }
}

/** What an ordinary user may still write there. */
async function freeBytesIn(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    // not every system can say: the screen tells that it is not known
    return null
  }
}

function versionOfPackage(): string {
  const stated: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return typeof stated === 'object' && stated !== null && 'version' in stated && typeof stated.version === 'string' ? stated.version : '?'
}

function cannotStart(error: unknown, config: Config): string {
  const code = codeOf(error)
  if (code === 'EADDRINUSE') return `Port ${config.port} is used by another program. Stop that one, or start with "npm start -- --port ${config.port + 1}".`
  if (code === 'EACCES') return `This machine does not let us use port ${config.port} or the folder ${config.dataFolder}. Choose another with --port or --data.`
  return error instanceof Error ? error.message : String(error)
}

/** Starting again would meet the same wall. */
function isFinal(error: unknown): boolean {
  const name = error instanceof Error ? error.name : ''
  return name === 'AlreadyOpen' || name === 'NoEngine' || ['EADDRINUSE', 'EACCES', 'ENOTDIR', 'EROFS'].includes(codeOf(error))
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
