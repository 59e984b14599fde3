import { describe, expect, test } from 'vitest'
import { ReplayReader, ReplayWriter } from '../../../shared/replay/replayWire.ts'
import type { ReplayLine } from '../../../shared/replay/seatJournal.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'

function randomLines(random: SeededRandom, count: number): ReplayLine[] {
  let [s, t] = [0, 0]
  const bytes = (): Uint8Array => Uint8Array.from({ length: random.whole(300) }, () => random.whole(256))
  return Array.from({ length: count }, (): ReplayLine => {
    s += random.whole(3)
    t += random.whole(100_000)
    const document = `syndicate/s${random.whole(5)}/board`
    const kind = random.whole(6)
    if (kind === 0) return { kind: 'opened', s, t, document, epoch: random.whole(3), state: bytes() }
    if (kind === 5) return { kind: 'stood', s, t, document, epoch: random.whole(3), state: bytes() }
    if (kind === 1) return { kind: 'closed', s, t, document }
    if (kind === 2) return { kind: 'trace', s, t, author: `seat${random.whole(9)}`, trace: { type: 'StageViewShown', view: { bounds: [0, 0, 1, 1], section: 'Äöü 漢字 "', hiddenLayers: [], highlight: [] } } }
    return { kind: 'update', s, t, author: `seat${random.whole(40)}`, document, update: bytes() }
  })
}

/** Cut anywhere, as a line on the network is. */
function pieces(bytes: Uint8Array, random: SeededRandom): Uint8Array[] {
  const cut: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + 1 + random.whole(random.chance(0.3) ? 3 : 5000))
    cut.push(bytes.slice(at, end))
    at = end
  }
  return cut
}

describe('a seat\'s journal on the wire', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('[RPL60] seed %i: what arrives, however it is cut, is what was sent', (seed) => {
    const random = seededRandom(seed)
    const lines = randomLines(random, 400)
    const writer = new ReplayWriter()
    const sent = [lines.slice(0, 7), [], lines.slice(7, 200), lines.slice(200)].map((part) => writer.write(part))
    const reader = new ReplayReader()
    const arrived = sent.flatMap((bytes) => pieces(bytes, random)).flatMap((piece) => reader.read(piece))
    expect(arrived).toEqual(lines)
  })

  test('[RPL61] a day of two hundred thousand changes weighs little more than the changes themselves', () => {
    const lines = Array.from({ length: 10_000 }, (_, s): ReplayLine => ({ kind: 'update', s: s + 100_000, t: s * 140, author: 'XeJCYXfnpzZDpQZFX6ziEw', document: 'syndicate/s1/board', update: new Uint8Array(40) }))
    expect(new ReplayWriter().write(lines).length / lines.length).toBeLessThan(48)
  })

  test('[RPL62] bytes that are none of ours are refused, not read as something', () => {
    expect(() => new ReplayReader().read(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 1))).toThrow(RangeError)
    expect(() => new ReplayReader().read(Uint8Array.of(3, 9, 1, 1))).toThrow(RangeError)
    expect(() => new ReplayReader().read(Uint8Array.of(5, 2, 1, 1, 7, 7))).toThrow(RangeError)
    expect(() => new ReplayReader().read(Uint8Array.of(6, 0, 1, 1, 2, 123, 125))).toThrow(RangeError)
  })
})
