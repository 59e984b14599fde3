/** The bodies of the HTTP door, parsed. Unknown keys are refused. */
import type { Request } from 'express'
import * as z from 'zod/mini'
import { limits } from '#shared/protocol/limits.ts'
import { Refused } from './answers.ts'

const line = (most: number) => z.string().check(z.maxLength(most))
const filled = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))

export const enterHouseParser = z.strictObject({ token: line(100) })

export const createExerciseParser = z.strictObject({
  scenario: filled(100),
  title: filled(120),
  syndicates: z.int().check(z.gte(1), z.lte(8)),
  name: filled(limits.nameLength),
  roster: z.array(z.strictObject({
    name: filled(limits.nameLength), nation: line(60), syndicate: z.nullable(z.int().check(z.gte(1), z.lte(8))), rank: z.optional(line(60)),
  })).check(z.maxLength(limits.seats)),
  lobby: z.boolean(),
})

export const deleteExerciseParser = z.strictObject({ title: line(200) })
export const putBackParser = z.strictObject({ wallMs: z.int().check(z.gte(0)) })

export const addSeatParser = z.strictObject({ role: z.enum(['screen', 'observer']) })

/** Codes are typed by people: spaces and dashes between digits are no fault. */
const code = z.pipe(line(40), z.transform((typed: string) => typed.replace(/[\s-]/g, '')))
export const lookParser = z.strictObject({ code })
export const takeSeatParser = z.strictObject({ code, name: line(200), hat: z.nullable(line(64)) })

const reload = 'Please reload the page and try again.'

/** The parsed body of a request; a refusal naming the place when it cannot be read. */
export function readBody<T extends z.ZodMiniType>(parser: T, request: Request): z.output<T> {
  const parsed = parser.safeParse(request.body)
  if (parsed.success) return parsed.data
  const place = (parsed.error.issues[0]?.path ?? []).map(String).join('.').slice(0, 80)
  throw new Refused('unreadable', place === '' ? `The server cannot read this request. ${reload}` : `The server cannot read this request: something is wrong at "${place}". ${reload}`)
}
