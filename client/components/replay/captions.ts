/** A marker of the timeline in words. */
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { Marker } from '#shared/replay/timeline.ts'
import { text } from '../../text/index.ts'

/** 'Inject · Bridge out at Farrow · Syndicate 2, Bravo'. */
export function captionOf(marker: Marker, view: ExerciseState | null): string {
  const syndicate = marker.syndicate === null ? undefined : view?.syndicates[marker.syndicate]
  const parts = [
    text.replay.markers[marker.kind] ?? marker.kind,
    marker.title,
    syndicate === undefined ? '' : text.common.syndicateLong(syndicate.number, syndicate.name),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** How a marker is drawn: a shape for each family, so that colour alone never tells. */
export function shapeOf(marker: Marker): 'flag' | 'bar' | 'star' | 'diamond' | 'dot' {
  switch (marker.kind) {
    case 'InjectReleased':
    case 'InjectWithdrawn': return 'flag'
    case 'StageBegun':
    case 'ExerciseOpened': return 'bar'
    case 'VoteClosed':
    case 'CardConcluded':
    case 'PlanSubmitted': return 'star'
    case 'WallShown':
    case 'CompareShown':
    case 'ConclusionsShown':
    case 'FloorGiven':
    case 'FloorTaken': return 'diamond'
    default: return 'dot'
  }
}
