/** Options and environment → how this server runs, or the sentences that say what is wrong. Pure. */
import { resolve } from 'node:path'

export interface Config {
  readonly lan: boolean
  readonly port: number
  readonly dataFolder: string
  /** A second folder for backups, on a stick or another disk; null = none. */
  readonly backupFolder: string | null
  /** Do not build the client: somebody else does. */
  readonly dev: boolean
  /** Further names people may type: 'board.lan'. */
  readonly hostNames: readonly string[]
  /** Document writes per second a person is let through; null = as published. Only for measuring: see tests/bench. */
  readonly writesPerSecond: number | null
}

export type ReadConfig =
  | { readonly kind: 'run'; readonly config: Config }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentences: readonly string[] }

export const usage = `Usage: npm start -- [options]
  --lan            let other machines in this network join (plain HTTP: fictitious data only)
  --port <number>  the port to listen on; 8080 when not given
  --data <folder>  where exercises are kept; ./data when not given
  --backup <folder> a folder on a stick or another disk, where backups are kept a second time
  --name <host>    a further name people may type, like board.lan; may be given again
  --dev            build nothing at the start: the server is read from its sources
  --help           show this text
Environment: SANDTABLE_PORT, SANDTABLE_DATA, SANDTABLE_BACKUP, SANDTABLE_NAMES (names with commas between) mean the same.
SANDTABLE_BENCH_WRITES=<number> lets each person write so often in a second. Only for measuring the server, never for a course.`

type Environment = Readonly<Record<string, string | undefined>>

/** `folder` is where relative folders begin. Options win over the environment. */
export function readConfig(options: readonly string[], environment: Environment, folder: string): ReadConfig {
  const sentences: string[] = []
  let lan = false
  let dev = false
  let port = environment.SANDTABLE_PORT ?? '8080'
  let data = environment.SANDTABLE_DATA ?? 'data'
  let backup = environment.SANDTABLE_BACKUP ?? ''
  const names = (environment.SANDTABLE_NAMES ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '')

  const benchWrites = environment.SANDTABLE_BENCH_WRITES ?? ''

  const rest = options.flatMap((option) => {
    const equals = option.startsWith('--') ? option.indexOf('=') : -1
    return equals < 0 ? [option] : [option.slice(0, equals), option.slice(equals + 1)]
  })
  while (rest.length > 0) {
    const option = rest.shift() ?? ''
    const value = (): string => {
      const next = rest[0]
      if (next !== undefined && !next.startsWith('--')) return rest.shift() ?? ''
      sentences.push(`${option} needs a value after it.`)
      return ''
    }
    switch (option) {
      case '--help': case '-h': return { kind: 'help' }
      case '--lan': lan = true; break
      case '--dev': dev = true; break
      case '--port': port = value() || port; break
      case '--data': data = value() || data; break
      case '--backup': backup = value() || backup; break
      case '--name': { const name = value(); if (name !== '') names.push(name); break }
      default: sentences.push(`"${option}" is no option of this program.`)
    }
  }

  const portNumber = Number(port)
  if (!/^\d{1,5}$/.test(port) || portNumber > 65_535) sentences.push(`The port must be a number from 0 to 65535, not "${port}".`)
  if (benchWrites !== '' && !/^[1-9]\d{0,5}$/.test(benchWrites)) sentences.push(`SANDTABLE_BENCH_WRITES must be a whole number from 1, not "${benchWrites}".`)
  for (const name of names) if (!/^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/i.test(name)) sentences.push(`"${name}" is no host name.`)
  if (sentences.length > 0) return { kind: 'wrong', sentences }
  return { kind: 'run', config: { lan, dev, port: portNumber, dataFolder: resolve(folder, data), backupFolder: backup === '' ? null : resolve(folder, backup), hostNames: names.map((name) => name.toLowerCase()), writesPerSecond: benchWrites === '' ? null : Number(benchWrites) } }
}
