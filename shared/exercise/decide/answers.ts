/** Injects that were received: delivered and opened per seat, acknowledged and answered once per syndicate, then reviewed. */
import { runningMsAt } from '../clock.ts'
import type { AnswerForm, InjectAnswer, InjectRelease } from '../inject.ts'
import type { InjectId, SeatId } from '../names.ts'
import { admittedSeat, releaseAddressedTo } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

const notYours = 'There is no such message in your inbox.'
const takenBack = 'The directing staff took this message back. You need not do anything.'

/** Once per seat; asked again it is quietly so already. */
export function deliverInject(state: ExerciseState, command: CommandOf<'inject:deliver'>): Decision {
  const release = addressed(state, command.seat, command.inject)
  if (release === null || release.withdrawnAt !== null || lookUp(release.delivered, command.seat) !== undefined) return happens()
  return happens({ type: 'InjectDelivered', inject: command.inject, seat: command.seat, syndicate: release.syndicate })
}

export function openInject(state: ExerciseState, command: CommandOf<'inject:open'>, seat: SeatId): Decision {
  const release = addressed(state, seat, command.inject)
  if (release === null) return no('unknown-thing', notYours)
  if (release.withdrawnAt !== null || lookUp(release.opened, seat) !== undefined) return happens()
  return happens({ type: 'InjectOpened', inject: command.inject, seat, syndicate: release.syndicate })
}

export function acknowledgeInject(state: ExerciseState, command: CommandOf<'inject:acknowledge'>, seat: SeatId): Decision {
  const release = addressed(state, seat, command.inject)
  if (release === null) return no('unknown-thing', notYours)
  if (release.withdrawnAt !== null) return no('not-now', takenBack)
  if (release.acknowledged !== null) return no('already-done', `${nameOf(state, release.acknowledged.by)} has already acknowledged this message.`)
  return happens({ type: 'InjectAcknowledged', inject: command.inject, seat, syndicate: release.syndicate })
}

/** Late answers are kept and marked late. Until the review another answer may follow; the last one counts. */
export function answerInject(state: ExerciseState, command: CommandOf<'inject:answer'>, seat: SeatId, context: DecideContext): Decision {
  const release = addressed(state, seat, command.inject)
  if (release === null) return no('unknown-thing', notYours)
  if (release.withdrawnAt !== null) return no('not-now', takenBack)
  if (release.review !== null && release.review.mark !== 'return') return no('already-done', 'The directing staff have already reviewed your answer. Talk to them if you want to change it.')
  const answer = fitToForm(release.content.answer, command.answer)
  if (typeof answer === 'string') return no('unreadable', answer)
  const late = release.dueRunningMs !== null && runningMsAt(state.clock, context.now) > release.dueRunningMs
  return happens({ type: 'InjectAnswered', inject: command.inject, seat, syndicate: release.syndicate, answer, late })
}

export function reviewInject(state: ExerciseState, command: CommandOf<'inject:review'>, seat: SeatId): Decision {
  const releases = lookUp(state.injects, command.inject)?.releases ?? {}
  const release = lookUp(releases, command.syndicate)
  if (release === undefined) return no('unknown-thing', 'This syndicate did not receive this inject.')
  return happens({ type: 'InjectReviewed', inject: command.inject, seat, syndicate: command.syndicate, mark: command.mark, note: command.note.trim() })
}

/** The answer with what its form does not ask for left empty; a sentence when something asked for is missing. */
function fitToForm(form: AnswerForm, given: InjectAnswer): InjectAnswer | string {
  const base: InjectAnswer = {
    choice: null, reason: given.reason.trim(), at: null, units: [], text: '',
    riskAcceptedBy: form.kind !== 'read' && form.acceptsRisk ? given.riskAcceptedBy.trim() : '',
  }
  switch (form.kind) {
    case 'read': return 'This message asks for no answer. Acknowledge it instead.'
    case 'choice': {
      if (given.choice === null || !form.choices.includes(given.choice)) return 'Choose one of the answers that are offered.'
      return { ...base, choice: given.choice }
    }
    case 'place': return given.at === null ? 'Mark the place on the map first.' : { ...base, at: given.at }
    case 'units': return given.units.length === 0 ? 'Name at least one unit.' : { ...base, units: [...new Set(given.units)] }
    case 'text': return given.text.trim() === '' ? 'Write your answer first.' : { ...base, text: given.text.trim() }
  }
}

function addressed(state: ExerciseState, seat: SeatId, inject: InjectId): InjectRelease | null {
  return releaseAddressedTo(state, admittedSeat(state, seat), inject)
}

function nameOf(state: ExerciseState, seat: SeatId): string {
  return lookUp(state.seats, seat)?.name ?? 'Somebody'
}
