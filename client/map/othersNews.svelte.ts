/**
 * What others do to the board, said politely: gathered for a moment, summed up by person, and not oftener than people can
 * listen to. One's own work is never said.
 */
import type { AnnotationsChanged, ChangedBy } from '#shared/board/boardDocument.ts'
import type { Cancel, Machine } from '../state/machine.ts'
import { text } from '../text/index.ts'

const gatherMs = 2000
const pauseMs = 10_000
/** More people than this are summed up as one. */
const peopleMost = 3

interface Work { readonly added: Set<string>; readonly changed: Set<string> }

export class OthersNews {
  /** The newest sentence, for a live region. */
  words = $state('')

  readonly #machine: Machine
  readonly #nameOf: (client: number) => string | null
  readonly #work = new Map<string, Work>()
  #removed = new Set<string>()
  #waiting: Cancel | null = null
  #saidAt = -Infinity

  constructor(machine: Machine, nameOf: (client: number) => string | null) {
    this.#machine = machine
    this.#nameOf = nameOf
  }

  /** `by` is null when a document was opened: no news. */
  hear({ added, changed, removed }: AnnotationsChanged, by: ChangedBy | null): void {
    if (by === null || by.here) return
    const who = this.#whoOf(by.clients)
    const work = this.#work.get(who) ?? { added: new Set<string>(), changed: new Set<string>() }
    for (const id of added) work.added.add(id)
    for (const id of changed) if (!work.added.has(id)) work.changed.add(id)
    if (added.length + changed.length > 0) this.#work.set(who, work)
    for (const id of removed) this.#removed.add(id)
    const wait = Math.max(gatherMs, this.#saidAt + pauseMs - this.#machine.monotonicMs())
    this.#waiting ??= this.#machine.after(wait, () => this.#say())
  }

  stop(): void {
    this.#waiting?.()
    this.#waiting = null
  }

  #whoOf(clients: readonly number[]): string {
    const names = [...new Set(clients.flatMap((client) => this.#nameOf(client) ?? []))]
    const [name] = names
    return name === undefined || names.length > 1 ? text.map.news.somebody : name
  }

  #say(): void {
    this.#waiting = null
    this.#saidAt = this.#machine.monotonicMs()
    const work = this.#work.size > peopleMost ? [[text.map.news.somebody, together([...this.#work.values()])] as const] : [...this.#work]
    const parts = work.flatMap(([who, { added, changed }]) => [
      ...(added.size > 0 ? [text.map.news.added(who, added.size)] : []), ...(changed.size > 0 ? [text.map.news.changed(who, changed.size)] : []),
    ])
    if (this.#removed.size > 0) parts.push(text.map.news.removed(this.#removed.size))
    this.words = `${parts.join('. ')}.`
    this.#work.clear()
    this.#removed = new Set()
  }
}

function together(works: readonly Work[]): Work {
  return { added: new Set(works.flatMap(({ added }) => [...added])), changed: new Set(works.flatMap(({ changed }) => [...changed])) }
}
