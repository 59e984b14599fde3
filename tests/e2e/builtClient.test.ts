/** The built client as it is served: it names no address outside, runs no text as a program, and brings nothing that was ours alone. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProduct, type Product } from '../support/product.ts'

const folder = new URL('../../client/dist', import.meta.url).pathname
/** Names of languages and formats, not places: nobody asks for them. */
const namespaces = /https?:\/\/(www\.w3\.org|www\.opengis\.net|schemas\.openxmlformats\.org|schemas\.microsoft\.com|www\.xfa\.org|ns\.adobe\.com)\//
/** Where a library's own words say what an error means, or whose it is; loaded by nothing. */
const said = /https?:\/\/(svelte\.dev\/e\/|leafletjs\.com|github\.com\/|docs\.yjs\.dev|prosemirror\.net|tiptap\.dev|mozilla\.github\.io|www\.spatialillusions\.com|www\.apache\.org\/licenses\/|socket\.io\/docs\/)/

let product: Product
beforeAll(async () => { product = await startProduct() }, 120_000)
afterAll(() => product.stop())

function files(under: string): string[] {
  return readdirSync(under).flatMap((name) => {
    const path = join(under, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}

const words = (): { readonly path: string; readonly text: string }[] => files(folder).filter((path) => /\.(m?js|css|html|svg|json|webmanifest)$/.test(path)).map((path) => ({ path: path.slice(folder.length), text: readFileSync(path, 'utf8') }))

test('[DOOR77] no file of it names an address outside the room', () => {
  const named = words().flatMap(({ path, text }) => [...text.matchAll(/(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)<\\]*/gi)].map(([address]) => `${path} ${address}`).filter((line) => /https?:\/\//.test(line)))
  expect(named.filter((line) => !namespaces.test(line) && !said.test(line))).toEqual([])
  expect(words().length).toBeGreaterThan(10)
})

test('[DOOR77] its page runs no script but its own files, and no style that is written into it', async () => {
  const page = await (await fetch(product.address)).text()
  const scripts = [...page.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
  expect(scripts.length).toBeGreaterThan(0)
  for (const tag of scripts) expect(tag).toMatch(/src="\/[^/]/)
  expect(page).not.toMatch(/<style|\son[a-z]+=|javascript:|<base|<iframe|<object/i)
  for (const [, address = ''] of page.matchAll(/(?:src|href)="([^"]+)"/g)) expect(address).toMatch(/^\/[^/]|^data:/)
})

test('[DOOR77] nothing of a scenario is built into it, and no map of our sources', () => {
  for (const { path, text } of words()) {
    expect([path, /INJ-\d\d\b|"groundTruth":"[^"]|sourceMappingURL=(?!data:)/.test(text)]).toEqual([path, false])
  }
  expect(files(folder).filter((path) => path.endsWith('.map'))).toEqual([])
})
