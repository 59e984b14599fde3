/** Which units fit some plain words: 'infantry platoon', 'FPU', 'host state company'. */
import { text } from '../../text/index.ts'
import { searchWords } from '../../text/searchWords.ts'
import { findable, findByWords, type Findable } from './plainWords.ts'
import { allUnits, type Unit } from './unitSet.ts'

const findables: readonly Findable<Unit>[] = allUnits().map((unit) => {
  const { sides, echelons, tasks } = text.symbols.units
  const size = unit.echelon === 'none' ? '' : echelons[unit.echelon]
  const others = [searchWords.tasks[unit.task], sides[unit.side], searchWords.sides[unit.side], searchWords.echelons[unit.echelon]]
  return findable(unit, `${tasks[unit.task].name} ${size}`, others.join(' '))
})

/** The best first, each unit of a side once: in the size that was named, or without one. */
export function findUnits(query: string): readonly Unit[] {
  const seen = new Set<string>()
  return findByWords(findables, query).filter(({ side, task }) => {
    const key = `${side} ${task}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
