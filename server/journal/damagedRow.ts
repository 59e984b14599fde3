/** A row of the journal on which nothing may be built. */
import type { Sequence } from '#shared/exercise/moment.ts'

/** changed: not what was written. missing: nothing stands there. replaced: it, or the row before it, was written anew. */
export type DamageKind = 'changed' | 'missing' | 'replaced'

const sentences: Readonly<Record<DamageKind, string>> = {
  changed: 'is damaged: what stands in it is not what was written',
  missing: 'is missing',
  replaced: 'does not follow the row before it: one of the two was replaced',
}

/** A row read back is not the row that was written, or is not there. `npm run verify` names every such row. */
export class DamagedRow extends Error {
  override readonly name = 'DamagedRow'
  readonly sequence: Sequence
  constructor(sequence: Sequence, kind: DamageKind = 'changed') {
    super(`Row ${sequence} of the journal ${sentences[kind]}. Run "npm run verify" on the exercise's file.`)
    this.sequence = sequence
  }
}
