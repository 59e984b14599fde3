/**
 * Words to be found in what people wrote, however they wrote them: in capitals, with composed or decomposed accents, with
 * other blanks, with invisible characters between the letters. Positions are UTF-16 units, as Yjs and JSON count them.
 */

/** From `from` to before `to`. */
export interface Span { readonly from: number; readonly to: number }

/** Shorter ones stand inside too many other words. */
export const shortestWords = 3
/** Up to this length they count only where a word begins: 'Ada' is not in 'Canada'. */
const shortWords = 4
/** Of a field in which the words were typed letter by letter, beginnings of this length count, too. */
const shortestBeginning = 3

/** Words that cannot be looked for; the message says why. */
export class WordsRefused extends Error { override readonly name = 'WordsRefused' }

/** A text as it is compared; for each unit of that, the part of the text it came from. */
interface Folded { readonly text: string; readonly from: readonly number[]; readonly to: readonly number[] }

export class Words {
  readonly #needles: readonly string[]

  /** Throws WordsRefused. */
  constructor(words: readonly string[]) {
    this.#needles = words.map((each) => fold(each).trim())
    if (this.#needles.length === 0) throw new WordsRefused('Say which words.')
    if (this.#needles.some((needle) => needle.length < shortestWords)) {
      throw new WordsRefused(`Words of fewer than ${shortestWords} letters stand inside too many others. Give more of them at once.`)
    }
  }

  isIn(text: string): boolean {
    const folded = fold(text)
    return this.#needles.some((needle) => folded.includes(needle)) && this.find(text).length > 0
  }

  /** Where they stand, in order; what overlaps is one. */
  find(text: string): Span[] {
    const quick = fold(text)
    if (!this.#needles.some((needle) => quick.includes(needle))) return []
    const folded = foldWithPlaces(text)
    return joined(this.#needles.flatMap((needle) => {
      const spans: Span[] = []
      for (let at = folded.text.indexOf(needle); at !== -1; at = folded.text.indexOf(needle, at + 1)) {
        if (isWhole(folded, at, at + needle.length) && begins(folded.text, at, needle)) spans.push(spanOf(folded, at, at + needle.length))
      }
      return spans
    }))
  }

  /**
   * Where they stand when what was deleted between their letters is passed over: typed with a slip in the middle that was
   * mended. The span holds the slip, too. Passed over is no more than the words are long.
   */
  findOverDeleted(text: string, isDeleted: (at: number) => boolean): Span[] {
    const folded = foldWithPlaces(text)
    const deleted = folded.from.map(isDeleted)
    return joined(this.#needles.flatMap((needle) => {
      const spans: Span[] = []
      for (let at = folded.text.indexOf(needle.charAt(0)); at !== -1; at = folded.text.indexOf(needle.charAt(0), at + 1)) {
        const end = endOver(folded.text, deleted, needle, at)
        if (end !== null && isWhole(folded, at, end) && (deleted[at - 1] === true || begins(folded.text, at, needle))) spans.push(spanOf(folded, at, end))
      }
      return spans
    }))
  }

  /** Whether a text is what is seen while the words are typed: a beginning of theirs stands in it by itself. */
  isBegunIn(text: string): boolean {
    const folded = fold(text)
    return this.#needles.some((needle) => {
      for (let length = shortestBeginning; length < needle.length; length += 1) if (hasAlone(folded, needle.slice(0, length))) return true
      return false
    })
  }

  /** The text with each letter of theirs blacked out. */
  blackOut(text: string): string {
    let result = text
    for (const { from, to } of this.find(text)) result = result.slice(0, from) + '█'.repeat(to - from) + result.slice(to)
    return result
  }
}

/** The end of the words begun at a place; null when they are not there. The choice is only over letters that were deleted. */
function endOver(text: string, deleted: readonly boolean[], needle: string, start: number): number | null {
  const open: { readonly at: number; readonly letter: number; readonly passed: number }[] = [{ at: start, letter: 0, passed: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, letter, passed } = next
    if (letter === needle.length) return at
    if (at >= text.length) continue
    if (letter > 0 && deleted[at] === true && passed < needle.length) open.push({ at: at + 1, letter, passed: passed + 1 })
    if (text[at] === needle[letter]) open.push({ at: at + 1, letter: letter + 1, passed })
  }
  return null
}

function hasAlone(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    if (!isLetter(text.slice(Math.max(0, at - 2), at)) && !isLetter(text.slice(at + part.length, at + part.length + 2), true)) return true
  }
  return false
}

/** Whether up to two units end, or begin, with a letter: some letters are two units long. */
function isLetter(units: string, atBeginning = false): boolean {
  return (atBeginning ? /^[\p{L}\p{M}\p{N}]/u : /[\p{L}\p{M}\p{N}]$/u).test(units)
}

/** Not the middle of a letter: 'Jose' does not end before the accent of 'José'. */
function isWhole({ from, to }: Folded, start: number, end: number): boolean {
  return (start === 0 || from[start] !== from[start - 1]) && (end === to.length || to[end] !== to[end - 1])
}

function begins(text: string, at: number, needle: string): boolean {
  return needle.length > shortWords || !isLetter(text.slice(Math.max(0, at - 2), at))
}

function spanOf({ from, to }: Folded, start: number, end: number): Span {
  return { from: from[start] ?? 0, to: to[end - 1] ?? 0 }
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = result.at(-1)
    if (last !== undefined && span.from < last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else result.push(span)
  }
  return result
}

const invisible = /\p{Default_Ignorable_Code_Point}/gu

/** Capitals first, so that ß and SS are one. */
function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(invisible, '')
  return plain.toUpperCase().toLowerCase().normalize('NFKD').replaceAll('ς', 'σ').replace(/\s/gu, ' ')
}

/** Letter by letter, each with its accents: an accent alone has no place in the text. */
function foldWithPlaces(text: string): Folded {
  const from: number[] = []
  const to: number[] = []
  let folded = ''
  for (const { 0: letter, index } of text.matchAll(/\P{M}?\p{M}*/gsu)) {
    const part = fold(letter)
    folded += part
    for (let unit = 0; unit < part.length; unit += 1) {
      from.push(index)
      to.push(index + letter.length)
    }
  }
  return { text: folded, from, to }
}
