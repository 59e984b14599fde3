/**
 * How a mark of several points is drawn: its strokes, fills and letters, as places on the ground. Each family of graphics has a
 * file; markElement.ts puts the picture on the map and patches it. Pure: the same mark on the same plane gives the same picture.
 */
import type { Annotation, Position } from '#shared/board/annotation.ts'
import type { ZoneGrid } from '#shared/geo/grid.ts'
import type { ScreenPoint } from '../../MapView.ts'
import { areaPicture } from './areaPictures.ts'
import { circlePicture } from './circlePicture.ts'
import { linePicture } from './linePictures.ts'

/** The pixels of the map as it stands now. Pictures that use it are drawn anew when the zoom changes. */
export interface Plane {
  readonly grid: ZoneGrid
  toPixel(position: Position): ScreenPoint
  toPosition(pixel: ScreenPoint): Position
}

/** halo: paper below everything; stroke: the mark itself; tick: what makes a graphic; solid: filled. */
export type PartRole = 'halo' | 'stroke' | 'inner' | 'tick-halo' | 'tick' | 'solid' | 'ring'

export interface Part {
  readonly role: PartRole
  readonly closed: boolean
  readonly paths: readonly (readonly Position[])[]
  /** A pattern's name, 'url(#…)'. */
  readonly fill?: string
  /** A head at the end, 'url(#…)'. */
  readonly end?: string
}

/** A letter or a figure standing on the map: readable without colour. */
export interface Letter {
  readonly at: Position
  readonly words: string
  readonly shape: 'box' | 'disc' | 'bare'
}

export interface MarkPicture {
  readonly pane: 'areas' | 'lines'
  readonly parts: readonly Part[]
  readonly letters: readonly Letter[]
  /** Made of pixels: to be drawn anew at another zoom. */
  readonly scaled: boolean
}

/** Null for marks that stand on one place: those are in standingPicture.ts. */
export function pictureOf(mark: Annotation, plane: Plane): MarkPicture | null {
  switch (mark.kind) {
    case 'line': return linePicture(mark, plane)
    case 'area': return areaPicture(mark, plane)
    case 'circle': return circlePicture(mark, plane)
    case 'marker': case 'text': case 'note': case 'unit': case 'photo': case 'sheet': return null
  }
}
