/** Who did what to a mark, and what is new since one last looked. */
import type { MarkChange } from '#shared/replay/boardHistory.ts'

const what: Readonly<Record<MarkChange['what'], string>> = { made: 'made', changed: 'changed', removed: 'took away', found: 'found' }

export const historyText = {
  title: 'History',
  loading: 'The history is being fetched',
  failed: 'The history could not be fetched.',
  again: 'Try again',
  empty: 'Nothing is recorded of this mark yet.',
  line: (who: string, done: MarkChange['what'], clock: string) => (done === 'removed' ? `${who} took it away, ${clock}` : `${who} ${what[done]} it, ${clock}`),
  found: (clock: string) => `It was there, ${clock}`,
  gone: (clock: string) => `It was gone after a restore, ${clock}`,
  asThen: 'As it was then',
  putBackShort: 'Put back',
  putBack: 'Put it back as it was then',
  somebody: 'Somebody who has left',
  server: 'The server',
  removedTitle: 'Taken away',
  removedHint: 'Marks that were taken away. Put back what is still needed.',
  noneRemoved: 'Nothing was taken away.',
  since: (count: number) => `Since your last look (${count})`,
  sinceLine: (who: string, done: MarkChange['what'], label: string) => `${who} ${what[done]} ${label}`,
  show: 'Show',
  seenAll: 'I have seen it all',
} as const
