/** What the whole room looks at together: the decision wall, votes, questions. Nothing here says whose hand it was. */
import type { Stage } from '../agenda.ts'
import type { ExerciseEvent } from '../events.ts'
import type { InjectId, SeatId } from '../names.ts'
import { admittedSeat, boardIsOpen } from '../permissions.ts'
import { fewestBallots, verdicts, type DecisionWall, type Vote, type VoteResults, type WallColumn } from '../plenary.ts'
import { lookUp } from '../records.ts'
import type { Km } from '../scenario.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

/** Enough for a day of plenaries; then staff answer or park some first. */
const questionsAtMost = 400

export function showWall(state: ExerciseState, command: CommandOf<'wall:show'>): Decision {
  const inject = lookUp(state.injects, command.inject)
  const releases = Object.values(inject?.releases ?? {}).filter(({ withdrawnAt }) => withdrawnAt === null)
  const content = releases[0]?.content
  if (inject === undefined || content === undefined) return no('unknown-thing', 'This inject has not come to any syndicate, so there is nothing to compare.')
  if (releases.some((release) => release.content.protected)) return no('not-allowed', 'This message is protected. It never stands on the stage.')
  const columns = Object.values(state.syndicates).sort((one, other) => one.number - other.number).map(({ id }): WallColumn => {
    const release = releases.find(({ syndicate }) => syndicate === id)
    const given = release?.answers.at(-1)
    const afterMs = release === undefined || given === undefined ? null : Math.max(0, given.runningMs - release.releasedRunningMs)
    return { syndicate: id, releasedAt: release?.releasedAt ?? null, answeredAt: given?.at ?? null, afterMs, late: given?.late ?? false, answer: given?.answer ?? null }
  })
  const wall: DecisionWall = { inject: inject.id, title: content.title, text: content.text, question: content.answer.kind === 'read' ? '' : content.answer.question, columns }
  return happens({ type: 'WallShown', wall })
}

/** What is taken back is not read again, from the wall neither. */
export function leavesTheWall(state: ExerciseState, inject: InjectId): ExerciseEvent[] {
  return state.plenary.wall?.inject === inject ? [{ type: 'WallTaken' }] : []
}

/** The room is together in plenary and debrief only: what stood before it goes with it, and an open vote is counted. */
export function leavesTheRoom({ plenary: { wall, compared, difference, conclusions, vote } }: ExerciseState, next: Stage): ExerciseEvent[] {
  if (next === 'plenary' || next === 'debrief') return []
  const events: ExerciseEvent[] = []
  if (wall !== null) events.push({ type: 'WallTaken' })
  if (compared !== null) events.push({ type: 'CompareTaken' })
  if (difference !== null) events.push({ type: 'DifferenceTaken' })
  if (conclusions !== null) events.push({ type: 'ConclusionsTaken' })
  if (vote !== null && vote.results === null) events.push({ type: 'VoteClosed', vote: vote.id, results: resultsOf(vote) })
  if (vote !== null) events.push({ type: 'VoteTaken' })
  return events
}

/** Boards that others may not read do not stand before the room: releasing them is a step of its own. */
export function showCompared(state: ExerciseState, command: CommandOf<'compare:show'>): Decision {
  const wanted = [...new Set(command.syndicates)]
  if (wanted.some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  if (wanted.length < 2) return no('unreadable', 'Choose at least two syndicates to compare.')
  const closed = wanted.filter((id) => !boardIsOpen(state, id)).map((id) => lookUp(state.syndicates, id)?.name ?? id)
  if (closed.length > 0) return no('not-allowed', `Others may not read the board of ${closed.join(', ')} yet. Open it to all first.`)
  const number = (id: string): number => lookUp(state.syndicates, id)?.number ?? 0
  return happens({ type: 'CompareShown', syndicates: wanted.sort((one, other) => number(one) - number(other)), layout: command.layout ?? 'side' })
}

/** Made and read by the directing staff: it tells what one syndicate brings, and of the others only that they did not. */
export function showDifference(state: ExerciseState, { difference }: CommandOf<'difference:show'>): Decision {
  const { syndicate, before } = difference
  if ([syndicate, ...before].some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  if (before.includes(syndicate)) return no('unreadable', 'A briefing is compared with others, not with itself.')
  return happens({ type: 'DifferenceShown', difference })
}

export function openVote(state: ExerciseState, command: CommandOf<'vote:open'>, context: DecideContext): Decision {
  const { kind, question, audience } = command
  if (state.plenary.vote !== null && state.plenary.vote.results === null) return no('not-now', 'A vote is open. Close it first.')
  const choices = kind === 'verdict' ? verdicts : kind === 'place' ? [] : command.choices.map((each) => each.trim()).filter((each) => each !== '')
  if (kind !== 'place' && choices.length < 2) return no('unreadable', 'A vote needs at least two choices.')
  if (audience === 'guests' && state.floor === null) return no('not-now', 'Nobody has the floor, so there are no guests. Let everyone vote instead.')
  const vote: Vote = {
    id: context.newId(), kind, question: question.trim(), choices, dots: kind !== 'dots' ? 1 : Math.min(command.dots, choices.length), audience,
    without: audience === 'guests' ? (state.floor?.syndicate ?? null) : null, openedAt: context.now, cast: 0, ballots: {}, results: null,
  }
  return happens({ type: 'VoteOpened', vote })
}

export function castVote(state: ExerciseState, command: CommandOf<'vote:cast'>, seat: SeatId): Decision {
  const { vote } = state.plenary
  if (vote?.id !== command.vote || vote.results !== null) return no('not-now', 'This vote is closed.')
  const syndicate = admittedSeat(state, seat)?.syndicate ?? null
  if (vote.without !== null && syndicate === vote.without) return no('not-allowed', 'In this vote the others judge what your syndicate has shown.')
  const counted: readonly ExerciseEvent[] = Object.hasOwn(vote.ballots, seat) ? [] : [{ type: 'BallotsCounted', vote: vote.id, cast: vote.cast + 1 }]
  if (vote.kind === 'place') {
    if (command.at === undefined) return no('unreadable', 'Choose a place on the map.')
    return happens({ type: 'VoteCast', vote: vote.id, seat, choices: command.at.map(toHundredMetres) }, ...counted)
  }
  const choices = [...new Set(command.ballot)].sort((one, other) => one - other)
  if (choices.length === 0 || choices.length > vote.dots || choices.some((each) => each >= vote.choices.length)) {
    return no('unreadable', vote.dots === 1 ? 'Choose one of the answers.' : `Give one to ${vote.dots} dots, each to another answer.`)
  }
  return happens({ type: 'VoteCast', vote: vote.id, seat, choices }, ...counted)
}

export function closeVote(state: ExerciseState): Decision {
  const { vote } = state.plenary
  if (vote === null || vote.results !== null) return no('already-done', 'No vote is open.')
  return happens({ type: 'VoteClosed', vote: vote.id, results: resultsOf(vote) })
}

function resultsOf({ kind, choices, ballots }: Vote): VoteResults {
  const given = Object.values(ballots)
  if (given.length < fewestBallots) return { counts: [], voters: given.length }
  if (kind === 'place') {
    const places = given.map(([x = 0, y = 0]): Km => [x, y]).sort((one, other) => one[0] - other[0] || one[1] - other[1])
    return { counts: [], voters: given.length, places }
  }
  return { counts: choices.map((_choice, index) => given.filter((ballot) => ballot.includes(index)).length), voters: given.length }
}

function toHundredMetres(km: number): number {
  return Math.round(km * 10) / 10
}

export function askQuestion(state: ExerciseState, command: CommandOf<'question:ask'>, seat: SeatId, context: DecideContext): Decision {
  const text = command.text.trim()
  if (text === '') return no('unreadable', 'Write the question first.')
  if (state.plenary.questions.length >= questionsAtMost) return no('full', 'There are too many questions already. Ask yours aloud.')
  return happens({ type: 'QuestionAsked', question: { id: context.newId(), text, by: command.signed ? seat : null, askedAt: context.now, state: 'waiting' } })
}

export function setQuestion(state: ExerciseState, command: CommandOf<'question:set'>): Decision {
  const question = state.plenary.questions.find(({ id }) => id === command.question)
  if (question === undefined) return no('unknown-thing', 'There is no such question.')
  if (question.state === command.state) return no('already-done', 'The question stands there already.')
  return happens({ type: 'QuestionSet', question: { ...question, state: command.state } })
}
