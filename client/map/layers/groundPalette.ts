/** The ground's colours, read from the style sheet (map.css) so that day and night are said in one place. */

const names = [
  'field', 'fieldOther', 'fieldEdge', 'open', 'woods', 'woodsEdge', 'tree', 'marsh', 'contour', 'contourIndex', 'stream', 'water', 'bank',
  'block', 'blockEdge', 'house', 'shelter', 'pit', 'runway', 'strip',
] as const
export type GroundPalette = Readonly<Record<(typeof names)[number], string>>
export type SheetTheme = 'light' | 'dark'

/** `--ground-woods-edge` is `woodsEdge`. */
export function readPalette(element: Element): GroundPalette {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(`--ground-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).trim() || '#888'
  const palette: Record<string, string> = {}
  for (const name of names) palette[name] = read(name)
  return palette as GroundPalette
}

export function sheetTheme(element: Element): SheetTheme {
  return getComputedStyle(element).getPropertyValue('--sheet-theme').trim() === 'dark' ? 'dark' : 'light'
}

/** Tells when the theme may have changed: the machine's, or the root's `data-theme`. */
export function watchTheme(changed: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', changed)
  const root = new MutationObserver(changed)
  root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    dark.removeEventListener('change', changed)
    root.disconnect()
  }
}
