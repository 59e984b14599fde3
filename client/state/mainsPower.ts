/** Whether the server's own laptop runs on its battery: its browser tells, where the page was opened on that laptop. */
export interface MainsPower {
  readonly isPlugged: boolean
  /** 0 … 1 */
  readonly level: number
}

interface TellsPower { getBattery(): Promise<unknown> }

/** Null where the browser does not say, or is another laptop's. */
export async function mainsPower(host: string, browser: unknown): Promise<MainsPower | null> {
  if (!/^(localhost|127\.|\[::1\])/.test(host) || !tellsPower(browser)) return null
  try {
    const told = await browser.getBattery()
    if (typeof told !== 'object' || told === null || !('charging' in told) || !('level' in told)) return null
    const { charging, level } = told
    return typeof charging === 'boolean' && typeof level === 'number' ? { isPlugged: charging, level } : null
  } catch {
    return null
  }
}

function tellsPower(browser: unknown): browser is TellsPower {
  return typeof browser === 'object' && browser !== null && 'getBattery' in browser && typeof browser.getBattery === 'function'
}
