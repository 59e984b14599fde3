import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardState } from '../../../client/state/boardState.svelte.ts'
import { defaultLayer } from '../../../shared/board/annotation.ts'
import { removeMarkLayer } from '../../../shared/board/boardLayers.ts'
import { putAnnotation } from '../../../shared/board/boardDocument.ts'

const amina = { person: 'amina' }
const mark = (id: string, layer: string) => ({
  kind: 'marker', id, layer, label: id, note: '', group: '', style: { colour: 'own', pattern: 'solid' }, symbol: 'base', geometry: [-5.88, -9], order: 'V00000', locked: false,
}) as const

describe('[MAP41] layers in hand', () => {
  test('[MAP41] a layer just added takes the next marks; when somebody takes it away the default layer does', () => {
    const doc = new Y.Doc()
    const board = new BoardState()
    board.attach(doc)
    const id = board.layers.add('Evacuation') ?? ''
    expect(board.layers.active).toBe(id)
    removeMarkLayer(doc, id, { person: 'bao' })
    expect(board.layers.active).toBe(defaultLayer)
  })

  test('[MAP41] adding a layer is one step of undo', () => {
    const doc = new Y.Doc()
    const board = new BoardState()
    board.attach(doc)
    board.layers.add('One')
    board.layers.add('Two')
    board.undo()
    expect(board.layers.list.map(({ name }) => name)).toEqual(['', 'One'])
  })

  test('[MAP41] a mark whose layer is gone lies on the default layer, and is not seen while that is hidden', () => {
    const doc = new Y.Doc()
    const board = new BoardState()
    board.attach(doc)
    putAnnotation(doc, mark('post', 'gone'), amina)
    expect(Array.from(board.peekSeen())).toHaveLength(1)
    board.layers.unseen = new Set([defaultLayer])
    expect(Array.from(board.peekSeen())).toEqual([])
  })
})
