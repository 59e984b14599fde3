/**
 * Finds a Chromium for the stories: SANDTABLE_CHROMIUM, a system one, or Playwright's own. Where there is none and this
 * is Debian under root, installs Debian's; elsewhere says what to do.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const systemPlaces = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

export function findChromium(): string | null {
  const named = process.env['SANDTABLE_CHROMIUM']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`SANDTABLE_CHROMIUM names ${named}, and there is no such file.`)
    return named
  }
  const found = systemPlaces.find((place) => existsSync(place))
  if (found !== undefined) return found
  try {
    const own = chromium.executablePath()
    return existsSync(own) ? own : null
  } catch {
    return null
  }
}

/** Path of a Chromium, installed when that is possible without asking anybody. */
export function ensureChromium(say: (sentence: string) => void): string {
  const found = findChromium()
  if (found !== null) return found
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) {
    say('No Chromium found: installing the one of this Debian (apt-get install chromium).')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'], {
      stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = findChromium()
    if (installed !== null) return installed
  }
  throw new Error(
    'The stories need a Chromium, and none was found. Install Chromium or Google Chrome, or run ' +
      '"npx playwright install chromium", or set SANDTABLE_CHROMIUM to the path of one.',
  )
}

/** As root (containers, CI) Chromium refuses its own sandbox; nothing here goes to the network. */
export const chromiumArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]
