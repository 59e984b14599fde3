/** What must fit together of the branches and variants of one planned inject: names that exist, choices that are offered. */
import type { BranchConsequence, BranchFact, BranchRule } from './branch.ts'
import type { MselItem } from './msel.ts'
import type { Scenario } from './scenario.ts'
import { unknownThing } from './knownThings.ts'
import type { ScenarioProblem } from './scenarioReasons.ts'

type Say = (place: string, reason: string) => ScenarioProblem

export function checkBranches(scenario: Scenario, item: MselItem, say: Say): ScenarioProblem[] {
  const rules = item.rules ?? []
  const twice = rules.filter((rule, index) => rules.findIndex(({ id }) => id === rule.id) !== index).map(({ id }) => say(`rules, ${id}`, 'this id is used twice'))
  const alone = item.oneOf !== undefined && !scenario.msel.some((other) => other !== item && other.oneOf === item.oneOf)
  return [
    ...twice,
    ...rules.flatMap((rule) => ruleReasons(scenario, item, rule).map((reason) => say(`rules, ${rule.id}`, reason))),
    ...(alone ? [say('oneOf', `no other inject is of the group "${item.oneOf ?? ''}"`)] : []),
    ...(item.visitor && item.variants !== undefined ? [say('variants', 'a visitor has no variants: nothing of the brief is sent')] : []),
  ]
}

function ruleReasons(scenario: Scenario, item: MselItem, rule: BranchRule): string[] {
  const facts = rule.when.facts.flatMap((fact) => factReason(scenario, item, fact) ?? [])
  const consequences = [...rule.then, ...rule.otherwise].flatMap((each) => consequenceReason(scenario, item, each) ?? [])
  return [...facts, ...consequences, ...(rule.then.length + rule.otherwise.length === 0 ? ['nothing follows from this branch'] : [])]
}

function factReason(scenario: Scenario, own: MselItem, fact: BranchFact): string | null {
  if (fact.kind === 'said') return null
  const item = fact.serial === null ? own : scenario.msel.find(({ serial }) => serial === fact.serial)
  if (item === undefined) return `there is no inject ${String(fact.serial)}`
  const { answer } = item.content
  if (fact.kind === 'answered') return answer.kind === 'read' ? `${item.serial} asks for no answer` : null
  const offered = answer.kind === 'choice' ? answer.choices : []
  const missing = fact.choices.find((choice) => !offered.includes(choice))
  return missing === undefined ? null : `${item.serial} does not offer the answer "${missing}"`
}

function consequenceReason(scenario: Scenario, own: MselItem, consequence: BranchConsequence): string | null {
  switch (consequence.kind) {
    case 'remind': return null
    case 'world': return unknownThing(scenario, consequence.change)
    case 'release': case 'skip':
      if (consequence.serial === own.serial) return 'a branch cannot release or skip its own inject'
      return scenario.msel.some(({ serial }) => serial === consequence.serial) ? null : `there is no inject ${consequence.serial}`
  }
}
