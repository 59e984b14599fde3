/** The markers used lately in this browser, kept in its storage: the latest first. */
import { isMarkerSymbol, type MarkerSymbol } from '#shared/board/markerSymbols.ts'

const key = 'sandtable-symbols'
export const recentAtMost = 6

/** Anything else in the store is left out; without a store there are none. */
export function keptRecent(storage: Storage | null): readonly MarkerSymbol[] {
  try {
    const words = new Set((storage?.getItem(key) ?? '').split(' '))
    return Array.from(words).filter(isMarkerSymbol).slice(0, recentAtMost)
  } catch {
    return []
  }
}

export function keepRecent(storage: Storage | null, latest: MarkerSymbol): void {
  const recent = [latest, ...keptRecent(storage).filter((each) => each !== latest)].slice(0, recentAtMost)
  try {
    storage?.setItem(key, recent.join(' '))
  } catch {
    // A full or closed store only costs the shortcut.
  }
}
