import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { putAnnotation, removeAnnotations } from '../../../shared/board/boardDocument.ts'
import type { Annotation } from '../../../shared/board/annotation.ts'
import { parseAnnotation } from '../../../shared/board/annotationParser.ts'
import { isAhead, stateVectorOf, unsavedWork, workOfFile } from '../../../shared/board/unsavedWork.ts'

const origin = {}
const mark = (id: string, label: string): Annotation => ({
  id, kind: 'marker', symbol: 'note', geometry: [-5.88, -9], label, note: '', layer: 'default', group: '', order: 'V00000', locked: false,
  style: { colour: 'own', pattern: 'solid' },
})
const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** What the server holds, and amina's copy of it. */
function both(): { server: Y.Doc; amina: Y.Doc } {
  const server = new Y.Doc()
  putAnnotation(server, mark('m1', 'Checkpoint'), origin)
  server.getXmlFragment('plan/risk').insert(0, [paragraph('Farrow is at risk.')])
  return { server, amina: copyOf(server) }
}

test('[DOC40] a copy the server has wholly leaves nothing to offer', () => {
  const { server, amina } = both()
  putAnnotation(amina, mark('m2', 'Patrol'), origin)
  Y.applyUpdate(server, Y.encodeStateAsUpdate(amina))
  expect(unsavedWork(amina, stateVectorOf(server), () => true)).toEqual([])
})

test('[DOC40] marks made or changed and not taken are offered one by one, with what they held', () => {
  const { server, amina } = both()
  putAnnotation(amina, mark('m2', 'Patrol north'), origin)
  putAnnotation(amina, mark('m1', 'Checkpoint closed'), origin)
  const found = unsavedWork(amina, stateVectorOf(server), () => true)
  expect(found.map((work) => [work.kind, work.id, work.title]).sort()).toEqual([
    ['annotation', 'm1', 'Checkpoint closed'], ['annotation', 'm2', 'Patrol north'],
  ])
  expect(parseAnnotation('m2', found.find((work) => work.id === 'm2')?.record)).toEqual(mark('m2', 'Patrol north'))
  expect(isAhead(amina, stateVectorOf(server))).toBe(true)
  expect(isAhead(server, stateVectorOf(Y.encodeStateAsUpdate(amina)))).toBe(false)
})

test('[DOC40] what others changed meanwhile is not mistaken for one’s own', () => {
  const { server, amina } = both()
  putAnnotation(server, mark('m1', 'Moved by bao'), origin)
  removeAnnotations(server, ['m9'], origin)
  expect(unsavedWork(amina, stateVectorOf(server), () => true)).toEqual([])
  const bao = copyOf(server)
  putAnnotation(bao, mark('m3', 'Of bao'), origin)
  Y.applyUpdate(amina, Y.encodeStateAsUpdate(bao))
  expect(unsavedWork(amina, stateVectorOf(server), (clientId) => clientId === amina.clientID)).toEqual([])
})

test('[DOC40] prose comes back as the paragraphs that hold unsaved words', () => {
  const { server, amina } = both()
  const section = amina.getXmlFragment('plan/risk')
  section.insert(1, [paragraph('The bridge is out.'), paragraph('We cannot protect Adrun.')])
  const found = unsavedWork(amina, stateVectorOf(server), () => true)
  expect(found).toEqual([{ kind: 'prose', id: 'plan/risk', title: 'plan/risk', text: 'The bridge is out.\nWe cannot protect Adrun.', record: null }])
})

test('[DOC40] one word typed into an old paragraph brings that paragraph', () => {
  const { server, amina } = both()
  const first = amina.getXmlFragment('plan/risk').get(0)
  const words = first instanceof Y.XmlElement ? first.get(0) : null
  if (words instanceof Y.XmlText) words.insert(6, ' market')
  expect(unsavedWork(amina, stateVectorOf(server), () => true).map((work) => work.text)).toEqual(['Farrow market is at risk.'])
})

test('[DOC97] words sent and never confirmed, that came into a paragraph somebody had removed, are offered', () => {
  const { server, amina } = both()
  const since = stateVectorOf(server)
  const first = amina.getXmlFragment('plan/risk').get(0)
  const words = first instanceof Y.XmlElement ? first.get(0) : null
  if (words instanceof Y.XmlText) words.insert(6, ' market')
  putAnnotation(amina, mark('m2', 'Patrol north'), origin)
  server.getXmlFragment('plan/risk').delete(0, 1)
  Y.applyUpdate(server, Y.encodeStateAsUpdate(amina))
  expect(unsavedWork(amina, stateVectorOf(server), () => true)).toEqual([])
  expect(unsavedWork(amina, stateVectorOf(server), () => true, { since, present: copyOf(server) }).map((work) => work.text)).toEqual(['Farrow market is at risk.'])
  // What was confirmed before is the others' to take away.
  expect(unsavedWork(amina, stateVectorOf(server), () => true, { since: stateVectorOf(amina), present: copyOf(server) })).toEqual([])
})

test('[DOC57] of a copy kept in a file only what is not here is offered, on a board restored under other ids, too', () => {
  const { server, amina } = both()
  putAnnotation(amina, mark('m2', 'Patrol'), origin)
  putAnnotation(amina, mark('m1', 'Checkpoint north'), origin)
  amina.getXmlFragment('plan/risk').insert(1, [paragraph('Renda is next.')])
  const found = workOfFile(amina, server, () => true)
  expect(found.map(({ kind, id, text }) => [kind, id, text]).sort()).toEqual([['annotation', 'm1', 'Checkpoint north'], ['annotation', 'm2', 'Patrol'], ['prose', 'plan/risk', 'Renda is next.']])

  const restored = new Y.Doc()
  putAnnotation(restored, mark('m1', 'Checkpoint north'), origin)
  restored.getXmlFragment('plan/risk').insert(0, [paragraph('Farrow is at risk.'), paragraph('Renda is next.')])
  expect(workOfFile(amina, restored, () => true).map(({ id }) => id)).toEqual(['m2'])
})
