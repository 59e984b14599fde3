/**
 * Records what a day asks of its disk: the system calls of the real process, its worker threads too, as strace sees them.
 * Where there is no strace (another system than Linux), a recording made earlier is read instead.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { openExerciseReader } from '../../../server/storage/sqliteReader.ts'
import type { StoredEntry } from '../../../server/storage/storage.ts'
import { makeFolder } from '../sqliteFolder.ts'
import type { DiskAct } from './diskLog.ts'
import { readTrace } from './straceText.ts'

export interface Recording {
  readonly exercise: string
  readonly acts: readonly DiskAct[]
  /** Every row, as it is in the end. */
  readonly rows: readonly StoredEntry[]
  readonly from: 'this machine' | 'an earlier recording'
}

const root = new URL('../../..', import.meta.url).pathname
const keptFile = join(root, 'tests', 'fixtures', 'recordedDay.json.gz')
const calls = 'openat,open,creat,pwrite64,write,pwritev,writev,ftruncate,fdatasync,fsync,unlink,unlinkat,rename,renameat,renameat2,copy_file_range,sendfile,fallocate'

function hasStrace(): boolean {
  return spawnSync('strace', ['-qq', '-e', 'trace=fsync', 'true'], { stdio: 'ignore' }).status === 0
}

/** `RECORDING=kept` reads the earlier one, wherever it is run. */
export async function recordDay(seed: number, rounds: number): Promise<Recording> {
  if (process.env['RECORDING'] === 'kept' || !hasStrace()) return { ...unpacked(gunzipSync(readFileSync(keptFile)).toString('utf8')), from: 'an earlier recording' }
  const folder = makeFolder()
  try {
    const data = join(folder.path, 'data')
    const trace = join(folder.path, 'trace.txt')
    const said = execFileSync('strace', [
      '-f', '-qq', '--seccomp-bpf', '-y', '-xx', '-s', '4000000', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', trace,
      process.execPath, '--import', 'tsx', 'tests/support/durable/recordedDay.ts', data, String(seed), String(rounds),
    ], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
    const exercise = /^exercise (\S+)$/m.exec(said)?.[1] ?? ''
    const acts = readTrace(readFileSync(trace, 'latin1'), data)
    rmSync(trace)
    const reader = await openExerciseReader(join(data, 'exercises', `${exercise}.sqlite`))
    const rows = reader.read(0, 1_000_000).rows.flatMap(({ row }) => row ?? [])
    reader.close()
    return { exercise, acts, rows, from: 'this machine' }
  } finally {
    folder.remove()
  }
}

/** For machines without strace: `npx tsx tests/support/durable/keepRecording.ts` writes it. */
export function keepRecording({ exercise, acts, rows }: Recording): void {
  writeFileSync(keptFile, gzipSync(JSON.stringify({ exercise, acts, rows }, (_key, value: unknown) => (value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value)), { level: 9 }))
}

function unpacked(text: string): Omit<Recording, 'from'> {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'base64' in value && typeof value.base64 === 'string' ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value) as Omit<Recording, 'from'>
}
