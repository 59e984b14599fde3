import { expect, test } from 'vitest'
import type { BoardRecord } from '../../../client/state/boardRecord.svelte.ts'
import { lookStore, SinceLastLook } from '../../../client/state/sinceLastLook.svelte.ts'
import { BoardHistory } from '../../../shared/replay/boardHistory.ts'
import { changeAnnotation, putAnnotation, removeAnnotations } from '../../../shared/board/boardDocument.ts'
import { BoardLines, board, post } from '../../support/boardLines.ts'

/** A board's history that is fetched as far as it was written when somebody asks. */
function recordOf(told: BoardLines): BoardRecord & { fetches: number } {
  const history = new BoardHistory(board)
  const record = {
    history, fetches: 0, status: 'ready', version: 0,
    load: () => {
      record.fetches += 1
      history.append(told.lines.filter(({ s }) => s > history.last))
      return Promise.resolve()
    },
    close: () => undefined,
  }
  return record as unknown as BoardRecord & { fetches: number }
}

function shelf(): Storage {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value) }, removeItem: (key) => { kept.delete(key) }, clear: () => kept.clear(), key: () => null, length: 0 }
}

test('[MAP22] who comes back is told what others did meanwhile, one line for each mark, and nothing of one’s own', async () => {
  const told = new BoardLines().opened().by('amina', (doc) => putAnnotation(doc, post, {}))
  const record = recordOf(told)
  const since = new SinceLastLook(record, lookStore(shelf(), 'amina', board), 'amina')
  await since.comesBack(told.last)
  expect([since.changes, record.fetches]).toEqual([[], 0])
  told.by('bao', (doc) => changeAnnotation(doc, 'post', { label: 'Night post' }, {}))
    .by('bao', (doc) => changeAnnotation(doc, 'post', { note: 'Two sections' }, {}))
    .by('amina', (doc) => putAnnotation(doc, { ...post, id: 'own' }, {}))
    .by('ada', (doc) => putAnnotation(doc, { ...post, id: 'hers' }, {}))
  await since.comesBack(told.last)
  expect(since.changes.map(({ author, what, mark }) => [author, what, mark.id])).toEqual([['ada', 'made', 'hers'], ['bao', 'changed', 'post']])
  since.seen('hers')
  expect(since.changes.map(({ mark }) => mark.id)).toEqual(['post'])
  since.seenAll()
  expect(since.changes).toEqual([])
})

test('[MAP22] what was not seen stays news over another absence; what happened in view is no news', async () => {
  const told = new BoardLines().opened().by('amina', (doc) => putAnnotation(doc, post, {}))
  const since = new SinceLastLook(recordOf(told), lookStore(shelf(), 'amina', board), 'amina')
  await since.comesBack(told.last)
  told.by('bao', (doc) => changeAnnotation(doc, 'post', { label: 'Night post' }, {}))
  await since.comesBack(told.last)
  told.by('bao', (doc) => putAnnotation(doc, { ...post, id: 'inView' }, {}))
  since.looks(told.last)
  told.by('bao', (doc) => putAnnotation(doc, { ...post, id: 'away' }, {})).by('ada', (doc) => removeAnnotations(doc, ['post'], {}))
  await since.comesBack(told.last)
  expect(since.changes.map(({ author, what, mark }) => [author, what, mark.id])).toEqual([['ada', 'removed', 'post'], ['bao', 'made', 'away']])
})

test('[MAP22] a browser that keeps nothing begins without news', async () => {
  const told = new BoardLines().opened().by('bao', (doc) => putAnnotation(doc, post, {}))
  const record = recordOf(told)
  const since = new SinceLastLook(record, lookStore(null, 'amina', board), 'amina')
  await since.comesBack(told.last)
  await since.comesBack(told.last)
  expect([since.changes, record.fetches]).toEqual([[], 0])
})
