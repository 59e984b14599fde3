/** Who did what to a mark, and what is new since one last looked. */
import type { MarkChange } from '#shared/replay/boardHistory.ts'

const what: Readonly<Record<MarkChange['what'], string>> = { made: 'made', changed: 'changed', removed: 'took away', found: 'found' }

export const historyText = {
  title: 'History',
  ofMark: (label: string) => `History of ${label}`,
  loading: 'The history is being fetched',
  failed: 'The history could not be fetched.',
  again: 'Try again',
  empty: 'Nothing is recorded of this mark yet.',
  line: (who: string, done: MarkChange['what'], clock: string) => `${who} ${what[done]} it, ${clock}`,
  found: (clock: string) => `It was there, ${clock}`,
  gone: (clock: string) => `It was gone after a restore, ${clock}`,
  asThen: 'As it was then',
  putBack: 'Put it back as it was then',
  putBackDone: 'Put back. Undo takes it away again.',
  present: 'as it is now',
  somebody: 'Somebody who has left',
  server: 'The server',
  close: 'Close',
  removedTitle: 'Taken away',
  removedHint: 'Marks that were taken away. Put back what is still needed.',
  noneRemoved: 'Nothing was taken away.',
  since: (count: number) => `Since your last look (${count})`,
  sinceLine: (who: string, done: MarkChange['what'], label: string) => `${who} ${what[done]} ${label}`,
  show: 'Show',
  seenAll: 'I have seen it all',
} as const
