import { expect, test } from 'vitest'
import { SavedLedger } from '../../../client/connection/savedLedger.ts'

test('[DOC41] a change counts as unsaved until the message that carried it is on disk', () => {
  const ledger = new SavedLedger()
  ledger.sent() // sync step 2 of the connection
  ledger.changed()
  ledger.sent()
  ledger.changed()
  ledger.sent()
  expect(ledger.unsaved).toBe(2)
  ledger.saved(2)
  expect(ledger.unsaved).toBe(1)
  ledger.saved(3)
  expect(ledger.unsaved).toBe(0)
})

test('[DOC41] changes made while away are confirmed by the first message of the next connection', () => {
  const ledger = new SavedLedger()
  ledger.sent()
  ledger.changed()
  ledger.sent()
  for (let count = 0; count < 6; count += 1) ledger.changed()
  expect(ledger.unsaved).toBe(7)
  ledger.reconnected()
  ledger.saved(2) // a late word of the connection that broke is no word about this one
  expect(ledger.unsaved).toBe(7)
  ledger.sent()
  ledger.changed()
  ledger.sent()
  ledger.saved(1)
  expect(ledger.unsaved).toBe(1)
})
