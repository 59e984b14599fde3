/** Terms of the field found in texts. */
import { describe, expect, test } from 'vitest'
import { allTerms, findTerms, termsOfPaper, type Piece } from '../../../../client/components/glossary/findTerms.ts'
import { glossaryTerms } from '../../../../client/text/en/glossaryTerms.ts'
import { wenza } from '../../../support/wenzaFiles.ts'

const marked = (pieces: readonly Piece[]): string => pieces.map((piece) => (typeof piece === 'string' ? piece : `[${piece.text}]`)).join('')
const read = (text: string): string => marked(findTerms(text, glossaryTerms))

describe('a text', () => {
  test.each([
    ['EXERCISE. Tell OCHA. OCHA knows the road.', 'EXERCISE. Tell [OCHA]. OCHA knows the road.'],
    ['The QRF moves. Our quick reaction force is small.', 'The [QRF] moves. Our quick reaction force is small.'],
    ['They go by sea. SEA is reported.', 'They go by sea. [SEA] is reported.'],
    ['We must act. Sites: MUST Yeddan.', 'We must act. Sites: [MUST] Yeddan.'],
    ['Rank them: must/should/could.', 'Rank them: [must/should/could].'],
    ['Pre-emption begins.', '[Pre-emption] begins.'],
    ['CLAs call. UNMOX is nobody, nor is INF-QRF.', '[CLAs] call. UNMOX is nobody, nor is INF-QRF.'],
    ['No armed escorts, an armed escort is asked for.', 'No [armed escorts], an armed escort is asked for.'],
    ['', ''],
  ])('[GLO1] "%s" explains each term at its first place, as a whole word', (text, right) => {
    expect(read(text)).toBe(right)
  })

  test('[GLO2] loses and changes no letter', () => {
    const { msel, papers, planSections } = wenza()
    for (const text of [...msel.map(({ content }) => content.text), ...papers.map((paper) => paper.text), ...planSections.map(({ title }) => title), 'İstanbul OCHA ﬁn']) {
      expect(findTerms(text, glossaryTerms).map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')).toBe(text)
    }
  })

  test('[GLO3] what stands above in the same reading is not explained again', () => {
    const seen = new Set<(typeof glossaryTerms)[number]>()
    findTerms('OCHA and the QRF', glossaryTerms, seen)
    expect(marked(findTerms('OCHA asks UNPOL', glossaryTerms, seen))).toBe('OCHA asks [UNPOL]')
  })

  test('[GLO4] the injects of the sample day are not strewn with marks: never more than five in one', () => {
    for (const { serial, content } of wenza().msel) {
      expect(findTerms(content.text, glossaryTerms).filter((piece) => typeof piece !== 'string').length, serial).toBeLessThanOrEqual(5)
    }
  })
})

describe('the terms', () => {
  test('[GLO5] each has a meaning in short sentences and a public source, and no word is claimed twice', () => {
    const words = glossaryTerms.flatMap(({ found }) => found)
    expect(new Set(words).size).toBe(words.length)
    for (const { term, meaning, source } of glossaryTerms) {
      expect(meaning.length, term).toBeLessThan(230)
      expect(meaning, term).toMatch(/[.]$/)
      expect(source.length, term).toBeGreaterThan(8)
    }
  })

  test('[GLO6] a scenario\'s own glossary adds its abbreviations, and never rules over the field\'s', () => {
    const own = termsOfPaper('Plain words.\n- NHW: Night Harvest Wing.\n- TDF, TNP: Forces; police.\n- Alert: A report.\n- QRF: Another.', 'Here')
    expect(own.map(({ found }) => found)).toEqual([['NHW'], ['TDF', 'TNP'], ['QRF']])
    const all = allTerms(glossaryTerms, own)
    expect(marked(findTerms('NHW and TNP met the QRF. Alert.', all))).toBe('[NHW] and [TNP] met the [QRF]. Alert.')
    expect(all.filter(({ found }) => found.includes('QRF'))).toHaveLength(1)
  })
})
