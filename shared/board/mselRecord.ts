/**
 * One planned inject as flat fields ⇄ MselItem. Staff may edit single fields of the MSEL at the same time, so every
 * field is a value of its own; this file is the only place that knows how they are named.
 */
import * as z from 'zod/mini'
import { branchRulesParser, oneOfParser, variantsParser } from '../exercise/branch.ts'
import { worldChangeParser } from '../exercise/commands.ts'
import { injectChannels } from '../exercise/inject.ts'
import type { MselItem } from '../exercise/msel.ts'
import { problemsOf } from '../exercise/scenarioReasons.ts'

const text = (most: number) => z.string().check(z.maxLength(most))
const km = z.readonly(z.tuple([z.number(), z.number()]))
const minutes = z.number().check(z.gte(-100_000), z.lte(100_000))
const texts = z.readonly(z.array(text(4000)).check(z.maxLength(100)))

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read') }),
  z.object({ kind: z.literal('choice'), question: text(600), choices: z.readonly(z.array(text(200)).check(z.maxLength(20))), acceptsRisk: z.boolean() }),
  z.object({ kind: z.literal('place'), question: text(600), acceptsRisk: z.boolean() }),
  z.object({ kind: z.literal('units'), question: text(600), acceptsRisk: z.boolean() }),
  z.object({ kind: z.literal('text'), question: text(600), acceptsRisk: z.boolean() }),
])

const effect = z.union([
  z.object({ audience: z.enum(['all', 'addressed', 'truth']), change: worldChangeParser }),
  z.object({ audience: z.literal('reminder'), text: text(2000) }),
])

const flatItem = z.object({
  order: z.number(),
  move: z.nullable(z.number()),
  dueMinute: z.nullable(minutes),
  contingency: z.boolean(),
  storyline: text(400),
  hat: z.nullable(text(64)),
  visitor: z.boolean(),
  title: text(400),
  text: text(20_000),
  channel: z.enum(injectChannels),
  from: text(400),
  grade: z.nullable(z.object({ source: z.enum(['A', 'B', 'C', 'D', 'E', 'F']), information: z.literal([1, 2, 3, 4, 5, 6]) })),
  place: z.nullable(z.object({ name: text(200), at: z.nullable(km), precision: z.enum(['exact', 'near', 'district', 'unknown']) })),
  scenarioMinute: z.nullable(minutes),
  answer,
  answerMinutes: z.nullable(minutes),
  contentNotice: z.nullable(text(2000)),
  protected: z.boolean(),
  groundTruth: text(20_000),
  dilemma: text(20_000),
  expected: z.readonly(z.array(z.object({ text: text(4000), key: z.boolean() })).check(z.maxLength(100))),
  branches: texts,
  staffNotes: text(20_000),
  tags: texts,
  effects: z.readonly(z.array(effect).check(z.maxLength(200))),
  rules: z.optional(branchRulesParser),
  variants: z.optional(variantsParser),
  oneOf: z.optional(oneOfParser),
})

/** Names of the flat fields, as they stand in the document. */
export const mselFieldNames: readonly string[] = Object.keys(flatItem.shape)

const serialShape = /^[A-Z0-9][A-Z0-9-]{0,23}$/

export type MselRead = { readonly ok: true; readonly item: MselItem; readonly order: number } | { readonly ok: false; readonly why: string }

/** The fields to write for an item; `order` is its place in the list. */
export function mselFields(item: MselItem, order: number): Readonly<Record<string, unknown>> {
  const { serial: _, content, secrets, ...planned } = item
  const { serial: __, ...told } = secrets
  return { order, ...planned, ...content, ...told }
}

/** Reads the flat fields of one item. What cannot be read says which field and why, for staff, without a full stop. */
export function readMselItem(serial: string, fields: unknown): MselRead {
  if (!serialShape.test(serial)) return { ok: false, why: 'its number is not made of capital letters, digits and dashes' }
  const parsed = flatItem.safeParse(fields)
  if (!parsed.success) {
    const [problem] = problemsOf(serial, fields, parsed.error.issues)
    return { ok: false, why: problem === undefined ? 'the row cannot be read' : `${problem.place === '' ? 'the whole row' : problem.place}: ${problem.reason}` }
  }
  const { order, move, dueMinute, contingency, storyline, hat, visitor, effects, groundTruth, dilemma, expected, branches, staffNotes, tags, rules, variants, oneOf, ...content } = parsed.data
  const item: MselItem = {
    serial, move, dueMinute, contingency, storyline, hat, visitor, effects, content,
    secrets: { serial, groundTruth, dilemma, expected, branches, staffNotes, tags },
    ...(rules === undefined ? {} : { rules }), ...(variants === undefined ? {} : { variants }), ...(oneOf === undefined ? {} : { oneOf }),
  }
  return { ok: true, item, order }
}
