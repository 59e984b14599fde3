/**
 * Discussion cards: a question put to syndicates. Each officer thinks alone and writes; what was written is nobody else's until it
 * is revealed, and then nobody's by name. The syndicate lays the answers in piles, gives dots and sends one conclusion.
 */
import type { InjectContent, ExpectedAction } from './inject.ts'
import { mixed } from './mixed.ts'
import type { InjectId, SeatId, SyndicateId } from './names.ts'
import type { RecordedAt } from './moment.ts'

/** One card of the scenario's shelf. With an inject it is a snap situation: both come to the table together. */
export interface ShelfCard {
  /** The directing staff's own; the serial of its inject too. */
  readonly id: string
  readonly title: string
  readonly question: string
  readonly aloneSeconds: number
  /** What a strong discussion touches: for directing staff, and for evaluators once the inject is out. */
  readonly expected: readonly ExpectedAction[]
  readonly tags: readonly string[]
  readonly inject: InjectContent | null
}

/** What one officer wrote, once nobody can tell whose it was. */
export interface CardAnswer {
  readonly id: string
  readonly text: string
  /** Answers of one pile lie together. A pile's id is the id of one of the answers. */
  readonly pile: string
}

export type CardDots =
  | { readonly status: 'waiting' }
  /** Piles by seat. A seat's view holds its own and no other, staff's too. */
  | { readonly status: 'open'; readonly given: number; readonly bySeat: Readonly<Record<SeatId, readonly string[]>> }
  /** `counts` by pile; empty where fewer than `fewestBallots` gave any. */
  | { readonly status: 'counted'; readonly voters: number; readonly counts: Readonly<Record<string, number>> }

export type ConclusionTo = { readonly kind: 'plan'; readonly section: string } | { readonly kind: 'plenary' }

export interface Conclusion {
  readonly text: string
  readonly to: ConclusionTo
  readonly at: RecordedAt
}

/** The card on one syndicate's table. */
export type CardTable =
  /** Thoughts by seat. A seat's view holds its own and no other, staff's too. */
  | { readonly status: 'alone'; readonly putAt: RecordedAt; readonly written: number; readonly thoughts: Readonly<Record<SeatId, string>> }
  | {
      readonly status: 'open'
      readonly putAt: RecordedAt
      readonly answers: readonly CardAnswer[]
      /** Names of piles that were given one. */
      readonly names: Readonly<Record<string, string>>
      readonly dots: CardDots
      readonly conclusion: Conclusion | null
    }

export interface DiscussionCard {
  readonly id: string
  readonly question: string
  readonly aloneSeconds: number
  /** The message that came with it; null when none did. */
  readonly inject: InjectId | null
  /** Where it lay on the shelf; null when it was written on the spot. Directing staff only. */
  readonly shelf: string | null
  /** Directing staff only. */
  readonly keyPoints: readonly string[]
  readonly tables: Readonly<Record<SyndicateId, CardTable>>
}

/** A card as it is put, before it lies on any table. */
export type BareCard = Omit<DiscussionCard, 'tables'>

/** What syndicates concluded, side by side on the stage, as it stood when it was put there. */
export interface ConclusionWall {
  readonly card: string
  readonly question: string
  readonly columns: readonly { readonly syndicate: SyndicateId; readonly text: string | null }[]
}

/** Dots each officer has. */
export const dotsEach = 3

/** With one answer on the table everybody would know whose it is. */
export const fewestThoughts = 2

/** Piles in the order of their first answers. */
export function pilesOf(answers: readonly CardAnswer[]): { readonly id: string; readonly answers: readonly CardAnswer[] }[] {
  const ids = [...new Set(answers.map(({ pile }) => pile))]
  return ids.map((id) => ({ id, answers: answers.filter(({ pile }) => pile === id) }))
}

/** An id under which this answer can lie by itself: its own, unless others lie under it. */
export function pileOfItsOwn(answers: readonly CardAnswer[], id: string): string {
  const used = new Set(answers.filter((each) => each.id !== id).map(({ pile }) => pile))
  return used.has(id) ? (answers.find((each) => !used.has(each.id))?.id ?? id) : id
}

/**
 * Texts without their authors, in an order that follows from the texts and the card alone: neither who wrote first nor who
 * sits where is in it.
 */
export function withoutAuthors(card: string, texts: readonly string[]): CardAnswer[] {
  return texts
    .map((text) => ({ text, rank: mixed(`${card} ${text}`) }))
    .sort((one, other) => one.rank - other.rank || (one.text < other.text ? -1 : 1))
    .map(({ text }, index) => ({ id: `a${index + 1}`, text, pile: `a${index + 1}` }))
}
