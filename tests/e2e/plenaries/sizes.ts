/** How long a day of two plenaries is told: in `npm test`, and at night. */
export interface Size {
  readonly screen: { readonly width: number; readonly height: number }
  /** Marks each syndicate draws before a plenary, and slides it makes. */
  readonly marks: number
  readonly slides: number
  /** What a presenter does freely after the slides: pans, pointers, drawing … */
  readonly freeActs: number
  /** Moments photographed live and looked at again in replay. */
  readonly stills: number
  /** Moments at which a reader's copy is compared with replay. */
  readonly moments: number
}

export const sizes = {
  short: { screen: { width: 1366, height: 768 }, marks: 5, slides: 2, freeActs: 4, stills: 10, moments: 150 },
  night: { screen: { width: 1920, height: 1080 }, marks: 12, slides: 4, freeActs: 90, stills: 50, moments: 1000 },
} as const satisfies Readonly<Record<string, Size>>

export type SizeName = keyof typeof sizes

export function sizeNamed(name: string): Size {
  const found = Object.entries(sizes).find(([each]) => each === name)
  if (found === undefined) throw new Error(`There is no size "${name}" of two plenaries. There are: ${Object.keys(sizes).join(', ')}.`)
  return found[1]
}
