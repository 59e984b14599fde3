/**
 * The master scenario events list: what is planned. It lives in the `control` document, which only directing staff
 * read; `decide` receives it parsed, caught up to the moment of the command. Holding, skipping and releasing are events.
 */
import type { BranchRule } from './branch.ts'
import type { HatId, Serial, SyndicateId } from './names.ts'
import type { InjectContent, InjectSecrets } from './inject.ts'
import type { ScenarioMinute } from './clock.ts'
import type { WorldChange } from './world.ts'

/** An effect of a release. `addressed` = the world of the syndicates it goes to (common when it goes to all). */
export type PlannedEffect =
  | { readonly audience: 'all' | 'addressed' | 'truth'; readonly change: WorldChange }
  /** What no machine can do: said to directing staff when the inject is released. */
  | { readonly audience: 'reminder'; readonly text: string }

export interface MselItem {
  readonly serial: Serial
  readonly move: number | null
  /** Running minutes after the move began; null = contingency, fired only by hand. */
  readonly dueMinute: number | null
  readonly contingency: boolean
  /** The storyline it belongs to, for the list's eye only. */
  readonly storyline: string
  /** Addressed hat; null = whole syndicates. */
  readonly hat: HatId | null
  /** Content without the scenario time of its release. */
  readonly content: InjectContent
  readonly secrets: InjectSecrets
  readonly effects: readonly PlannedEffect[]
  /** A role player comes into the room: the text is the player's brief and is never sent. */
  readonly visitor: boolean
  /** What reads otherwise for one syndicate. */
  readonly variants?: Readonly<Record<SyndicateId, Partial<Pick<InjectContent, 'title' | 'text' | 'from'>>>>
  /** Branches the server can follow. Those in words only stand in the secrets. */
  readonly rules?: readonly BranchRule[]
  /** Of the items with the same word each syndicate gets one at most. */
  readonly oneOf?: string
}

/** Serial → item, and the rows that could not be read, each with its reason: they cannot be released. */
export interface Msel {
  readonly items: Readonly<Record<Serial, MselItem>>
  readonly order: readonly Serial[]
  readonly unreadable: readonly { readonly serial: string; readonly why: string }[]
}

/** What became of a planned inject so far; absent = planned. */
export interface PlannedState {
  readonly status: 'held' | 'skipped' | 'released'
  readonly injectId: string | null
}

/** The scenario minute an item belongs to, if it names one. */
export function scenarioMinuteOf(item: MselItem): ScenarioMinute | null {
  return item.content.scenarioMinute
}
