/** Dark or light: the machine's wish, unless this browser was told otherwise. */
import { browserStorage } from './ownSeats.ts'

const key = 'sandtable.theme'

/** Puts on what was chosen before. */
export function startTheme(): void {
  try {
    const chosen = browserStorage()?.getItem(key)
    if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset['theme'] = chosen
  } catch {
    // Without a store the machine's wish holds.
  }
}

export function toggleTheme(): void {
  const root = document.documentElement
  const present = root.dataset['theme'] ?? (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  const next = present === 'dark' ? 'light' : 'dark'
  root.dataset['theme'] = next
  try {
    browserStorage()?.setItem(key, next)
  } catch {
    // It holds for this page.
  }
}
