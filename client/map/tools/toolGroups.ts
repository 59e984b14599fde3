/** The rail's groups: the rail shows one button for each, with the tool last used; the others lie beside it. */
import { areaGraphics, lineGraphics, type AnnotationKind, type ColourRole } from '#shared/board/annotation.ts'
import { graphicTools, type GraphicTool, type ToolId } from './tool.ts'

export const toolGroups = [
  { id: 'select', tools: ['select'] },
  { id: 'pan', tools: ['pan'] },
  { id: 'points', tools: ['marker', 'unit', 'text', 'note', 'comment'] },
  { id: 'lines', tools: ['line', 'arrow', 'freehand'] },
  { id: 'areas', tools: ['area', 'rectangle', 'circle'] },
  { id: 'graphics', tools: graphicTools },
  { id: 'aids', tools: ['measure', 'eraser', 'laser'] },
] as const satisfies readonly { readonly id: string; readonly tools: readonly ToolId[] }[]

export type ToolGroup = (typeof toolGroups)[number]['id']

export function groupOf(tool: ToolId): ToolGroup {
  return toolGroups.find(({ tools }) => tools.some((each) => each === tool))?.id ?? 'select'
}

/** What kind of mark a tool makes; null when it makes none. */
export function kindMadeBy(tool: ToolId): AnnotationKind | null {
  if (lineGraphics.some((each) => each === tool)) return 'line'
  if (areaGraphics.some((each) => each === tool)) return 'area'
  switch (tool) {
    case 'marker': case 'unit': case 'text': case 'note': case 'line': case 'area': case 'circle': return tool
    case 'checkpoint': case 'comment': return 'marker'
    case 'arrow': case 'freehand': return 'line'
    case 'rectangle': return 'area'
    default: return null
  }
}

export function isGraphicTool(tool: ToolId): tool is GraphicTool {
  return graphicTools.some((each) => each === tool)
}

/** Tools that are drawn point by point and end with Enter. */
export function isPathTool(tool: ToolId): boolean {
  const kind = kindMadeBy(tool)
  return tool !== 'freehand' && tool !== 'rectangle' && (kind === 'line' || kind === 'area')
}

/** What a graphic's colour means until somebody chooses another. */
export const graphicColours: Readonly<Record<GraphicTool, ColourRole>> = {
  checkpoint: 'own', 'patrol-route': 'own', escort: 'own', displacement: 'civilian', 'phase-line': 'note',
  cordon: 'own', 'no-go': 'threat', 'mined-area': 'threat', hotspot: 'threat', base: 'own',
}
