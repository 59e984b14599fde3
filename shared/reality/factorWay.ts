/** The way to one figure of the planning values by its name, `units/each/INF4-QRF/noticeMinutes`: reading it, and the same values with another. Light: every screen folds with it. */
import type { PlanningValues } from './planning.ts'

export type Node = Readonly<Record<string, unknown>>

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands in a list goes by its id, or by its number where it has none. */
export function keyOf(item: unknown, index: number): string {
  if (isNode(item)) for (const name of ['id', 'unit']) if (typeof item[name] === 'string') return item[name]
  return String(index)
}

/** Null where no figure is. */
export function figureAt(planning: PlanningValues, name: string): number | null {
  const found = name.split('/').reduce<unknown>((whole, key) => {
    if (Array.isArray(whole)) return whole.find((item: unknown, index) => keyOf(item, index) === key)
    return isNode(whole) && Object.hasOwn(whole, key) ? whole[key] : undefined
  }, planning)
  return typeof found === 'number' ? found : null
}

/** Unchanged where no figure is. */
export function withFigure(planning: PlanningValues, name: string, value: number): PlanningValues {
  if (figureAt(planning, name) === null) return planning
  const [group, ...way] = name.split('/')
  return group === undefined ? planning : { ...planning, [group]: put(Reflect.get(planning, group), way, value) }
}

function put(whole: unknown, [key, ...rest]: readonly string[], value: number): unknown {
  if (key === undefined) return value
  if (Array.isArray(whole)) return whole.map((item: unknown, index) => (keyOf(item, index) === key ? put(item, rest, value) : item))
  return isNode(whole) ? { ...whole, [key]: put(whole[key], rest, value) } : whole
}
