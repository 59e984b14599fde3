/**
 * What one seat may know of running the day. Requests: its own syndicate's, and what was answered to all, without who asked.
 * Summonses: those that address it, with its own reply. Emergency calls: its own. Observations: an evaluator's own.
 */
import { conductAtOpening } from '../conduct.ts'
import type { ConductState, InformationRequest, Summons } from '../conduct.ts'
import type { ExerciseEvent } from '../events.ts'
import type { SeatId } from '../names.ts'
import { keepEntries } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import { maskAddressees } from './knowledge.ts'
import type { Part } from './knowledge.ts'

export type ConductEvent = Extract<ExerciseEvent, {
  type: 'RequestSet' | 'SummonsCalled' | 'SummonsEnded' | 'SummonsAnswered' | 'EmergencyCalled' | 'EmergencyClosed' | 'ObservationWritten' | 'ActionTicked' | 'RatingGiven'
}>

export function conductFor(conduct: ConductState, part: Part): ConductState {
  const own = part.seat.id
  return {
    ...conductAtOpening,
    requests: conduct.requests.flatMap((request) => maskRequest(request, part) ?? []),
    summonses: conduct.summonses.flatMap((summons) => maskSummons(summons, part) ?? []),
    emergency: { calls: conduct.emergency.calls.filter(({ seat }) => seat === own), blackSince: conduct.emergency.blackSince },
    observations: conduct.observations.filter((each) => isOwn(each, part)),
    ticks: conduct.ticks.filter((each) => isOwn(each, part)),
    ratings: conduct.ratings.filter((each) => isOwn(each, part)),
  }
}

/** 'same' = as it is; null = this seat's view does not change by it. */
export function maskConductEvent(before: ExerciseState, event: ConductEvent, part: Part): ExerciseEvent | 'same' | null {
  const own = part.seat.id
  switch (event.type) {
    case 'RequestSet': {
      const request = maskRequest(event.request, part)
      return request === null ? null : { type: 'RequestSet', request }
    }
    case 'SummonsCalled': {
      const summons = maskSummons(event.summons, part)
      return summons === null ? null : { type: 'SummonsCalled', summons }
    }
    case 'SummonsEnded': return before.conduct.summonses.some((each) => each.id === event.summons && maskSummons(each, part) !== null) ? 'same' : null
    case 'SummonsAnswered': return event.seat === own ? 'same' : null
    case 'EmergencyCalled': return event.call.seat === own ? 'same' : null
    case 'EmergencyClosed': return before.conduct.emergency.calls.some(({ id, seat }) => id === event.call && seat === own) ? 'same' : null
    case 'ObservationWritten': return isOwn(event.observation, part) ? 'same' : null
    case 'ActionTicked': return isOwn(event.tick, part) ? 'same' : null
    case 'RatingGiven': return isOwn(event.rating, part) ? 'same' : null
  }
}

/** Observers and screens read no requests: those are between syndicates and the directing staff. */
function maskRequest(request: InformationRequest, part: Part): InformationRequest | null {
  if (part.syndicates.includes(request.syndicate)) return { ...request, note: '' }
  const answers = request.answers.filter(({ toAll }) => toAll)
  return answers.length === 0 || part.syndicates.length === 0 ? null : { ...request, by: null, note: '', answers }
}

function maskSummons(summons: Summons, part: Part): Summons | null {
  const syndicates = maskAddressees(summons.syndicates, part)
  return syndicates === null ? null : { ...summons, syndicates, replies: keepEntries(summons.replies, (_reply, seat) => seat === part.seat.id) }
}

function isOwn({ by }: { readonly by: SeatId }, part: Part): boolean {
  return part.seat.role === 'evaluator' && by === part.seat.id
}
