/** The icon of each tool; graphics are drawn by their own drawing instead: GraphicSample.svelte. */
import ArrowUpRight from '@lucide/svelte/icons/move-up-right'
import Circle from '@lucide/svelte/icons/target'
import Comment from '@lucide/svelte/icons/message-square-text'
import Eraser from '@lucide/svelte/icons/eraser'
import Hand from '@lucide/svelte/icons/hand'
import MapPin from '@lucide/svelte/icons/map-pin'
import MousePointer from '@lucide/svelte/icons/mouse-pointer-2'
import Pencil from '@lucide/svelte/icons/pencil'
import Pentagon from '@lucide/svelte/icons/pentagon'
import Laser from '@lucide/svelte/icons/wand-sparkles'
import Rectangle from '@lucide/svelte/icons/rectangle-horizontal'
import Ruler from '@lucide/svelte/icons/ruler'
import Shapes from '@lucide/svelte/icons/shield-half'
import Spline from '@lucide/svelte/icons/waypoints'
import StickyNote from '@lucide/svelte/icons/sticky-note'
import Type from '@lucide/svelte/icons/type'
import Unit from '@lucide/svelte/icons/flag-triangle-right'
import { isGraphicTool } from './tools/toolGroups.ts'
import type { GraphicTool, ToolId } from './tools/tool.ts'

const icons: Readonly<Record<Exclude<ToolId, GraphicTool>, typeof Shapes>> = {
  select: MousePointer, pan: Hand, marker: MapPin, unit: Unit, text: Type, note: StickyNote, comment: Comment, line: Spline, arrow: ArrowUpRight, freehand: Pencil,
  area: Pentagon, rectangle: Rectangle, circle: Circle, measure: Ruler, eraser: Eraser, laser: Laser,
}

export function iconOf(tool: ToolId): typeof Shapes {
  return isGraphicTool(tool) ? Shapes : icons[tool]
}
