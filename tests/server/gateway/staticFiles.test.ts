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
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  server = await startServer({ clientFolder: folder })
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

test('[DOOR37] an address that is none gets a sentence, not the page', async () => {
  for (const path of ['/nowhere', '/assets/none.js', '/assets/..%2f..%2fpackage.json', '/api/nowhere', '/seat/a/b/c']) {
    const response = await fetch(server.origin + path)
    expect(response.status, path).toBeGreaterThanOrEqual(400)
    expect(await response.json(), path).toMatchObject({ ok: false })
  }
})
