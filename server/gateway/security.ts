/** What every HTTP answer carries, and who is answered at all. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { answer } from './answers.ts'
import type { Sessions } from './sessions.ts'

/**
 * Headers for pages served over plain HTTP on a LAN: nothing from outside, no inline script, nothing that turns
 * addresses into https (a page would stay blank). Leaflet and drag handles set styles on elements: style-src-attr.
 */
export function securityHeaders(): RequestHandler[] {
  const fixed = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  const policy: RequestHandler = (request, response, next) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(request.headers.host ?? 'localhost'))
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    next()
  }
  return [fixed, policy]
}

/** `host` was checked against the allow-list: it is safe to repeat. Old browsers need the sockets named. */
function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:", "media-src 'self'", "font-src 'self'", `connect-src 'self' ws://${host} wss://${host}`, "worker-src 'self'",
    "manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
  ].join('; ')
}

/** Refuses names that are not ours (DNS rebinding), and changes that another page asks for. */
export function originGate(sessions: Sessions): RequestHandler {
  return (request, response, next) => {
    const needOrigin = request.method !== 'GET' && request.method !== 'HEAD'
    if (sessions.hostAndOriginAllowed(request, { needOrigin })) {
      next()
      return
    }
    answer(response, { ok: false, refusal: { code: 'not-allowed', sentence: 'This server does not answer to that name. Use the address the instructor shows.' } })
  }
}
