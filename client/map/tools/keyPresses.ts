/** Key presses on the map → wishes. Only while the map itself has the focus, so letters typed elsewhere stay letters. */
import { pressOf, wishOf, type KeyWish } from './keys.ts'

export interface KeyTaker {
  /** True when the key was of use. */
  key(wish: KeyWish): boolean
  /** A key that was held is let go, or the map lost the focus. */
  letGo(): void
}

export function followKeys(element: HTMLElement, taker: KeyTaker): () => void {
  function hear(event: KeyboardEvent): void {
    if (event.target !== element || event.isComposing) return
    const wish = wishOf(pressOf(event))
    if (wish === null || !taker.key(wish)) return
    event.preventDefault()
    event.stopPropagation()
  }
  function release(event: KeyboardEvent): void {
    if (event.key === ' ') taker.letGo()
  }
  const leave = (): void => taker.letGo()
  element.addEventListener('keydown', hear)
  element.addEventListener('keyup', release)
  element.addEventListener('blur', leave)
  return () => {
    element.removeEventListener('keydown', hear)
    element.removeEventListener('keyup', release)
    element.removeEventListener('blur', leave)
  }
}
