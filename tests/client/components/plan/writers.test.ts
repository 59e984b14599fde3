import { expect, test } from 'vitest'
import { caretColour } from '../../../../client/components/plan/caret.ts'
import { writersSentence } from '../../../../client/components/plan/writers.ts'
import type { Peer } from '../../../../client/state/source.ts'

const hats = [{ id: 'information', name: 'Information', looksAt: '', jobs: [], mayReadProtected: false }]
const peer = (name: string, section: string | null, hat: string | null = null): Peer => ({ clientId: 1, seat: name, name, hat, colour: null, view: null, call: null, follows: null, pointer: null, selection: [], draft: null, laser: null, ping: null, section })

test('[PLN5] who is writing is said by hat, by name without one', () => {
  expect(writersSentence([peer('amina', 'risk', 'information')], 'risk', hats)).toBe('Information is writing…')
  expect(writersSentence([peer('amina', 'risk', 'information'), peer('bao', 'risk')], 'risk', hats)).toBe('Information and bao are writing…')
})

test('[PLN5] nobody in the section, nothing said; many are counted', () => {
  expect(writersSentence([peer('amina', 'phases'), peer('bao', null)], 'risk', hats)).toBe('')
  expect(writersSentence(['amina', 'bao', 'chen'].map((name) => peer(name, 'risk')), 'risk', hats)).toBe('amina and 2 others are writing…')
})

test('[PLN5] one person in two tabs is one writer', () => {
  expect(writersSentence([peer('amina', 'risk'), peer('amina', 'risk')], 'risk', hats)).toBe('amina is writing…')
})

test('[PLN6] caret colours are six-digit hex, whatever the client id', () => {
  for (const id of [0, 7, 2 ** 32 - 1, -3, 1.5]) expect(caretColour(id)).toMatch(/^#[0-9a-f]{6}$/)
})
