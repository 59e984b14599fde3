/**
 * Yjs draws its client ids from the machine's chance, and they decide who wins between concurrent changes. Here they come
 * from the seed, so that a run repeats itself. Must be a test file's first import: lib0 takes hold of that chance when it
 * is loaded.
 */
import { webcrypto } from 'node:crypto'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'

let random: SeededRandom = seededRandom(0)

export function seedClientIds(seed: number): void {
  random = seededRandom(seed)
}

Object.defineProperty(webcrypto, 'getRandomValues', {
  configurable: true,
  value: (array: Uint32Array): Uint32Array => array.map((_, index) => {
    const drawn = Math.floor(random.next() * 4_294_967_296)
    array[index] = drawn
    return drawn
  }),
})
