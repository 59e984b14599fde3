/** The server as people meet it: create, join, wait, be admitted, see, command, come back after a restart. */
import { afterEach, describe, expect, test } from 'vitest'
import { MemoryStorage } from '../../server/storage/memory.ts'
import type { JoinOffer, SeatInfo, SeatTaken } from '#shared/protocol/http.ts'
import { exerciseOn, openExercise, startServer, until, valueOf, type ServerOptions, type TestServer } from '../support/startServer.ts'
import { FakeClock } from '../support/fakeClock.ts'
import type { LiveClient } from '../support/person.ts'

const open: { close(): unknown }[] = []
async function server(options?: ServerOptions): Promise<TestServer> {
  const started = await startServer(options)
  open.unshift(started)
  return started
}
function track(live: LiveClient): LiveClient {
  open.unshift(live)
  return live
}
afterEach(async () => { for (const each of open.splice(0)) await each.close() })

describe('creating and joining', () => {
  test('[DOOR1] the one-time instructor link opens the house once, and only a house may create', async () => {
    const house = await server()
    const token = house.app.issueHouseToken()
    const stranger = house.browser()
    expect(await stranger.post('/api/exercises', { scenario: 'small', title: 'x', syndicates: 2, name: 'eve', roster: [], lobby: false })).toMatchObject({ ok: false, refusal: { code: 'not-here' } })
    const instructor = house.browser()
    expect(await instructor.post('/api/house/enter', { token })).toMatchObject({ ok: true })
    expect(await stranger.post('/api/house/enter', { token })).toMatchObject({ ok: false, refusal: { code: 'wrong-code' } })
    expect(valueOf(await instructor.get('/api/house'))).toMatchObject({ mayCreate: true, scenarios: [{ id: 'small', syndicates: 3 }] })
    expect(valueOf(await stranger.get('/api/house'))).toMatchObject({ mayCreate: false, scenarios: [], exercises: [] })
  })

  test('[DOOR2] a member types the code, picks a name and a hat, and is at the board', async () => {
    const exercise = await openExercise(await server(), { roster: [{ name: 'Amina', nation: 'KE', syndicate: 1 }, { name: 'Bao', nation: 'VN', syndicate: 2 }] })
    const browser = exercise.server.browser()
    const code = exercise.code('member', 's1')
    const spaced = `${code.slice(0, 4)} ${code.slice(4)}`
    const offer = valueOf(await browser.post<JoinOffer>('/api/join/look', { code: spaced }))
    expect(offer).toMatchObject({ role: 'member', syndicate: { number: 1, name: 'Alpha' }, names: ['Amina'], lobby: false })
    expect(offer.hats.map((hat) => hat.takenBy)).toEqual([null, null])
    const amina = await exercise.join('member', 'Amina', { syndicate: 's1', hat: 'operations', browser })
    expect(valueOf(await browser.get<SeatInfo>(`/api/seat/${amina.seat}`))).toEqual({ exercise: exercise.id, seat: amina.seat, role: 'member', status: 'admitted' })
    const live = track(await amina.live())
    expect(live.view?.seats[amina.seat]).toMatchObject({ name: 'Amina', syndicate: 's1', hat: 'operations' })
    const again = valueOf(await browser.post<JoinOffer>('/api/join/look', { code }))
    expect(again.names).toEqual([])
    expect(again.hats.find((hat) => hat.id === 'operations')?.takenBy).toBe('Amina')
  })

  test('[DOOR3] who waits in the lobby gets nothing of the exercise until admitted', async () => {
    const exercise = await openExercise(await server(), { lobby: true })
    const bao = await exercise.join('member', 'bao', { syndicate: 's2' })
    const live = track(await bao.live())
    expect(live.view?.seats[bao.seat]?.status).toBe('waiting')
    expect(live.wire).not.toMatch(/Alpha|Lothra|Warning order|GOLD-1/)
    expect(await live.command({ type: 'inject:open', inject: 'x' })).toMatchObject({ ok: false, refusal: { code: 'not-admitted' } })
    const dana = track(await exercise.chief.live())
    expect(await dana.command({ type: 'seat:admit', seats: [bao.seat] })).toMatchObject({ ok: true })
    await until(() => live.view?.seats[bao.seat]?.status === 'admitted', 'bao is admitted')
    expect(live.view?.syndicates.s2?.name).toBe('Bravo')
  })

  test('[DOOR4] one browser holds several seats: console, projector and observer', async () => {
    const exercise = await openExercise(await server(), { lobby: true })
    for (const role of ['screen', 'observer'] as const) {
      const taken = valueOf(await exercise.house.post<SeatTaken>(`/api/exercises/${exercise.id}/seats`, { role }))
      expect(valueOf(await exercise.house.get<SeatInfo>(`/api/seat/${taken.seat}`))).toMatchObject({ role, status: 'admitted' })
    }
    expect(valueOf(await exercise.house.post<SeatTaken>(`/api/exercises/${exercise.id}/chief`, {})).seat).toBe(exercise.chief.seat)
    expect(await exercise.server.browser().post(`/api/exercises/${exercise.id}/seats`, { role: 'screen' })).toMatchObject({ ok: false })
  })

  test('[DOOR5] leaving forgets the seat in this browser', async () => {
    const exercise = await openExercise(await server())
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    await amina.browser.post(`/api/seat/${amina.seat}/leave`, {})
    expect(await amina.browser.get(`/api/seat/${amina.seat}`)).toMatchObject({ ok: false, refusal: { code: 'not-signed-in' } })
  })
})

describe('the live channel', () => {
  test('[DOOR6] an inject released to one syndicate reaches its seats only, and is then recorded as delivered', async () => {
    const exercise = await openExercise(await server())
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const bao = await exercise.join('member', 'bao', { syndicate: 's2' })
    const omar = await exercise.join('observer', 'omar')
    const [dana, aminaLive, baoLive, omarLive] = await Promise.all([exercise.chief.live(), amina.live(), bao.live(), omar.live()])
    for (const live of [dana, aminaLive, baoLive, omarLive]) track(live)
    expect(await dana.command({ type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })).toMatchObject({ ok: true })
    await until(() => Object.keys(aminaLive.view?.injects ?? {}).length === 1, 'amina has the inject')
    const inject = Object.keys(aminaLive.view?.injects ?? {})[0] ?? ''
    await until(() => exercise.state().injects[inject]?.releases.s1?.delivered[amina.seat] !== undefined, 'its delivery is recorded')
    await until(() => dana.view?.injects[inject]?.releases.s1?.delivered[amina.seat] !== undefined, 'dana sees the receipt')
    expect(await aminaLive.command({ type: 'inject:acknowledge', inject })).toMatchObject({ ok: true })
    expect(await baoLive.command({ type: 'inject:acknowledge', inject })).toMatchObject({ ok: false, refusal: { code: 'unknown-thing' } })
    expect(Object.keys(baoLive.view?.injects ?? {})).toEqual([])
    expect(baoLive.wire + omarLive.wire).not.toMatch(/Farrow Bridge is gone|East span/)
    expect(aminaLive.wire + baoLive.wire + omarLive.wire).not.toMatch(/CANARY|"serial":"[^"]/)
    expect(exercise.server.faults).toEqual([])
  })

  test('[DOOR7] who comes back is sent what was released meanwhile, and that is recorded once', async () => {
    const exercise = await openExercise(await server())
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const dana = track(await exercise.chief.live())
    await dana.command({ type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    const live = track(await amina.live())
    const inject = Object.keys(live.view?.injects ?? {})[0] ?? ''
    await until(() => exercise.state().injects[inject]?.releases.s1?.delivered[amina.seat] !== undefined, 'its delivery is recorded')
    const recordedAt = exercise.state().injects[inject]?.releases.s1?.delivered[amina.seat]
    live.close()
    const again = track(await amina.live())
    await again.command({ type: 'inject:open', inject })
    expect(exercise.state().injects[inject]?.releases.s1?.delivered[amina.seat]).toBe(recordedAt)
  })

  test('[DOOR8] presence tells who is here, and that somebody went', async () => {
    const exercise = await openExercise(await server())
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const dana = track(await exercise.chief.live())
    const live = await amina.live()
    await until(() => dana.presences.at(-1)?.online.includes(amina.seat) === true, 'amina is seen here')
    live.close()
    await until(() => dana.presences.at(-1)?.online.includes(amina.seat) === false, 'amina is seen gone')
  })

  test('[DOOR9] a removed seat is told so and cut off within a second', async () => {
    const exercise = await openExercise(await server())
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const dana = track(await exercise.chief.live())
    const live = track(await amina.live())
    await dana.command({ type: 'seat:remove', seat: amina.seat })
    await until(() => !live.socket.connected, 'amina is cut off', 1000)
    expect(live.notices.map((notice) => notice.code)).toContain('removed')
    expect(valueOf(await amina.browser.get<SeatInfo>(`/api/seat/${amina.seat}`)).status).toBe('removed')
    const again = track(amina.connect())
    await until(() => again.notices.length > 0, 'she is told again')
    expect(again.views).toEqual([])
  })

  test('[DOOR10] a page of another version is asked to reload', async () => {
    const exercise = await openExercise(await server())
    const live = track(exercise.chief.connect({ protocol: '0' }))
    await until(() => live.notices.some((notice) => notice.code === 'reload'), 'it is asked to reload')
    expect(live.views).toEqual([])
  })

  test('[DOOR11] a seat whose cookie the browser does not hold is not let in', async () => {
    const exercise = await openExercise(await server())
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const live = track(amina.connect({ seat: exercise.chief.seat }))
    await until(() => live.errors.length > 0, 'the connection is refused')
    expect(live.errors[0]).toBe('not-signed-in')
    expect(live.views).toEqual([])
  })
})

describe('the plenary on the live channel', () => {
  test('[DOOR12] the presenter\'s view reaches everybody, late arrivals at once, and others may not show', async () => {
    const exercise = await openExercise(await server())
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const bao = await exercise.join('member', 'bao', { syndicate: 's2' })
    const dana = track(await exercise.chief.live())
    await dana.command({ type: 'lead:name', syndicate: 's1', seat: amina.seat })
    await dana.command({ type: 'stage:begin', index: 5 })
    await dana.command({ type: 'floor:give', syndicate: 's1' })
    const [aminaLive, baoLive] = await Promise.all([amina.live(), bao.live()])
    track(aminaLive)
    track(baoLive)
    const view = { bounds: [-6, -9.2, -5.7, -8.9] as [number, number, number, number], section: 'risk', hiddenLayers: [], highlight: [] }
    expect(await aminaLive.command({ type: 'stage:show', view })).toMatchObject({ ok: true })
    await until(() => baoLive.traces.length === 1, 'bao follows')
    expect(await baoLive.command({ type: 'stage:show', view })).toMatchObject({ ok: false })
    const omar = track(await (await exercise.join('observer', 'omar')).live())
    expect(omar.views[0]?.stageView?.view.section).toBe('risk')
    // Pointers are not kept for a line that is busy: they point on until one arrives.
    await until(() => {
      baoLive.socket.emit('pointer', { lat: 1, lng: 1 })
      aminaLive.socket.emit('pointer', { lat: -5.9, lng: -9 })
      return omar.pointers.length > 0
    }, 'omar sees the pointer')
    for (const pointer of omar.pointers) expect(pointer).toEqual({ lat: -5.9, lng: -9 })
  })

  test('[DOOR12] who leads a replay shows the room a map in the debrief, too: late arrivals see it, and it goes with the replay', async () => {
    const exercise = await openExercise(await server())
    const dana = track(await exercise.chief.live())
    await dana.command({ type: 'stage:begin', index: dana.view?.agenda.findIndex(({ stage }) => stage === 'debrief') ?? 0 })
    const view = { bounds: [-6, -9.2, -5.7, -8.9] as [number, number, number, number], section: 'risk', hiddenLayers: [], highlight: [] }
    expect(await dana.command({ type: 'stage:show', view })).toMatchObject({ ok: false })
    await dana.command({ type: 'replay:lead', recordedAt: 0, pace: 0, look: { kind: 'situation' }, names: false })
    expect(await dana.command({ type: 'stage:show', view })).toMatchObject({ ok: true })
    const omar = track(await (await exercise.join('observer', 'omar')).live())
    expect(omar.views[0]?.stageView?.view.section).toBe('risk')
    expect(omar.views[0]?.view.plenary.replay).toMatchObject({ at: 0, pace: 0 })
    await dana.command({ type: 'replay:leave' })
    const bao = track(await (await exercise.join('observer', 'bao')).live())
    expect(bao.views[0]?.stageView).toBeNull()
  })

  test('[DOOR13] views shown in quick succession are told at most four a second, the newest last', async () => {
    const clock = new FakeClock()
    const exercise = await openExercise(await server({ clock }))
    const dana = track(await exercise.chief.live())
    await dana.command({ type: 'stage:begin', index: 5 })
    await dana.command({ type: 'floor:give', syndicate: 's1' })
    const show = (section: string) => dana.command({ type: 'stage:show', view: { bounds: [-6, -9, -5, -8], section, hiddenLayers: [], highlight: [] } })
    const answers: boolean[] = []
    for (let index = 0; index < 10; index += 1) void show(`p${index}`).then(({ ok }) => answers.push(ok))
    await until(() => answers.length === 9, 'the first is shown, and all but the newest are answered')
    clock.turn(250)
    await until(() => answers.length === 10, 'the newest is answered')
    expect(answers.filter((ok) => ok)).toHaveLength(2)
    await until(() => dana.traces.length === 2, 'two views were told')
    expect(dana.traces.at(-1)?.trace).toMatchObject({ view: { section: 'p9' } })
  })
})

describe('coming back', () => {
  test('[DOOR14] after a restart everything is there, and everybody still holds their seat', async () => {
    const storage = new MemoryStorage()
    const first = await server({ storage })
    const exercise = await openExercise(first)
    const amina = await exercise.join('member', 'amina', { syndicate: 's1', hat: 'operations' })
    const dana = track(await exercise.chief.live())
    await dana.command({ type: 'stage:begin', index: 2 })
    await dana.command({ type: 'inject:release', serial: 'INJ-02', syndicates: ['s1', 's2', 's3'] })
    const live = track(await amina.live())
    await until(() => Object.keys(live.view?.injects ?? {}).length > 0, 'amina has the inject')
    const before = exercise.state()
    await first.close()
    const second = await server({ storage, port: first.port })
    const later = exerciseOn(second, exercise.id, exercise.chief, exercise.house)
    expect(later.state().injects).toMatchObject(before.injects)
    expect(later.state().seats).toEqual(before.seats)
    await until(() => live.views.length >= 2 && live.socket.connected, 'amina is back by herself')
    expect(live.view?.world).toEqual(live.views[0]?.view.world)
    expect(await track(await exercise.chief.live()).command({ type: 'clock:pause' })).toMatchObject({ ok: true })
    expect(second.faults).toEqual([])
  })
})
