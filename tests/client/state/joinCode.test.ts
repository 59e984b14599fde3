import { expect, test } from 'vitest'
import { readCode } from '../../../client/state/joinCode.ts'

test.each([
  ['12345678', '12345678'], [' 1234 5678 ', '12345678'], ['1234-5678', '12345678'], ['١٢٣٤٥٦٧٨', '12345678'], ['１２３４５６７８', '12345678'],
  ['1234567', null], ['123456789', null], ['abcdefgh', null], ['', null],
])('[DOOR40] a code typed as “%s” is read as %s', (typed, code) => {
  expect(readCode(typed)).toBe(code)
})
