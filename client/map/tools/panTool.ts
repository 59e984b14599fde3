/** Moving the map and nothing else. */
import type { Tool } from './tool.ts'

export const panTool: Tool<null> = {
  start: null,
  takes: () => false,
  fold: () => ({ state: null, act: null }),
  draft: () => null,
  previews: () => [],
  busy: () => false,
  canFinish: () => false,
}
