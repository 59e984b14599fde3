/** The way to one of the planning values by its name, `units/each/INF4-QRF/noticeMinutes`: reading it, and the same values with another. Light: every screen folds with it. */
import type { PlanningValues } from './planning.ts'

/** What one planning value may be set to; null = none, where that is one of its choices. */
export type FactorValue = number | boolean | string | null
export type Node = Readonly<Record<string, unknown>>

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isLeaf(value: unknown): value is FactorValue {
  return value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
}

/** What stands in a list goes by its id, or by its number where it has none. */
export function keyOf(item: unknown, index: number): string {
  if (isNode(item)) for (const name of ['id', 'unit']) if (typeof item[name] === 'string') return item[name]
  return String(index)
}

/** Undefined where no value is. */
export function valueAt(planning: PlanningValues, name: string): FactorValue | undefined {
  const found = name.split('/').reduce<unknown>((whole, key) => {
    if (Array.isArray(whole)) return whole.find((item: unknown, index) => keyOf(item, index) === key)
    return isNode(whole) && Object.hasOwn(whole, key) ? whole[key] : undefined
  }, planning)
  return isLeaf(found) ? found : undefined
}

/** Unchanged where no value is. */
export function withValue(planning: PlanningValues, name: string, value: FactorValue): PlanningValues {
  if (valueAt(planning, name) === undefined) return planning
  const [group, ...way] = name.split('/')
  return group === undefined ? planning : { ...planning, [group]: put(Reflect.get(planning, group), way, value) }
}

function put(whole: unknown, [key, ...rest]: readonly string[], value: FactorValue): unknown {
  if (key === undefined) return value
  if (Array.isArray(whole)) return whole.map((item: unknown, index) => (keyOf(item, index) === key ? put(item, rest, value) : item))
  return isNode(whole) ? { ...whole, [key]: put(whole[key], rest, value) } : whole
}
