/**
 * Which names this server answers to: localhost, the machine's own addresses while the LAN is open, configured names.
 * Addresses change when the router does, so they are read again when an unknown name asks, at most once a second.
 */
import { networkInterfaces } from 'node:os'
import type { Clock } from '../time/clock.ts'

export interface Hosts {
  /** Whether a Host header names this server. The port is not looked at: a proxy may map it. */
  allows(hostHeader: string | undefined): boolean
  /** Addresses others in the room can type, without port, best first. Empty while only localhost is served. */
  lanAddresses(): string[]
}

export interface HostsParts {
  readonly lan: boolean
  /** Further names, lower case: 'board.lan'. */
  readonly names: readonly string[]
  readonly clock: Clock
  /** The machine's addresses; handed in by tests. */
  readonly addresses?: () => string[]
}

const own = new Set(['localhost', '127.0.0.1', '[::1]'])

export function createHosts(parts: HostsParts): Hosts {
  const read = parts.addresses ?? machineAddresses
  const names = new Set(parts.names.map((name) => name.toLowerCase()))
  let addresses: string[] = parts.lan ? read() : []
  let readAt = parts.clock.monotonicMs()
  const refresh = (afterMs: number): void => {
    if (!parts.lan || parts.clock.monotonicMs() - readAt < afterMs) return
    readAt = parts.clock.monotonicMs()
    addresses = read()
  }
  return {
    allows(hostHeader) {
      const host = hostOf(hostHeader)
      if (host === null) return false
      if (own.has(host) || names.has(host)) return true
      refresh(addresses.includes(host) ? 10_000 : 1000)
      return addresses.includes(host)
    },
    lanAddresses() {
      refresh(1000)
      return addresses.filter((address) => !address.startsWith('['))
    },
  }
}

/** The name in a Host header, lower case, without port; null when it is no host at all. */
export function hostOf(header: string | undefined): string | null {
  if (header === undefined) return null
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/.exec(header.toLowerCase())
  return parts?.[1] ?? null
}

/** Every address of this machine that another one could reach, IPv4 first, IPv6 in brackets. */
export function machineAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter((each) => !each.internal)
  const four = all.filter((each) => each.family === 'IPv4').map((each) => each.address)
  const six = all.filter((each) => each.family === 'IPv6' && each.scopeid === 0).map((each) => `[${each.address.toLowerCase()}]`)
  return [...four, ...six]
}
