/** Finding things by plain words: every word asked for must begin a word of the thing; its name counts more than the rest. */

export interface Findable<Item> {
  readonly item: Item
  readonly name: readonly string[]
  readonly others: readonly string[]
}

/** `otherWords`: synonyms, abbreviations, its theme. */
export function findable<Item>(item: Item, name: string, otherWords: string): Findable<Item> {
  return { item, name: wordsOf(name), others: wordsOf(otherWords) }
}

/** What fits all words of the query, the best first; equal ones keep their order. An empty query fits everything. */
export function findByWords<Item>(things: readonly Findable<Item>[], query: string): readonly Item[] {
  const asked = wordsOf(query)
  return things
    .map((thing) => ({ item: thing.item, rank: rankOf(thing, asked) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ item }) => item)
}

function rankOf<Item>({ name, others }: Findable<Item>, asked: readonly string[]): number {
  let rank = 1
  for (const word of asked) {
    if (name[0]?.startsWith(word) === true) rank += 4
    else if (name.some((each) => each.startsWith(word))) rank += 3
    else if (others.includes(word)) rank += 2
    else if (others.some((each) => each.startsWith(word))) rank += 1
    else return 0
  }
  return rank
}

/** Lower case, accents taken off, cut at everything that is no letter or digit. */
export function wordsOf(sentence: string): readonly string[] {
  const plain = sentence.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
