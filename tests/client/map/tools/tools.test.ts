import { describe, expect, test } from 'vitest'
import type { Annotation, Position } from '../../../../shared/board/annotation.ts'
import { makePathTool } from '../../../../client/map/tools/pathTool.ts'
import { makePointTool } from '../../../../client/map/tools/pointTool.ts'
import { selectTool, shifted, withoutCorner } from '../../../../client/map/tools/selectTool.ts'
import type { Act, Board, Gesture, Target, Tool } from '../../../../client/map/tools/tool.ts'

/** One degree is a hundred pixels here; south is down. */
const toScreen = ([lat, lng]: Position): readonly [number, number] => [lng * 100, -lat * 100]
const at = (x: number, y: number): Position => [-y / 100, x / 100]

const style = { colour: 'own', pattern: 'solid' } as const
const common = { label: '', note: '', layer: 'default', group: '', style, order: 'V00000', locked: false }
const post: Annotation = { ...common, id: 'post', kind: 'marker', symbol: 'base', geometry: at(100, 100) }
const route: Annotation = { ...common, id: 'route', kind: 'line', graphic: null, quantity: null, geometry: [at(0, 0), at(100, 0), at(200, 0)] }
const field: Annotation = { ...common, id: 'field', kind: 'area', graphic: null, geometry: [at(0, 0), at(100, 0), at(100, 100)] }

function boardOf(marks: readonly Annotation[], selection: readonly string[] = []): Board {
  return { mark: (id) => marks.find((each) => each.id === id) ?? null, selection, toScreen }
}

function play<State>(tool: Tool<State>, gestures: readonly Gesture[], board: Board = boardOf([])): { state: State; acts: Act[] } {
  const acts: Act[] = []
  let state = tool.start
  for (const gesture of gestures) {
    const step = tool.fold(state, gesture, board)
    state = step.state
    if (step.act !== null) acts.push(step.act)
  }
  return { state, acts }
}

const press = (x: number, y: number, target: Target | null = null, adding = false): Gesture => ({ kind: 'press', at: at(x, y), pixel: [x, y], target, adding })
const move = (x: number, y: number): Gesture => ({ kind: 'move', at: at(x, y), pixel: [x, y] })
const release = (x: number, y: number): Gesture => ({ kind: 'release', at: at(x, y), pixel: [x, y] })
const click = (x: number, y: number): Gesture[] => [press(x, y), release(x, y)]
const body = (id: string): Target => ({ id, part: 'body', index: 0 })

describe('[MAP7] drawing', () => {
  test('[MAP7] a marker is put where the pointer is let go, once', () => {
    const tool = makePointTool('marker')
    expect(play(tool, [move(5, 5), press(10, 10), move(50, 50), release(60, 60)]).acts).toEqual([{ kind: 'put', mark: 'marker', geometry: at(60, 60) }])
  })

  test('[MAP7] Enter puts a marker at the cross', () => {
    expect(play(makePointTool('text'), [{ kind: 'enter', at: at(7, 7) }]).acts).toEqual([{ kind: 'put', mark: 'text', geometry: at(7, 7) }])
  })

  test('[MAP7] clicks add points, a double click ends the line with one point for its two clicks', () => {
    const tool = makePathTool('line')
    const { acts, state } = play(tool, [...click(0, 0), move(50, 0), ...click(100, 0), ...click(100, 0), { kind: 'double', at: at(100, 0), target: null }])
    expect(acts).toEqual([{ kind: 'put', mark: 'line', geometry: [at(0, 0), at(100, 0)] }])
    expect(tool.busy(state)).toBe(false)
  })

  test('[MAP7] a finger draws a line by press, drag and release', () => {
    const tool = makePathTool('line')
    const { acts } = play(tool, [press(0, 0), move(40, 40), release(80, 80), { kind: 'enter', at: at(0, 0) }])
    expect(acts).toEqual([{ kind: 'put', mark: 'line', geometry: [at(0, 0), at(80, 80)] }])
  })

  test('[MAP7] a click on the first corner closes an area', () => {
    const { acts } = play(makePathTool('area'), [...click(0, 0), ...click(100, 0), ...click(100, 100), ...click(2, 1)])
    expect(acts).toEqual([{ kind: 'put', mark: 'area', geometry: [at(0, 0), at(100, 0), at(100, 100)] }])
  })

  test('[MAP7] Enter ends nothing that is too short, and what was begun stays', () => {
    const tool = makePathTool('area')
    const { acts, state } = play(tool, [...click(0, 0), ...click(100, 0), { kind: 'enter', at: at(0, 0) }])
    expect(acts).toEqual([])
    expect(tool.busy(state)).toBe(true)
    expect(tool.canFinish(state)).toBe(false)
  })

  test('[MAP7] Backspace takes the last point back, Escape all of them', () => {
    const tool = makePathTool('line')
    const { state } = play(tool, [...click(0, 0), ...click(100, 0), ...click(200, 0), { kind: 'backspace' }])
    expect(state.points).toEqual([at(0, 0), at(100, 0)])
    expect(play(tool, [...click(0, 0), { kind: 'abandon' }, move(5, 5)])).toEqual({ state: tool.start, acts: [] })
  })

  test('[MAP7] the draft follows the pointer and writes nothing', () => {
    const tool = makePathTool('line')
    const { acts, state } = play(tool, [...click(0, 0), move(30, 0), move(60, 0)])
    expect(acts).toEqual([])
    expect(tool.draft(state)).toEqual({ kind: 'line', points: [at(0, 0), at(60, 0)] })
  })
})

describe('[MAP8] selecting and changing', () => {
  test('[MAP8] a press selects and a drag moves the mark with one write on release', () => {
    const board = boardOf([post], ['post'])
    const { acts, state } = play(selectTool, [press(100, 100, body('post')), move(110, 100), move(130, 100), release(150, 100)], board)
    expect(acts).toEqual([{ kind: 'reshape', changes: [{ id: 'post', geometry: [-1, 1.5] }] }])
    expect(state).toEqual(selectTool.start)
  })

  test('[MAP8] a click changes nothing', () => {
    const { acts } = play(selectTool, [press(100, 100, body('post')), move(102, 101), release(102, 101)], boardOf([post]))
    expect(acts).toEqual([{ kind: 'select', ids: ['post'] }])
  })

  test('[MAP8] while dragging, the mark is shown elsewhere but not written', () => {
    const { acts, state } = play(selectTool, [press(100, 100, body('post')), move(200, 100)], boardOf([post], ['post']))
    expect(acts).toEqual([])
    expect(selectTool.previews(state)).toEqual([{ id: 'post', geometry: [-1, 2] }])
  })

  test('[MAP8] a corner moves alone, a middle becomes a corner', () => {
    const board = boardOf([route], ['route'])
    const corner = play(selectTool, [press(100, 0, { id: 'route', part: 'corner', index: 1 }), move(100, 50), release(100, 50)], board)
    expect(corner.acts).toEqual([{ kind: 'reshape', changes: [{ id: 'route', geometry: [at(0, 0), at(100, 50), at(200, 0)] }] }])
    const middle = play(selectTool, [press(50, 0, { id: 'route', part: 'middle', index: 0 }), move(50, 50), release(50, 50)], board)
    expect(middle.acts).toEqual([{ kind: 'reshape', changes: [{ id: 'route', geometry: [at(0, 0), at(50, 50), at(100, 0), at(200, 0)] }] }])
  })

  test('[MAP8] a locked mark is selected but stays', () => {
    const { acts } = play(selectTool, [press(100, 100, body('post')), move(200, 100), release(200, 100)], boardOf([{ ...post, locked: true }]))
    expect(acts).toEqual([{ kind: 'select', ids: ['post'] }])
  })

  test('[MAP8] Shift adds to and takes from the selection; several marks move together', () => {
    const two = boardOf([post, route], ['post'])
    expect(play(selectTool, [press(0, 0, body('route'), true)], two).acts).toEqual([{ kind: 'select', ids: ['post', 'route'] }])
    const both = boardOf([post, route], ['post', 'route'])
    const { acts } = play(selectTool, [press(100, 100, body('post')), move(110, 100), release(110, 100)], both)
    expect(acts).toMatchObject([{ kind: 'reshape', changes: [{ id: 'post' }, { id: 'route' }] }])
  })

  test('[MAP8] a click on the ground deselects, a drag of the map does not', () => {
    const board = boardOf([post], ['post'])
    expect(play(selectTool, [press(0, 0), release(1, 1)], board).acts).toEqual([{ kind: 'select', ids: [] }])
    expect(play(selectTool, [press(0, 0), move(90, 90), release(90, 90)], board).acts).toEqual([])
  })

  test('[MAP8] inside an area that is not selected the map can be dragged; a click selects it', () => {
    const board = boardOf([field])
    const down = { kind: 'press', at: at(80, 40), pixel: [80, 40], target: body('field'), adding: false } as const
    expect(selectTool.takes(selectTool.start, down, board)).toBe(false)
    expect(play(selectTool, [down, release(80, 40)], board).acts).toEqual([{ kind: 'select', ids: ['field'] }])
    expect(selectTool.takes(selectTool.start, down, boardOf([field], ['field']))).toBe(true)
  })

  test('[MAP8] a lost pointer or a second finger drops what was begun', () => {
    const { acts, state } = play(selectTool, [press(100, 100, body('post')), move(200, 100), { kind: 'abandon' }, release(200, 100)], boardOf([post], ['post']))
    expect(acts).toEqual([])
    expect(selectTool.previews(state)).toEqual([])
  })

  test('[MAP8] a corner can be taken away while enough are left', () => {
    expect(withoutCorner(route, 1)).toEqual([at(0, 0), at(200, 0)])
    expect(withoutCorner(field, 1)).toBeNull()
    expect(shifted(field.geometry, 1, 0)).toHaveLength(3)
  })
})
