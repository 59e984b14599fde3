/** Promises: the hours that were promised, and the hours somebody who protects is there. */
import type { PlanPromise } from '../board/planRows.ts'
import { spotOfRow, type RealityInput } from './input.ts'
import { lengthOf, overlapOf, without, type Span } from './minutes.ts'
import { presentAt, protectedSpans, type Presence } from './presence.ts'
import { spansOfRow } from './turns.ts'

export interface PromiseKept {
  readonly promise: PlanPromise
  readonly promised: readonly Span[]
  readonly kept: readonly Span[]
  readonly missing: readonly Span[]
  readonly promisedMinutes: number
  readonly keptMinutes: number
}

/** Promises in force that name a place; one that is withdrawn promises nothing. */
export function promisesKept(input: RealityInput, presences: readonly Presence[]): PromiseKept[] {
  return input.plan.promises.flatMap((promise): PromiseKept[] => {
    const spot = promise.state === 'withdrawn' ? null : spotOfRow(input.ground, promise)
    if (spot === null) return []
    const promised = spansOfRow(promise, input.window)
    const there = protectedSpans(presentAt(presences, spot.at, input.ground.planning.presence.withinKm))
    const kept = overlapOf(promised, there)
    return [{ promise, promised, kept, missing: without(promised, there), promisedMinutes: lengthOf(promised), keptMinutes: lengthOf(kept) }]
  })
}
