/** Arrow keys in a grid of buttons that wraps as wide as it may: where the focus goes is read from where the buttons stand. */

export interface Spot {
  readonly x: number
  readonly y: number
}

/** Index of the button the key leads to; null when the key is none of the grid's, or there is nothing that way. */
export function stepInGrid(spots: readonly Spot[], from: number, key: string): number | null {
  const here = spots[from]
  if (here === undefined) return null
  switch (key) {
    case 'ArrowRight': return from + 1 < spots.length ? from + 1 : null
    case 'ArrowLeft': return from > 0 ? from - 1 : null
    case 'Home': return 0
    case 'End': return spots.length - 1
    case 'ArrowDown': return nearest(spots, here, (spot) => spot.y > here.y + 1)
    case 'ArrowUp': return nearest(spots, here, (spot) => spot.y < here.y - 1)
    default: return null
  }
}

/** The next row that way, and in it the button most nearly above or below. */
function nearest(spots: readonly Spot[], here: Spot, isThatWay: (spot: Spot) => boolean): number | null {
  let best: number | null = null
  let least = Infinity
  spots.forEach((spot, index) => {
    const cost = Math.abs(spot.y - here.y) * 1000 + Math.abs(spot.x - here.x)
    if (isThatWay(spot) && cost < least) {
      best = index
      least = cost
    }
  })
  return best
}

/** Moves the focus among the buttons of this element; says whether the key was one of its own. */
export function moveFocus(grid: HTMLElement, event: KeyboardEvent): boolean {
  const buttons = Array.from(grid.querySelectorAll<HTMLButtonElement>('button'))
  const from = buttons.findIndex((button) => button === document.activeElement)
  const spots = buttons.map((button) => {
    const { left, top } = button.getBoundingClientRect()
    return { x: left, y: top }
  })
  const to = stepInGrid(spots, from, event.key)
  if (to === null) return false
  buttons[to]?.focus()
  event.preventDefault()
  event.stopPropagation()
  return true
}
