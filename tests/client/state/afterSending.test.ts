import { expect, test } from 'vitest'
import { afterSending } from '../../../client/state/afterSending.ts'

test('[CON56] words typed while the last ones are on their way stay in the field', () => {
  expect(afterSending('', '')).toBe('')
  expect(afterSending('Second floor', 'Second floor')).toBe('')
  expect(afterSending('Second floor', '')).toBe('Second floor')
})
