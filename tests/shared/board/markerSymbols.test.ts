/** The words of markers as they stand in stored boards. */
import { describe, expect, test } from 'vitest'
import { parseAnnotation } from '../../../shared/board/annotationParser.ts'
import { isMarkerSymbol, markerSymbols } from '../../../shared/board/markerSymbols.ts'

const symbolOf = (symbol: unknown) => {
  const mark = parseAnnotation('a1', { kind: 'marker', geometry: [-5.88, -9], symbol })
  return mark?.kind === 'marker' ? mark.symbol : null
}

describe('[SYM6] a marker keeps what it said', () => {
  test.each(['base', 'checkpoint', 'patrol', 'observation-post', 'hotspot', 'displaced', 'school', 'health', 'water', 'incident', 'convoy', 'note'])(
    '[SYM6] a board of the first version still shows its %s', (symbol) => {
      expect(symbolOf(symbol)).toBe(symbol)
    })

  test('[SYM6] every word is read back as it was written', () => {
    expect(markerSymbols.filter((symbol) => symbolOf(symbol) !== symbol)).toEqual([])
  })

  test.each(['unicorn', '', 7, null, 'toString'])('[SYM6] %j reads as a note', (symbol) => {
    expect(symbolOf(symbol)).toBe('note')
  })

  test('[SYM7] no word stands for a survivor or for one who spoke', () => {
    expect(markerSymbols.filter((symbol) => /rape|sexual|survivor|victim|witness|source|informant/.test(symbol))).toEqual([])
    expect(isMarkerSymbol('survivor')).toBe(false)
  })
})
