import { expect, test } from 'vitest'
import { readBrowser } from '#shared/protocol/browser.ts'

const agents: readonly (readonly [string, string, number, boolean])[] = [
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36', 'Chrome', 109, false],
  ['Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36', 'Chrome', 108, true],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36', 'Chrome', 131, false],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.131 Safari/537.36 Edg/92.0.902.67', 'Edge', 92, true],
  ['Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0', 'Firefox', 115, false],
  ['Mozilla/5.0 (Windows NT 6.1; rv:78.0) Gecko/20100101 Firefox/78.0', 'Firefox', 78, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15', 'Safari', 17, false],
  ['Mozilla/5.0 (iPad; CPU OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1', 'Safari', 15, true],
]

test.each(agents)('[HSE18] %s is told apart', (agent, name, version, isOld) => {
  expect(readBrowser(agent)).toMatchObject({ name, version, isOld })
})

test('[HSE18] nothing is claimed of what names no browser we know', () => {
  for (const agent of ['', 'curl/8.5.0', 'node', 'Chrome/', 'x'.repeat(5000)]) expect(readBrowser(agent)).toBeNull()
})
