/** Which records of a document were written since somebody last asked: so that a look through it costs what was done, not what is there. */
import * as Y from 'yjs'
import type { Written } from '#shared/board/documentShape.ts'

export class ChangedRecords {
  readonly #doc: Y.Doc
  readonly #rootNames = new WeakMap<object, string>()
  #records = new Map<string, Set<string>>()
  /** Nothing is known of what was written before. */
  #isAll = true

  constructor(doc: Y.Doc) {
    this.#doc = doc
    doc.on('afterTransaction', this.#note)
  }

  /** By root, the keys under it; null for all of it. From now on it counts anew. */
  take(): Written['records'] | null {
    const records = this.#isAll ? null : this.#records
    this.#records = new Map()
    this.#isAll = false
    return records
  }

  /** What was taken was not looked at after all. */
  forget(): void {
    this.#isAll = true
  }

  close(): void {
    this.#doc.off('afterTransaction', this.#note)
  }

  #note = ({ changed }: Y.Transaction): void => {
    if (this.#isAll) return
    for (const [type, keys] of changed) {
      const below = keyBelowRoot(type)
      if (below !== null) this.#add(below.root, below.key)
      else for (const key of keys) if (key !== null) this.#add(type, key)
    }
  }

  #add(root: object, key: string): void {
    const name = this.#nameOf(root)
    if (name === null) return
    const keys = this.#records.get(name) ?? new Set()
    this.#records.set(name, keys)
    keys.add(key)
  }

  /** A root is asked for by its name alone; Yjs may put another object in its place once it is read as what it is. */
  #nameOf(root: object): string | null {
    const known = this.#rootNames.get(root)
    if (known !== undefined) return known
    for (const [name, type] of this.#doc.share) {
      if (type !== root) continue
      this.#rootNames.set(root, name)
      return name
    }
    return null
  }
}

/** The root a type lies in and the key under it; null for a root itself. What lies in a sequence has no key, and is no record. */
function keyBelowRoot(type: { readonly _item: Y.Item | null }): { readonly root: object; readonly key: string } | null {
  for (let item = type._item; item !== null;) {
    const { parent, parentSub } = item
    if (!(parent instanceof Y.AbstractType)) return null
    if (parent._item === null) return { root: parent, key: parentSub ?? '' }
    item = parent._item
  }
  return null
}
