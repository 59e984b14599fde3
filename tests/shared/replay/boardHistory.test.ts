import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { changeAnnotation, putAnnotation, removeAnnotations } from '../../../shared/board/boardDocument.ts'
import { addRemark, removeRemark } from '../../../shared/board/remarks.ts'
import { BoardHistory } from '../../../shared/replay/boardHistory.ts'
import { BoardLines, board, post } from '../../support/boardLines.ts'

const origin = {}

test('[RPL8] tells who made, changed and removed a mark, and how it was each time', () => {
  const told = new BoardLines().opened()
    .by('amina', (doc) => putAnnotation(doc, post, origin))
    .by('bao', (doc) => changeAnnotation(doc, 'post', { label: 'Night post' }, origin))
    .by('bao', (doc) => changeAnnotation(doc, 'post', { label: 'Night post' }, origin))
    .by('ada', (doc) => removeAnnotations(doc, ['post'], origin))
  const history = new BoardHistory(board)
  history.append(told.lines)
  expect(history.of('post').map(({ what, author, mark }) => [what, author, mark.label])).toEqual([
    ['made', 'amina', 'Post'], ['changed', 'bao', 'Night post'], ['removed', 'ada', 'Night post'],
  ])
  expect(history.removed().map(({ mark }) => mark.id)).toEqual(['post'])
})

test('[RPL8] placing a mark and naming it at once is one making; a later change is one of its own', () => {
  const told = new BoardLines().opened()
    .by('amina', (doc) => putAnnotation(doc, { ...post, label: '' }, origin))
    .by('amina', (doc) => changeAnnotation(doc, 'post', { label: 'Post' }, origin))
  for (let other = 0; other < 20; other += 1) told.by('bao', (doc) => putAnnotation(doc, { ...post, id: `other${other}` }, origin))
  told.by('amina', (doc) => changeAnnotation(doc, 'post', { label: 'Night post' }, origin))
  const history = new BoardHistory(board)
  history.append(told.lines)
  expect(history.of('post').map(({ what, mark, sequence }) => [what, mark.label, sequence])).toEqual([['made', 'Post', 3], ['changed', 'Night post', 24]])
})

test('[RPL8] a mark taken back by undo is made again, and what was there at the opening is nobody’s', () => {
  const told = new BoardLines()
  putAnnotation(told.doc, post, origin)
  told.lines.length = 0
  told.opened().by('bao', (doc) => removeAnnotations(doc, ['post'], origin)).by('bao', (doc) => putAnnotation(doc, post, origin))
  const history = new BoardHistory(board)
  history.append(told.lines.slice(0, 2))
  history.append(told.lines.slice(2))
  expect(history.of('post').map(({ what, author }) => [what, author])).toEqual([['found', null], ['removed', 'bao'], ['made', 'bao']])
})

test('[RPL8] since an entry: the newest change of each mark touched after it', () => {
  const told = new BoardLines().opened()
    .by('amina', (doc) => putAnnotation(doc, post, origin))
    .by('amina', (doc) => putAnnotation(doc, { ...post, id: 'other' }, origin))
    .by('bao', (doc) => changeAnnotation(doc, 'post', { note: 'Two sections' }, origin))
  const history = new BoardHistory(board)
  history.append(told.lines)
  expect(history.since(3).map(({ mark, author }) => [mark.id, author])).toEqual([['post', 'bao']])
  expect(history.since(0).map(({ mark }) => mark.id)).toEqual(['post', 'other'])
  expect(history.last).toBe(4)
})

test('[RPL8] a restore is seen as found and removed, by nobody', () => {
  const earlier = new Y.Doc()
  putAnnotation(earlier, { ...post, label: 'As it was' }, origin)
  const told = new BoardLines().opened().by('amina', (doc) => putAnnotation(doc, post, origin)).by('amina', (doc) => putAnnotation(doc, { ...post, id: 'vandal' }, origin)).opened(earlier)
  const history = new BoardHistory(board)
  history.append(told.lines)
  expect(history.of('post').map(({ what, author, mark }) => [what, author, mark.label])).toEqual([['made', 'amina', 'Post'], ['found', null, 'As it was']])
  expect(history.of('vandal').at(-1)).toMatchObject({ what: 'removed', author: null })
})

test('[RPL8] a remark was made when the journal first held it; what was there at the opening was before', () => {
  const told = new BoardLines()
  const before = addRemark(told.doc, 'post', 'Before', origin) ?? ''
  told.lines.length = 0
  let made = ''
  told.opened()
    .by('amina', (doc) => { made = addRemark(doc, 'post', 'Which ford?', origin) ?? '' })
    .by('bao', (doc) => { addRemark(doc, 'post', 'Dorrek', origin) })
    .by('ada', (doc) => removeRemark(doc, made, origin))
  const history = new BoardHistory(board)
  history.append(told.lines)
  expect([history.remarkedAt(before), history.remarkedAt(made), history.remarkedAt('none')]).toEqual(['before', 2000, null])
})
