/**
 * Where our programs are: read as TypeScript in this folder, or built beside one another in a folder of `dist` (builds.ts). Only
 * this file knows which of the two is running.
 */
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const isBuilt = import.meta.url.endsWith('.js')

/** The folder of package.json. */
export const root = fileURLToPath(new URL(isBuilt ? '../../..' : '..', import.meta.url))

/**
 * A thread that runs one of our programs, `folder/name` in this folder. From the sources it begins with a few lines of plain
 * JavaScript, because a new thread of an older Node reads no TypeScript before them.
 */
export function beginThread(folder: string, name: string, workerData: unknown): Worker {
  const program = isBuilt ? `./${name}.js` : `./${folder}/${name}Begin.js`
  return new Worker(new URL(program, import.meta.url), { workerData, execArgv: [] })
}
