/** What a layer is called on the screen. */
import { defaultLayer } from '#shared/board/annotation.ts'
import type { MarkLayer } from '#shared/board/boardLayers.ts'
import { text } from '../text/index.ts'

export function layerName({ id, name }: MarkLayer): string {
  if (name !== '') return name
  return id === defaultLayer ? text.layers.defaultName : text.layers.unnamed
}
