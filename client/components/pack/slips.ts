/** The injects as slips of paper: one for everybody, and one for each syndicate that reads otherwise. Nothing of the staff's secrets. */
import type { InjectContent } from '#shared/exercise/inject.ts'
import type { Msel, MselItem } from '#shared/exercise/msel.ts'
import type { HatId, SyndicateId } from '#shared/exercise/names.ts'
import type { Syndicate } from '#shared/exercise/seat.ts'

export interface Slip {
  readonly key: string
  readonly serial: string
  /** Null = contingency. */
  readonly due: { readonly move: number; readonly minute: number } | null
  /** Numbers of the syndicates it is for; null = for every one. */
  readonly to: readonly number[] | null
  readonly hat: HatId | null
  readonly isRolePlayers: boolean
  readonly content: InjectContent
}

type Numbered = Pick<Syndicate, 'id' | 'number'>

/** In the order of the list. `only`: a single syndicate's copies. */
export function slipsOf(msel: Msel, syndicates: readonly Numbered[], only: SyndicateId | null): Slip[] {
  return msel.order.flatMap((serial): Slip[] => {
    const item = msel.items[serial]
    return item === undefined ? [] : copiesOf(item, syndicates, only)
  })
}

function copiesOf(item: MselItem, syndicates: readonly Numbered[], only: SyndicateId | null): Slip[] {
  const shown = syndicates.filter(({ id }) => only === null || id === only)
  const others = shown.filter(({ id }) => item.variants?.[id] === undefined)
  const slip = (to: readonly number[] | null, content: InjectContent): Slip => ({
    key: `${item.serial}/${to === null ? 'all' : to.join('-')}`, serial: item.serial, to, content, hat: item.hat, isRolePlayers: item.visitor,
    due: item.move === null || item.dueMinute === null ? null : { move: item.move, minute: item.dueMinute },
  })
  const base = others.length === 0 ? [] : [slip(others.length === syndicates.length ? null : others.map(({ number }) => number), item.content)]
  const variants = shown.flatMap(({ id, number }): Slip[] => {
    const variant = item.variants?.[id]
    return variant === undefined ? [] : [slip([number], { ...item.content, ...variant })]
  })
  return [...base, ...variants]
}
