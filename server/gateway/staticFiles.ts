/**
 * What is served without asking who: the built client and the geometry of zones. Nothing is looked up by path under
 * maps/: only zones of loaded scenarios and the ground files they name, from memory. Scenario files are never served.
 */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import { Router, static as staticFolder, type RequestHandler } from 'express'
import type { Scenario } from '#shared/exercise/scenario.ts'
import type { Grounds } from '../scenarios.ts'

export function zoneRoutes(scenarios: readonly Scenario[]): Router {
  const routes = Router()
  const zones = new Map(scenarios.map(({ zone }) => {
    const plain = Buffer.from(JSON.stringify(zone), 'utf8')
    return [zone.id, { plain, packed: gzipSync(plain) }]
  }))
  routes.get('/maps/:zone/zone.json', (request, response, next) => {
    const zone = zones.get(request.params.zone)
    if (zone === undefined) return next()
    const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    response.setHeader('Content-Type', 'application/json; charset=utf-8')
    response.setHeader('Cache-Control', 'no-cache')
    response.setHeader('Vary', 'Accept-Encoding')
    if (gzip) response.setHeader('Content-Encoding', 'gzip')
    response.end(gzip ? zone.packed : zone.plain)
  })
  return routes
}

/**
 * The drawn ground of zones. Asked for often and changed seldom: a browser that holds the same bytes is told so, and
 * thirty laptops that come back load nothing twice.
 */
export function groundRoutes(grounds: Grounds): Router {
  const routes = Router()
  const served = new Map(Array.from(grounds, ([zone, files]) => [zone, new Map(Array.from(files, ([path, plain]) => {
    const mark = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`
    return [path, { plain, mark, packed: path.endsWith('.json') ? gzipSync(plain, { level: 9 }) : null }]
  }))]))
  routes.get('/maps/:zone/:folder/:name', (request, response, next) => {
    const { zone, folder, name } = request.params
    const file = served.get(zone)?.get(`${folder}/${name}`)
    if (file === undefined) return next()
    response.setHeader('Cache-Control', 'no-cache')
    response.setHeader('ETag', file.mark)
    response.setHeader('Vary', 'Accept-Encoding')
    if (request.headers['if-none-match'] === file.mark) {
      response.status(304).end()
      return
    }
    response.setHeader('Content-Type', file.packed === null ? 'image/webp' : 'application/json; charset=utf-8')
    const gzip = file.packed !== null && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    if (gzip) response.setHeader('Content-Encoding', 'gzip')
    response.end(gzip ? file.packed : file.plain)
  })
  return routes
}

const pack = promisify(gzip)

/** Pages of the client: one document for all of them. Names with a hash in them never change; the page itself is never kept. */
export function clientRoutes(clientFolder: string | null): Router {
  const routes = Router()
  const page: RequestHandler = (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    if (clientFolder === null) {
      response.status(503).type('text/plain').end('The screens are not built yet. Start the server with "npm start".\n')
      return
    }
    response.sendFile('index.html', { root: clientFolder, cacheControl: false }, (error) => { if (error) next(error) })
  }
  routes.get(['/', '/j', '/staff', '/seat/:seat', '/seat/:seat/replay'], page)
  if (clientFolder !== null) {
    const assets = join(clientFolder, 'assets')
    routes.get('/assets/:name', packedFiles(assets, 'public, max-age=31536000, immutable'))
    routes.use('/assets', staticFolder(assets, { index: false, redirect: false, immutable: true, maxAge: '365d' }))
    // a file with a fixed name: asked for again when the product was changed
    routes.get('/:name', packedFiles(clientFolder, 'public, max-age=3600'))
    routes.use(staticFolder(clientFolder, { index: false, redirect: false, maxAge: '1h' }))
  }
  return routes
}

/** Scripts and styles, packed once and kept: thirty laptops load them over one access point. */
function packedFiles(folder: string, cacheControl: string): RequestHandler<{ name: string }> {
  const packable = new Set(filesIn(folder).filter((name) => /\.(m?js|css|svg|json)$/.test(name)))
  const packed = new Map<string, Promise<Buffer>>()
  return (request, response, next) => {
    const { name } = request.params
    if (!packable.has(name) || !/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return next()
    const body = packed.get(name) ?? readFile(join(folder, name)).then((bytes) => pack(bytes, { level: 9 }))
    packed.set(name, body)
    body.then((bytes) => {
      response.type(extname(name))
      response.setHeader('Cache-Control', cacheControl)
      response.setHeader('Content-Encoding', 'gzip')
      response.setHeader('Vary', 'Accept-Encoding')
      response.end(bytes)
    }, () => { packed.delete(name); next() })
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
