/** What no participant may receive of a scenario in which only the named injects were released: sentences to search for. */
import type { Scenario } from '#shared/exercise/scenario.ts'

/** Shorter ones ("True.") stand in other places by chance. */
const shortest = 25

export function secretsOf(scenario: Scenario, released: readonly string[]): string[] {
  const { msel, planning, ...rest } = scenario
  const open = JSON.stringify(rest) + msel.filter(({ secrets }) => released.includes(secrets.serial)).map(({ content }) => JSON.stringify(content)).join()
  const foreseen = planning === undefined ? [] : [planning.forecast.source]
  const sentences = [...foreseen, ...msel.flatMap(({ content, secrets, effects, visitor, rules = [] }) => [
    ...rules.flatMap(({ text, question, then, otherwise }) => [text, question, ...[...then, ...otherwise].flatMap((each) => (each.kind === 'remind' ? each.text : []))]),
    secrets.groundTruth, secrets.dilemma, secrets.staffNotes, ...secrets.branches, ...secrets.expected.map(({ text }) => text),
    ...effects.flatMap((effect) => (effect.audience === 'reminder' ? effect.text : effect.audience === 'truth' || !released.includes(secrets.serial) ? effect.change.note : [])),
    ...(visitor || !released.includes(secrets.serial) ? [content.text.replace(/^EXERCISE\. /, '').slice(0, 80)] : []),
  ])]
  const asSent = sentences.map((sentence) => JSON.stringify(sentence).slice(1, -1))
  return [...new Set(asSent)].filter((sentence) => sentence.length >= shortest && !open.includes(sentence))
}

/** The secrets that stand in something somebody received; a serial of the MSEL counts as one, and water that is foreseen. */
export function foundIn(received: string, secrets: readonly string[]): string[] {
  return [...secrets.filter((secret) => received.includes(secret)), ...(received.match(/INJ-\d\d|"groundTruth"|"staffNotes"|"water":\{"[^"]+":[\d.]+\}\}/g) ?? [])]
}
