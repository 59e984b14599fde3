/** A planned effect in words, as staff read it before they release. Pure. */
import type { PlannedEffect } from '#shared/exercise/msel.ts'
import type { WorldChange } from '#shared/exercise/world.ts'
import { text } from '../../text/index.ts'
import { directingText } from '../../text/en/directing.ts'

export function effectSentence(effect: PlannedEffect): string {
  if (effect.audience === 'reminder') return effect.text
  const { change } = effect
  const what = changeWords(change)
  return change.note === '' ? what : `${what}: ${change.note}`
}

function changeWords(change: WorldChange): string {
  switch (change.kind) {
    case 'road': return `${change.thing}, ${text.map.roadStates[change.state].toLocaleLowerCase()}`
    case 'crossing': return `${change.thing}, ${text.map.crossingStates[change.state].toLocaleLowerCase()}`
    case 'unit': return `${change.thing}, ${text.inbox.unitStates[change.state]}`
    case 'site': {
      const state = `${change.thing}, ${text.map.siteStates[change.state].toLocaleLowerCase()}`
      return change.population === null ? state : `${state}, ${text.map.people(change.population.toLocaleString('en'))}`
    }
    case 'mast': return directingText.mast(change.thing, change.state === 'on')
    case 'weather': return text.common.weather[change.state]
    case 'pin': return `${text.map.pinKinds[change.pin.kind]}: ${change.pin.title}`
    case 'unpin': return directingText.unpin(change.thing)
  }
}
