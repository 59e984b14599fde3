/** Requests for information and their answers, and speaking as somebody of the scenario. */
import type { InformationRequest } from '../conduct.ts'
import type { SeatId } from '../names.ts'
import { admittedSeat } from '../permissions.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'
import { writeInject } from './freeInject.ts'

/** Enough for a day; then staff answer some first. */
const openAtMost = 40
const requestsAtMost = 600
/** Corrections of one answer; more is a talk. */
const answersAtMost = 12

export function askRequest(state: ExerciseState, command: CommandOf<'rfi:ask'>, seat: SeatId, context: DecideContext): Decision {
  const text = command.text.trim()
  const syndicate = admittedSeat(state, seat)?.syndicate ?? null
  if (text === '') return no('unreadable', 'Write what you want to know first.')
  if (syndicate === null) return no('not-allowed', 'Only members of a syndicate ask for information.')
  const open = state.conduct.requests.filter((each) => each.syndicate === syndicate && each.answers.length === 0)
  if (open.length >= openAtMost || state.conduct.requests.length >= requestsAtMost) return no('full', 'There are too many open requests already. Wait for answers, or ask aloud.')
  return happens({ type: 'RequestSet', request: { id: context.newId(), syndicate, by: seat, text, askedAt: context.now, answers: [], note: '' } })
}

/** Without words only the private note is kept. A second answer stands beside the first: what was read stays readable. */
export function answerRequest(state: ExerciseState, command: CommandOf<'rfi:answer'>, context: DecideContext): Decision {
  const request = state.conduct.requests.find(({ id }) => id === command.request)
  if (request === undefined) return no('unknown-thing', 'There is no such request.')
  const text = command.text.trim()
  const note = command.note.trim()
  if (text === '' && note === request.note) return no('unreadable', 'Write the answer, or a note for the directing staff.')
  if (text !== '' && request.answers.length >= answersAtMost) return no('full', 'This request has many answers already. Send a message instead.')
  const from = nameOf(state, command.persona)
  if (from === null) return no('unknown-thing', 'This scenario has nobody of that name to speak for.')
  const answers = text === '' ? request.answers : [...request.answers, { text, from, toAll: command.toAll, at: context.now }]
  const next: InformationRequest = { ...request, answers, note }
  return happens({ type: 'RequestSet', request: next })
}

/** It comes as a message does: into the inbox of those addressed, with receipts, and with an answer form where one is asked. */
export function speakAs(state: ExerciseState, command: CommandOf<'persona:speak'>, context: DecideContext): Decision {
  const from = nameOf(state, command.persona)
  if (from === null) return no('unknown-thing', 'This scenario has nobody of that name to speak for.')
  const { text, channel, syndicates, question, answerMinutes } = command
  return writeInject(state, { type: 'inject:write', content: { title: '', text, channel, from, question, answerMinutes }, syndicates }, context)
}

/** Empty for the directing staff themselves; null for nobody we know. */
function nameOf(state: ExerciseState, persona: string | null): string | null {
  return persona === null ? '' : (state.conduct.personas.find(({ id }) => id === persona)?.name ?? null)
}
