import { describe, expect, test } from 'vitest'
import { Words, WordsRefused } from '../../../server/redaction/words.ts'

const foundIn = (words: string, text: string): string[] => new Words([words]).find(text).map(({ from, to }) => text.slice(from, to))

describe('[RED1] words are found however somebody wrote them', () => {
  test.each([
    ['Anna Müller', 'asked Anna Müller twice, ANNA MÜLLER', ['Anna Müller', 'ANNA MÜLLER']],
    ['Anna Müller', 'anna\u00A0mu\u0308ller', ['anna\u00A0mu\u0308ller']],
    ['Straßer', 'STRASSER and Strasser', ['STRASSER', 'Strasser']],
    ['Müller', 'the Müllers and Frau-Müller', ['Müller', 'Müller']],
    ['Nguyễn', 'Nguyễn'.normalize('NFD'), ['Nguyễn'.normalize('NFD')]],
    ['ﬁnn', 'Finn', ['Finn']],
    ['Οδυσσεύς', 'ΟΔΥΣΣΕΎΣ', ['ΟΔΥΣΣΕΎΣ']],
    ['Müller', 'Mül\u00ADler', ['Mül\u00ADler']],
    ['Müller', 'M\u200Büller', ['M\u200Büller']],
    ['محمد', 'قال محمد نعم', ['محمد']],
  ])('%s in %j', (words, text, found) => {
    expect(foundIn(words, text)).toEqual(found)
  })

  test.each([
    ['Muller', 'Müller'], ['Jose', 'José'], ['Ada', 'Canada'], ['Anna Müller', 'Anna and Müller'],
  ])('%s is not in %s', (words, text) => {
    expect(foundIn(words, text)).toEqual([])
  })

  test('a short name is found where a word begins with it', () => {
    expect(foundIn('Ada', 'Ada, Adas and Canada')).toEqual(['Ada', 'Ada'])
  })

  test('letters outside the first plane stay whole', () => {
    expect(foundIn('𝔐ax Beispiel', '🙂𝔐ax Beispiel🙂')).toEqual(['𝔐ax Beispiel'])
    expect(new Words(['Beispiel']).blackOut('🙂Beispiel🙂')).toBe('🙂████████🙂')
  })

  test('a slip in the middle that was deleted goes with them', () => {
    const text = 'by Mülxler here'
    expect(new Words(['Müller']).findOverDeleted(text, (at) => text[at] === 'x').map(({ from, to }) => text.slice(from, to))).toEqual(['Mülxler'])
    expect(new Words(['Müller']).findOverDeleted('Mülller', (at) => at === 3).length).toBe(1)
    expect(new Words(['Müller']).findOverDeleted(text, () => false)).toEqual([])
    expect(new Words(['Müller']).findOverDeleted('M one two three üller', (at) => at > 0 && at < 16)).toEqual([])
  })

  test('in a field somebody types into, a beginning of them by itself is theirs', () => {
    const words = new Words(['Anna Müller'])
    expect(['Ann', 'by Anna', 'by anna m', 'ANNA MÜLLE'].map((text) => words.isBegunIn(text))).toEqual([true, true, true, true])
    expect(['An', 'Annabel', 'Hanna', ''].map((text) => words.isBegunIn(text))).toEqual([false, false, false, false])
  })
})

test('[RED5] too few letters are refused, with a sentence', () => {
  expect(() => new Words(['Li'])).toThrow(WordsRefused)
  expect(() => new Words(['Anna', ' '])).toThrow('fewer than 3 letters')
  expect(() => new Words([])).toThrow('Say which words.')
})
