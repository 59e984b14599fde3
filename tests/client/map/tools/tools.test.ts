import { describe, expect, test } from 'vitest'
import { isPosition, positionsOf, type Annotation, type Position } from '../../../../shared/board/annotation.ts'
import { eraserTool } from '../../../../client/map/tools/eraserTool.ts'
import { freehandTool } from '../../../../client/map/tools/freehandTool.ts'
import { laserTool } from '../../../../client/map/tools/laserTool.ts'
import { measureTool } from '../../../../client/map/tools/measureTool.ts'
import { makePathTool } from '../../../../client/map/tools/pathTool.ts'
import { makePointTool } from '../../../../client/map/tools/pointTool.ts'
import { selectTool, shifted, withoutCorner } from '../../../../client/map/tools/selectTool.ts'
import { snapAt, type SnapScene } from '../../../../client/map/tools/snap.ts'
import { makeSpanTool } from '../../../../client/map/tools/spanTool.ts'
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
  const groupOf = (id: string): string[] => {
    const group = marks.find((each) => each.id === id)?.group ?? ''
    return group === '' ? [id] : marks.filter((each) => each.group === group).map((each) => each.id)
  }
  return {
    mark: (id) => marks.find((each) => each.id === id) ?? null, selection, toScreen, groupOf,
    hit: ([x, y]) => marks.find(({ geometry }) => isPosition(geometry) && Math.hypot(toScreen(geometry)[0] - x, toScreen(geometry)[1] - y) < 12)?.id ?? null,
    within: ([left, top], [right, bottom]) => marks.filter(({ geometry }) => positionsOf(geometry).map(toScreen).every(([x, y]) => x >= left && x <= right && y >= top && y <= bottom)).map(({ id }) => id),
    distanceKm: (from, to) => Math.hypot(from[0] - to[0], from[1] - to[1]) * 100,
    ring: (centre, km) => [0, 1, 2, 3].map((quarter): Position => [centre[0] + (km / 100) * Math.cos((quarter * Math.PI) / 2), centre[1] + (km / 100) * Math.sin((quarter * Math.PI) / 2)]),
  }
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
    expect(tool.draft(state, boardOf([]))).toEqual({ kind: 'line', points: [at(0, 0), at(60, 0)] })
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
    expect(selectTool.previews(state, boardOf([post]))).toEqual([{ id: 'post', geometry: [-1, 2] }])
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
    expect(selectTool.previews(state, boardOf([post]))).toEqual([])
  })

  test('[MAP8] a corner can be taken away while enough are left', () => {
    expect(withoutCorner(route, 1)).toEqual([at(0, 0), at(200, 0)])
    expect(withoutCorner(field, 1)).toBeNull()
    expect(shifted(field.geometry, 1, 0)).toHaveLength(3)
  })
})

describe('[MAP7] drawing more', () => {
  test('[MAP7] one drag is a whole arrow; a line goes on', () => {
    const drag = [press(0, 0), move(40, 40), release(80, 80)]
    expect(play(makePathTool('line', { settled: { pattern: 'arrow' }, endsOnDrag: true }), drag).acts).toEqual([{ kind: 'put', mark: 'line', geometry: [at(0, 0), at(80, 80)], settled: { pattern: 'arrow' } }])
    expect(play(makePathTool('line'), drag).acts).toEqual([])
  })

  test('[MAP7] a graphic is a path whose meaning is settled', () => {
    const { acts } = play(makePathTool('area', { settled: { graphic: 'cordon' } }), [...click(0, 0), ...click(100, 0), ...click(100, 100), { kind: 'enter', at: at(0, 0) }])
    expect(acts).toMatchObject([{ kind: 'put', mark: 'area', settled: { graphic: 'cordon' } }])
  })

  test('[MAP7] a rectangle is drawn by one drag, or by two clicks, and not by none', () => {
    const corners = [at(0, 0), at(50, 0), at(50, 20), at(0, 20)]
    expect(play(makeSpanTool('rectangle'), [press(0, 0), move(30, 30), release(50, 20)]).acts).toEqual([{ kind: 'put', mark: 'area', geometry: corners }])
    expect(play(makeSpanTool('rectangle'), [...click(0, 0), move(9, 9), ...click(50, 20)]).acts).toEqual([{ kind: 'put', mark: 'area', geometry: corners }])
    expect(play(makeSpanTool('rectangle'), [...click(0, 0), ...click(0, 0)]).acts).toEqual([])
  })

  test('[MAP7] a circle is drawn outwards by a drag, or its radius is typed after a click', () => {
    const board = boardOf([])
    expect(play(makeSpanTool('circle'), [press(0, 0), release(50, 0)], board).acts).toEqual([{ kind: 'put', mark: 'circle', geometry: at(0, 0), settled: { radiusKm: 50 } }])
    expect(play(makeSpanTool('circle'), [...click(0, 0), { kind: 'radius', km: 7.5 }], board).acts).toEqual([{ kind: 'put', mark: 'circle', geometry: at(0, 0), settled: { radiusKm: 7.5 } }])
    expect(play(makeSpanTool('circle'), [...click(0, 0), { kind: 'radius', km: NaN }, { kind: 'radius', km: -1 }, { kind: 'radius', km: 0 }], board).acts).toEqual([])
    expect(play(makeSpanTool('circle'), [...click(0, 0), { kind: 'radius', km: 9999 }], board).acts).toMatchObject([{ settled: { radiusKm: 200 } }])
  })

  test('[MAP7] a second finger takes back its own press, and no point that stood before', () => {
    const tool = makePathTool('line')
    const { state } = play(tool, [...click(0, 0), ...click(100, 0), press(150, 50), { kind: 'lift' }])
    expect(state.points).toEqual([at(0, 0), at(100, 0)])
    expect(play(tool, [press(0, 0), { kind: 'lift' }]).state.points).toEqual([])
    expect(play(makeSpanTool('circle'), [press(0, 0), { kind: 'lift' }, release(90, 0)]).acts).toEqual([])
    expect(play(makeSpanTool('circle'), [...click(0, 0), press(50, 0), { kind: 'lift' }]).state.from).toEqual(at(0, 0))
  })

  test('[MAP7] freehand keeps the bends and leaves out what the hand did not mean', () => {
    const shaky = Array.from({ length: 60 }, (_, index) => move(index * 5, (index % 2) * 0.8))
    const { acts } = play(freehandTool, [press(0, 0), ...shaky, move(300, 200), release(300, 200)])
    const [act] = acts
    if (act?.kind !== 'put' || isPosition(act.geometry)) throw new Error('nothing was put')
    expect(act.geometry.length).toBeLessThan(8)
    expect(act.geometry.at(-1)).toEqual(at(300, 200))
    expect(play(freehandTool, [press(0, 0), release(0, 0)]).acts).toEqual([])
  })

  test('[MAP7] measuring writes nothing, and shows its path until the next press', () => {
    const { acts, state } = play(measureTool, [...click(0, 0), ...click(100, 0), { kind: 'double', at: at(100, 0), target: null }, move(300, 300)])
    expect(acts).toEqual([])
    expect(measureTool.draft(state, boardOf([]))?.points).toEqual([at(0, 0), at(100, 0)])
    expect(play(measureTool, [...click(0, 0), ...click(100, 0), { kind: 'enter', at: at(9, 9) }, ...click(50, 50)]).state.points).toEqual([at(50, 50)])
  })

  test('[MAP7] the eraser takes what it was drawn over, once, and no locked mark', () => {
    const marks = [post, { ...post, id: 'second', geometry: at(160, 100) }, { ...post, id: 'fast', geometry: at(200, 100), locked: true }]
    const { acts, state } = play(eraserTool, [press(100, 100, body('post')), move(130, 100), move(160, 100), move(161, 100), move(200, 100)], boardOf(marks))
    expect(acts).toEqual([])
    expect(eraserTool.dimmed?.(state)).toEqual(['post', 'second'])
    expect(eraserTool.fold(state, release(200, 100), boardOf(marks)).act).toEqual({ kind: 'remove', ids: ['post', 'second'] })
    expect(eraserTool.fold(state, { kind: 'abandon' }, boardOf(marks)).act).toBeNull()
  })

  test('[MAP7] a laser leaves a trail, a click rings the place, neither writes', () => {
    expect(play(laserTool, [press(0, 0), move(50, 0), move(60, 0), release(60, 0)]).acts).toEqual([{ kind: 'trace', at: at(50, 0) }, { kind: 'trace', at: at(60, 0) }])
    expect(play(laserTool, click(5, 5)).acts).toEqual([{ kind: 'ping', at: at(5, 5) }])
    expect(play(laserTool, [move(50, 0)]).acts).toEqual([])
  })
})

describe('[MAP8] selecting several', () => {
  const far: Annotation = { ...post, id: 'far', geometry: at(400, 400) }

  test('[MAP8] Shift and a drag on the ground select what lies wholly in the box', () => {
    const board = boardOf([post, route, far], ['far'])
    const { acts, state } = play(selectTool, [press(50, 50, null, true), move(150, 150)], board)
    expect(acts).toEqual([])
    expect(selectTool.box?.(state)).toEqual([at(50, 50), at(150, 150)])
    expect(selectTool.fold(state, release(150, 150), board).act).toEqual({ kind: 'select', ids: ['far', 'post'] })
  })

  test('[MAP8] a group is taken as one; a double click opens one of it', () => {
    const board = boardOf([{ ...post, group: 'g' }, { ...far, group: 'g' }, route])
    expect(play(selectTool, [press(100, 100, body('post'))], board).acts).toEqual([{ kind: 'select', ids: ['post', 'far'] }])
    const { acts } = play(selectTool, [press(100, 100, body('post')), move(120, 100), release(140, 100)], board)
    expect(acts).toMatchObject([{ kind: 'select' }, { kind: 'reshape', changes: [{ id: 'post' }, { id: 'far' }] }])
    expect(play(selectTool, [{ kind: 'double', at: at(0, 0), target: body('far') }], board).acts).toEqual([{ kind: 'open', id: 'far' }])
  })

  test('[MAP8] the corner of a circle is its reach', () => {
    const ring: Annotation = { ...common, id: 'ring', kind: 'circle', radiusKm: 50, rings: 1, geometry: at(0, 0) }
    const { acts } = play(selectTool, [press(50, 0, { id: 'ring', part: 'corner', index: 0 }), move(60, 0), release(80, 0)], boardOf([ring], ['ring']))
    expect(acts).toEqual([{ kind: 'reshape', changes: [{ id: 'ring', geometry: at(0, 0), radiusKm: 80 }] }])
  })

  test('[MAP8] a corner that is clicked is chosen, for Delete', () => {
    expect(play(selectTool, [press(100, 0, { id: 'route', part: 'corner', index: 1 }), release(101, 0)], boardOf([route], ['route'])).acts).toEqual([{ kind: 'corner', id: 'route', index: 1 }])
  })

  test('[MAP8] a corner another gave while the line was held is kept when it is moved', () => {
    const before = boardOf([route], ['route'])
    const held = play(selectTool, [press(100, 0, body('route')), move(100, 50)], before).state
    const longer: Annotation = { ...route, geometry: [at(0, 0), at(100, 0), at(200, 0), at(300, 0)] }
    expect(selectTool.fold(held, release(100, 50), boardOf([longer], ['route'])).act).toMatchObject({ changes: [{ geometry: { length: 4 } }] })
    expect(selectTool.fold(held, release(100, 50), boardOf([], [])).act).toBeNull()
  })
})

describe('[MAP15] snapping', () => {
  const scene: SnapScene = { marks: [route, field], places: [at(300, 300)], except: [], toScreen, toPosition: ([x, y]) => at(x, y) }

  test('[MAP15] to a corner first, to a place, else to the nearest edge', () => {
    expect(snapAt(scene, [103, 4])).toEqual({ at: at(100, 0), to: 'corner' })
    expect(snapAt(scene, [304, 296])).toEqual({ at: at(300, 300), to: 'place' })
    expect(snapAt(scene, [150, 6])).toEqual({ at: at(150, 0), to: 'edge' })
    expect(snapAt(scene, [150, 40])).toBeNull()
  })

  test('[MAP15] not to the mark whose corner is being moved', () => {
    expect(snapAt({ ...scene, marks: [route], except: ['route'] }, [103, 4])).toBeNull()
    expect(selectTool.snaps?.(play(selectTool, [press(100, 0, { id: 'route', part: 'corner', index: 1 })], boardOf([route], ['route'])).state)).toEqual(['route'])
    expect(selectTool.snaps?.(play(selectTool, [press(100, 0, body('route'))], boardOf([route], ['route'])).state)).toBeNull()
  })
})
