/** Joining as a small state: code, then name, then hat. What was typed is never thrown away by a refusal. */
import type { Refusal } from '#shared/exercise/refusal.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { JoinOffer, SeatTaken } from '#shared/protocol/http.ts'
import { api } from '../connection/api.ts'
import { text } from '../text/index.ts'
import { readCode } from './joinCode.ts'

export type JoinStep = 'code' | 'name' | 'hat'

export class JoinState {
  step = $state<JoinStep>('code')
  code = $state('')
  name = $state('')
  offer = $state.raw<JoinOffer | null>(null)
  /** A sentence about what was typed; null when all is well. */
  problem = $state.raw<string | null>(null)
  busy = $state(false)
  readonly #done: (taken: SeatTaken, offer: JoinOffer, name: string) => void

  constructor(done: (taken: SeatTaken, offer: JoinOffer, name: string) => void) {
    this.#done = done
  }

  /** Looks what the code opens; screens and such go straight in. */
  async look(): Promise<void> {
    const code = readCode(this.code)
    if (code === null) {
      this.problem = text.join.codeShape
      return
    }
    const answer = await this.#ask(() => api.look(code))
    if (answer === null) return
    this.offer = answer
    this.step = 'name'
    if (answer.role === 'screen') await this.#take(text.join.screenName, null)
  }

  async pickName(name: string): Promise<void> {
    this.name = name.trim().slice(0, limits.nameLength)
    if (this.name === '') {
      this.problem = text.join.nameNeeded
      return
    }
    this.problem = null
    if ((this.offer?.hats.length ?? 0) > 0) this.step = 'hat'
    else await this.#take(this.name, null)
  }

  /** Who sits here already and has changed laptops: the seat's hat comes along. */
  async pickReturning(name: string): Promise<void> {
    this.name = name
    await this.#take(name, null)
  }

  async pickHat(hat: string | null): Promise<void> {
    await this.#take(this.name, hat)
  }

  back(): void {
    this.problem = null
    this.step = this.step === 'hat' ? 'name' : 'code'
  }

  async #take(name: string, hat: string | null): Promise<void> {
    const code = readCode(this.code)
    const offer = this.offer
    if (code === null || offer === null) return
    const taken = await this.#ask(() => api.take({ code, name, hat }), (refusal) => this.#refused(refusal, code))
    if (taken !== null) this.#done(taken, offer, name)
  }

  /** Somebody was faster: ask again what is free, keep everything else. */
  async #refused(refusal: Refusal, code: string): Promise<void> {
    if (refusal.code !== 'hat-taken' && refusal.code !== 'name-taken') return
    const answer = await api.look(code)
    if (answer.ok) this.offer = answer.value
    if (refusal.code === 'name-taken') this.step = 'name'
  }

  async #ask<T>(
    question: () => Promise<{ ok: true; value: T } | { ok: false; refusal: Refusal }>,
    onRefusal: (refusal: Refusal) => Promise<void> = async () => undefined,
  ): Promise<T | null> {
    if (this.busy) return null
    this.busy = true
    this.problem = null
    const answer = await question()
    if (!answer.ok) {
      this.problem = answer.refusal.sentence
      await onRefusal(answer.refusal)
    }
    this.busy = false
    return answer.ok ? answer.value : null
  }
}
