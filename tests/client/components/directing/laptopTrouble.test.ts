import { expect, test } from 'vitest'
import { laptopTrouble } from '../../../../client/components/directing/laptopTrouble.ts'
import { readBrowser } from '../../../../shared/protocol/browser.ts'
import { seat } from '../exerciseFixture.ts'

const amina = seat('amina', { since: 1000 })
const chrome = (version: number) => readBrowser(`Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`)

test('[EX56] a laptop that gives no reply for a minute is named with the time', () => {
  expect(laptopTrouble(amina, { awaySinceAt: 10_000, browser: null }, false, 69_999)).toBeNull()
  expect(laptopTrouble(amina, { awaySinceAt: 10_000, browser: null }, false, 70_000)).toBe('no reply for 60 s')
  expect(laptopTrouble(amina, { awaySinceAt: 10_000, browser: null }, false, 200_000)).toBe('no reply for 3 min')
  expect(laptopTrouble(amina, { awaySinceAt: null, browser: null }, true, 200_000)).toBeNull()
  expect(laptopTrouble(amina, undefined, false, 301_000)).toBe('no reply for 5 min')
})

test('[EX56] an old browser is named with its year, here or not', () => {
  expect(laptopTrouble(amina, { awaySinceAt: null, browser: chrome(75) }, true, 0)).toBe('old browser: Chrome 75, of 2019')
  expect(laptopTrouble(amina, { awaySinceAt: null, browser: chrome(109) }, true, 0)).toBeNull()
})
