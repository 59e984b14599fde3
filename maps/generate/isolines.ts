/** Lines of equal value through a field (marching squares): contours, and the edges of woods and marshes. */
import type { Km } from '#shared/exercise/scenario.ts'

export interface Field {
  readonly columns: number
  readonly rows: number
  /** Where a node stands, km. */
  place(column: number, row: number): Km
  value(column: number, row: number): number
}

export interface Isoline { readonly line: readonly Km[]; readonly closed: boolean }

/** Two ends of a piece in each of the sixteen cases; sides are 0 south, 1 east, 2 north, 3 west. */
const pieces: readonly (readonly (readonly [number, number])[])[] = [
  [], [[3, 0]], [[0, 1]], [[3, 1]], [[1, 2]], [[3, 0], [1, 2]], [[0, 2]], [[3, 2]],
  [[2, 3]], [[2, 0]], [[0, 1], [2, 3]], [[2, 1]], [[1, 3]], [[1, 0]], [[0, 3]], [],
]

export function isolines(field: Field, level: number): Isoline[] {
  const { columns, rows } = field
  // an edge is named by the node at its south or west end; even = eastward, odd = northward
  const edgeOf = (column: number, row: number, side: number): number =>
    side === 0 ? (row * columns + column) * 2 : side === 1 ? (row * columns + column + 1) * 2 + 1 : side === 2 ? ((row + 1) * columns + column) * 2 : (row * columns + column) * 2 + 1
  const links = new Map<number, number[]>()
  const link = (one: number, other: number): void => {
    const known = links.get(one)
    if (known === undefined) links.set(one, [other])
    else known.push(other)
  }
  for (let row = 0; row + 1 < rows; row += 1) {
    let [southWest, northWest] = [field.value(0, row) >= level, field.value(0, row + 1) >= level]
    for (let column = 0; column + 1 < columns; column += 1) {
      const [southEast, northEast] = [field.value(column + 1, row) >= level, field.value(column + 1, row + 1) >= level]
      const kind = (southWest ? 1 : 0) + (southEast ? 2 : 0) + (northEast ? 4 : 0) + (northWest ? 8 : 0)
      for (const [from, to] of pieces[kind] ?? []) {
        const [one, other] = [edgeOf(column, row, from), edgeOf(column, row, to)]
        link(one, other)
        link(other, one)
      }
      southWest = southEast
      northWest = northEast
    }
  }
  const pointOn = (edge: number): Km => {
    const node = edge >> 1
    const [column, row] = [node % columns, Math.floor(node / columns)]
    const [toColumn, toRow] = edge % 2 === 0 ? [column + 1, row] : [column, row + 1]
    const [a, b] = [field.value(column, row), field.value(toColumn, toRow)]
    const share = a === b ? 0.5 : Math.min(1, Math.max(0, (level - a) / (b - a)))
    const [from, to] = [field.place(column, row), field.place(toColumn, toRow)]
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
  }
  const used = new Set<number>()
  const follow = (start: number): number[] => {
    const chain = [start]
    used.add(start)
    for (let edge = start; ;) {
      const next = (links.get(edge) ?? []).find((each) => !used.has(each))
      if (next === undefined) return chain
      used.add(next)
      chain.push(next)
      edge = next
    }
  }
  const found: Isoline[] = []
  const inOrder = Array.from(links.keys()).sort((one, other) => one - other)
  for (const open of [true, false]) {
    for (const edge of inOrder) {
      if (used.has(edge) || (open && (links.get(edge)?.length ?? 0) !== 1)) continue
      const chain = follow(edge)
      if (chain.length < 2) continue
      const closed = !open && (links.get(chain[chain.length - 1] ?? -1) ?? []).includes(edge)
      found.push({ line: chain.map(pointOn), closed })
    }
  }
  return found
}
