import { describe, expect, test } from 'vitest'
import type { LaptopCheck } from '#shared/protocol/http.ts'
import { laptopLines } from '../../../../client/components/doors/laptopLines.ts'

const well: LaptopCheck = {
  lan: true, addresses: ['192.168.1.20:8080'], firstAddresses: ['192.168.1.20:8080'], others: { devices: 12, lastAgoMs: 130_000 }, freeBytes: 62.4e9, clockJump: null,
  backups: { lastAgoMs: 65_000, failed: null, secondFailed: null },
}
const plugged = { isPlugged: true, level: 1 }
const red = (check: Partial<LaptopCheck>, shown: string | null = null) => laptopLines({ ...well, ...check }, shown, plugged).filter(({ isWell }) => !isWell)

describe('what directing staff read of the laptop', () => {
  test('[DOOR68] when all is well, seven lines say so and ask for nothing', () => {
    const lines = laptopLines(well, '192.168.1.20:8080', plugged)
    expect(lines.map(({ id, isWell, remedy }) => [id, isWell, remedy])).toEqual([['network', true, null], ['address', true, null], ['devices', true, null], ['power', true, null], ['clock', true, null], ['disk', true, null], ['backup', true, null]])
    expect(lines.map(({ said }) => said).join(' ')).toMatch(/12 other devices have reached this laptop, the last 2 minutes ago\. On mains power\. .* 62 GB free/)
  })

  test('[DOOR68] every line that is not well says what to do', () => {
    const worst: readonly Partial<LaptopCheck>[] = [{ lan: false, addresses: [] }, { addresses: [] }, { others: { devices: 0, lastAgoMs: null } }, { freeBytes: 2e8 }, { freeBytes: null }, { addresses: ['10.0.0.5:8080'] },
      { backups: { lastAgoMs: 400_000, failed: 'no room', secondFailed: null } }, { backups: { lastAgoMs: null, failed: 'no room', secondFailed: null } }, { backups: { lastAgoMs: 1000, failed: null, secondFailed: 'gone' } }]
    for (const check of worst) {
      expect(red(check).length, JSON.stringify(check)).toBe(1)
      for (const { remedy } of red(check)) expect(remedy).toMatch(/\w.*/)
    }
  })

  test('[DOOR68] nobody has come yet: it names the address to try from a phone', () => {
    const [line] = red({ others: { devices: 0, lastAgoMs: null } })
    expect(line?.said).toBe('No other device has reached this laptop yet.')
    expect(line?.remedy).toContain('Open 192.168.1.20:8080 on')
  })
})

describe('the address the room was shown', () => {
  test('[DOOR69] a new address is told with the old one, and staff may say that the room has it', () => {
    const [line] = red({ addresses: ['192.168.1.31:8080'] }, '192.168.1.20:8080')
    expect(line).toMatchObject({ id: 'address', said: 'The room was shown 192.168.1.20:8080. This laptop is now 192.168.1.31:8080.', mayAccept: true })
    expect(line?.remedy).toContain('the address 192.168.1.20 back')
    expect(red({ addresses: ['192.168.1.31:8080'] }, '192.168.1.31:8080')).toEqual([])
  })

  test('[DOOR69] what was printed before a restart of the server counts, not what the server began with', () => {
    const check = { addresses: ['192.168.1.31:8080'], firstAddresses: ['192.168.1.31:8080'] }
    expect(red(check, '192.168.1.20:8080').map(({ id }) => id)).toEqual(['address'])
    expect(red(check, null)).toEqual([])
  })

  test('[DOOR69] a second network card beside the shown address alarms nobody', () => {
    expect(red({ addresses: ['10.0.0.5:8080', '192.168.1.20:8080'] }, '192.168.1.20:8080')).toEqual([])
  })

  test('[DOOR75] a laptop on its battery is told with what is left; one whose browser does not say has no such line', () => {
    const lines = laptopLines(well, null, { isPlugged: false, level: 0.624 })
    expect(lines.find(({ id }) => id === 'power')).toMatchObject({ isWell: false, said: 'On its battery, 62 % left.' })
    expect(laptopLines(well, null, null).some(({ id }) => id === 'power')).toBe(false)
  })

  test('[DOOR75] a sleep, or a clock that was set, is told for half an hour with what to do', () => {
    const said = (byMs: number, agoMs: number) => red({ clockJump: { byMs, agoMs } }).map((line) => line.said)
    expect(said(185_000, 61_000)).toEqual(['It slept for 3 minutes, or its clock was put forward (1 minute ago).'])
    expect(said(-45_000, 0)).toEqual(['Its clock was put back by 45 seconds (just now).'])
    expect(said(185_000, 31 * 60_000)).toEqual([])
  })
})
