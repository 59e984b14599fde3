/** Taking a seat: by code at the door, or as chief on the server's own machine. */
import { limits } from '../../protocol/limits.ts'
import { lookUp } from '../records.ts'
import type { JoinCode, Seat } from '../seat.ts'
import { cleanName, sameName } from '../seatName.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { no } from './decision.ts'
import { wearer } from './seats.ts'

const badName = 'Please give a name of 1 to 60 characters.'

export function takeSeat(state: ExerciseState, command: CommandOf<'seat:take'>, context: DecideContext): Decision {
  const typed = command.code.replace(/[\s-]/g, '')
  const code = state.codes.find((each) => each.code === typed)
  if (code === undefined) return no('wrong-code', 'This code opens no seat in this exercise. Check the eight digits, or ask the directing staff.')
  if (isFull(state)) return no('full', 'The exercise has no free seat left. Ask the directing staff to remove seats that are not used.')
  const name = cleanName(command.name) ?? (code.role === 'screen' && command.name.trim() === '' ? 'Screen' : null)
  if (name === null) return no('unreadable', badName)
  const hat = code.role === 'member' ? command.hat : null
  if (hat !== null && !state.hats.some((each) => each.id === hat)) return no('unknown-thing', 'There is no such hat in this exercise. Choose one from the list.')
  if (hat !== null && wearer(state, code.syndicate, hat) !== null) return no('hat-taken', 'Somebody in this syndicate already wears this hat. Choose another one, or none.')
  return seated({
    id: context.newId(), role: code.role, name, syndicate: code.syndicate, hat, assigned: [],
    status: mustWait(state, code, name) ? 'waiting' : 'admitted', since: context.now,
  })
}

export function seatChief(state: ExerciseState, command: CommandOf<'chief:seat'>, context: DecideContext): Decision {
  const name = cleanName(command.name)
  if (name === null) return no('unreadable', badName)
  if (isFull(state)) return no('full', 'The exercise has no free seat left. Remove seats that are not used.')
  return seated({ id: context.newId(), role: 'chief', name, syndicate: null, hat: null, assigned: [], status: 'admitted', since: context.now })
}

/**
 * The lobby is for strangers: whoever the roster awaits at this door comes in at once. A name already sitting there may be
 * the same person on another laptop, or somebody else: staff look.
 */
function mustWait(state: ExerciseState, code: JoinCode, name: string): boolean {
  if (code.role === 'screen') return false
  if (state.lobby && !isAwaited(state, code, name)) return true
  return Object.values(state.seats).some((seat) =>
    seat.status === 'admitted' && seat.role !== 'screen' && seat.syndicate === code.syndicate && sameName(seat.name, name))
}

function isAwaited(state: ExerciseState, code: JoinCode, name: string): boolean {
  return code.role === 'member' && state.roster.some((line) => (line.syndicate === null || line.syndicate === code.syndicate) && sameName(line.name, name))
}

function isFull(state: ExerciseState): boolean {
  return Object.values(state.seats).filter((seat) => seat.status !== 'removed').length >= limits.seats
}

function seated(seat: Seat): Decision {
  return { ok: true, events: [{ type: 'SeatTaken', seat }], traces: [], result: { seat: seat.id } }
}

/** For lists at the door: the hats nobody in this syndicate wears yet. */
export function freeHats(state: ExerciseState, syndicate: string): ExerciseState['hats'] {
  return lookUp(state.syndicates, syndicate) === undefined ? [] : state.hats.filter((hat) => wearer(state, syndicate, hat.id) === null)
}
