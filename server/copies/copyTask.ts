/** What the worker that copies exercises is asked, and what it answers. */
import type { Sequence } from '#shared/exercise/moment.ts'
import type { EngineName } from '../storage/sqliteEngine.ts'

/** out: from a file that may be in use to a new one. in: from a file that came from elsewhere to a new one. */
export interface CopyTask { readonly act: 'out' | 'in'; readonly engine: EngineName; readonly from: string; readonly to: string }

/** A copy that was opened and read through after it was made. */
export interface CopyReport {
  readonly exercise: string
  readonly title: string
  readonly rows: number
  readonly lastSequence: Sequence
  /** The chain after the last row, hex. */
  readonly headHash: string
  readonly bytes: number
}

export type CopyAnswer = { readonly ok: true; readonly report: CopyReport } | { readonly ok: false; readonly why: 'unsound' | 'full' | 'failed'; readonly sentence: string }

/** There is no copy: nothing stands at the file asked for. */
export class CopyFailed extends Error {
  override readonly name = 'CopyFailed'
  readonly why: 'unsound' | 'full' | 'failed'
  constructor(why: 'unsound' | 'full' | 'failed', sentence: string) {
    super(sentence)
    this.why = why
  }
}
