/**
 * Six figures of one syndicate after the day, from what happened alone: a fold of the whole state, and the words of its plan.
 * Nothing of one person is in them.
 */
import type { InjectRelease } from './inject.ts'
import type { SyndicateId } from './names.ts'
import type { PlanSection } from './scenario.ts'
import type { ExerciseState } from './state.ts'

export interface Share { readonly done: number; readonly of: number }

export interface ReviewFigures {
  /** Messages that asked for an answer, and those answered within their time. */
  readonly alerts: Share
  /** Running minutes from a message to the first answer: half of the answers took no longer. Null without an answer. */
  readonly decideMinutes: number | null
  /** Answers sent again and plans submitted again: decisions that were changed. */
  readonly changes: number
  /** Expected actions of the messages it got that somebody who observes saw done. */
  readonly expected: Share
  /** Its own questions to the directing staff, and those answered. */
  readonly questions: Share
  /** Parts of the plan, and those with something in them worth the name. */
  readonly plan: Share
}

/** A part of the plan counts from one short sentence on. */
export const fewestWords = 8

/** `words`: of each section of the plan, by its id. */
export function reviewFigures(state: ExerciseState, syndicate: SyndicateId, words: Readonly<Record<string, number>>): ReviewFigures {
  const injects = Object.values(state.injects).flatMap((inject) => {
    const release = inject.releases[syndicate]
    return release === undefined || release.withdrawnAt !== null ? [] : [{ inject, release }]
  })
  const asked = injects.map(({ release }) => release).filter(({ content }) => content.answer.kind !== 'read')
  const submissions = state.submissions.filter((each) => each.syndicate === syndicate).length
  const requests = state.conduct.requests.filter((each) => each.syndicate === syndicate)
  return {
    alerts: { done: asked.filter(answeredInTime).length, of: asked.length },
    decideMinutes: median(asked.flatMap(minutesToDecide)),
    changes: asked.reduce((sum, { answers }) => sum + Math.max(0, answers.length - 1), 0) + Math.max(0, submissions - 1),
    expected: {
      done: injects.reduce((sum, { inject }) => sum + seenActions(state, inject.id, syndicate), 0),
      of: injects.reduce((sum, { inject }) => sum + (inject.secrets?.expected.length ?? 0), 0),
    },
    questions: { done: requests.filter(({ answers }) => answers.length > 0).length, of: requests.length },
    plan: planProgress(state.planSections, words),
  }
}

function answeredInTime({ answers: [first] }: InjectRelease): boolean {
  return first !== undefined && !first.late
}

function minutesToDecide({ answers: [first], releasedRunningMs }: InjectRelease): number[] {
  return first === undefined ? [] : [Math.max(0, first.runningMs - releasedRunningMs) / 60_000]
}

/** Two who saw the same saw one thing. */
function seenActions(state: ExerciseState, inject: string, syndicate: SyndicateId): number {
  return new Set(state.conduct.ticks.filter((tick) => tick.inject === inject && tick.syndicate === syndicate).map(({ action }) => action)).size
}

function planProgress(sections: readonly PlanSection[], words: Readonly<Record<string, number>>): Share {
  return { done: sections.filter(({ id }) => (words[id] ?? 0) >= fewestWords).length, of: sections.length }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) return null
  return sorted.length % 2 === 1 ? middle : ((sorted[sorted.length / 2 - 1] ?? middle) + middle) / 2
}
