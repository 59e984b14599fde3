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
  for (let wider = Math.max(tolerance * 2, sizeOf(path) / 10_000); simple.length > Math.max(2, most); wider *= 2) simple = simplifyPath(simple, wider)
  return simple
}

/** The longer side of a path's box: never nothing, so that a tolerance begun from it can grow. */
function sizeOf(path: readonly PlanePoint[]): number {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of path) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    low = Math.min(low, y)
    high = Math.max(high, y)
  }
  return Math.max(right - left, high - low, 1e-9)
}

/** Distance of a point from the stretch between two others. */
export function distanceToStretch(point: PlanePoint, from: PlanePoint, to: PlanePoint): number {
  return Math.sqrt(squaredDistance(point, from, to))
}

function squaredDistance(point: PlanePoint, from: PlanePoint, to: PlanePoint): number {
  const alongX = to[0] - from[0]
  const alongY = to[1] - from[1]
  const lengthSquared = alongX * alongX + alongY * alongY
  const share = lengthSquared === 0 ? 0 : ((point[0] - from[0]) * alongX + (point[1] - from[1]) * alongY) / lengthSquared
  const held = share < 0 ? 0 : share > 1 ? 1 : share
  const awayX = point[0] - from[0] - held * alongX
  const awayY = point[1] - from[1] - held * alongY
  return awayX * awayX + awayY * awayY
}

function farthestBetween(path: readonly PlanePoint[], first: number, last: number): { readonly index: number; readonly distance: number } | null {
  const from = path[first]
  const to = path[last]
  if (from === undefined || to === undefined) return null
  let index = -1
  let farthest = -1
  for (let each = first + 1; each < last; each += 1) {
    const point = path[each]
    if (point === undefined) continue
    const squared = squaredDistance(point, from, to)
    if (squared <= farthest) continue
    farthest = squared
    index = each
  }
  return index < 0 ? null : { index, distance: Math.sqrt(farthest) }
}
