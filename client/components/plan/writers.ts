/** Who is writing in a section right now, in words: hats rather than names, as at a table. Pure. */
import type { Hat } from '#shared/exercise/scenario.ts'
import type { Peer } from '../../state/source.ts'
import { planText } from '../../text/en/plan.ts'

/** '' when nobody is. */
export function writersSentence(peers: readonly Peer[], section: string, hats: readonly Hat[]): string {
  const names = new Set<string>()
  for (const peer of peers) {
    if (peer.section !== section) continue
    names.add(hats.find(({ id }) => id === peer.hat)?.name ?? peer.name)
  }
  const [first, second, ...others] = names
  if (first === undefined) return ''
  if (second === undefined) return planText.oneWrites(first)
  return others.length === 0 ? planText.twoWrite(first, second) : planText.manyWrite(first, others.length + 1)
}
