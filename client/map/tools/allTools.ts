/** Every tool by its id. A graphic is a path or a place whose meaning is settled. */
import { areaGraphics, lineGraphics } from '#shared/board/annotation.ts'
import { eraserTool } from './eraserTool.ts'
import { freehandTool } from './freehandTool.ts'
import { laserTool } from './laserTool.ts'
import { measureTool } from './measureTool.ts'
import { panTool } from './panTool.ts'
import { makePathTool } from './pathTool.ts'
import { makePointTool } from './pointTool.ts'
import { runTool, type RunningTool } from './runTool.ts'
import { selectTool } from './selectTool.ts'
import { makeSpanTool } from './spanTool.ts'
import type { ToolId } from './tool.ts'

/** Each editor has its own: a tool at work remembers what it has begun. */
export function makeTools(): ReadonlyMap<ToolId, RunningTool> {
  return new Map<ToolId, RunningTool>([
    ['select', runTool(selectTool)], ['pan', runTool(panTool)],
    ['marker', runTool(makePointTool('marker'))], ['unit', runTool(makePointTool('unit'))], ['text', runTool(makePointTool('text'))], ['note', runTool(makePointTool('note'))],
    ['comment', runTool(makePointTool('marker', { symbol: 'comment' }))],
    ['line', runTool(makePathTool('line'))], ['arrow', runTool(makePathTool('line', { settled: { pattern: 'arrow' }, endsOnDrag: true }))], ['freehand', runTool(freehandTool)],
    ['area', runTool(makePathTool('area'))], ['rectangle', runTool(makeSpanTool('rectangle'))], ['circle', runTool(makeSpanTool('circle'))],
    ['checkpoint', runTool(makePointTool('marker', { symbol: 'checkpoint' }))],
    ...lineGraphics.map((graphic) => [graphic, runTool(makePathTool('line', { settled: { graphic } }))] as const),
    ...areaGraphics.map((graphic) => [graphic, runTool(makePathTool('area', { settled: { graphic } }))] as const),
    ['measure', runTool(measureTool)], ['eraser', runTool(eraserTool)], ['laser', runTool(laserTool)],
  ])
}
