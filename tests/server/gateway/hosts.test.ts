import { expect, test } from 'vitest'
import { createHosts } from '../../../server/gateway/hosts.ts'
import { FakeClock } from '../../support/fakeClock.ts'

test('[DOOR33] a new network address is answered as soon as somebody uses it, an old one no longer after a while', () => {
  const clock = new FakeClock()
  let addresses = ['192.168.1.20']
  const hosts = createHosts({ lan: true, names: [], clock, addresses: () => addresses })
  expect(hosts.allows('192.168.1.20:8080')).toBe(true)
  expect(hosts.allows('192.168.1.31:8080')).toBe(false)
  addresses = ['192.168.1.31']
  clock.turn(1000)
  expect(hosts.allows('192.168.1.31:8080')).toBe(true)
  clock.turn(10_000)
  expect(hosts.allows('192.168.1.20:8080')).toBe(false)
  expect(hosts.lanAddresses()).toEqual(['192.168.1.31'])
})

test('[DOOR34] while only this machine is served, its network addresses are not answered', () => {
  const hosts = createHosts({ lan: false, names: [], clock: new FakeClock(), addresses: () => ['192.168.1.20'] })
  expect(hosts.allows('192.168.1.20:8080')).toBe(false)
  expect(hosts.allows('localhost:8080')).toBe(true)
  expect(hosts.lanAddresses()).toEqual([])
})
