/**
 * Every key of the map in one table: what is pressed and what it asks for. keys.ts looks a press up in it, the cheat sheet and
 * the tool tips are written from it, so that what is said and what is done cannot differ.
 */
import type { ToolId } from './tool.ts'

export type PlainWish =
  | 'escape' | 'enter' | 'point' | 'backspace' | 'delete' | 'undo' | 'redo' | 'duplicate' | 'copy' | 'cut' | 'paste' | 'copy-style' | 'paste-style'
  | 'select-all' | 'group' | 'ungroup' | 'lock' | 'forward' | 'back' | 'keep' | 'graphics' | 'fit-all' | 'fit-selection' | 'show-others' | 'help'

export type KeyWish =
  | { readonly kind: 'tool'; readonly tool: ToolId }
  | { readonly kind: PlainWish }
  | { readonly kind: 'zoom'; readonly steps: number }
  /** In the direction of the arrow: [east, south]. */
  | { readonly kind: 'pan' | 'nudge'; readonly by: readonly [number, number] }

/** `letter`: by what was typed when that is Latin, else by place. `digit`: by place. `key`: by what the key says. */
export interface Stroke {
  readonly by: 'letter' | 'digit' | 'key'
  readonly value: string
  readonly ctrl?: boolean
  readonly alt?: boolean
  /** Absent: with or without, but without for letters with Ctrl and for digits. */
  readonly shift?: boolean
}

export interface KeyRow {
  readonly wish: KeyWish
  readonly strokes: readonly Stroke[]
  readonly section: 'tools' | 'drawing' | 'changing' | 'looking'
}

const letter = (value: string): Stroke => ({ by: 'letter', value })
const ctrl = (value: string, shift = false): Stroke => ({ by: 'letter', value, ctrl: true, shift })
const digit = (value: string, shift = false): Stroke => ({ by: 'digit', value, shift })
const key = (value: string): Stroke => ({ by: 'key', value })
const tool = (id: ToolId, ...strokes: readonly Stroke[]): KeyRow => ({ wish: { kind: 'tool', tool: id }, strokes, section: 'tools' })
const act = (section: KeyRow['section'], kind: PlainWish, ...strokes: readonly Stroke[]): KeyRow => ({ wish: { kind }, strokes, section })
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const

export const keyTable: readonly KeyRow[] = [
  tool('select', letter('V'), digit('1')), tool('pan', letter('H')), tool('marker', letter('M'), digit('2')), tool('unit', letter('U')),
  tool('text', letter('T')), tool('note', letter('N')), tool('comment', letter('C')), tool('line', letter('L'), digit('3')), tool('arrow', letter('A')),
  tool('freehand', letter('D'), digit('7')), tool('area', letter('P'), digit('4')), tool('rectangle', letter('R'), digit('5')),
  tool('circle', letter('O'), digit('6')), act('tools', 'graphics', letter('G')), tool('measure', letter('B')), tool('eraser', letter('E')), tool('laser', letter('K')),
  act('drawing', 'enter', key('Enter')), act('drawing', 'point', key(' ')), act('drawing', 'backspace', key('Backspace')), act('drawing', 'escape', key('Escape')),
  act('drawing', 'keep', letter('Q')),
  act('changing', 'undo', ctrl('Z')), act('changing', 'redo', ctrl('Z', true), ctrl('Y')), act('changing', 'delete', key('Delete')),
  ...Object.entries(arrows).map(([value, by]): KeyRow => ({ wish: { kind: 'nudge', by }, strokes: [{ by: 'key', value, alt: true }], section: 'changing' })),
  act('changing', 'duplicate', ctrl('D')), act('changing', 'copy', ctrl('C')), act('changing', 'cut', ctrl('X')), act('changing', 'paste', ctrl('V')),
  act('changing', 'copy-style', { ...ctrl('C'), alt: true }), act('changing', 'paste-style', { ...ctrl('V'), alt: true }), act('changing', 'select-all', ctrl('A')),
  act('changing', 'group', ctrl('G')), act('changing', 'ungroup', ctrl('G', true)), act('changing', 'lock', ctrl('L', true)),
  act('changing', 'forward', key('PageUp')), act('changing', 'back', key('PageDown')),
  ...Object.entries(arrows).map(([value, by]): KeyRow => ({ wish: { kind: 'pan', by }, strokes: [key(value)], section: 'looking' })),
  { wish: { kind: 'zoom', steps: 1 }, strokes: [key('+'), key('=')], section: 'looking' }, { wish: { kind: 'zoom', steps: -1 }, strokes: [key('-'), key('_')], section: 'looking' },
  act('looking', 'fit-all', digit('1', true)), act('looking', 'fit-selection', digit('2', true)),
  act('looking', 'show-others', letter('S')),
  act('looking', 'help', key('?'), key('؟'), key('？')),
]

/** The first stroke that asks for this, for tool tips; null when no key does. */
export function strokeFor(wish: KeyWish): Stroke | null {
  return keyTable.find((row) => sameWish(row.wish, wish))?.strokes[0] ?? null
}

function sameWish(one: KeyWish, other: KeyWish): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind === 'tool') return other.kind === 'tool' && one.tool === other.tool
  return one.kind !== 'zoom' || (other.kind === 'zoom' && one.steps === other.steps)
}
