/**
 * Pointer events → gestures. One finger or the mouse works the tool; a second finger takes the press back and leaves the
 * map to be moved by both, while points already drawn stay. While a tool works, dragging does not move the map.
 */
import type { Position } from '#shared/board/annotation.ts'
import type { MapView, ScreenPoint } from '../MapView.ts'
import type { Gesture, Target } from './tool.ts'

export interface GestureTaker {
  /** What lies there; `reach` in pixels. */
  targetAt(point: ScreenPoint, reach: number): Target | null
  /** Whether a press begins work; if not, the map may be dragged. */
  takes(press: Extract<Gesture, { kind: 'press' }>): boolean
  /** `free`: Alt is held, nothing snaps. */
  gesture(gesture: Gesture, free?: boolean): void
  /** Where the pointer is; null when it left. */
  pointer(at: Position | null, pixel: ScreenPoint | null): void
}

const reachOf = (event: PointerEvent): number => (event.pointerType === 'touch' ? 26 : 12)

/** Listens on the map's element. Returns the way to stop. */
export function followPointers(view: MapView, taker: GestureTaker): () => void {
  const { element } = view
  const down = new Set<number>()
  let working: number | null = null

  const pixelOf = (event: MouseEvent): ScreenPoint => {
    const box = element.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0) return
    down.add(event.pointerId)
    if (down.size > 1) {
      lift()
      return
    }
    element.focus({ preventScroll: true })
    const pixel = pixelOf(event)
    const gesture = { kind: 'press', at: view.toPosition(pixel), pixel, target: taker.targetAt(pixel, reachOf(event)), adding: event.shiftKey } as const
    working = event.pointerId
    view.setDragging(!taker.takes(gesture))
    taker.gesture(gesture, event.altKey)
  }

  function move(event: PointerEvent): void {
    const pixel = pixelOf(event)
    const at = view.toPosition(pixel)
    if (event.isPrimary) taker.pointer(at, pixel)
    // a finger that is not working is moving the map with another
    const follows = working === event.pointerId || (working === null && event.pointerType !== 'touch')
    if (down.size <= 1 && follows) taker.gesture({ kind: 'move', at, pixel }, event.altKey)
  }

  function release(event: PointerEvent): void {
    down.delete(event.pointerId)
    if (working !== event.pointerId) return
    working = null
    view.setDragging(true)
    const pixel = pixelOf(event)
    taker.gesture({ kind: 'release', at: view.toPosition(pixel), pixel }, event.altKey)
  }

  function lost(event: PointerEvent): void {
    down.delete(event.pointerId)
    if (working === event.pointerId) lift()
  }

  function lift(): void {
    working = null
    view.setDragging(true)
    taker.gesture({ kind: 'lift' })
  }

  function double(event: MouseEvent): void {
    const pixel = pixelOf(event)
    taker.gesture({ kind: 'double', at: view.toPosition(pixel), target: taker.targetAt(pixel, 12) })
  }

  const leave = (): void => taker.pointer(null, null)
  element.addEventListener('pointerdown', press)
  element.addEventListener('pointermove', hover)
  element.addEventListener('pointerleave', leave)
  element.addEventListener('dblclick', double)
  window.addEventListener('pointermove', drag)
  window.addEventListener('pointerup', release)
  window.addEventListener('pointercancel', lost)
  return () => {
    element.removeEventListener('pointerdown', press)
    element.removeEventListener('pointermove', hover)
    element.removeEventListener('pointerleave', leave)
    element.removeEventListener('dblclick', double)
    window.removeEventListener('pointermove', drag)
    window.removeEventListener('pointerup', release)
    window.removeEventListener('pointercancel', lost)
  }

  /** While pressed the pointer is followed beyond the map too; otherwise only over it. */
  function hover(event: PointerEvent): void {
    if (working === null) move(event)
  }
  function drag(event: PointerEvent): void {
    if (working !== null) move(event)
  }
}
