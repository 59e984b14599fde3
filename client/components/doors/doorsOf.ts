/** The ways into an exercise in the order a room asks for them: members by syndicate, observers, screens, evaluators, staff. */
import type { JoinCode } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { text } from '../../text/index.ts'
import { houseText } from '../../text/en/house.ts'

export interface Door {
  readonly code: string
  readonly role: JoinCode['role']
  /** Of its syndicate; null = for no single one. */
  readonly number: number | null
  /** 'Syndicate 1, Alpha' or 'Screens, Syndicate 1, Alpha'. */
  readonly who: string
  /** The same beside the syndicate's mark, which has its number already. */
  readonly short: string
}

const order: readonly JoinCode['role'][] = ['member', 'observer', 'screen', 'evaluator', 'deputy']

export function doorsOf(view: Pick<ExerciseState, 'codes' | 'syndicates'>): Door[] {
  const doors = view.codes.map(({ code, role, syndicate: id }): Door => {
    const syndicate = id === null ? undefined : view.syndicates[id]
    const roleName = houseText.doorsFor[role]
    if (syndicate === undefined) return { code, role, number: null, who: roleName, short: roleName }
    const long = text.common.syndicateLong(syndicate.number, syndicate.name)
    const ofRole = (name: string): string => (role === 'member' ? name : `${roleName}, ${name}`)
    return { code, role, number: syndicate.number, who: ofRole(long), short: ofRole(syndicate.name === '' ? long : syndicate.name) }
  })
  return doors.sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role) || (one.number ?? 0) - (other.number ?? 0))
}

/** What a door's QR opens. `protocol` as the page has it: 'http:'. */
export function doorLink(protocol: string, address: string, code: string): string {
  return `${protocol}//${address}/j#${code}`
}
