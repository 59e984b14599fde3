/** Terms of the field in a text: each at its first place only, the longest first, never inside another word. Pure. */
import type { GlossaryTerm } from '../../text/en/glossaryTerms.ts'

export type Piece = string | { readonly term: GlossaryTerm; readonly text: string }

interface Hit { readonly at: number; readonly text: string; readonly term: GlossaryTerm }

/** `seen`: terms that were explained above in the same reading; what is found here is added to it. */
export function findTerms(text: string, terms: readonly GlossaryTerm[], seen: Set<GlossaryTerm> = new Set()): Piece[] {
  const hits = terms.flatMap((term) => (seen.has(term) ? [] : (firstOf(text, term) ?? [])))
    .sort((one, other) => one.at - other.at || other.text.length - one.text.length)
  const pieces: Piece[] = []
  let end = 0
  for (const { at, text: found, term } of hits) {
    if (at < end) continue
    if (at > end) pieces.push(text.slice(end, at))
    pieces.push({ term, text: found })
    seen.add(term)
    end = at + found.length
  }
  if (end < text.length || pieces.length === 0) pieces.push(text.slice(end))
  return pieces
}

function firstOf(text: string, term: GlossaryTerm): Hit | null {
  const hits = term.found.flatMap((word): Hit[] => {
    const at = placeOf(text, word)
    return at < 0 ? [] : [{ at, text: text.slice(at, at + word.length), term }]
  })
  return hits.reduce<Hit | null>((best, hit) => (best === null || hit.at < best.at || (hit.at === best.at && hit.text.length > best.text.length) ? hit : best), null)
}

/** A word with a capital after its first letter is an abbreviation or a name: "sea" is not SEA. */
function placeOf(text: string, word: string): number {
  const exact = /\p{Lu}/u.test(word.slice(1)) || /\p{Lu}$/u.test(word)
  const hay = exact ? text : text.toLowerCase()
  const needle = exact ? word : word.toLowerCase()
  // a few letters grow when they become small: then places would no longer agree
  if (hay.length !== text.length) return -1
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    if (!isLetter(hay[at - 1]) && !isLetter(hay[at + needle.length])) return at
  }
  return -1
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_-]/u.test(character)
}

/** Abbreviations of a scenario's own glossary paper ("- NHW: …"); its plain words would be underlined everywhere. */
export function termsOfPaper(paper: string, source: string): GlossaryTerm[] {
  return paper.split('\n').flatMap((line): GlossaryTerm[] => {
    const [, head = '', meaning = ''] = /^- ([^:]+): (.+)$/.exec(line.trim()) ?? []
    const found = head.split(/[,()]/).map((each) => each.trim()).filter((each) => /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(each))
    return found.length === 0 ? [] : [{ term: head, found, meaning, source }]
  })
}

/** Those of the field, then what the scenario alone knows. */
export function allTerms(field: readonly GlossaryTerm[], own: readonly GlossaryTerm[]): GlossaryTerm[] {
  const known = new Set(field.flatMap(({ found }) => found))
  return [...field, ...own.filter(({ found }) => !found.some((each) => known.has(each)))]
}
