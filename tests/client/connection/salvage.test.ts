/** What a person wrote is never lost silently, and a screen never says more than is so: before the line is there, and when it is refused again and again. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { annotationsOf, putAnnotation } from '../../../shared/board/boardDocument.ts'
import { markerAt } from '../../support/editor.ts'
import { openScreens, type Screens } from '../../support/screens.ts'
import { until } from '../../support/startServer.ts'

const origin = {}
let screens: Screens

beforeEach(async () => { screens = await openScreens() })
afterEach(() => screens.close())

test('[DOC49] what is drawn while the board is still loading is counted, and saved when it is open', async () => {
  const amina = await screens.of(await screens.exercise.join('member', 'amina', { syndicate: 's1' }), { isLoading: true })
  expect([amina.document.access, amina.document.status]).toEqual(['write', 'loading'])
  putAnnotation(amina.document.doc, markerAt('early', -5.9, -9), origin)
  expect(amina.document.unsaved).toBe(1)
  await until(() => amina.document.status === 'live' && amina.document.unsaved === 0, 'it is open and saved')
  const ada = await screens.of(await screens.exercise.join('member', 'ada', { syndicate: 's1' }))
  expect([...annotationsOf(ada.document.doc).keys()]).toEqual(['early'])
})

test('[DOC55] work refused twice before the board is open again is offered from both', async () => {
  const amina = await screens.of(await screens.exercise.join('member', 'amina', { syndicate: 's1' }))
  const dana = await screens.chief()
  const refused = amina.document.doc
  refused.getMap('tasks').set('t1', 'x'.repeat(300_000))
  await until(() => amina.document.doc !== refused, 'the copy is set aside')
  putAnnotation(amina.document.doc, markerAt('early', -5.9, -9), origin)
  await dana.command({ type: 'boards:freeze' })
  await until(() => amina.document.access === 'read' && amina.document.status === 'live', 'the board is frozen and open to read')
  expect(amina.document.salvaged.map(({ id }) => id).sort()).toEqual(['early', 'tasks/t1'])
})

test('[DOC56] words of one section that are refused twice are offered together', async () => {
  const amina = await screens.of(await screens.exercise.join('member', 'amina', { syndicate: 's1' }))
  for (const words of ['First words', 'Second words']) {
    const before = amina.document.doc
    putAnnotation(before, markerAt('m1', -5.9, words.length), origin)
    await until(() => amina.document.unsaved === 0, 'the line is there and work goes on')
    before.transact(() => {
      before.getXmlFragment('plan/risk').insert(0, [paragraph(words)])
      before.getMap('tasks').set('t1', 'x'.repeat(300_000))
    }, origin)
    await until(() => amina.document.doc !== before && amina.document.status === 'live', 'the board is open afresh')
  }
  const texts = amina.document.salvaged.filter(({ id }) => id === 'plan/risk').map(({ text }) => text)
  expect(texts).toEqual(['First words\nSecond words'])
})

function paragraph(words: string): Y.XmlElement {
  const text = new Y.XmlText()
  text.insert(0, words)
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [text])
  return element
}

test('[DOC57] a board that was fetched and then gets no line says that it is reconnecting', async () => {
  const person = await screens.exercise.join('member', 'amina', { syndicate: 's1' })
  const present = globalThis.WebSocket
  vi.stubGlobal('WebSocket', class extends WebSocket {
    constructor(url: string, protocols: string[]) { super(url.replace('/yjs/', '/nowhere/'), protocols) }
  })
  const amina = await screens.of(person, { isLoading: true })
  await until(() => amina.document.status === 'reconnecting', 'the screen knows')
  vi.stubGlobal('WebSocket', present)
})

test('[DOC58] what Yjs tidies by itself in a copy one only reads is no unsaved work', async () => {
  const dana = await screens.of(screens.exercise.chief)
  expect(dana.document.access).toBe('read')
  // Redundant marks of text are taken away like this, with no author, whenever others' changes leave some.
  dana.document.doc.transact(() => dana.document.doc.getMap('annotations').delete('none'))
  dana.document.doc.transact(() => dana.document.doc.getXmlFragment('plan/risk').insert(0, [paragraph('tidied')]))
  expect(dana.document.unsaved).toBe(0)
})
