import { expect, test } from 'vitest'
import { firstChain, hashBytes, hashEntry, nextChain } from '../../../server/journal/hash.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const begun = { sequence: 1, recordedAt: 0, kind: 'event', author: 'server', document: null, bytes: new TextEncoder().encode('{"type":"Begun"}') } as const
const drawn = { sequence: 2, recordedAt: 2 ** 40 + 7, kind: 'update', author: 'amina-é', document: { name: 'syndicate/s1/board', epoch: 1 }, bytes: new Uint8Array([1, 2]) } as const

// Computed by another program from the layout in hash.ts. Files live for years: these never change.
test('[JRN9] the hashes of rows and the chain are what they always were', () => {
  expect(hex(firstChain('x1'))).toBe('f5e4b99584e6d1b682b2ba358afa37c3728a4f44c4fd3333727b9b6a02ab185c')
  expect(hex(hashEntry(begun))).toBe('b24d06893d5524be3db952170e4980af270b17950148844240ccea324567dd4f')
  expect(hex(hashEntry(drawn))).toBe('33f8c62c3328ce57b2baf44c7f28df596f5a7cd90ad445c43e88b03ba5d8b417')
  const chain = nextChain(nextChain(firstChain('x1'), hashEntry(begun)), hashEntry(drawn))
  expect(hex(chain)).toBe('ee624c480697f897171536e27080b5aa5c0c506be0bad2d49cbe0b8a9ee889fe')
})

test('[JRN9] a row whose content was taken out keeps its hash, by the hash of what stood there', () => {
  expect(hashEntry({ ...drawn, bytes: new Uint8Array() }, hashBytes(drawn.bytes))).toEqual(hashEntry(drawn))
})

test('[JRN9] no two different rows share a hash by running into each other', () => {
  const moved = { ...drawn, author: 'amina-', document: { name: 'ésyndicate/s1/board', epoch: 1 } }
  expect(hashEntry(moved)).not.toEqual(hashEntry(drawn))
})
