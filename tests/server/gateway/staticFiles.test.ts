import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/startServer.ts'

let server: TestServer
const folder = mkdtempSync(join(tmpdir(), '.client-'))

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Sandtable</title>')
  writeFileSync(join(folder, 'assets', 'index-abc123.js'), 'export const x = 1\n'.repeat(500))
  writeFileSync(join(folder, 'old-browser.js'), 'var x = 1;\n'.repeat(500))
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  server = await startServer({ clientFolder: folder, grounds: new Map([['small', new Map([['terrain/relief-light.webp', Buffer.from('RIFFxxxxWEBP')], ['layers/cover.json', Buffer.from('{"version":1}')]])]]) })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

test.each(['/', '/j', '/staff', '/seat/abc', '/seat/abc/replay'])('[DOOR35] %s is the one page, and is never kept', async (path) => {
  const response = await fetch(server.origin + path)
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('Sandtable')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('[DOOR36] built files with a hash are kept for good, and sent packed', async () => {
  const response = await fetch(`${server.origin}/assets/index-abc123.js`)
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(response.headers.get('content-type')).toMatch(/javascript/)
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect((await response.text()).length).toBe(9500)
  const plain = await fetch(`${server.origin}/assets/index-abc123.js`, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect((await plain.text()).length).toBe(9500)
  expect((await fetch(`${server.origin}/favicon.svg`)).headers.get('content-type')).toMatch(/svg/)
})

test('[DOOR36] built files with a fixed name are sent packed, and asked for again after an hour', async () => {
  const response = await fetch(`${server.origin}/old-browser.js`)
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(response.headers.get('cache-control')).toBe('public, max-age=3600')
  expect((await response.text()).length).toBe(5500)
})

test('[DOOR37] an address that is none gets a sentence, not the page', async () => {
  for (const path of ['/nowhere', '/assets/none.js', '/assets/..%2f..%2fpackage.json', '/api/nowhere', '/seat/a/b/c']) {
    const response = await fetch(server.origin + path)
    expect(response.status, path).toBeGreaterThanOrEqual(400)
    expect(await response.json(), path).toMatchObject({ ok: false })
  }
})

test('[DOOR45] the drawn ground a zone names is served, packed where it helps, and not sent twice', async () => {
  const picture = await fetch(`${server.origin}/maps/small/terrain/relief-light.webp`)
  expect(picture.headers.get('content-type')).toBe('image/webp')
  expect(await picture.text()).toBe('RIFFxxxxWEBP')
  const layer = await fetch(`${server.origin}/maps/small/layers/cover.json`)
  expect(layer.headers.get('content-encoding')).toBe('gzip')
  expect(await layer.json()).toEqual({ version: 1 })
  const again = await fetch(`${server.origin}/maps/small/layers/cover.json`, { headers: { 'if-none-match': layer.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
})

test('[DOOR46] nothing else under maps is served: no scenario, no heights, no path that climbs', async () => {
  const secret = ['scenarios/day/scenario.json', 'terrain/heights.bin', 'layers/zone.json', 'layers/..%2f..%2fpackage.json', 'terrain/..%2flayers%2fcover.json', 'terrain/__proto__', 'constructor/name']
  for (const path of secret) {
    const response = await fetch(`${server.origin}/maps/small/${path}`)
    expect(response.status, path).toBeGreaterThanOrEqual(400)
  }
})
