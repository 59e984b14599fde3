/** The work of the worker: desks of the reality check, asked question by question. Knows no worker. */
import { pictureOf } from '#shared/reality/picture.ts'
import { RealityDesk, worldNow } from '#shared/reality/realityDesk.ts'
import type { Answer, DeskName, GroundGiven, Question } from './questions.ts'

export class RealityWork {
  #ground: GroundGiven | null = null
  readonly #desks = new Map<DeskName, RealityDesk>()

  /** Null for what asks nothing back. A fault is an answer too: a screen that waits must hear of it. */
  answer(question: Question): Answer | null {
    if (question.kind === 'ground') {
      this.#ground = question.ground
      this.#desks.clear()
      return null
    }
    try {
      return this.#answer(question)
    } catch (error) {
      return { kind: 'failed', number: question.number, why: error instanceof Error ? error.message : String(error) }
    }
  }

  #answer(question: Exclude<Question, { kind: 'ground' }>): Answer {
    const { number } = question
    const desk = this.#desk(question.desk)
    switch (question.kind) {
      case 'check': {
        const { world, plan, now, window } = question.check
        if (world !== null) desk.setWorld(worldNow(world, now))
        desk.setPlan(plan)
        desk.setMoment(now, window)
        return { kind: 'picture', number, picture: pictureOf(desk.report()) }
      }
      case 'reach': return { kind: 'reach', number, reaches: desk.reach(question.unit, question.from, question.departAt, question.untils) }
      case 'changes': return { kind: 'changes', number, ways: desk.changesSince(worldNow(question.before, 0)) }
      case 'way': return { kind: 'way', number, journey: desk.journey(question.unit, question.from, question.to, question.departAt) }
    }
  }

  #desk(name: DeskName): RealityDesk {
    const known = this.#desks.get(name)
    if (known !== undefined) return known
    if (this.#ground === null) throw new Error('the reality check was asked before it was given its ground')
    const { zone, planning, units } = this.#ground
    const desk = new RealityDesk(zone, planning, units)
    this.#desks.set(name, desk)
    return desk
  }
}
