/** A marker of the timeline in words. */
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { Zone } from '#shared/exercise/scenario.ts'
import type { Marker } from '#shared/replay/timeline.ts'
import { replayDeskText as words } from '../../text/en/replayDesk.ts'
import { text } from '../../text/index.ts'
import { changeWords, thingNames } from '../means/factorWords.ts'
import { decisionOf } from '../plenary/wallLines.ts'

/** 'Answered · Bridge out at Farrow: refuse, no means · Syndicate 2, Bravo'. */
export function captionOf(marker: Marker, view: ExerciseState | null, zone: Zone | null = null): string {
  const syndicate = marker.syndicate === null ? undefined : view?.syndicates[marker.syndicate]
  const parts = [
    words.markers[marker.kind],
    titleOf(marker, view, zone),
    syndicate === undefined ? '' : text.common.syndicateLong(syndicate.number, syndicate.name),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** 'Bridge out at Farrow: refuse, no means'; the title alone where nothing was decided. A planning factor is its own title. */
export function titleOf({ title, answer, factor }: Marker, view: ExerciseState | null, zone: Zone | null): string {
  if (factor !== undefined) return changeWords(factor, thingNames(zone, view?.units ?? []))
  const decision = answer === undefined ? '' : decisionOf(answer, zone, view?.units ?? [])
  return [title, decision].filter((part) => part !== '').join(': ')
}

/** How a marker is drawn: a shape for each family, so that colour alone never tells. */
export function shapeOf(marker: Marker): 'flag' | 'bar' | 'star' | 'diamond' | 'square' | 'triangle' | 'dot' {
  switch (marker.kind) {
    case 'InjectReleased':
    case 'InjectWithdrawn': return 'flag'
    case 'StageBegun':
    case 'ExerciseOpened': return 'bar'
    case 'InjectAnswered':
    case 'CardConcluded':
    case 'PlanSubmitted': return 'star'
    case 'VoteOpened':
    case 'VoteClosed': return 'square'
    case 'WallShown':
    case 'CompareShown':
    case 'ConclusionsShown':
    case 'FloorGiven':
    case 'FloorTaken': return 'diamond'
    case 'PlanningSet': return 'triangle'
    default: return 'dot'
  }
}
