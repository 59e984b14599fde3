/** Documents a component needs, opened while it is mounted and handed back when it goes or needs others. */
import { untrack } from 'svelte'
import type { DocumentName } from '#shared/exercise/names.ts'
import type { ExerciseSource, OpenDocument } from './source.ts'

/** Call while a component is being set up. `names` is read reactively; the list follows it, in its order. */
export function openDocuments(source: ExerciseSource, names: () => readonly DocumentName[]): { readonly list: readonly OpenDocument[] } {
  let list = $state.raw<readonly OpenDocument[]>([])
  // Views change several times a second while the names stay: only other names open anything.
  const joined = $derived(names().join(' '))
  $effect(() => {
    const wanted = joined === '' ? [] : joined.split(' ')
    const opened = untrack(() => wanted.map((name) => source.open(name)))
    list = opened
    return () => opened.forEach((document) => document.release())
  })
  return {
    get list() {
      return list
    },
  }
}
