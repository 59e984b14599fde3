/** Key presses on the map → wishes. Only while the map itself has the focus, so letters typed elsewhere stay letters. */
import { pressOf, wishOf, type KeyWish } from './keys.ts'

export interface KeyTaker {
  /** True when the key was of use. */
  key(wish: KeyWish): boolean
}

export function followKeys(element: HTMLElement, taker: KeyTaker): () => void {
  function hear(event: KeyboardEvent): void {
    if (event.target !== element || event.isComposing) return
    const wish = wishOf(pressOf(event))
    if (wish === null || !taker.key(wish)) return
    event.preventDefault()
    event.stopPropagation()
  }
  element.addEventListener('keydown', hear)
  return () => element.removeEventListener('keydown', hear)
}
