/** Directing staff change a figure the reality check counts with. Only figures the scenario has, within what its file may say. */
import { factorNamed, type Factor } from '../../reality/factors.ts'
import { withFigure } from '../../reality/factorWay.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

export function setFactor({ planning }: ExerciseState, { factor, value }: CommandOf<'planning:set'>): Decision {
  const known = planning === null ? null : factorNamed(planning, factor)
  if (planning === null || known === null) return no('unknown-thing', 'There is no such planning factor in this exercise. Choose it from the list.')
  const why = refusal(known, value)
  if (why !== null) return no('not-now', why)
  if (known.value === value) return happens()
  const { sunrise, sunset } = withFigure(planning, factor, value).calendar
  if (sunrise >= sunset) return no('not-now', 'Sunrise must come before sunset.')
  return happens({ type: 'PlanningSet', factor, value })
}

function refusal({ least, most, kind }: Factor, value: number): string | null {
  if (value >= least && value <= most && (kind === 'figure' || Number.isInteger(value))) return null
  switch (kind) {
    case 'clock': return 'Write a time of day like “05:50”.'
    case 'whole': return `Write a whole number from ${least} to ${most}.`
    case 'figure': return `Write a number from ${least} to ${most}.`
  }
}
