import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { changeAnnotation, putAnnotation, removeAnnotations } from '../../../shared/board/boardDocument.ts'
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
