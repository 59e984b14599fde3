/**
 * The update guard: may this update enter this document, by this person? Pure, and without a Y.Doc: it knows only how
 * far each client id has come and whose it is. It refuses what no honest current client can send: somebody else's
 * name, gaps, deletes of what does not exist, unbacked lengths, poisonous values. Shape is never refused (mending.ts).
 * Whether the person may write at all is asked elsewhere.
 */
import * as Y from 'yjs'
import type { Author, SeatId } from '#shared/exercise/names.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { crowdingOf } from './crowding.ts'
import type { DecodedUpdate, DeleteRange, Struct } from './decodedUpdate.ts'
import { orderOf, type TypeId } from './updateOrder.ts'
import { itemProblem } from './updateValues.ts'

export interface GuardState {
  /** For each client id the clock its next struct must begin with. */
  readonly stateVector: ReadonlyMap<number, number>
  /** Whose each client id is, for good. */
  readonly owners: ReadonlyMap<number, Author>
}

export interface GuardLimits { readonly unbackedRun: number; readonly valueDepth: number }

export interface Accepted {
  readonly kind: 'accept'
  /** The clocks after this update, of the client ids it moves. */
  readonly advances: ReadonlyMap<number, number>
  /** Client ids nobody has named before: they become this person's. */
  readonly newClientIds: readonly number[]
  /** Some of it is known already: what is journaled must be only the rest. */
  readonly partlyKnown: boolean
  /** Shared types it makes, and how many of them lie inside one another. */
  readonly types: readonly TypeId[]
  readonly levels: number
  /** Items between neighbours of the document, where they are many: how far apart those stand is to be looked at. */
  readonly between: readonly Y.Item[]
}

export interface Refused {
  readonly kind: 'refuse'
  readonly code: number
  readonly why: string
  /** Only what comes before it is missing: a client that has not yet caught up may send this in good faith. */
  readonly isGap: boolean
}

export type Verdict = Accepted | { readonly kind: 'known' } | Refused

/** New structs of more client ids than this in one message come from no browser. */
const movingClientIds = 64
/** Types inside one another in one message. Editors stay below 24; taking thousands apart overflows a reader's stack. */
const nestedTypes = 64
/** Items that name neighbours which do not stand side by side: what an honest hour offline has is a handful. */
const strayItems = 256

/** An Update message, written by this person just now. */
export function guardUpdate(update: DecodedUpdate, state: GuardState, person: SeatId, limits: GuardLimits): Verdict {
  return new Examination(update, state, person, limits).verdict()
}

/**
 * A sync step 2: what a client has and we do not. Unlike an Update it may hold deletes by anybody that are known
 * already, and a gap means that this copy knows a past which is not recorded.
 */
export function guardSyncStep2(update: DecodedUpdate, state: GuardState, person: SeatId, limits: GuardLimits): Verdict {
  const verdict = guardUpdate(update, state, person, limits)
  return verdict.kind === 'refuse' && verdict.isGap ? { ...verdict, code: closeCodes.wrongEpoch } : verdict
}

class Examination {
  readonly #update: DecodedUpdate
  readonly #state: GuardState
  readonly #person: SeatId
  readonly #limits: GuardLimits
  readonly #advances = new Map<number, number>()
  readonly #moving = new Map<number, readonly Struct[]>()
  readonly #newClientIds: number[] = []
  #unbacked = 0
  #partlyKnown = false

  constructor(update: DecodedUpdate, state: GuardState, person: SeatId, limits: GuardLimits) {
    this.#update = update
    this.#state = state
    this.#person = person
    this.#limits = limits
  }

  verdict(): Verdict {
    for (const [client, structs] of this.#update.sections) {
      const refusal = this.#section(client, structs)
      if (refusal !== null) return refusal
    }
    if (this.#unbacked > this.#limits.unbackedRun) return unacceptable('a long run without content')
    if (this.#moving.size > movingClientIds) return unacceptable('too many client ids at once')
    const order = orderOf(this.#moving, this.#state.stateVector)
    if (order === null) return gap('depends on what nobody has')
    if (order.levels > nestedTypes) return unacceptable('types nested too deep')
    const crowding = crowdingOf(this.#moving, this.#state.stateVector)
    if (crowding.strays > strayItems) return unacceptable('items whose neighbours are far apart')
    const deletes = this.#deletes()
    if (deletes !== null) return deletes
    if (this.#advances.size === 0 && this.#update.deletes.size === 0) return { kind: 'known' }
    return { kind: 'accept', advances: this.#advances, newClientIds: this.#newClientIds, partlyKnown: this.#partlyKnown, between: crowding.between, ...order }
  }

  #section(client: number, structs: readonly Struct[]): Refused | null {
    const known = this.#state.stateVector.get(client) ?? 0
    let end = known
    for (const struct of structs) {
      if (struct instanceof Y.Skip) return gap('skips what nobody has')
      if (struct.id.clock > end) return gap('clocks are missing')
      const problem = struct instanceof Y.Item ? itemProblem(struct, this.#limits.valueDepth) : null
      if (problem !== null) return unacceptable(problem)
      const structEnd = struct.id.clock + struct.length
      if (struct.id.clock < known) this.#partlyKnown = true
      if (structEnd <= known) {
        if (struct instanceof Y.Item && !this.#restsOnKnown(struct)) return gap('depends on what nobody has')
        continue
      }
      if (isUnbacked(struct)) this.#unbacked += structEnd - Math.max(known, struct.id.clock)
      end = structEnd
    }
    return end === known ? null : this.#moves(client, structs, end)
  }

  #moves(client: number, structs: readonly Struct[], end: number): Refused | null {
    const owner = this.#state.owners.get(client)
    if (owner !== undefined && owner !== this.#person) return unacceptable('writes under the client id of somebody else')
    if (owner === undefined) this.#newClientIds.push(client)
    this.#advances.set(client, end)
    this.#moving.set(client, structs)
    return null
  }

  /** What was sent once is ignored by every reader, but only after it has looked up what it names. */
  #restsOnKnown(item: Y.Item): boolean {
    return [item.origin, item.rightOrigin, item.parent].every((named) => {
      if (!(named instanceof Y.ID)) return true
      return named.clock < (named.client === item.id.client ? item.id.clock : this.#state.stateVector.get(named.client) ?? 0)
    })
  }

  #deletes(): Refused | null {
    for (const [client, ranges] of this.#update.deletes) {
      const end = this.#advances.get(client) ?? this.#state.stateVector.get(client) ?? 0
      if (!isInOrder(ranges)) return unacceptable('deletes in disorder')
      for (const { clock, len } of ranges) {
        if (len < 1) return unacceptable('deletes nothing')
        if (clock + len > end) return gap('deletes what does not exist')
      }
    }
    return null
  }
}

/** As every Yjs client writes them. Backwards, each range would cost the reader the whole list. */
function isInOrder(ranges: readonly DeleteRange[]): boolean {
  return ranges.every(({ clock }, i) => {
    const before = ranges[i - 1]
    return before === undefined || before.clock + before.len <= clock
  })
}

function isUnbacked(struct: Struct): boolean {
  return struct instanceof Y.GC || (struct instanceof Y.Item && struct.content instanceof Y.ContentDeleted)
}

function unacceptable(why: string): Refused {
  return { kind: 'refuse', code: closeCodes.unacceptable, why, isGap: false }
}

function gap(why: string): Refused {
  return { kind: 'refuse', code: closeCodes.unacceptable, why, isGap: true }
}
