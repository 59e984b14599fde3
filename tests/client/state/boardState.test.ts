import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardState, type NewMark } from '../../../client/state/boardState.svelte.ts'
import { ownWorkOf } from '../../../client/state/ownWork.ts'
import { changeAnnotation, putAnnotation, removeAnnotations, type AnnotationsChanged } from '../../../shared/board/boardDocument.ts'

const bao = { person: 'bao' }
const post: NewMark = { kind: 'marker', label: 'Post', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, symbol: 'base', geometry: [-5.88, -9], locked: false }

function board() {
  const doc = new Y.Doc()
  const state = new BoardState()
  const heard: AnnotationsChanged[] = []
  state.listen((change) => heard.push(change))
  return { doc, state, heard, stop: state.attach(doc) }
}

describe('[MAP12] the board on screen', () => {
  test('[MAP12] follows every change and re-reads only what it touched', () => {
    const { doc, state, heard } = board()
    const id = state.put(post) ?? ''
    putAnnotation(doc, { ...post, id: 'other', order: 'V00009' }, bao)
    const before = state.peek('other')
    changeAnnotation(doc, id, { label: 'North post' }, bao)
    expect(state.peek(id)?.label).toBe('North post')
    expect(state.peek('other')).toBe(before)
    expect(heard.at(-1)).toEqual({ added: [], changed: [id], removed: [] })
  })

  test('[MAP12] a new mark lies above all that are there', () => {
    const { doc, state } = board()
    putAnnotation(doc, { ...post, id: 'other', order: 'W00000' }, bao)
    const id = state.put(post) ?? ''
    expect((state.peek(id)?.order ?? '') > 'W00000').toBe(true)
  })

  test('[MAP12] each put is one step of undo, and writing that flows together is one', () => {
    const { state } = board()
    const first = state.put(post) ?? ''
    state.put(post)
    state.change(first, { label: 'N' })
    state.change(first, { label: 'No' })
    state.endStep()
    state.undo()
    expect(state.peek(first)?.label).toBe('Post')
    state.undo()
    expect(state.marks.size).toBe(1)
    expect(state.canRedo).toBe(true)
    state.redo()
    expect(state.marks.size).toBe(2)
  })

  test('[MAP12] what others delete leaves the selection', () => {
    const { doc, state } = board()
    const id = state.put(post) ?? ''
    state.select([id, 'never-there'])
    expect(state.selection).toEqual([id])
    removeAnnotations(doc, [id], bao)
    expect(state.selection).toEqual([])
    expect(state.peek(id)).toBeNull()
  })

  test('[MAP12] survives the document being opened afresh', () => {
    const { state, heard, stop } = board()
    const lost = state.put(post) ?? ''
    const fresh = new Y.Doc()
    putAnnotation(fresh, { ...post, id: 'kept', order: 'V00000' }, bao)
    stop()
    state.attach(fresh)
    expect(heard.at(-1)).toEqual({ added: ['kept'], changed: [], removed: [lost] })
    expect(state.peek(lost)).toBeNull()
    expect(state.canUndo).toBe(false)
    const id = state.put(post) ?? ''
    expect(fresh.getMap('annotations').has(id)).toBe(true)
    state.undo()
    expect(fresh.getMap('annotations').has('kept')).toBe(true)
  })

  test('[MAP12] a malformed change of others hides the mark and breaks nothing', () => {
    const { doc, state } = board()
    const id = state.put(post) ?? ''
    const record = doc.getMap('annotations').get(id)
    if (record instanceof Y.Map) record.set('geometry', 'here')
    expect(state.peek(id)).toBeNull()
    if (record instanceof Y.Map) record.set('geometry', [1, 2])
    expect(state.peek(id)?.geometry).toEqual([1, 2])
  })

  test('[MAP12] map and prose share one stack of one document', () => {
    const { doc, state } = board()
    expect(ownWorkOf(doc)).toBe(ownWorkOf(doc))
    const id = state.put(post)
    expect(ownWorkOf(doc).undo.canUndo()).toBe(true)
    expect(state.isMine(id ?? '')).toBe(true)
  })
})
