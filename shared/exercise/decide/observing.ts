/** What evaluators note, tick and rate. Each keeps their own; directing staff read all. */
import type { InjectId, SeatId, SyndicateId } from '../names.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

const observationsAtMost = 5000
const noSuchSyndicate = 'There is no such syndicate in this exercise.'

export function writeObservation(state: ExerciseState, command: CommandOf<'observation:write'>, seat: SeatId, context: DecideContext): Decision {
  const { kind, syndicate, inject } = command
  const text = command.text.trim()
  if (text === '' && kind !== 'moment') return no('unreadable', 'Write a few words first. A moment alone may stand without any.')
  if (lookUp(state.syndicates, syndicate) === undefined) return no('unknown-thing', noSuchSyndicate)
  if (inject !== null && !wasReleased(state, inject, syndicate)) return no('unknown-thing', 'This message has not come to that syndicate.')
  if (state.conduct.observations.length >= observationsAtMost) return no('full', 'There are too many observations already. Write the rest on paper.')
  return happens({ type: 'ObservationWritten', observation: { id: context.newId(), by: seat, kind, text, syndicate, inject, at: context.now, stage: state.stage.index } })
}

export function tickAction(state: ExerciseState, command: CommandOf<'action:tick'>, seat: SeatId): Decision {
  const { inject, syndicate, action, done } = command
  if (!wasReleased(state, inject, syndicate)) return no('unknown-thing', 'This message has not come to that syndicate.')
  if (action >= (lookUp(state.injects, inject)?.secrets?.expected.length ?? 0)) return no('unknown-thing', 'This message has no such expected action.')
  return happens({ type: 'ActionTicked', tick: { by: seat, inject, syndicate, action }, done })
}

export function giveRating(state: ExerciseState, command: CommandOf<'rating:give'>, seat: SeatId): Decision {
  const { syndicate, criterion, points } = command
  if (lookUp(state.syndicates, syndicate) === undefined) return no('unknown-thing', noSuchSyndicate)
  return happens({ type: 'RatingGiven', rating: { by: seat, syndicate, criterion, points } })
}

function wasReleased(state: ExerciseState, inject: InjectId, syndicate: SyndicateId): boolean {
  const release = lookUp(lookUp(state.injects, inject)?.releases ?? {}, syndicate)
  return release !== undefined && release.withdrawnAt === null
}
