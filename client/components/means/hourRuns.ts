/** Hours that say the same, one after the other, as one: for words beside a strip. Pure. */
import type { Span } from '#shared/reality/minutes.ts'

export function hourRuns<Hour extends Span>(hours: readonly Hour[], alike: (hour: Hour) => string): { readonly span: Span; readonly first: Hour }[] {
  const runs: { span: Span; first: Hour; key: string }[] = []
  for (const hour of hours) {
    const last = runs.at(-1)
    const key = alike(hour)
    if (last !== undefined && last.key === key) last.span = { from: last.span.from, to: hour.to }
    else runs.push({ span: { from: hour.from, to: hour.to }, first: hour, key })
  }
  return runs
}
