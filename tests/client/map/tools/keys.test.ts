import { describe, expect, test } from 'vitest'
import { wishOf, type KeyPress } from '../../../../client/map/tools/keys.ts'

const typed = (key: string, code: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, code, ctrl: false, shift: false, alt: false, ...more })

describe('[MAP9] keys', () => {
  test.each([
    ['English', typed('v', 'KeyV'), 'select'], ['Russian', typed('м', 'KeyV'), 'select'], ['Arabic', typed('ر', 'KeyV'), 'select'],
    ['Kazakh', typed('ь', 'KeyM'), 'marker'], ['French, where M is elsewhere', typed('m', 'Semicolon'), 'marker'],
    ['French, where the comma is on M', typed(',', 'KeyM'), null], ['French digits', typed('é', 'Digit2'), 'marker'], ['digits', typed('4', 'Digit4'), 'area'],
    ['a capital', typed('L', 'KeyL', { shift: true }), 'line'], ['the tool of words', typed('t', 'KeyT'), 'text'],
  ])('[MAP9] %s: the letter typed when Latin, else the place of the key', (_, press, tool) => {
    expect(wishOf(press)).toEqual(tool === null ? null : { kind: 'tool', tool })
  })

  test('[MAP9] undo and redo, on a Russian keyboard too', () => {
    expect(wishOf(typed('z', 'KeyZ', { ctrl: true }))).toEqual({ kind: 'undo' })
    expect(wishOf(typed('я', 'KeyZ', { ctrl: true, shift: true }))).toEqual({ kind: 'redo' })
    expect(wishOf(typed('н', 'KeyY', { ctrl: true }))).toEqual({ kind: 'redo' })
    expect(wishOf(typed('z', 'KeyW', { ctrl: true }))).toEqual({ kind: 'undo' })
  })

  test('[MAP9] arrows move the map, with Alt the mark; the browser keeps its own keys', () => {
    expect(wishOf(typed('ArrowUp', 'ArrowUp'))).toEqual({ kind: 'pan', by: [0, -1] })
    expect(wishOf(typed('ArrowLeft', 'ArrowLeft', { alt: true }))).toEqual({ kind: 'nudge', by: [-1, 0] })
    expect(wishOf(typed('r', 'KeyR', { ctrl: true }))).toBeNull()
    expect(wishOf(typed('Tab', 'Tab'))).toBeNull()
    expect(wishOf(typed('F5', 'F5'))).toBeNull()
  })
})
