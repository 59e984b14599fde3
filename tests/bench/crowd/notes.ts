/** Which edit was sent or heard when: kept without a garbage of small objects, and set side by side when all is over. */

export interface Noted { readonly ids: Uint32Array; readonly atMs: Float64Array }

export class Notes {
  #ids = new Uint32Array(1024)
  #atMs = new Float64Array(1024)
  #count = 0

  note(id: number, atMs: number): void {
    if (this.#count === this.#ids.length) this.#grow()
    this.#ids[this.#count] = id
    this.#atMs[this.#count] = atMs
    this.#count += 1
  }

  clear(): void {
    this.#count = 0
  }

  noted(): Noted {
    return { ids: this.#ids.slice(0, this.#count), atMs: this.#atMs.slice(0, this.#count) }
  }

  #grow(): void {
    const [ids, atMs] = [new Uint32Array(this.#count * 2), new Float64Array(this.#count * 2)]
    ids.set(this.#ids)
    atMs.set(this.#atMs)
    this.#ids = ids
    this.#atMs = atMs
  }
}

export interface Delays { readonly delaysMs: readonly number[]; readonly due: number; readonly twice: number }

/**
 * How long each edit of the window took to each of the others. Every edit is due at everybody but its author; an edit that
 * came more often than there are others came to somebody twice.
 */
export function delaysOf(sent: readonly Noted[], heard: readonly Noted[], people: number): Delays {
  const sentAt = new Map<number, number>()
  for (const { ids, atMs } of sent) ids.forEach((id, index) => sentAt.set(id, atMs[index] ?? Number.NaN))
  const counts = new Map<number, number>()
  const delaysMs: number[] = []
  for (const { ids, atMs } of heard) {
    ids.forEach((id, index) => {
      const from = sentAt.get(id)
      if (from === undefined) return
      delaysMs.push((atMs[index] ?? Number.NaN) - from)
      counts.set(id, (counts.get(id) ?? 0) + 1)
    })
  }
  const twice = [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - (people - 1)), 0)
  return { delaysMs, due: sentAt.size * (people - 1), twice }
}
