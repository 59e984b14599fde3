/** Directing staff change a value the reality check counts with. Only values the scenario has, within what its file may say. */
import { factorNamed, mayBe, type OpenFactor } from '../../reality/factors.ts'
import { withValue } from '../../reality/factorWay.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

export function setFactor({ planning }: ExerciseState, { factor, value }: CommandOf<'planning:set'>): Decision {
  const known = planning === null ? null : factorNamed(planning, factor)
  if (planning === null || known === null) return no('unknown-thing', 'There is no such planning factor in this exercise. Choose it from the list.')
  if (!mayBe(known, value)) return no('not-now', whatItMayBe(known))
  if (known.value === value) return happens()
  const { sunrise, sunset } = withValue(planning, factor, value).calendar
  if (sunrise >= sunset) return no('not-now', 'Sunrise must come before sunset.')
  return happens({ type: 'PlanningSet', factor, value })
}

function whatItMayBe(factor: OpenFactor): string {
  switch (factor.kind) {
    case 'clock': return 'Write a time of day like “05:50”.'
    case 'whole': return `Write a whole number from ${factor.least} to ${factor.most}.`
    case 'figure': return `Write a number from ${factor.least} to ${factor.most}.`
    case 'yes-no': return 'This factor is yes or no. Choose one of them.'
    case 'choice': return 'This factor has a few choices only. Choose one from the list.'
  }
}
