/** Which browser a laptop runs, from what it says of itself at the door, and whether it is older than what we build for. */

export interface BrowserFound {
  readonly name: 'Chrome' | 'Edge' | 'Firefox' | 'Safari'
  readonly version: number
  /** When it came out, about; null when not known. */
  readonly year: number | null
  readonly isOld: boolean
}

/** The oldest our screens are built for (client/vite.config.ts); Safari: the first that has what they use. */
const oldest = { Chrome: 109, Edge: 109, Firefox: 115, Safari: 17 } as const

/** The first version of each year, newest first. */
const chromeYears: readonly (readonly [number, number])[] = [[120, 2024], [109, 2023], [97, 2022], [88, 2021], [79, 2020], [72, 2019], [64, 2018], [56, 2017], [48, 2016], [40, 2015]]
const firefoxYears: readonly (readonly [number, number])[] = [[122, 2024], [109, 2023], [96, 2022], [85, 2021], [72, 2020], [65, 2019], [58, 2018], [51, 2017], [44, 2016], [35, 2015]]

/** Null for what names none of these: nothing is claimed of it. */
export function readBrowser(userAgent: string): BrowserFound | null {
  const found = (name: BrowserFound['name'], pattern: RegExp, years: readonly (readonly [number, number])[]): BrowserFound | null => {
    const version = Number(pattern.exec(userAgent)?.[1] ?? Number.NaN)
    if (!Number.isFinite(version)) return null
    return { name, version, year: years.find(([first]) => version >= first)?.[1] ?? null, isOld: version < oldest[name] }
  }
  return found('Firefox', /\bFirefox\/(\d{1,4})/, firefoxYears) ?? found('Edge', /\bEdg(?:A|iOS)?\/(\d{1,4})/, chromeYears)
    ?? found('Chrome', /(?:Chrome|Chromium|CriOS)\/(\d{1,4})/, chromeYears) ?? found('Safari', /\bVersion\/(\d{1,4})[.\d]* (?:Mobile\/\S+ )?Safari\//, [])
}
