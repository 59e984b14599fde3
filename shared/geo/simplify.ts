/** Fewer points for the same line (Douglas–Peucker, without recursion). Works in whatever plane the points lie in. */

export type PlanePoint = readonly [number, number]

/** Drops points nearer than `tolerance` to the line they lie on. First and last always stay. */
export function simplifyPath<Point extends PlanePoint>(path: readonly Point[], tolerance: number): Point[] {
  if (path.length <= 2) return [...path]
  const keep = new Set([0, path.length - 1])
  const open: (readonly [number, number])[] = [[0, path.length - 1]]
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [first, last] = span
    const farthest = farthestBetween(path, first, last)
    if (farthest === null || farthest.distance <= tolerance) continue
    keep.add(farthest.index)
    open.push([first, farthest.index], [farthest.index, last])
  }
  return path.filter((_, index) => keep.has(index))
}

/** The same, raising the tolerance until at most `most` points are left (at least 2). */
export function simplifyToFit<Point extends PlanePoint>(path: readonly Point[], tolerance: number, most: number): Point[] {
  let simple = simplifyPath(path, tolerance)
  for (let wider = tolerance * 2; simple.length > Math.max(2, most); wider *= 2) simple = simplifyPath(simple, wider)
  return simple
}

/** Distance of a point from the stretch between two others. */
export function distanceToStretch([x, y]: PlanePoint, [fromX, fromY]: PlanePoint, [toX, toY]: PlanePoint): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  const lengthSquared = alongX * alongX + alongY * alongY
  const share = lengthSquared === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / lengthSquared
  const held = Math.min(1, Math.max(0, share))
  return Math.hypot(x - fromX - held * alongX, y - fromY - held * alongY)
}

function farthestBetween(path: readonly PlanePoint[], first: number, last: number): { readonly index: number; readonly distance: number } | null {
  const from = path[first]
  const to = path[last]
  if (from === undefined || to === undefined) return null
  let found: { readonly index: number; readonly distance: number } | null = null
  for (let index = first + 1; index < last; index += 1) {
    const point = path[index]
    if (point === undefined) continue
    const distance = distanceToStretch(point, from, to)
    if (found === null || distance > found.distance) found = { index, distance }
  }
  return found
}
