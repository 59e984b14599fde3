/** Where a picture or a layer is fetched: the server asks at that moment whether this seat may see it. */
import type { ExerciseSource } from './source.ts'

export function mediaAddress({ view, seat }: Pick<ExerciseSource, 'view' | 'seat'>, media: string): string {
  return `/x/${encodeURIComponent(view?.id ?? '')}/media/${encodeURIComponent(media)}?seat=${encodeURIComponent(seat)}`
}
