import { expect, test } from 'vitest'
import { mainsPower } from '../../../client/state/mainsPower.ts'

const browser = (told: unknown) => ({ getBattery: () => Promise.resolve(told) })

test('[DOOR75] the browser on the server’s own laptop tells whether it is plugged in', async () => {
  expect(await mainsPower('localhost:8080', browser({ charging: false, level: 0.4 }))).toEqual({ isPlugged: false, level: 0.4 })
  expect(await mainsPower('127.0.0.1:8080', browser({ charging: true, level: 1 }))).toEqual({ isPlugged: true, level: 1 })
})

test('[DOOR75] another laptop’s battery is not told for the server’s, nor what a browser does not say', async () => {
  expect(await mainsPower('192.168.1.20:8080', browser({ charging: false, level: 0.4 }))).toBeNull()
  expect(await mainsPower('localhost:8080', {})).toBeNull()
  expect(await mainsPower('localhost:8080', browser('full'))).toBeNull()
  expect(await mainsPower('localhost:8080', { getBattery: () => Promise.reject(new Error('not allowed')) })).toBeNull()
})
