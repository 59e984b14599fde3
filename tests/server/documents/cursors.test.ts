/** When cursors and "saved" are told: alone, or with a change that goes out anyway; and what gives way when there is much to do. */
import * as decoding from 'lib0/decoding'
import { beforeEach, describe, expect, test } from 'vitest'
import { decodeSaved, frameTypes } from '#shared/protocol/frames.ts'
import { RoomAwareness } from '../../../server/documents/awareness.ts'
import { Member } from '../../../server/documents/member.ts'
import { SharedPace } from '../../../server/time/sharedPace.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { awarenessFrame } from '../../support/hostileFrames.ts'

let clock = new FakeClock()
beforeEach(() => { clock = new FakeClock() })

/** A person on a socket that keeps what it is sent, one write after the other. */
function someone(seat: string): { readonly member: Member; readonly writes: Uint8Array[][]; readonly ends: string[] } {
  const [writes, ends]: [Uint8Array[][], string[]] = [[], []]
  const member = new Member({
    waitingBytes: 0, send: (messages, own = null) => { writes.push(own === null ? [...messages] : [...messages, own]) },
    pause: () => undefined, resume: () => undefined, listen: () => undefined, close: (_code, reason) => { ends.push(reason) },
  }, seat, true, clock)
  member.isSynced = true
  return { member, writes, ends }
}

function clientsIn(frame: Uint8Array | null | undefined): number[] {
  if (frame === null || frame === undefined) return []
  const decoder = decoding.createDecoder(frame)
  expect(decoding.readVarUint(decoder)).toBe(frameTypes.awareness)
  decoding.readVarUint(decoder)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    decoding.readVarString(decoder)
    return client
  })
}

function savedIn(frame: Uint8Array): number | null {
  const decoder = decoding.createDecoder(frame)
  return decoding.readVarUint(decoder) === frameTypes.saved ? decodeSaved(decoder) : null
}

describe('[DOC103] cursors', () => {
  const clients = { amina: 7, bao: 8 }
  let clocks = 0
  function room(pace = new SharedPace(clock, 80, 3)): { readonly amina: ReturnType<typeof someone>; readonly bao: ReturnType<typeof someone>; readonly awareness: RoomAwareness; move(who: 'amina' | 'bao'): void } {
    const [amina, bao] = [someone('amina'), someone('bao')]
    const awareness = new RoomAwareness({
      clock, pace, members: () => [amina.member, bao.member], ownerOf: (client) => (client === clients.amina ? 'amina' : 'bao'), claim: () => true, mayWrite: () => true,
      userOf: (seat) => ({ seat, name: seat, hat: null, syndicate: 's1', color: '#000000' }),
    })
    const move = (who: 'amina' | 'bao'): void => {
      clocks += 1
      awareness.receive({ amina, bao }[who].member, awarenessFrame([{ client: clients[who], clock: clocks, state: { pointer: { lat: 1, lng: clocks / 1000 } } }]).subarray(2))
    }
    return { amina, bao, awareness, move }
  }

  test('go by themselves at once, and then ten times a second', () => {
    const { bao, awareness, move } = room()
    for (let ms = 0; ms < 990; ms += 10) {
      move('amina')
      clock.turn(10)
    }
    expect(bao.writes).toHaveLength(10)
    expect(bao.writes.map(([frame]) => clientsIn(frame))).toEqual(Array.from({ length: 10 }, () => [clients.amina]))
    awareness.close()
  })

  test('go along with a change from two fifths of the gap on, count as told, and come back to nobody who holds them', () => {
    const { amina, bao, awareness, move } = room()
    move('amina')
    clock.turn(0)
    move('amina')
    move('bao')
    clock.turn(39)
    expect(awareness.riding(6)).toBeNull()
    clock.turn(1)
    expect(awareness.riding(5), 'two cursors for five readers would hold the change up').toBeNull()
    const told = awareness.riding(6)
    expect(clientsIn(told?.all).sort()).toEqual([clients.amina, clients.bao])
    expect([clientsIn(told?.to(amina.member)), clientsIn(told?.to(bao.member))]).toEqual([[clients.bao], [clients.amina]])
    const before = bao.writes.length
    clock.turn(200)
    expect([bao.writes.length - before, awareness.riding(6)]).toEqual([0, null])
    move('amina')
    clock.turn(0)
    expect(bao.writes.length - before).toBe(1)
    awareness.close()
  })

  test('come less often to all rooms together while telling them takes more than their share of the server\'s time', () => {
    const pace = new SharedPace(clock, 80, 3)
    for (let second = 0; second < 12; second += 1) {
      clock.turn(1000)
      pace.spend(160)
    }
    expect(pace.stretch).toBeCloseTo(3)
    const { bao, awareness, move } = room(pace)
    for (let ms = 0; ms < 3000; ms += 10) {
      move('amina')
      clock.turn(10)
    }
    // Nothing is spent on a clock that stands still while one works: the pace comes back to one by halves.
    expect(bao.writes.length).toBeLessThan(28)
    expect(pace.stretch).toBeLessThan(1.5)
    awareness.close()
  })
})

describe('[DOC104] "saved"', () => {
  const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

  test('goes with what its writer is told next, or by itself after forty milliseconds, once', async () => {
    const { member, writes } = someone('amina')
    member.saved.arrived()
    member.saved.savedWith(Promise.resolve())
    await settled()
    expect(writes).toEqual([])
    const change = new Uint8Array([9])
    member.send([change])
    expect(writes.map((frames) => frames.map((frame) => (frame === change ? 'change' : savedIn(frame))))).toEqual([['change', 1]])
    clock.turn(1000)
    expect(writes).toHaveLength(1)
    member.saved.arrived()
    member.saved.savedWith(Promise.resolve())
    await settled()
    clock.turn(39)
    expect(writes).toHaveLength(1)
    clock.turn(1)
    expect(writes[1]?.map(savedIn)).toEqual([2])
  })

  test('is said before the line is closed, and to nobody afterwards', async () => {
    const { member, writes, ends } = someone('amina')
    member.saved.arrived()
    member.saved.savedWith(Promise.resolve())
    await settled()
    member.close(4409, 'restored')
    expect([writes.map((frames) => frames.map(savedIn)), ends]).toEqual([[[1]], ['restored']])
    member.saved.arrived()
    member.saved.savedWith(Promise.resolve())
    await settled()
    clock.turn(1000)
    expect(writes).toHaveLength(1)
  })
})
