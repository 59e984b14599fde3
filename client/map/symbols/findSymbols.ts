/** Which markers fit some plain words, and all of them by theme. */
import { markerSymbolsByTheme, markerThemes, type MarkerSymbol, type MarkerTheme } from '#shared/board/markerSymbols.ts'
import { text } from '../../text/index.ts'
import { searchWords } from '../../text/searchWords.ts'
import { findable, findByWords, type Findable } from './plainWords.ts'

export interface SymbolGroup {
  readonly theme: MarkerTheme
  readonly symbols: readonly MarkerSymbol[]
}

const findables: readonly Findable<MarkerSymbol>[] = markerThemes.flatMap((theme) => markerSymbolsByTheme[theme].map((symbol) =>
  findable(symbol, text.symbols.names[symbol], `${searchWords.symbols[symbol]} ${text.symbols.themes[theme]}`)))

/** The best first. */
export function findSymbols(query: string): readonly MarkerSymbol[] {
  return findByWords(findables, query)
}

export const symbolGroups: readonly SymbolGroup[] = markerThemes.map((theme) => ({ theme, symbols: markerSymbolsByTheme[theme] }))
