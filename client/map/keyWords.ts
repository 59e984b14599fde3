/** Keys as people read them, from the one table of keys. */
import { text } from '../text/index.ts'
import { keyTable, strokeFor, type KeyRow, type KeyWish, type Stroke } from './tools/keyTable.ts'

export function strokeWords({ value, ctrl, alt, shift }: Stroke): string {
  const name = text.map.keyNames[value] ?? value
  return [...(ctrl === true ? ['Ctrl'] : []), ...(alt === true ? ['Alt'] : []), ...(shift === true ? ['Shift'] : []), name].join('+')
}

/** 'Line (L)': a name with the key that does the same. */
export function withKey(name: string, wish: KeyWish): string {
  const stroke = strokeFor(wish)
  return stroke === null ? name : text.map.keyOf(name, strokeWords(stroke))
}

export function wishWords(wish: KeyWish): string {
  switch (wish.kind) {
    case 'tool': return text.map.tool[wish.tool]
    case 'zoom': return text.map.keyActs[wish.steps > 0 ? 'zoom-in' : 'zoom-out']
    default: return text.map.keyActs[wish.kind]
  }
}

export interface SheetLine { readonly words: string; readonly keys: readonly string[] }

/** The cheat sheet: rows that say the same stand on one line. */
export function sheetLines(section: KeyRow['section']): readonly SheetLine[] {
  const lines = new Map<string, string[]>()
  for (const { wish, strokes, section: own } of keyTable) {
    if (own !== section) continue
    const words = wishWords(wish)
    const keys = strokes.map(strokeWords).filter((key) => !alike.has(key))
    lines.set(words, [...(lines.get(words) ?? []), ...keys])
  }
  return Array.from(lines, ([words, keys]) => ({ words, keys }))
}

/** The same key without or with Shift, and the question marks of other scripts: one of each is enough to read. */
const alike: ReadonlySet<string> = new Set(['=', '_', '؟', '？'])
