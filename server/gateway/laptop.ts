/** The instructor's laptop looked over for directing staff: its network, who has reached it, room on its disk. */
import { Router } from 'express'
import type { LaptopCheck } from '#shared/protocol/http.ts'
import type { BackupStanding } from '../copies/backupWatch.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import type { Clock } from '../time/clock.ts'
import { answerValue, Refused } from './answers.ts'
import { runnerOf, staffSeatOf } from './house.ts'
import type { ClockWatch } from './clockWatch.ts'
import type { Sessions } from './sessions.ts'
import type { Visitors } from './visitors.ts'

export interface LaptopParts {
  readonly lan: boolean
  /** '192.168.1.20:8080', best first: those of this moment. */
  addresses(): readonly string[]
  readonly visitors: Visitors
  readonly clockWatch: ClockWatch
  readonly clock: Clock
  /** Free bytes where exercises are kept; null when the system does not say. */
  freeBytes(): Promise<number | null>
}

/** Looks at the laptop. Remembers the first addresses it saw: those the room was shown. */
export class Laptop {
  readonly #parts: LaptopParts
  #firstAddresses: readonly string[] = []

  constructor(parts: LaptopParts) {
    this.#parts = parts
  }

  /** The addresses of now. */
  addresses(): readonly string[] {
    const addresses = this.#parts.addresses()
    if (this.#firstAddresses.length === 0) this.#firstAddresses = addresses
    return addresses
  }

  async look(backups: BackupStanding | null): Promise<LaptopCheck> {
    const { lan, visitors, clockWatch, clock } = this.#parts
    return {
      lan, addresses: this.addresses(), firstAddresses: this.#firstAddresses,
      others: visitors.others, freeBytes: await this.#parts.freeBytes(), clockJump: clockWatch.lastJump,
      backups: backups === null ? null : { lastAgoMs: backups.lastWallMs === null ? null : clock.wallMs() - backups.lastWallMs, failed: backups.failed, secondFailed: backups.secondFailed },
    }
  }
}

export function laptopRoutes({ registry, sessions, laptop }: { readonly registry: ExerciseRegistry; readonly sessions: Sessions; readonly laptop: Laptop }): Router {
  const routes = Router()
  routes.get('/api/exercises/:exercise/laptop', async (request, response) => {
    const runner = runnerOf(registry, request.params.exercise)
    if (await staffSeatOf(request, runner, sessions) === null) throw new Refused('not-allowed', 'Only directing staff may look over the instructor\'s laptop.')
    answerValue(response, await laptop.look(registry.backupsOf(runner.id)))
  })
  return routes
}
