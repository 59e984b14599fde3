/**
 * Where labels go so that none lies on another: greedy, most important first, eight seats round each anchor. Pure
 * arithmetic in screen pixels; labelLayer.ts draws.
 */

export interface LabelWish {
  readonly key: string
  /** The anchor, pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Lower is placed earlier. */
  readonly priority: number
  /** 'around' keeps `gap` pixels from the anchor; 'over' is centred on it first. */
  readonly seat: 'around' | 'over'
  readonly gap: number
  /** A label that must be read looks farther away for room, and is placed in its first seat when there is none. */
  readonly must: boolean
  /** Looks farther away for room, but stays away when there is none. */
  readonly far?: boolean
  /** Of all labels that share this word only one is placed: a river's name finds room somewhere along a reach. */
  readonly once?: string
  /** Degrees it is turned about its middle; it then lies beside its anchor, on one side or the other, or (gap 0) on it. */
  readonly turn?: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The top left corner of each label, relative to its anchor. Labels without room are absent. */
export function placeLabels(wishes: readonly LabelWish[], obstacles: readonly Box[] = []): Map<string, readonly [number, number]> {
  const taken = new BoxIndex()
  for (const box of obstacles) taken.add(box)
  const placed = new Map<string, readonly [number, number]>()
  const said = new Set<string>()
  const inOrder = [...wishes].sort((one, other) => one.priority - other.priority || (one.key < other.key ? -1 : 1))
  for (const wish of inOrder) {
    if (wish.once !== undefined && said.has(wish.once)) continue
    const seats = wish.must || wish.far === true ? [...seatsOf(wish), ...farSeatsOf(wish)] : seatsOf(wish)
    const free = seats.find((seat) => !taken.meets(boxAt(wish, seat))) ?? (wish.must ? seats[0] : undefined)
    if (free === undefined) continue
    taken.add(boxAt(wish, free))
    placed.set(wish.key, free)
    if (wish.once !== undefined) said.add(wish.once)
  }
  return placed
}

function seatsOf({ width, height, gap, seat, turn }: LabelWish): (readonly [number, number])[] {
  if (turn !== undefined) return turnedSeats(width, height, gap, turn)
  const slant = gap * 0.7
  const around: (readonly [number, number])[] = [
    [gap, -height / 2], [-gap - width, -height / 2], [-width / 2, -gap - height], [-width / 2, gap],
    [slant, -slant - height], [slant, slant], [-slant - width, -slant - height], [-slant - width, slant],
  ]
  return seat === 'over' ? [[-width / 2, -height / 2], ...around] : around
}

/** Above the line and below it, as the turned words see it. */
function turnedSeats(width: number, height: number, gap: number, turn: number): (readonly [number, number])[] {
  const angle = (turn * Math.PI) / 180
  const away = gap === 0 ? 0 : gap + height / 2
  const sides = away === 0 ? [0] : [-away, away]
  return sides.map((side) => [-width / 2 - Math.sin(angle) * side, -height / 2 + Math.cos(angle) * side] as const)
}

function farSeatsOf(wish: LabelWish): (readonly [number, number])[] {
  const seatsAt = (gap: number): (readonly [number, number])[] => seatsOf({ ...wish, seat: 'around', gap })
  return [...seatsAt(wish.gap + wish.height + 4), ...(wish.must ? [] : seatsAt(wish.gap + 2 * wish.height + 8))]
}

/** The box a label takes on the screen; of a turned one, the box around it. */
function boxAt({ x, y, width, height, turn = 0 }: LabelWish, [dx, dy]: readonly [number, number]): Box {
  const angle = (turn * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  const [halfWide, halfHigh] = [(width * cos + height * sin) / 2, (width * sin + height * cos) / 2]
  const [middleX, middleY] = [x + dx + width / 2, y + dy + height / 2]
  return { left: middleX - halfWide - 1, top: middleY - halfHigh - 1, right: middleX + halfWide + 1, bottom: middleY + halfHigh + 1 }
}

const cell = 128

/** Boxes by square of the screen, so that two thousand labels do not each ask all others. */
class BoxIndex {
  private readonly cells = new Map<string, Box[]>()

  add(box: Box): void {
    for (const key of cellsOf(box)) {
      const boxes = this.cells.get(key)
      if (boxes === undefined) this.cells.set(key, [box])
      else boxes.push(box)
    }
  }

  meets(box: Box): boolean {
    return cellsOf(box).some((key) => this.cells.get(key)?.some((other) => overlap(box, other)) === true)
  }
}

function cellsOf({ left, top, right, bottom }: Box): string[] {
  const keys: string[] = []
  for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x += 1) {
    for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y += 1) keys.push(`${x} ${y}`)
  }
  return keys
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
