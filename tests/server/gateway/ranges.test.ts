import { expect, test } from 'vitest'
import { rangeOf } from '../../../server/gateway/ranges.ts'

test.each<readonly [string | undefined, string]>([
  [undefined, 'whole'], ['', 'whole'], ['bytes=0-99', '0-99'], ['bytes=0-', '0-99'], ['bytes=10-19', '10-19'], ['bytes = 10 - 19', '10-19'], ['bytes=99-', '99-99'], ['bytes=90-500', '90-99'],
  ['bytes=-10', '90-99'], ['bytes=-500', '0-99'], ['bytes=-0', 'outside'], ['bytes=100-', 'outside'], ['bytes=100-200', 'outside'], ['bytes=20-10', 'whole'], ['bytes=-', 'whole'],
  ['bytes=0-1,5-6', 'whole'], ['lines=0-1', 'whole'], ['bytes=a-b', 'whole'], ['bytes=1e3-', 'whole'], [`bytes=${'9'.repeat(40)}-`, 'whole'],
])('[MED50] of a hundred bytes, "%s" asks for %s', (header, expected) => {
  const range = rangeOf(header, 100)
  expect(range.status === 'part' ? `${range.from}-${range.to}` : range.status).toBe(expected)
})

test('[MED50] of nothing there is no part', () => {
  expect(rangeOf('bytes=0-', 0)).toEqual({ status: 'outside' })
  expect(rangeOf('bytes=-5', 0)).toEqual({ status: 'outside' })
})
