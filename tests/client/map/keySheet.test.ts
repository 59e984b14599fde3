import { describe, expect, test } from 'vitest'
import { sheetLines, strokeWords, withKey, wishWords } from '../../../client/map/keyWords.ts'
import { keyTable, type Stroke } from '../../../client/map/tools/keyTable.ts'
import { wishOf, type KeyPress } from '../../../client/map/tools/keys.ts'
import { toolIds } from '../../../client/map/tools/tool.ts'
import { isGraphicTool } from '../../../client/map/tools/toolGroups.ts'

const plain = { ctrl: false, shift: false, alt: false }

/** The press a stroke means, on an English keyboard. */
function pressOf({ by, value, ctrl = false, alt = false, shift = false }: Stroke): KeyPress {
  const typed = by === 'letter' && !shift ? value.toLowerCase() : value
  return { key: typed, code: by === 'digit' ? `Digit${value}` : by === 'letter' ? `Key${value}` : value, ctrl, alt, shift }
}

describe('[MAP9] one table of keys', () => {
  test('[MAP9] what the sheet says is what the keys do: every stroke leads to its own row', () => {
    for (const { wish, strokes } of keyTable) for (const stroke of strokes) expect([strokeWords(stroke), wishOf(pressOf(stroke))]).toEqual([strokeWords(stroke), wish])
  })

  test('[MAP9] no key asks for two things, and every row stands on the sheet in words', () => {
    const all = keyTable.flatMap(({ strokes }) => strokes.map(strokeWords))
    expect(all.filter((each, index) => all.indexOf(each) !== index)).toEqual([])
    const lines = (['tools', 'drawing', 'changing', 'looking'] as const).flatMap((section) => sheetLines(section))
    for (const { wish } of keyTable) expect(lines.map(({ words }) => words)).toContain(wishWords(wish))
    expect(lines.every(({ words, keys }) => words !== '' && keys.length > 0)).toBe(true)
  })

  test('[MAP9] every tool but a single graphic has a key, and its tip says it', () => {
    for (const tool of toolIds) {
      if (!isGraphicTool(tool)) expect(withKey('Tool', { kind: 'tool', tool })).toMatch(/^Tool \([A-Z]\)$/)
    }
    expect(withKey('Graphics', { kind: 'graphics' })).toBe('Graphics (G)')
    expect(withKey('Redo', { kind: 'redo' })).toBe('Redo (Ctrl+Shift+Z)')
  })

  test.each([
    ['Russian', 'щ', 'KeyO'], ['Arabic', 'خ', 'KeyO'], ['Kazakh', 'щ', 'KeyO'], ['Greek', 'ο', 'KeyO'], ['Chinese, before composing', 'o', 'KeyO'],
  ])('[MAP9] %s: the circle, a group and its end, by the place of the key', (_, key, code) => {
    expect(wishOf({ ...plain, key, code })).toEqual({ kind: 'tool', tool: 'circle' })
    expect(wishOf({ ...plain, key: 'п', code: 'KeyG', ctrl: true })).toEqual({ kind: 'group' })
    expect(wishOf({ ...plain, key: 'ل', code: 'KeyG', ctrl: true, shift: true })).toEqual({ kind: 'ungroup' })
  })

  test('[MAP9] AZERTY: letters where they are printed, digits without Shift, with it the whole sheet', () => {
    expect(wishOf({ ...plain, key: 'a', code: 'KeyQ' })).toEqual({ kind: 'tool', tool: 'arrow' })
    expect(wishOf({ ...plain, key: 'q', code: 'KeyA' })).toEqual({ kind: 'keep' })
    expect(wishOf({ ...plain, key: 'z', code: 'KeyW', ctrl: true })).toEqual({ kind: 'undo' })
    expect(wishOf({ ...plain, key: '&', code: 'Digit1' })).toEqual({ kind: 'tool', tool: 'select' })
    expect(wishOf({ ...plain, key: '1', code: 'Digit1', shift: true })).toEqual({ kind: 'fit-all' })
    expect(wishOf({ ...plain, key: '?', code: 'KeyM', shift: true })).toEqual({ kind: 'help' })
  })

  test('[MAP9] a letter made with AltGr still copies the style; Arabic question marks open the sheet', () => {
    expect(wishOf({ ...plain, key: 'ć', code: 'KeyC', ctrl: true, alt: true })).toEqual({ kind: 'copy-style' })
    expect(wishOf({ ...plain, key: '؟', code: 'Slash', shift: true })).toEqual({ kind: 'help' })
    expect(wishOf({ ...plain, key: 'c', code: 'KeyC', alt: true })).toBeNull()
  })
})
