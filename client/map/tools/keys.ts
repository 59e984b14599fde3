/**
 * Which key asks for what. Letters go by what was typed when that is Latin, else by the key's place, so that they work
 * on Russian, Kazakh, Arabic and Chinese keyboards; digits always go by place (on AZERTY they need Shift).
 */
import type { ToolId } from './tool.ts'

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

export type KeyWish =
  | { readonly kind: 'tool'; readonly tool: ToolId }
  | { readonly kind: 'undo' | 'redo' | 'duplicate' | 'escape' | 'enter' | 'backspace' | 'delete' }
  | { readonly kind: 'zoom'; readonly steps: number }
  /** In the direction of the arrow: [east, south]. */
  | { readonly kind: 'pan' | 'nudge'; readonly by: readonly [number, number] }

const toolLetters: Readonly<Record<string, ToolId>> = { V: 'select', H: 'pan', M: 'marker', L: 'line', P: 'area', T: 'text' }
const toolDigits: Readonly<Record<string, ToolId>> = { Digit1: 'select', Digit2: 'marker', Digit3: 'line', Digit4: 'area', Numpad1: 'select', Numpad2: 'marker', Numpad3: 'line', Numpad4: 'area' }
const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Null for a key the map has no use for. */
export function wishOf(press: KeyPress): KeyWish | null {
  const letter = letterOf(press)
  if (press.ctrl) {
    if (letter === 'Z') return { kind: press.shift ? 'redo' : 'undo' }
    if (letter === 'Y') return { kind: 'redo' }
    return letter === 'D' ? { kind: 'duplicate' } : null
  }
  const arrow = arrows[press.key]
  if (arrow !== undefined) return { kind: press.alt ? 'nudge' : 'pan', by: arrow }
  if (press.alt) return null
  switch (press.key) {
    case 'Escape': return { kind: 'escape' }
    case 'Enter': return { kind: 'enter' }
    case 'Backspace': return { kind: 'backspace' }
    case 'Delete': return { kind: 'delete' }
    case '+': case '=': return { kind: 'zoom', steps: 1 }
    case '-': case '_': return { kind: 'zoom', steps: -1 }
  }
  const tool = toolDigits[press.code] ?? (letter === null ? undefined : toolLetters[letter])
  return tool === undefined ? null : { kind: 'tool', tool }
}

function letterOf({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  if (key.length !== 1 || /^[\x20-\x7e]$/.test(key)) return null
  return /^Key([A-Z])$/.exec(code)?.[1] ?? null
}
