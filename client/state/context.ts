/** The source of a view travels by Svelte context, so that the same view can be mounted live and in replay. */
import { getContext, setContext } from 'svelte'
import type { ExerciseSource } from './source.ts'

const key = Symbol('exercise source')

/** Gives the source to every component below the calling one. */
export function setSource(source: ExerciseSource): void {
  setContext(key, source)
}

/** The source of the surrounding view. Throws outside of one: a component was mounted where none was set. */
export function useSource(): ExerciseSource {
  const source = getContext<ExerciseSource | undefined>(key)
  if (source === undefined) throw new Error('no exercise source was set above this component')
  return source
}
