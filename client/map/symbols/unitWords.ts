/** Units in plain words. */
import { text } from '../../text/index.ts'
import { readUnit, type Unit } from './unitSet.ts'

/** 'Infantry platoon', 'Armed group, about a company'. */
export function unitName({ side, task, echelon }: Unit): string {
  const { tasks, echelons, about, counted } = text.symbols.units
  const { name, before } = tasks[task]
  if (echelon === 'none') return name
  const size = echelons[echelon].toLowerCase()
  return side === 'threat' || side === 'self-defence' || before === '' ? about(name, size) : counted(before, size)
}

/** A symbol in words, with whose it is; its digits where it is not in the set. */
export function unitWords(sidc: string): string {
  const unit = readUnit(sidc)
  return unit === null ? text.symbols.units.foreign(sidc) : text.symbols.units.whose(unitName(unit), text.symbols.units.sides[unit.side])
}
