/**
 * What was run at night, one line a run, kept in tests/.out/night.jsonl: the next run reads from it how far a campaign came,
 * and goes on there. The file is never rewritten, only added to.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Campaign } from './sizes.ts'

export interface NightLine {
  readonly date: string
  readonly promise: string | null
  readonly campaign: string
  /** Begins anew when the one before came to its end. */
  readonly round: number
  /** How many of this round were run before. */
  readonly from: number
  readonly size: number
  readonly seed: number
  /** The commit that was tested. */
  readonly commit: string
  readonly result: 'passed' | 'failed'
  readonly seconds: number
  /** What the tests told of themselves. */
  readonly figures: readonly string[]
}

/** What a campaign does next. */
export interface NextRun { readonly round: number; readonly from: number; readonly size: number; readonly seed: number }

export const nightFile = join(new URL('.', import.meta.url).pathname, '.out', 'night.jsonl')

/** Lines that were broken off by a killed run are passed over. */
export function readNight(file = nightFile): NightLine[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as NightLine]
    } catch {
      return []
    }
  })
}

export function keepNight(line: NightLine, file = nightFile): void {
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify(line)}\n`)
}

/**
 * The next run of a campaign that is to come to `wanted`. What failed does not count: it is run again, with its seed. Seeds
 * of a new round are new every day.
 */
export function nextRun(lines: readonly NightLine[], campaign: Pick<Campaign, 'name' | 'chunk'>, wanted: number, today: number): NextRun {
  const own = lines.filter((line) => line.campaign === campaign.name)
  const last = own.at(-1)
  const done = last === undefined ? 0 : own.filter(({ round, result }) => round === last.round && result === 'passed').reduce((sum, { size }) => sum + size, 0)
  if (last === undefined || done >= wanted) return { round: (last?.round ?? 0) + 1, from: 0, size: Math.min(campaign.chunk, wanted), seed: today * 100_000 }
  const seed = last.result === 'failed' ? last.seed : last.seed + last.size
  return { round: last.round, from: done, size: Math.min(last.result === 'failed' ? last.size : campaign.chunk, wanted - done), seed }
}
