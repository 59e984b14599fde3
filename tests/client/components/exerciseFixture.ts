/** A small exercise for tests of what screens compute: two syndicates, amina and bao in them, dana directing. */
import { emptyPlenary } from '#shared/exercise/plenary.ts'
import type { Inject, InjectContent, InjectRelease } from '../../../shared/exercise/inject.ts'
import type { MselItem } from '../../../shared/exercise/msel.ts'
import type { Seat } from '../../../shared/exercise/seat.ts'
import type { ExerciseState } from '../../../shared/exercise/state.ts'
import { clockAtOpening } from '../../../shared/exercise/clock.ts'
import { conductAtOpening } from '../../../shared/exercise/conduct.ts'
import { directingAtOpening } from '../../../shared/exercise/directing.ts'
import { reviewAtOpening } from '#shared/exercise/review.ts'
import { warmUpAtOpening } from '../../../shared/exercise/warmUp.ts'
import { emptyFacts } from '../../../shared/exercise/world.ts'

export function seat(id: string, more: Partial<Seat> = {}): Seat {
  return { id, role: 'member', name: id, syndicate: 's1', hat: null, assigned: [], status: 'admitted', since: 0, ...more }
}

export const content: InjectContent = {
  title: 'Bridge out', text: 'EXERCISE. Farrow bridge is out.', channel: 'hotline', from: 'Corvale', grade: { source: 'C', information: 3 },
  place: null, scenarioMinute: null, answer: { kind: 'text', question: 'What now?', acceptsRisk: false }, answerMinutes: 15, contentNotice: null, protected: false,
}

export function release(more: Partial<InjectRelease> = {}): InjectRelease {
  return {
    syndicate: 's1', number: 1, content, hat: null, seat: null, releasedAt: 1000, releasedRunningMs: 0, dueRunningMs: 900_000,
    delivered: {}, opened: {}, acknowledged: null, answers: [], review: null, withdrawnAt: null, ...more,
  }
}

export function inject(id: string, releases: readonly InjectRelease[]): Inject {
  return { id, secrets: null, shared: null, sharedAt: null, releases: Object.fromEntries(releases.map((each) => [each.syndicate, each])) }
}

export function planned(serial: string, more: Partial<MselItem> = {}): MselItem {
  return {
    serial, move: 1, dueMinute: 10, contingency: false, storyline: 'Corvale', hat: null, content, effects: [], visitor: false,
    secrets: { serial, groundTruth: '', dilemma: '', expected: [], branches: [], staffNotes: '', tags: [] }, ...more,
  }
}

export const emptyAnswer = { choice: null, reason: '', at: null, units: [], text: 'We detour.', riskAcceptedBy: '' }

export function exercise(more: Partial<ExerciseState> = {}): ExerciseState {
  return {
    id: 'e1', title: 'Wenza day', scenarioId: 'wenza-day', zoneId: 'wenza', openedWallAt: '2026-11-23T08:00:00.000Z',
    clock: { ...clockAtOpening, status: 'running', pausedBecause: null },
    agenda: [
      { id: 'brief', title: 'Situation brief', stage: 'briefing', minutes: 30, plannedWall: '08:45', move: null, anchors: [] },
      { id: 'move-1', title: 'Move 1', stage: 'planning', minutes: 75, plannedWall: '09:15', move: 1, anchors: [{ minute: 0, scenarioMinute: 360 }, { minute: 20, scenarioMinute: 480 }] },
      { id: 'plenary', title: 'Plenary', stage: 'plenary', minutes: 60, plannedWall: '12:00', move: null, anchors: [] },
    ],
    stage: { index: 1, stage: 'planning', move: 1, begunAt: 0, begunRunningMs: 0, minutes: 75 },
    syndicates: { s1: { id: 's1', number: 1, name: 'Alpha', lead: null }, s2: { id: 's2', number: 2, name: 'Bravo', lead: null } },
    seats: { amina: seat('amina'), bao: seat('bao', { syndicate: 's2', since: 5 }), dana: seat('dana', { role: 'chief', syndicate: null }) },
    hats: [], roster: [], codes: [], lobby: false, injects: {}, planned: {}, automatic: true, directing: directingAtOpening, conduct: conductAtOpening,
    world: { common: emptyFacts, bySyndicate: {}, truth: emptyFacts }, warmUp: warmUpAtOpening, cards: {}, shelf: [], review: reviewAtOpening, floor: null, plenary: emptyPlenary,
    boards: { frozen: false, openInPlenary: false, released: {}, withheld: {} },
    documents: {}, submissions: [], messages: [], reminders: [], papers: [], planSections: [], units: [], planning: null, planningWas: {}, ...more,
  }
}
