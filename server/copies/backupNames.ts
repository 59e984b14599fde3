/** The names of backup files, and which of them are kept. */
import type { Sequence } from '#shared/exercise/moment.ts'

export interface Backup {
  readonly wallMs: number
  /** The last row in it. */
  readonly sequence: Sequence
  /** 'stage' ones stand at the beginning of a stage. */
  readonly why: 'time' | 'stage'
}

/** The last hour at five minutes each, then one an hour; and the stages of a long day, run more than once. */
const keptByTime = 12
const keptByHour = 12
const keptByStage = 30
const hourMs = 3_600_000

/** '2026-11-27T10-05-00Z-4711-stage.sandtable' */
export function backupName({ wallMs, sequence, why }: Backup): string {
  return `${new Date(wallMs).toISOString().replace(/\.\d+/, '').replaceAll(':', '-')}-${sequence}-${why}.sandtable`
}

/** Null for a name that is none of ours. */
export function readBackupName(name: string): Backup | null {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-(\d{1,15})-(time|stage)\.sandtable$/.exec(name)
  if (parts === null) return null
  const [, day, hour, minute, second, sequence, why] = parts
  const wallMs = Date.parse(`${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(wallMs) ? null : { wallMs, sequence: Number(sequence), why: why === 'stage' ? 'stage' : 'time' }
}

/** Those that may go. */
export function tooMany(backups: readonly Backup[]): Backup[] {
  const newest = [...backups].sort((a, b) => b.wallMs - a.wallMs)
  const byTime = newest.filter(({ why }) => why === 'time')
  const hours = new Set<number>()
  const older = byTime.slice(keptByTime).filter(({ wallMs }) => {
    const hour = Math.floor(wallMs / hourMs)
    if (hours.has(hour) || hours.size >= keptByHour) return true
    hours.add(hour)
    return false
  })
  return [...older, ...newest.filter(({ why }) => why === 'stage').slice(keptByStage)]
}
