import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { appendParagraph, countWords, observeSection, proseLimits, proseText, readProse, sectionFragment, sectionWords } from '../../../shared/board/proseDocument.ts'

function element(name: string, children: (Y.XmlElement | Y.XmlText)[], attributes: Record<string, string> = {}): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
const words = (text: string) => new Y.XmlText(text)
const paragraph = (text: string) => element('paragraph', [words(text)])
const plain = (text: string) => ({ text, bold: false, italic: false })

function sectionWith(...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlFragment {
  const fragment = sectionFragment(new Y.Doc(), 'risk')
  fragment.insert(0, children)
  return fragment
}

describe('reading the plan', () => {
  test('[PLN1] paragraphs, headings and lists are read as they were written', () => {
    const fragment = sectionWith(
      element('heading', [words('Lothra')], { level: '3' }),
      paragraph('Night raids on the wood collectors.'),
      element('bulletList', [element('listItem', [paragraph('no lights'), element('orderedList', [element('listItem', [paragraph('latrines')])])])]),
    )
    expect(readProse(fragment)).toEqual([
      { kind: 'heading', level: 3, runs: [plain('Lothra')] },
      { kind: 'paragraph', runs: [plain('Night raids on the wood collectors.')] },
      { kind: 'list', ordered: false, items: [[
        { kind: 'paragraph', runs: [plain('no lights')] },
        { kind: 'list', ordered: true, items: [[{ kind: 'paragraph', runs: [plain('latrines')] }]] },
      ]] },
    ])
  })
  test('[PLN1] bold and italic are told apart', () => {
    const text = words('')
    text.insert(0, 'must ', { bold: {} })
    text.insert(5, 'should', { italic: true, bold: null })
    expect(readProse(sectionWith(element('paragraph', [text])))).toEqual([
      { kind: 'paragraph', runs: [{ text: 'must ', bold: true, italic: false }, { text: 'should', bold: false, italic: true }] },
    ])
  })
  test('[PLN2] a node this program does not know is a placeholder and stands where it stood', () => {
    const fragment = sectionWith(paragraph('before'), element('unitChip', []), paragraph('after'))
    expect(readProse(fragment).map(({ kind }) => kind)).toEqual(['paragraph', 'unknown', 'paragraph'])
    expect(proseText(readProse(fragment))).toBe('before\nafter')
  })
  test('[PLN2] something unknown inside a sentence makes the whole block a placeholder', () => {
    const text = words('the bridge ')
    text.insertEmbed(11, { map: 'farrow' })
    expect(readProse(sectionWith(element('paragraph', [text])))).toEqual([{ kind: 'unknown' }])
  })
  test('[PLN2] text outside of blocks and foreign values are placeholders', () => {
    const doc = new Y.Doc()
    doc.getArray('plan/risk').insert(0, [{ harm: true }, new Y.Map()])
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const fragment = sectionFragment(copy, 'risk')
    fragment.insert(0, [words('loose')])
    expect(readProse(fragment).every(({ kind }) => kind === 'unknown')).toBe(true)
  })
  test('[PLN2] a nesting of five thousand lists does not break the reader', () => {
    const fragment = sectionWith()
    let parent: Y.XmlFragment = fragment
    for (let depth = 0; depth < 5000; depth += 1) {
      const inner = new Y.XmlElement(depth % 2 === 0 ? 'bulletList' : 'listItem')
      parent.insert(0, [inner])
      parent = inner
    }
    const top = readProse(fragment)
    expect(JSON.stringify(top).match(/list/g)?.length).toBe(proseLimits.depth)
    expect(proseText(top)).not.toContain('undefined')
  })
  test('[PLN2] a section longer than the limits ends in a placeholder', () => {
    const fragment = sectionWith(...Array.from({ length: 6 }, (_, index) => paragraph(`line ${index}`)))
    expect(readProse(fragment, { ...proseLimits, blocks: 4 }).map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'paragraph', 'paragraph', 'unknown'])
    const short = readProse(fragment, { ...proseLimits, characters: 9 })
    expect(proseText(short)).toBe('line 0\nlin')
    expect(short.at(-1)).toEqual({ kind: 'unknown' })
  })
  test('[PLN2] a heading level nobody knows reads as the first one', () => {
    expect(readProse(sectionWith(element('heading', [words('x')], { level: '900' })))).toEqual([{ kind: 'heading', level: 2, runs: [plain('x')] }])
  })
})

describe('plain text and words', () => {
  test('[PLN3] plain text keeps the order and the marks of lists', () => {
    const list = element('orderedList', [element('listItem', [paragraph('first'), paragraph('more')]), element('listItem', [paragraph('second')])])
    expect(proseText(readProse(sectionWith(paragraph('Do:'), list)))).toBe('Do:\n1. first\n  more\n2. second')
  })
  test.each([
    ['', 0],
    ['We cannot protect Iset between 18:00 and 06:00.', 8],
    ['well-known, isn’t it', 3],
    ['Мы не можем защитить', 4],
    ['我们不能保护', 6],
    ['  — … !  ', 0],
  ])('[PLN3] %j has %i words', (text, count) => {
    expect(countWords(text)).toBe(count)
  })
  test('[PLN3] words of a section that was never written are none, and looking writes nothing', () => {
    const doc = new Y.Doc()
    expect(sectionWords(doc, 'risk')).toBe(0)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(new Y.Doc()))
  })
  test('[PLN3] a listener hears changes of its own section, until it stops', () => {
    const doc = new Y.Doc()
    let heard = 0
    const stop = observeSection(doc, 'risk', () => { heard += 1 })
    sectionFragment(doc, 'risk').insert(0, [paragraph('one')])
    sectionFragment(doc, 'phases').insert(0, [paragraph('elsewhere')])
    stop()
    sectionFragment(doc, 'risk').insert(0, [paragraph('two')])
    expect(heard).toBe(1)
  })
})

test('[PLN12] a conclusion is one paragraph more at the end of its section, and two sent at once are both there', () => {
  const doc = new Y.Doc()
  appendParagraph(doc, 'risk', 'We walk with the women at five.')
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  appendParagraph(doc, 'risk', 'Nobody walks <b>alone</b>.')
  appendParagraph(other, 'risk', 'The pump is repaired first.')
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const lines = proseText(readProse(sectionFragment(other, 'risk'))).split('\n')
  expect(lines[0]).toBe('We walk with the women at five.')
  expect(lines.slice(1).sort()).toEqual(['Nobody walks <b>alone</b>.', 'The pump is repaired first.'])
  expect(sectionWords(other, 'plan-b')).toBe(0)
})
