/** Backs exercises up by themselves: every five minutes in which something happened, and as each stage begins. */
import type { ExerciseRunner } from '../exercises/exerciseRunner.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { Backup } from './backupNames.ts'
import type { BackedUp } from './exerciseCopies.ts'

const backupEveryMs = 5 * 60_000

/** What directing staff are told of the backups of one exercise. */
export interface BackupStanding {
  /** Null before the first. */
  readonly lastWallMs: number | null
  /** Why the last one failed, and why it is not on the second disk. */
  readonly failed: string | null
  readonly secondFailed: string | null
}

export interface BackupWatchParts {
  readonly runner: ExerciseRunner
  readonly clock: Clock
  readonly log: Log
  backUp(exercise: string, wallMs: number, why: Backup['why']): Promise<BackedUp>
}

export class BackupWatch {
  readonly #parts: BackupWatchParts
  readonly #stops: readonly (() => void)[]
  #standing: BackupStanding = { lastWallMs: null, failed: null, secondFailed: null }
  #keptTo = 0
  #going: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(parts: BackupWatchParts) {
    this.#parts = parts
    this.#stops = [
      parts.clock.every(backupEveryMs, () => { if (parts.runner.journal.head().sequence > this.#keptTo) this.#begin('time') }),
      parts.runner.listen((publication) => { if (publication.kind === 'event' && publication.happened.event.type === 'StageBegun') this.#begin('stage') }),
    ]
  }

  get standing(): BackupStanding {
    return this.#standing
  }

  /** Settles when no backup is under way. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const stop of this.#stops) stop()
    await this.#going
  }

  #begin(why: Backup['why']): void {
    if (this.#isClosed) return
    this.#going = this.#going.then(() => this.#backUp(why))
  }

  async #backUp(why: Backup['why']): Promise<void> {
    const { runner, clock, log } = this.#parts
    const wallMs = clock.wallMs()
    try {
      const { backup, secondFailed } = await this.#parts.backUp(runner.id, wallMs, why)
      this.#keptTo = backup.sequence
      this.#standing = { lastWallMs: wallMs, failed: null, secondFailed }
      if (secondFailed !== null) log.warn('a backup is not on the second disk', { exercise: runner.id, why: secondFailed })
    } catch (error) {
      this.#standing = { ...this.#standing, failed: error instanceof Error ? error.message : String(error) }
      log.error('backing up', error, { exercise: runner.id })
    }
  }
}
