import { describe, expect, test } from 'vitest'
import { findInPaper, parsePaper } from '../../../../client/components/papers/paperBlocks.ts'
import { papersInOrder } from '../../../../client/components/papers/paperOrder.ts'

describe('papers', () => {
  test('[PAP1] headings, paragraphs and lists are told apart', () => {
    expect(parsePaper('# Mission\nProtect civilians\nin the basin.\n\n- Adrun\n- Lothra\nEnd.')).toEqual([
      { kind: 'heading', text: 'Mission' },
      { kind: 'paragraph', text: 'Protect civilians in the basin.' },
      { kind: 'list', items: ['Adrun', 'Lothra'] },
      { kind: 'paragraph', text: 'End.' },
    ])
  })
  test('[PAP1] a list item goes on in an indented line', () => {
    expect(parsePaper('- one\n  and more\n- two')).toEqual([{ kind: 'list', items: ['one and more', 'two'] }])
  })
  test('[PAP1] markup of other kinds stays words', () => {
    expect(parsePaper('<b onclick=x>no</b>\n#no heading\n-5 degrees')).toEqual([{ kind: 'paragraph', text: '<b onclick=x>no</b> #no heading -5 degrees' }])
  })
  test('[PAP1] an empty paper has no blocks', () => {
    expect(parsePaper('\n \r\n')).toEqual([])
  })
})

describe('looking something up', () => {
  const glossary = parsePaper('# Roads\n- MSR: main supply route\n- laterite: red road\n# People\n- IDP: displaced person\n\nA main word.')

  test('[PAP2] only what holds every word is found, with its heading', () => {
    expect(findInPaper(glossary, 'main ROUTE')).toEqual([{ kind: 'heading', text: 'Roads' }, { kind: 'list', items: ['MSR: main supply route'] }])
  })
  test('[PAP2] a heading that is looked for brings what stands below it', () => {
    expect(findInPaper(glossary, 'people')).toHaveLength(3)
  })
  test('[PAP2] nothing typed finds everything, a strange word nothing', () => {
    expect(findInPaper(glossary, '  ')).toEqual(glossary)
    expect(findInPaper(glossary, 'helicopter')).toEqual([])
  })
})

test('[PAP3] the brief of one’s own hat stands first, those of others last', () => {
  const paper = (id: string, audience: 'all' | { hat: string }) => ({ id, title: id, text: '', audience })
  const papers = [paper('ops', { hat: 'operations' }), paper('order', 'all'), paper('info', { hat: 'information' }), paper('rules', 'all')]
  expect(papersInOrder(papers, 'information').map(({ id }) => id)).toEqual(['info', 'order', 'rules', 'ops'])
  expect(papersInOrder(papers, null).map(({ id }) => id)).toEqual(['order', 'rules', 'ops', 'info'])
})
