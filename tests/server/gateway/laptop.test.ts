/** The laptop looked over: what is told, and to whom. */
import { afterEach, describe, expect, test } from 'vitest'
import type { LaptopCheck } from '#shared/protocol/http.ts'
import { ClockWatch } from '../../../server/gateway/clockWatch.ts'
import { Visitors } from '../../../server/gateway/visitors.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { openExercise, startServer, valueOf, type ServerOptions, type TestExercise } from '../../support/startServer.ts'

const open: { close(): unknown }[] = []
afterEach(async () => { for (const each of open.splice(0)) await each.close() })

async function exerciseWith(options: ServerOptions = {}): Promise<TestExercise> {
  const server = await startServer(options)
  open.unshift(server)
  return openExercise(server)
}

describe('who has reached this laptop', () => {
  test('[DOOR65] other devices are counted once each; the laptop itself never', () => {
    const clock = new FakeClock()
    const visitors = new Visitors(clock, () => ['192.168.1.20', '[fd00::1]'])
    for (const own of ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1', '192.168.1.20', '::ffff:192.168.1.20', 'fd00::1', undefined]) visitors.arrived(own)
    expect(visitors.others).toEqual({ devices: 0, lastAgoMs: null })
    for (const other of ['192.168.1.31', '::ffff:192.168.1.31', '192.168.1.32', 'fe80::5%wlan0', 'fe80::5']) visitors.arrived(other)
    clock.turn(90_000)
    expect(visitors.others).toEqual({ devices: 3, lastAgoMs: 90_000 })
    visitors.arrived('192.168.1.31')
    expect(visitors.others).toEqual({ devices: 3, lastAgoMs: 0 })
  })

  test('[DOOR65] a crowd of addresses fills no memory', () => {
    const visitors = new Visitors(new FakeClock(), () => [])
    for (let each = 0; each < 3000; each += 1) visitors.arrived(`10.0.${each >> 8}.${each & 255}`)
    expect(visitors.others.devices).toBe(1000)
  })
})

describe('whether this laptop slept', () => {
  test('[DOOR76] a clock that is set, forward or back, is noticed at the next beat; small steps are not', () => {
    const clock = new FakeClock()
    const watch = new ClockWatch(clock)
    clock.setWall(clock.wallMs() + 3000)
    clock.turn(60_000)
    expect(watch.lastJump).toBeNull()
    clock.setWall(clock.wallMs() + 180_000)
    clock.turn(65_000)
    expect(watch.lastJump).toEqual({ byMs: 180_000, agoMs: 60_000 })
    clock.setWall(clock.wallMs() - 90_000)
    clock.turn(5000)
    expect(watch.lastJump).toEqual({ byMs: -90_000, agoMs: 0 })
    watch.close()
  })

  test('[DOOR76] a beat that was missing is a sleep, though both clocks went on', () => {
    let [nowMs, beat] = [0, (): void => undefined]
    const watch = new ClockWatch({ monotonicMs: () => nowMs, wallMs: () => nowMs, after: () => () => undefined, every: (_ms, act) => { beat = act; return () => undefined } })
    nowMs += 5200
    beat()
    expect(watch.lastJump).toBeNull()
    nowMs += 605_000
    beat()
    expect(watch.lastJump).toEqual({ byMs: 600_000, agoMs: 0 })
  })
})

describe('looking the laptop over', () => {
  test('[DOOR66] directing staff read network, visitors and disk', async () => {
    const clock = new FakeClock()
    let addresses: string[] = []
    const { house, id, server } = await exerciseWith({ lan: true, clock, machineAddresses: () => addresses, freeBytes: () => Promise.resolve(5e9) })
    const look = async () => valueOf(await house.get<LaptopCheck>(`/api/exercises/${id}/laptop`))
    expect(await look()).toEqual({ lan: true, addresses: [], firstAddresses: [], others: { devices: 0, lastAgoMs: null }, freeBytes: 5e9, clockJump: null, backups: null })
    addresses = ['192.168.1.20']
    clock.turn(1000)
    const first = [`192.168.1.20:${server.port}`]
    expect(await look()).toMatchObject({ addresses: first, firstAddresses: first })
    addresses = ['192.168.1.31']
    clock.turn(1000)
    expect(await look()).toMatchObject({ addresses: [`192.168.1.31:${server.port}`], firstAddresses: first })
  })

  test('[DOOR66] a disk that does not say how full it is, is told as not known', async () => {
    const { house, id } = await exerciseWith({ freeBytes: () => Promise.resolve(null) })
    expect(valueOf(await house.get<LaptopCheck>(`/api/exercises/${id}/laptop`))).toMatchObject({ lan: false, freeBytes: null })
  })

  test('[DOOR67] deputies may look, everybody else gets nothing', async () => {
    const exercise = await exerciseWith()
    const path = `/api/exercises/${exercise.id}/laptop`
    const omar = await exercise.join('deputy', 'omar')
    expect(await omar.browser.get(path)).toMatchObject({ ok: true })
    for (const [role, syndicate] of [['member', 's1'], ['evaluator', undefined], ['observer', undefined], ['screen', undefined]] as const) {
      const other = await exercise.join(role, `a ${role}`, syndicate === undefined ? {} : { syndicate })
      const answer = await other.browser.get(path)
      expect(answer).toEqual({ ok: false, refusal: { code: 'not-allowed', sentence: expect.stringContaining('Only directing staff') } })
    }
    expect(await exercise.server.browser().get(path)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  })

  test('[DOOR67] a deputy in the lobby, one removed, and one of another exercise get nothing', async () => {
    const exercise = await exerciseWith()
    const path = `/api/exercises/${exercise.id}/laptop`
    const dana = await exercise.chief.live()
    open.unshift(dana)
    valueOf(await dana.command({ type: 'lobby:set', open: true }))
    const waiting = await exercise.join('deputy', 'waiting')
    expect(await waiting.browser.get(path)).toMatchObject({ ok: false })
    valueOf(await dana.command({ type: 'seat:admit', seats: [waiting.seat] }))
    expect(await waiting.browser.get(path)).toMatchObject({ ok: true })
    valueOf(await dana.command({ type: 'seat:remove', seat: waiting.seat }))
    expect(await waiting.browser.get(path)).toMatchObject({ ok: false })
    const other = await openExercise(exercise.server)
    const elsewhere = await other.join('deputy', 'omar')
    expect(await elsewhere.browser.get(path)).toMatchObject({ ok: false })
  })
})
