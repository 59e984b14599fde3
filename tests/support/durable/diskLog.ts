/**
 * What a program asked of its disk, in order, and what the next machine may find when the power went in the middle. What a
 * finished flush covers is there. Of the rest, any 512-byte sector of any write may be there or not, whatever came after it;
 * names of files come and go in their order, as file systems with a journal of their own keep them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SeededRandom } from '../seededRandom.ts'

/** `began` and `ended` are places in the log: what overlaps may have happened in any order. */
export type DiskAct =
  | { readonly kind: 'create' | 'remove'; readonly file: string; readonly began: number; readonly ended: number }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Uint8Array; readonly began: number; readonly ended: number }
  | { readonly kind: 'length'; readonly file: string; readonly length: number; readonly began: number; readonly ended: number }
  /** Of a file, or of a folder: then its names are on the disk. */
  | { readonly kind: 'flush'; readonly file: string; readonly began: number; readonly ended: number }
  /** Somebody was told that all rows up to this one are saved. */
  | { readonly kind: 'told'; readonly sequence: number; readonly began: number; readonly ended: number }

/** none: what was not flushed is gone. all: as a killed process leaves it. few, most: so many of the sectors. */
export type Left = 'none' | 'all' | 'few' | 'most'

const sector = 512
const shares: Readonly<Record<Left, number>> = { none: 0, all: 1, few: 0.3, most: 0.9 }

/** Writes into a folder what is found there after the power went at a place in the log. */
export function writeDiskAfter(log: readonly DiskAct[], cutAt: number, left: Left, chance: SeededRandom, folder: string): void {
  for (const [file, bytes] of diskAfter(log, cutAt, left, chance)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), bytes)
  }
}

/** The last row anybody had been told of as saved. */
export function toldBy(log: readonly DiskAct[], cutAt: number): number {
  return Math.max(0, ...log.flatMap((act) => (act.kind === 'told' && act.began < cutAt ? [act.sequence] : [])))
}

function diskAfter(log: readonly DiskAct[], cutAt: number, left: Left, chance: SeededRandom): Map<string, Uint8Array> {
  const begun = log.filter(({ began }) => began < cutAt)
  const flushes = begun.filter((act) => act.kind === 'flush' && act.ended < cutAt)
  const isFlushed = (of: string, { ended }: DiskAct): boolean => flushes.some((flush) => flush.kind === 'flush' && flush.file === of && flush.began > ended)
  const found = new Map<string, Growing>()
  const lostNamesIn = new Set<string>()
  for (const act of begun) {
    if (act.kind === 'create' || act.kind === 'remove') {
      const folder = dirname(act.file)
      const isKept = isFlushed(folder, act) || (!lostNamesIn.has(folder) && (left === 'all' || (left !== 'none' && chance.chance(0.5))))
      if (!isKept) lostNamesIn.add(folder)
      // what is written to a file whose name is lost is nowhere, and one that was removed in vain is still there
      if (act.kind === 'create') found.set(act.file, new Growing(isKept))
      else if (isKept) found.delete(act.file)
    } else if (act.kind === 'write') {
      const file = found.get(act.file)
      const isSure = isFlushed(act.file, act)
      for (const piece of sectorsOf(act)) if (isSure || chance.chance(shares[left])) file?.write(piece.at, piece.bytes)
    } else if (act.kind === 'length' && (isFlushed(act.file, act) || chance.chance(shares[left]))) found.get(act.file)?.cut(act.length)
  }
  return new Map([...found].filter(([, file]) => file.isNamed).map(([name, file]) => [name, file.bytes]))
}

/** A write, cut where the disk's sectors begin. */
function sectorsOf({ at, bytes }: { readonly at: number; readonly bytes: Uint8Array }): { readonly at: number; readonly bytes: Uint8Array }[] {
  const pieces: { at: number; bytes: Uint8Array }[] = []
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector))
    pieces.push({ at: at + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return pieces
}

class Growing {
  readonly isNamed: boolean
  #bytes = new Uint8Array(65_536)
  #length = 0

  constructor(isNamed: boolean) {
    this.isNamed = isNamed
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(end * 2)
      larger.set(this.bytes)
      this.#bytes = larger
    }
    this.#bytes.set(bytes, at)
    this.#length = Math.max(this.#length, end)
  }

  /** What lies beyond is gone, and reads as zeros when the file grows again. */
  cut(length: number): void {
    if (length < this.#length) this.#bytes.fill(0, length, this.#length)
    else if (length > this.#length) this.write(length - 1, new Uint8Array(1))
    this.#length = length
  }
}
