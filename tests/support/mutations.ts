/** Damage done to honest frames, seeded: what a broken or a hostile client might put on the wire. */
import { seedOf, sizeOf } from '../sizes.ts'
import * as encoding from 'lib0/encoding'
import type { SeededRandom } from './seededRandom.ts'

type Mutation = (bytes: Uint8Array, random: SeededRandom, others: readonly Uint8Array[]) => Uint8Array

/** Numbers at which readers of varints stumble. */
const lies = [0, 1, 127, 128, 255, 2 ** 14, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 50, Number.MAX_SAFE_INTEGER]

const mutations: readonly Mutation[] = [
  function bitFlips(bytes, random) {
    for (let i = 0; i < 1 + random.whole(4) && bytes.length > 0; i += 1) {
      const at = random.whole(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.whole(8))
    }
    return bytes
  },
  function otherBytes(bytes, random) {
    for (let i = 0; i < 1 + random.whole(4) && bytes.length > 0; i += 1) bytes[random.whole(Math.min(bytes.length, 64))] = random.whole(256)
    return bytes
  },
  function cutShort(bytes, random) { return bytes.slice(0, random.whole(bytes.length + 1)) },
  function beginLate(bytes, random) { return bytes.slice(random.whole(Math.min(bytes.length, 12) + 1)) },
  function splice(bytes, random, others) {
    const other = random.pick(others)
    return joined(bytes.slice(0, random.whole(bytes.length + 1)), other.slice(random.whole(other.length + 1)))
  },
  /** A varint somewhere in the frame says something else. */
  function lengthLie(bytes, random) {
    const at = random.whole(Math.min(bytes.length, 40) + 1)
    return joined(bytes.slice(0, at), varint(random.pick(lies)), bytes.slice(at + random.whole(3)))
  },
  /** More continuation bits than any number has. */
  function endlessVarint(bytes, random) {
    const at = random.whole(Math.min(bytes.length, 40) + 1)
    return joined(bytes.slice(0, at), new Uint8Array(1 + random.whole(24)).fill(255), bytes.slice(at))
  },
  function repeatedHeader(bytes, random) {
    const header = bytes.slice(0, 1 + random.whole(8))
    return joined(...Array.from({ length: 1 + random.whole(20) }, () => header), bytes)
  },
  function repeatedMiddle(bytes, random) {
    const from = random.whole(bytes.length + 1)
    const middle = bytes.slice(from, from + 1 + random.whole(32))
    return joined(bytes.slice(0, from), ...Array.from({ length: 1 + random.whole(40) }, () => middle), bytes.slice(from))
  },
  function bytesBehind(bytes, random) { return joined(bytes, noise(random, 1 + random.whole(16))) },
  /** The same content in another guise, its length kept true. */
  function otherGuise(bytes, random) { return joined(new Uint8Array([random.pick([0, 0, 0, 1, 2, 3, 100, 101]), random.whole(4)]), bytes.slice(2)) },
  function noiseOnly(_bytes, random) { return noise(random, random.whole(200)) },
  function untouched(bytes) { return bytes },
]

/** A damaged copy of one of these frames. */
export function mutatedFrame(frames: readonly Uint8Array[], random: SeededRandom): Uint8Array {
  let bytes: Uint8Array = random.pick(frames).slice()
  do bytes = random.pick(mutations)(bytes, random, frames)
  while (random.chance(0.25))
  return bytes
}

/** The same for text, character by character. */
export function mutatedText(texts: readonly string[], random: SeededRandom): string {
  const frames = texts.map((text) => new TextEncoder().encode(text))
  return new TextDecoder().decode(mutatedFrame(frames, random))
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function varint(value: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, value)
  return encoding.toUint8Array(encoder)
}

function noise(random: SeededRandom, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.whole(256))
}

/** How a random run is asked for: `SEED=7 DOOR_FRAMES=300000 npx vitest …`. */
export function fuzzRun(): { readonly seed: number; readonly frames: number; readonly timeoutMs: number } {
  const asked = sizeOf('doorFrames')
  return { seed: seedOf(20_261_127), frames: asked, timeoutMs: Math.max(60_000, asked * 20) }
}
