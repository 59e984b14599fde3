/** The answers on the table: laid in piles, named, and given dots that nobody can be held to. */
import { dotsEach, pileOfItsOwn, pilesOf, type CardTable } from '../cards.ts'
import type { ExerciseEvent } from '../events.ts'
import type { SeatId, SyndicateId } from '../names.ts'
import { admittedSeat } from '../permissions.ts'
import { fewestBallots } from '../plenary.ts'
import type { ExerciseState } from '../state.ts'
import { tableOf } from './cards.ts'
import type { CommandOf, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

type OpenTable = Extract<CardTable, { status: 'open' }>
interface OpenAt { readonly card: string; readonly syndicate: SyndicateId; readonly table: OpenTable }

/** Onto the pile of another answer, or by itself. */
export function groupAnswer(state: ExerciseState, command: CommandOf<'card:group'>, seat: SeatId): Decision {
  const at = groupable(state, command.card, seat)
  if ('ok' in at) return at
  const { answers } = at.table
  const moved = answers.find(({ id }) => id === command.item)
  const onto = answers.find(({ id }) => id === command.onto)
  if (moved === undefined || (command.onto !== null && onto === undefined)) return no('unknown-thing', 'There is no such answer on the table.')
  const pile = onto?.pile ?? pileOfItsOwn(answers, moved.id)
  if (pile === moved.pile) return no('already-done', 'The answer lies there already.')
  return happens({ type: 'AnswerGrouped', card: at.card, syndicate: at.syndicate, answer: moved.id, pile })
}

export function namePile(state: ExerciseState, command: CommandOf<'card:name'>, seat: SeatId): Decision {
  const at = groupable(state, command.card, seat)
  if ('ok' in at) return at
  if (!at.table.answers.some(({ pile }) => pile === command.pile)) return no('unknown-thing', 'There is no such group on the table.')
  return happens({ type: 'PileNamed', card: at.card, syndicate: at.syndicate, pile: command.pile, name: command.name.trim() })
}

export function openDots(state: ExerciseState, command: CommandOf<'dots:open'>): Decision {
  const at = opened(state, command.card, command.syndicate)
  if ('ok' in at) return at
  if (at.table.dots.status !== 'waiting') return no('already-done', 'The dots are being given or are counted already.')
  if (pilesOf(at.table.answers).length < 2) return no('not-now', 'All answers lie in one group, so there is nothing to choose.')
  return happens({ type: 'DotsOpened', card: at.card, syndicate: at.syndicate })
}

/** Each dot to another group; given again they replace those before. */
export function giveDots(state: ExerciseState, command: CommandOf<'dots:give'>, seat: SeatId): Decision {
  const at = opened(state, command.card, admittedSeat(state, seat)?.syndicate ?? null)
  if ('ok' in at) return at
  const { dots, answers } = at.table
  if (dots.status !== 'open') return no('not-now', 'Dots are not given now.')
  const piles = [...new Set(command.piles)].sort()
  if (piles.length === 0 || piles.length > dotsEach || piles.some((each) => !answers.some(({ pile }) => pile === each))) {
    return no('unreadable', `Give one to ${dotsEach} dots, each to another group.`)
  }
  const counted: readonly ExerciseEvent[] = Object.hasOwn(dots.bySeat, seat) ? [] : [{ type: 'DotsTallied', card: at.card, syndicate: at.syndicate, given: dots.given + 1 }]
  return happens({ type: 'DotsGiven', card: at.card, syndicate: at.syndicate, seat, piles }, ...counted)
}

/** Of one or two who gave dots everybody would know whose they are: then nothing is counted. */
export function countDots(state: ExerciseState, command: CommandOf<'dots:count'>): Decision {
  const at = opened(state, command.card, command.syndicate)
  if ('ok' in at) return at
  const { dots, answers } = at.table
  if (dots.status !== 'open') return no('not-now', 'No dots are being given.')
  const given = Object.values(dots.bySeat)
  const counts = given.length < fewestBallots ? {} : Object.fromEntries(pilesOf(answers).map(({ id }) => [id, given.filter((piles) => piles.includes(id)).length]))
  return happens({ type: 'DotsCounted', card: at.card, syndicate: at.syndicate, voters: given.length, counts })
}

function groupable(state: ExerciseState, card: string, seat: SeatId): OpenAt | Extract<Decision, { ok: false }> {
  const at = opened(state, card, admittedSeat(state, seat)?.syndicate ?? null)
  if ('ok' in at || at.table.dots.status === 'waiting') return at
  return refused('not-now', 'Dots are given to the groups as they lie now, so they stay so.')
}

function opened(state: ExerciseState, card: string, syndicate: SyndicateId | null): OpenAt | Extract<Decision, { ok: false }> {
  const at = tableOf(state, card, syndicate)
  if (at === null) return refused('unknown-thing', 'There is no such card on your table.')
  if (at.table.status === 'alone') return refused('not-now', 'The answers are not revealed yet. Reveal them first.')
  return { card: at.card.id, syndicate: at.syndicate, table: at.table }
}

function refused(code: 'not-now' | 'unknown-thing', sentence: string): Extract<Decision, { ok: false }> {
  return { ok: false, refusal: { code, sentence } }
}
