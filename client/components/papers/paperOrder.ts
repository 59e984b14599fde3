/** Which papers a seat reads, in which order: the brief of one's own hat first, then what everyone reads. Pure. */
import type { HatId } from '#shared/exercise/names.ts'
import type { Paper } from '#shared/exercise/scenario.ts'

/** Briefs of other hats come last: officers share a table and swap hats. */
export function papersInOrder(papers: readonly Paper[], hat: HatId | null): Paper[] {
  const place = ({ audience }: Paper): number => (audience === 'all' ? 1 : audience.hat === hat ? 0 : 2)
  return papers.map((paper, index) => ({ paper, index })).sort((one, other) => place(one.paper) - place(other.paper) || one.index - other.index).map(({ paper }) => paper)
}
