/** What is wrong with a file of a scenario, in sentences its author can act on: where it stands, and why it is refused. */
import type * as z from 'zod/mini'

export interface ScenarioProblem {
  /** 'msel/move-1.json' */
  readonly file: string
  /** 'INJ-03, grade'; empty when the whole file is meant. */
  readonly place: string
  /** 'the source must be a letter A to F' */
  readonly reason: string
}

/** What an author needs to find a refused line. */
export function sentenceOf(problem: ScenarioProblem): string {
  return [problem.file, ...(problem.place === '' ? [] : [problem.place])].join(', ') + `: ${problem.reason}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields as people say them: list items by their own serial or id, else by number. */
export function placeIn(file: unknown, path: readonly PropertyKey[]): string {
  const words: string[] = []
  let value: unknown = file
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') {
      const item: unknown = value[step]
      const name = isRecord(item) ? (item['serial'] ?? item['id']) : undefined
      if (typeof name === 'string' && name !== '' && name.length <= 64) {
        words.pop()
        words.push(name)
      } else words.push(`item ${step + 1}`)
      value = item
    } else {
      words.push(String(step).slice(0, 64))
      value = isRecord(value) && typeof step === 'string' && Object.hasOwn(value, step) ? value[step] : undefined
    }
  }
  return words.join(', ')
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', tuple: 'a list', object: 'a group of fields', record: 'a group of fields', null: 'null',
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  let value = file
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step]
    else if (isRecord(value) && typeof step === 'string' && Object.hasOwn(value, step)) value = value[step]
    else return undefined
  }
  return value
}

function sizeReason(issue: { readonly origin: string }, limit: string, most: boolean): string {
  if (issue.origin === 'string') return most ? `the text is too long: at most ${limit} characters` : `the text is too short: at least ${limit} characters`
  if (issue.origin === 'array') return most ? `too many items: at most ${limit}` : `too few items: at least ${limit}`
  return most ? `the number is too large: at most ${limit}` : `the number is too small: at least ${limit}`
}

/** zod/mini gives no texts of its own; ours stand in the schema, the rest is said here. */
function reasonOf(issue: z.core.$ZodIssue, file: unknown): string {
  if (issue.message !== 'Invalid input') return issue.message
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(file, issue.path) === undefined) return 'this field is missing'
      return `this must be ${nouns[issue.expected] ?? issue.expected}`
    case 'invalid_value': return `this must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
    case 'too_big': return sizeReason(issue, String(issue.maximum), true)
    case 'too_small': return sizeReason(issue, String(issue.minimum), false)
    case 'invalid_union': return 'this is none of the kinds known here'
    case 'invalid_key': return `"${String(issue.path.at(-1)).slice(0, 64)}" cannot be a name: letters, digits, "-" or "_"`
    default: return 'this cannot be read'
  }
}

/** One problem for each issue, one for each unknown field. */
export function problemsOf(name: string, file: unknown, issues: readonly z.core.$ZodIssue[]): ScenarioProblem[] {
  return issues.flatMap((issue): ScenarioProblem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ file: name, place: placeIn(file, [...issue.path, key]), reason: 'no such field is known' }))
    }
    return [{ file: name, place: placeIn(file, issue.path), reason: reasonOf(issue, file) }]
  })
}
