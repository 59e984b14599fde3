/** Presses that ended where they began, in pixels of an element: the map was not moved by them. */
import type { ScreenPoint } from './MapView.ts'

const still = 5

/** Returns the way to stop. */
export function clicks(element: HTMLElement, hear: (at: ScreenPoint) => void): () => void {
  let from: ScreenPoint | null = null
  const place = (event: MouseEvent): ScreenPoint => {
    const box = element.getBoundingClientRect()
    return [event.clientX - box.x, event.clientY - box.y]
  }
  const press = (event: PointerEvent): void => {
    from = event.isPrimary && event.button === 0 ? place(event) : null
  }
  const release = (event: PointerEvent): void => {
    const to = place(event)
    if (from !== null && event.isPrimary && Math.hypot(to[0] - from[0], to[1] - from[1]) <= still) hear(to)
    from = null
  }
  element.addEventListener('pointerdown', press)
  element.addEventListener('pointerup', release)
  return () => {
    element.removeEventListener('pointerdown', press)
    element.removeEventListener('pointerup', release)
  }
}
