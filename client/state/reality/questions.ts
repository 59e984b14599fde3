/** What a screen asks the worker of the reality check, and what it answers: plain data both ways. */
import type { PlanRows } from '#shared/board/planRows.ts'
import type { ScenarioMinute } from '#shared/exercise/clock.ts'
import type { ThingId } from '#shared/exercise/names.ts'
import type { ScenarioUnit } from '#shared/exercise/scenario.ts'
import type { WorldFacts } from '#shared/exercise/world.ts'
import type { WayChanged } from '#shared/reality/changes.ts'
import type { Ground } from '#shared/reality/input.ts'
import type { Journey } from '#shared/reality/journey.ts'
import type { Span } from '#shared/reality/minutes.ts'
import type { RealityPicture } from '#shared/reality/picture.ts'
import type { PlanningValues } from '#shared/reality/planning.ts'
import type { Reach } from '#shared/reality/reach.ts'
import type { Whereabouts } from '#shared/reality/realityDesk.ts'

/** Once an exercise: everything else is asked of it. */
export interface GroundGiven { readonly zone: Ground['zone']; readonly planning: PlanningValues; readonly units: readonly ScenarioUnit[] }

/** `world` null = as it was the last time on this desk: ways that were searched are kept. */
export interface Check { readonly world: WorldFacts | null; readonly plan: PlanRows; readonly now: ScenarioMinute; readonly window: Span }

/** 'plan' as it is, 'what-if' in another world: it touches nothing of the first. The directing staff keep one for each syndicate. */
export type DeskName = string

export type Question =
  | { readonly kind: 'ground'; readonly ground: GroundGiven }
  | { readonly kind: 'check'; readonly number: number; readonly desk: DeskName; readonly check: Check }
  | { readonly kind: 'reach'; readonly number: number; readonly desk: DeskName; readonly unit: ThingId; readonly from: Whereabouts; readonly departAt: ScenarioMinute; readonly untils: readonly ScenarioMinute[] }
  | { readonly kind: 'changes'; readonly number: number; readonly desk: DeskName; readonly before: WorldFacts }
  | { readonly kind: 'way'; readonly number: number; readonly desk: DeskName; readonly unit: ThingId; readonly from: Whereabouts; readonly to: Whereabouts; readonly departAt: ScenarioMinute }

export type Answer =
  | { readonly kind: 'changes'; readonly number: number; readonly ways: readonly WayChanged[] }
  | { readonly kind: 'picture'; readonly number: number; readonly picture: RealityPicture }
  | { readonly kind: 'reach'; readonly number: number; readonly reaches: readonly Reach[] }
  | { readonly kind: 'way'; readonly number: number; readonly journey: Journey | null }
  | { readonly kind: 'failed'; readonly number: number; readonly why: string }

/** Where questions go and answers come from: a worker, or in tests the same work without one. */
export interface RealityPort {
  ask(question: Question): void
  close(): void
}
export type OpenPort = (hear: (answer: Answer) => void, failed: (why: string) => void) => RealityPort
