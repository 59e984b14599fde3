/** The digest of the reality check (realityDigest.ts) as a script for a page: what Node reads from files is put in as it is built. */
import { build, type Plugin } from 'vite'
import { wenza } from './wenzaFiles.ts'

const files = '\0wenza-files.js'
const crypto = '\0collected.js'

function putIn(): Plugin {
  return {
    name: 'reality-in-page', enforce: 'pre',
    resolveId: (id) => (id.endsWith('/wenzaFiles.ts') ? files : id === 'node:crypto' ? crypto : null),
    load(id) {
      if (id === files) return `const scenario = ${JSON.stringify(JSON.stringify(wenza()))}\nexport const wenza = () => JSON.parse(scenario)\n`
      // a page hashes what was collected by itself, and later: its own hash keeps one waiting
      if (id === crypto) return 'export const createHash = () => { const parts = []; return { update: (part) => { parts.push(part) }, digest: () => parts.join("") } }\n'
      return null
    },
  }
}

/** An expression for a page in a secure context: a promise of the digest. */
export async function realityScript(): Promise<string> {
  const entry = new URL('realityDigest.ts', import.meta.url).pathname
  const made = await build({
    configFile: false, logLevel: 'error', plugins: [putIn()], define: { 'process.argv': '[]' },
    resolve: { alias: { '#shared': new URL('../../shared', import.meta.url).pathname } },
    build: { write: false, minify: false, lib: { entry, name: 'reality', formats: ['iife'], fileName: 'reality' } },
  })
  const [first] = Array.isArray(made) ? made : [made]
  const code = first !== undefined && 'output' in first ? first.output[0].code : ''
  if (code === '') throw new Error('the reality check was not built')
  return `(async () => {
${code}
const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(reality.realityDigest()))
return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
})()`
}
