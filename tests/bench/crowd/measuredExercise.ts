/** One exercise on a watched server, for a crowd: its first move begun, every message of its day released, a board brought. */
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import type { LiveClient } from '../../support/person.ts'
import { Person } from '../../support/person.ts'
import { Browser, valueOf } from '../../support/startServer.ts'
import { wenza } from '../../support/wenzaFiles.ts'
import { makeBoardWork, type BoardWish } from '../compare/load/boardWork.ts'
import { Crowd } from '../compare/load/crowd.ts'
import type { TalkSeat } from '../compare/load/talk.ts'
import type { WatchedServer } from '../watch/watchedServer.ts'

export interface MemberSeat extends TalkSeat { readonly exercise: string; readonly seat: string }

export class MeasuredExercise {
  readonly code: string
  readonly #server: WatchedServer
  readonly #dana: LiveClient

  private constructor(server: WatchedServer, dana: LiveClient) {
    this.#server = server
    this.#dana = dana
    this.code = dana.view?.codes.find(({ role, syndicate }) => role === 'member' && syndicate === 's1')?.code ?? ''
  }

  static async open(server: WatchedServer): Promise<MeasuredExercise> {
    const house = new Browser(server.origin)
    valueOf(await house.post('/api/house/enter', { token: server.token }))
    const wish: CreateExercise = { scenario: 'wenza-day', title: 'Measured', syndicates: 1, name: 'Dana', roster: [], lobby: false }
    const made = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
    const exercise = new MeasuredExercise(server, await new Person(house, made.exercise, made.seat).live())
    await exercise.#begin()
    return exercise
  }

  async member(name: string): Promise<MemberSeat> {
    const browser = new Browser(this.#server.origin)
    const { exercise, seat } = valueOf(await browser.post<SeatTaken>('/api/join/take', { code: this.code, name, hat: null }))
    return {
      port: this.#server.port, room: 's1', exercise, seat, path: `/x/${exercise}/yjs/syndicate/s1/board@1?seat=${seat}`,
      headers: { Origin: this.#server.origin, Cookie: browser.cookieHeader, 'Sec-WebSocket-Protocol': documentSubprotocol },
    }
  }

  /** A board as people find it, change by change, as it was made; gives its size. */
  async bringBoard(wish: BoardWish): Promise<number> {
    const work = makeBoardWork(wish)
    const crowd = new Crowd(work, 'plain')
    await crowd.gather([[await this.member('Who brings'), await this.member('Who sees it come')]])
    crowd.leave()
    return work.stateBytes
  }

  close(): void {
    this.#dana.close()
  }

  async #begin(): Promise<void> {
    const planning = this.#dana.view?.agenda.findIndex(({ stage }) => stage === 'planning') ?? -1
    valueOf(await this.#dana.command({ type: 'msel:automatic', on: false }))
    valueOf(await this.#dana.command({ type: 'stage:begin', index: planning }))
    for (const { serial } of wenza().msel) valueOf(await this.#dana.command({ type: 'inject:release', serial, syndicates: ['s1'] }))
  }
}
