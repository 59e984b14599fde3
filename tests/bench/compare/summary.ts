/** Many runs → one table: the median of each figure, its spread, and how ours stands to the best peer and to the relay. Pure. */
import type { Column, Figures } from './workload.ts'

export interface KeptRun { readonly server: string; readonly isOurs: boolean; readonly isRelay: boolean; readonly figures: Figures }

export interface Middle { readonly median: number; readonly least: number; readonly most: number; readonly runs: number }

/** The middle of an odd number of values, the mean of the two middle ones of an even number; null for none. */
export function middleOf(values: readonly (number | null | undefined)[]): Middle | null {
  const known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value)).sort((one, other) => one - other)
  const half = Math.floor(known.length / 2)
  const [high, low, least, most] = [known[half], known[half - 1], known[0], known.at(-1)]
  if (high === undefined || least === undefined || most === undefined) return null
  return { median: known.length % 2 === 1 || low === undefined ? high : (low + high) / 2, least, most, runs: known.length }
}

/** 'Ours / the best peer', each by its median; null where one of them has none, or the peer's is 0. */
export function ratioTo(figure: string, better: 'less' | 'more', runs: readonly KeptRun[], others: (run: KeptRun) => boolean): { readonly ratio: number; readonly server: string } | null {
  const ours = medianOf(figure, runs.filter(({ isOurs }) => isOurs))
  const names = Array.from(new Set(runs.filter((run) => !run.isOurs && others(run)).map(({ server }) => server)))
  const medians = names.flatMap((server) => {
    const median = medianOf(figure, runs.filter((run) => run.server === server))
    return median === null ? [] : [{ server, median }]
  })
  const best = medians.sort((one, other) => (better === 'less' ? one.median - other.median : other.median - one.median))[0]
  return ours === null || best === undefined || best.median === 0 ? null : { ratio: ours / best.median, server: best.server }
}

function medianOf(figure: string, runs: readonly KeptRun[]): number | null {
  return middleOf(runs.map(({ figures }) => figures[figure]))?.median ?? null
}

/** A table in Markdown, servers in the order of `servers`, and the ratios under it. */
export function tableOf(columns: readonly Column[], servers: readonly string[], runs: readonly KeptRun[]): string {
  const head = ['server', 'runs', ...columns.map(({ title }) => title)]
  const rows = servers.map((server) => {
    const own = runs.filter((run) => run.server === server)
    return [server, String(own.length), ...columns.map((column) => cell(column, middleOf(own.map(({ figures }) => figures[column.figure]))))]
  })
  return [head, head.map(() => '---'), ...rows].map((line) => `| ${line.join(' | ')} |`).concat(ratioLines(columns, runs)).join('\n')
}

function cell({ digits }: Column, middle: Middle | null): string {
  if (middle === null) return '–'
  const figure = middle.median.toFixed(digits)
  return middle.runs === 1 || middle.least === middle.most ? figure : `${figure} (${middle.least.toFixed(digits)}–${middle.most.toFixed(digits)})`
}

/** A server that did not deliver everything is no peer to be compared with: it did less. */
export function didItAll({ figures }: KeptRun): boolean {
  const { complete } = figures
  return complete === undefined || complete === null || complete >= 99
}

function ratioLines(columns: readonly Column[], runs: readonly KeptRun[]): string[] {
  return columns.flatMap(({ figure, title, better }) => {
    if (better === null) return []
    const peer = ratioTo(figure, better, runs, (run) => !run.isRelay && didItAll(run))
    const relay = ratioTo(figure, better, runs, (run) => run.isRelay && didItAll(run))
    const parts = [...(peer === null ? [] : [`${peer.ratio.toFixed(2)} × best peer (${peer.server})`]), ...(relay === null ? [] : [`${relay.ratio.toFixed(2)} × best relay (${relay.server})`])]
    return parts.length === 0 ? [] : [`  ours, ${title}: ${parts.join(', ')}`]
  })
}
