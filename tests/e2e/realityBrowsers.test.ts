/** The reality check says the same to the last bit in Node, in Chromium under eight languages and time zones, and in Firefox. */
import { createServer, type Server } from 'node:http'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumArguments, ensureChromium } from '../support/chromium.ts'
import { Firefox } from '../support/firefox.ts'
import { realityDigest } from '../support/realityDigest.ts'
import { realityScript } from '../support/realityInPage.ts'

const places = [
  ['en-US', 'UTC'], ['ar-EG', 'Africa/Cairo'], ['zh-CN', 'Asia/Shanghai'], ['kk-KZ', 'Asia/Almaty'], ['tr-TR', 'Europe/Istanbul'],
  ['de-DE', 'Pacific/Chatham'], ['fr-FR', 'America/St_Johns'], ['fa-IR', 'Pacific/Kiritimati'],
] as const
let script = ''
let server: Server
let address = ''

beforeAll(async () => {
  script = await realityScript()
  // a page hashes only where it came from this machine
  server = createServer((_request, response) => { response.setHeader('content-type', 'text/html').end('<!doctype html><title>EXERCISE</title>') })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const at = server.address()
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/`
}, 120_000)
afterAll(() => { server.close() })

test('[REA9] in Chromium under eight languages and time zones', async () => {
  const here = realityDigest()
  const browser = await chromium.launch({ executablePath: ensureChromium(() => undefined), args: chromiumArguments })
  try {
    for (const [locale, timezoneId] of places) {
      const context = await browser.newContext({ locale, timezoneId })
      const page = await context.newPage()
      await page.goto(address)
      expect([locale, await page.evaluate<string>(script)]).toEqual([locale, here])
      await context.close()
    }
    console.log(`Chromium ${browser.version()}, ${places.length} languages and time zones: ${here.slice(0, 12)}, as Node ${process.version}`)
  } finally {
    await browser.close()
  }
}, 180_000)

test('[REA9] in Firefox', async () => {
  const here = realityDigest()
  const firefox = await Firefox.start()
  try {
    const page = await firefox.page()
    await page.goto(address)
    expect(await page.evaluate<string>(script)).toBe(here)
    console.log(`${firefox.version}: ${here.slice(0, 12)}, as Node ${process.version}`)
  } finally {
    await firefox.close()
  }
}, 180_000)
