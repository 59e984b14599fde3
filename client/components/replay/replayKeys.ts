/** Keys of the replay. Letters are read by what they write where that is Latin, by their place on the keyboard otherwise. Pure. */

export type ReplayWish =
  | { readonly kind: 'play' | 'chapters' | 'switch' }
  | { readonly kind: 'speed' | 'chapter' | 'entry' | 'event'; readonly direction: 1 | -1 }

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
}

const wishes: Readonly<Record<string, ReplayWish>> = {
  ' ': { kind: 'play' }, k: { kind: 'play' }, c: { kind: 'chapters' }, x: { kind: 'switch' },
  n: { kind: 'chapter', direction: 1 }, p: { kind: 'chapter', direction: -1 }, '.': { kind: 'entry', direction: 1 }, ',': { kind: 'entry', direction: -1 },
  '>': { kind: 'speed', direction: 1 }, '<': { kind: 'speed', direction: -1 },
}

const byPlace: Readonly<Record<string, string>> = { KeyK: 'k', KeyC: 'c', KeyX: 'x', KeyN: 'n', KeyP: 'p', Space: ' ' }

export function replayWish({ key, code, shiftKey }: KeyPress): ReplayWish | null {
  if (shiftKey && (key === 'ArrowRight' || key === 'ArrowLeft')) return { kind: 'event', direction: key === 'ArrowRight' ? 1 : -1 }
  if (/^[\x20-\x7e]$/.test(key)) return wishes[key.toLowerCase()] ?? null
  if (code === 'Comma') return wishes[shiftKey ? '<' : ','] ?? null
  if (code === 'Period') return wishes[shiftKey ? '>' : '.'] ?? null
  return wishes[byPlace[code] ?? ''] ?? null
}
