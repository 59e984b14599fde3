/** Finding a marker by plain words, the way officers say it. */
import { describe, expect, test } from 'vitest'
import { markerSymbols } from '../../../../shared/board/markerSymbols.ts'
import { findSymbols, symbolGroups } from '../../../../client/map/symbols/findSymbols.ts'
import { stepInGrid } from '../../../../client/map/symbols/gridKeys.ts'
import { keepRecent, keptRecent, recentAtMost } from '../../../../client/map/symbols/recentSymbols.ts'
import { text } from '../../../../client/text/index.ts'

/** A browser's storage, as far as it is used here. */
function storage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() { return kept.size },
    clear: () => kept.clear(),
    key: (index) => Array.from(kept.keys())[index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => { kept.set(key, value) },
    removeItem: (key) => { kept.delete(key) },
  }
}

describe('[SYM3] markers are found by plain words', () => {
  test.each([
    ['TOB', 'temporary-base'], ['idp camp', 'displacement-site'], ['QRF', 'quick-reaction'], ['helicopter', 'landing-site'], ['UXO', 'explosive-hazard'],
    ['kidnapping', 'abduction'], ['clinic', 'health'], ['church', 'sacred-place'], ['Elder', 'leader'], ['cows', 'cattle'], ['ambulance', 'medical-evacuation'],
    ['water po', 'water'], ['chief', 'leader'], ['early warning', 'alert-network'], ['hearsay', 'rumour'],
  ] as const)('[SYM3] "%s" finds %s first', (query, symbol) => {
    expect(findSymbols(query)[0]).toBe(symbol)
  })

  test('[SYM3] every word must fit, whatever its case and accents', () => {
    expect(findSymbols('mârket ROAD')).toEqual(['market-route'])
    expect(findSymbols('market submarine')).toEqual([])
  })

  test('[SYM3] each marker is found first by its own name, and stands in one group', () => {
    expect(markerSymbols.filter((symbol) => findSymbols(text.symbols.names[symbol])[0] !== symbol)).toEqual([])
    expect(symbolGroups.flatMap(({ symbols }) => symbols)).toEqual(markerSymbols)
  })

  test('[SYM3] no two markers have the same name', () => {
    expect(new Set(Object.values(text.symbols.names)).size).toBe(markerSymbols.length)
  })
})

describe('[SYM4] markers used lately come first', () => {
  test('[SYM4] the latest first, each once, no more than a row', () => {
    const browser = storage()
    for (const symbol of [...markerSymbols.slice(0, 8), 'patrol', 'base'] as const) keepRecent(browser, symbol)
    expect(keptRecent(browser).slice(0, 2)).toEqual(['base', 'patrol'])
    expect(keptRecent(browser)).toHaveLength(recentAtMost)
    expect(new Set(keptRecent(browser)).size).toBe(recentAtMost)
  })

  test('[SYM4] what else stands in the store is left out; without a store there are none', () => {
    const browser = storage()
    browser.setItem('sandtable-symbols', 'patrol unicorn patrol __proto__ water')
    expect(keptRecent(browser)).toEqual(['patrol', 'water'])
    expect(keptRecent(null)).toEqual([])
    expect(() => keepRecent(null, 'patrol')).not.toThrow()
  })
})

describe('[SYM5] arrow keys go through a grid of buttons', () => {
  const grid = [0, 1, 2, 3, 4, 5, 6].map((index) => ({ x: (index % 3) * 36, y: Math.floor(index / 3) * 36 }))

  test.each([
    [0, 'ArrowRight', 1], [0, 'ArrowLeft', null], [1, 'ArrowDown', 4], [4, 'ArrowUp', 1], [5, 'ArrowDown', 6], [6, 'ArrowDown', null],
    [6, 'ArrowRight', null], [3, 'Home', 0], [3, 'End', 6], [3, 'a', null], [99, 'ArrowUp', null],
  ] as const)('[SYM5] from %i, %s leads to %s', (from, key, to) => {
    expect(stepInGrid(grid, from, key)).toBe(to)
  })
})
