/** Key presses on the map → wishes. Only while the map itself has the focus, so letters typed elsewhere stay letters. */
import type { KeyWish } from './keys.ts'
import { wishOf } from './keys.ts'

export interface KeyTaker {
  /** True when the key was of use. */
  key(wish: KeyWish): boolean
  /** Space: a point at the cross, where a path is being drawn. */
  pointAtCross(): boolean
}

export function followKeys(element: HTMLElement, taker: KeyTaker): () => void {
  function hear(event: KeyboardEvent): void {
    if (event.target !== element || event.isComposing) return
    const used = event.key === ' '
      ? taker.pointAtCross()
      : act(wishOf({ key: event.key, code: event.code, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey }))
    if (!used) return
    event.preventDefault()
    event.stopPropagation()
  }
  function act(wish: KeyWish | null): boolean {
    return wish !== null && taker.key(wish)
  }
  element.addEventListener('keydown', hear)
  return () => element.removeEventListener('keydown', hear)
}
