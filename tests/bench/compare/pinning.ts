/** Server and load each keep to a core of their own, where the system can do that. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

const cores = { server: '0', load: '1' } as const
export const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** The command as it is run: `taskset` becomes the command itself, so that the process id is that of the command. */
export function pinned(which: keyof typeof cores, command: readonly [string, ...string[]]): [string, ...string[]] {
  return isPinned ? ['taskset', '-c', cores[which], ...command] : [...command]
}
