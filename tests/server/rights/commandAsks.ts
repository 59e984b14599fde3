/** One honest way to ask each command, with things that are really there: who may ask it, does it. */
import type { Command, CommandType } from '#shared/exercise/commands.ts'
import type { Seat } from '#shared/exercise/seat.ts'
import { valueOf } from '../../support/startServer.ts'
import { people, type Name, type RightsRoom, type Situation } from './room.ts'

const view = { bounds: [-6, -9.2, -5.7, -8.9] as [number, number, number, number], section: null, hiddenLayers: [], highlight: [] }
const answer = { choice: 'A Company', reason: 'They are near.', at: null, units: [], text: '', riskAcceptedBy: 'Commander' }
const sheet = { ratings: { learned: 5, real: null, pace: null, voice: null, board: null }, keep: 'maps', change: '' }
const content = { title: '', text: 'EXERCISE. A convoy is late.', channel: 'phone' as const, from: '', question: null, answerMinutes: null }

/** What stands ready in a situation, arranged by directing staff, so that there is something to ask about. */
export class Ready {
  readonly #room: RightsRoom
  #spares = 0

  constructor(room: RightsRoom) {
    this.#room = room
  }

  /** Released to Alpha alone. */
  async inject(serial = 'INJ-01'): Promise<string> {
    const found = (): string | undefined => Object.values(this.#room.state.injects).find(({ secrets, releases }) => secrets?.serial === serial && releases['s1']?.withdrawnAt === null)?.id
    if (found() === undefined) await this.#room.ask({ type: 'inject:release', serial, syndicates: ['s1'] })
    return found() ?? ''
  }

  async card(): Promise<string> {
    const found = (): string | undefined => Object.keys(this.#room.state.cards)[0]
    if (found() === undefined && this.#room.state.stage.stage !== 'ended') await this.#room.ask({ type: 'card:put', from: { kind: 'spot', question: 'What first?', aloneSeconds: 90 }, syndicates: ['s1', 's2'] })
    return found() ?? 'none'
  }

  /** Somebody who came just for this and may go again. */
  async spare(role: 'member' | 'evaluator', waiting = false): Promise<Seat> {
    const { runner } = this.#room.exercise
    const code = this.#room.exercise.code(role, role === 'member' ? 's3' : undefined)
    if (waiting) await this.#room.ask({ type: 'lobby:set', open: true })
    const { seat = '' } = valueOf(await runner.run({ type: 'seat:take', code, name: `spare ${(this.#spares += 1)}`, hat: null }, { kind: 'door' }))
    if (waiting) await this.#room.ask({ type: 'lobby:set', open: false })
    const found = this.#room.state.seats[seat]
    if (found === undefined) throw new Error('nobody came')
    return found
  }

  async exhibit(kind: 'pdf' | 'audio' = 'pdf'): Promise<string> {
    const media = `exhibit-${kind}`
    if (!this.#room.state.directing.shelf.some(({ exhibit }) => exhibit.media === media)) {
      await this.#room.ask({ type: 'exhibit:add', exhibit: { media, kind, title: 'Order', words: 'What is said', notice: 'Harm', hat: null, pages: kind === 'pdf' ? 3 : null }, serial: null })
    }
    return media
  }

  async staged(open: boolean, kind: 'pdf' | 'audio' = 'pdf'): Promise<string> {
    const media = await this.exhibit(kind)
    const staged = (): boolean | undefined => this.#room.state.plenary.exhibit?.covered
    if (staged() === undefined || (!open && staged() === false)) {
      if (staged() !== undefined) await this.#room.ask({ type: 'exhibit:take' })
      await this.#room.ask({ type: 'exhibit:show', media })
    }
    if (open && staged() === true) await this.#room.ask({ type: 'exhibit:uncover' })
    return media
  }

  async vote(): Promise<string> {
    const { plenary, stage } = this.#room.state
    if (stage.stage !== 'plenary' && stage.stage !== 'debrief') return 'none'
    if (plenary.vote === null || plenary.vote.results !== null) await this.#room.ask({ type: 'vote:open', kind: 'verdict', question: 'Sound?', choices: [], dots: 1, audience: 'everyone' })
    return this.#room.state.plenary.vote?.id ?? 'none'
  }

  async request(): Promise<string> {
    return this.#room.state.conduct.requests.find(({ answers }) => answers.length < 12)?.id ?? 'none'
  }

  async summons(): Promise<string> {
    await this.#room.ask({ type: 'summon:call', text: 'Look', syndicates: [], place: null })
    return this.#room.state.conduct.summonses.at(-1)?.id ?? 'none'
  }

  async emergency(): Promise<string> {
    await this.#room.exercise.runner.run({ type: 'emergency:call', place: 'hall' }, { kind: 'seat', seat: this.#room.persons.member.seat })
    return this.#room.state.conduct.emergency.calls[0]?.id ?? 'none'
  }

  /** The answers of Alpha's table lie open. */
  async revealed(): Promise<{ readonly card: string; readonly items: readonly string[]; readonly piles: readonly string[] }> {
    const card = await this.card()
    const table = (): string | undefined => this.#room.state.cards[card]?.tables['s1']?.status
    if (table() === 'alone') {
      for (const name of ['lead', 'member'] as const) await this.#room.exercise.runner.run({ type: 'card:think', card, text: `${name} thinks` }, { kind: 'seat', seat: this.#room.persons[name].seat })
      await this.#room.exercise.runner.run({ type: 'card:reveal', card, syndicate: 's1' }, { kind: 'seat', seat: this.#room.persons.chief.seat })
    }
    const open = this.#room.state.cards[card]?.tables['s1']
    const answers = open?.status === 'open' ? open.answers : []
    return { card, items: answers.map(({ id }) => id), piles: answers.map(({ pile }) => pile) }
  }
}

export type Asks = Readonly<Record<CommandType, (ready: Ready, as: Name) => Promise<Command>>>

/** `turn` makes each asking another one, so that what is asked has not been done before. */
export function asksOf(room: RightsRoom, when: Situation): Asks {
  const seat = (name: Name): string => room.persons[name].seat
  const plainly = (command: Command) => (): Promise<Command> => Promise.resolve(command)
  let turn = 0
  const next = (): number => (turn += 1)
  const anyCard = async (ready: Ready): Promise<{ card: string; item: string; onto: string; pile: string }> => {
    const { card, items, piles } = await ready.revealed()
    return { card, item: items[0] ?? 'none', onto: items[1] ?? 'none', pile: piles[0] ?? 'none' }
  }
  return {
    'clock:pause': async () => { if (room.state.clock.pausedBecause === 'staff') await room.ask({ type: 'clock:resume' }); return { type: 'clock:pause' } },
    'clock:resume': async () => { if (room.state.clock.status === 'running') await room.ask({ type: 'clock:pause' }); return { type: 'clock:resume' } },
    'clock:rate': plainly({ type: 'clock:rate', rate: 1 }),
    'clock:jump': plainly({ type: 'clock:jump', moveMinute: 1 }),
    'stage:begin': async () => ({ type: 'stage:begin', index: when.stage === 'planning' && room.state.stage.index === 2 ? 4 : when.index }),
    'stage:minutes': async () => ({ type: 'stage:minutes', minutes: 20 + next() }),
    'stage:extend': plainly({ type: 'stage:extend', by: 1 }),
    'agenda:change': async () => ({ type: 'agenda:change', stages: [{ id: 'end', minutes: 5 + next() }], skip: [] }),
    'warmUp:tick': plainly({ type: 'warmUp:tick', task: 'paper', how: 'done' }),
    'boards:freeze': async () => { if (room.state.boards.frozen) await room.ask({ type: 'boards:thaw' }); return { type: 'boards:freeze' } },
    'boards:thaw': async () => { if (!room.state.boards.frozen) await room.ask({ type: 'boards:freeze' }); return { type: 'boards:thaw' } },
    'boards:openInPlenary': async () => ({ type: 'boards:openInPlenary', open: !room.state.boards.openInPlenary }),
    'message:send': plainly({ type: 'message:send', text: 'Five minutes', syndicates: [] }),
    'rfi:ask': plainly({ type: 'rfi:ask', text: 'Is the bridge open?' }),
    'rfi:answer': async (ready) => ({ type: 'rfi:answer', request: await ready.request(), text: 'Yes', persona: null, toAll: false, note: '' }),
    'persona:speak': plainly({ type: 'persona:speak', persona: 'chief-of-lothra', text: 'Come quickly', channel: 'phone', syndicates: ['s1'], question: null, answerMinutes: null }),
    'summon:call': plainly({ type: 'summon:call', text: 'Look', syndicates: [], place: null }),
    'summon:end': async (ready) => { await ready.summons(); return { type: 'summon:end' } },
    'summon:answer': async (ready) => ({ type: 'summon:answer', summons: room.state.conduct.summonses[0]?.id ?? await ready.summons(), reply: 'coming' }),
    'control:take': async () => { if (room.state.floor?.control !== undefined) await room.ask({ type: 'control:release' }); return { type: 'control:take' } },
    'control:release': async () => { if (room.state.floor !== null && room.state.floor.control === undefined) await room.ask({ type: 'control:take' }); return { type: 'control:release' } },
    'emergency:call': async () => ({ type: 'emergency:call', place: `hall ${next()}` }),
    'emergency:close': async (ready) => ({ type: 'emergency:close', call: await ready.emergency() }),
    'screens:black': async () => { if (room.state.conduct.emergency.blackSince !== null) await room.ask({ type: 'screens:lift' }); return { type: 'screens:black' } },
    'screens:lift': async () => { if (room.state.conduct.emergency.blackSince === null) await room.ask({ type: 'screens:black' }); return { type: 'screens:lift' } },
    'observation:write': plainly({ type: 'observation:write', kind: 'note', text: 'They talk', syndicate: 's1', inject: null }),
    'action:tick': async (ready) => ({ type: 'action:tick', inject: await ready.inject(), syndicate: 's1', action: 0, done: true }),
    'rating:give': plainly({ type: 'rating:give', syndicate: 's1', criterion: 'threat', points: 2 }),
    'seat:admit': async (ready) => ({ type: 'seat:admit', seats: [(await ready.spare('member', true)).id] }),
    'seat:return': async (ready) => ({ type: 'seat:return', was: (await ready.spare('member')).id, seat: (await ready.spare('member', true)).id }),
    'seat:move': async (ready) => ({ type: 'seat:move', seat: (await ready.spare('member')).id, syndicate: 's2', hat: null }),
    'seat:remove': async (ready) => ({ type: 'seat:remove', seat: (await ready.spare('member')).id }),
    'seat:assign': async (ready) => ({ type: 'seat:assign', seat: (await ready.spare('evaluator')).id, syndicates: ['s2'] }),
    'seat:hat': async (_ready, as) => ({ type: 'seat:hat', hat: people[as].wearsProtectedHat ? 'protection' : null }),
    'lead:name': async (ready) => ({ type: 'lead:name', syndicate: 's3', seat: (await ready.spare('member')).id }),
    'code:rotate': async () => ({ type: 'code:rotate', code: room.exercise.code('screen', 's3') }),
    'lobby:set': plainly({ type: 'lobby:set', open: false }),
    'inject:release': async () => ({ type: 'inject:release', serial: 'C-01', syndicates: ['s2', 's3'] }),
    'inject:hold': plainly({ type: 'inject:hold', serial: 'INJ-03' }),
    'inject:plan': plainly({ type: 'inject:plan', serial: 'INJ-03' }),
    'inject:skip': plainly({ type: 'inject:skip', serial: 'INJ-05' }),
    'inject:retime': async () => ({ type: 'inject:retime', serial: 'INJ-03', dueMinute: 60 + next() }),
    'inject:undo': async () => ({ type: 'inject:undo', inject: room.state.directing.undoable.at(-1)?.inject ?? 'none' }),
    'inject:write': plainly({ type: 'inject:write', content, syndicates: ['s1'] }),
    'branch:say': async (ready) => { if (when.stage !== 'ended') await ready.inject('INJ-02'); return { type: 'branch:say', serial: 'INJ-02', rule: 'bank', syndicate: 's1', word: 'yes' } },
    'inject:withdraw': async () => ({ type: 'inject:withdraw', inject: Object.values(room.state.injects).find(({ secrets, releases }) => secrets?.serial.startsWith('FREE') === true && releases['s1']?.withdrawnAt === null)?.id ?? 'none', syndicates: ['s1'] }),
    'inject:open': async (ready) => ({ type: 'inject:open', inject: await ready.inject() }),
    'inject:acknowledge': async (ready) => ({ type: 'inject:acknowledge', inject: await ready.inject() }),
    'inject:answer': async (ready) => ({ type: 'inject:answer', inject: await ready.inject(when.stage === 'ended' ? 'INJ-01' : 'INJ-02'), answer }),
    'inject:review': async (ready) => ({ type: 'inject:review', inject: await ready.inject(), syndicate: 's1', mark: 'good', note: '' }),
    'msel:automatic': plainly({ type: 'msel:automatic', on: false }),
    'world:change': plainly({ type: 'world:change', scope: { kind: 'common' }, change: { kind: 'crossing', thing: 'farrow', state: 'open', note: '' } }),
    'planning:set': async () => ({ type: 'planning:set', factor: 'night/factor', value: 0.5 + (next() % 100) / 1000 }),
    'floor:give': async () => { if (room.state.floor !== null) await room.ask({ type: 'floor:take' }); return { type: 'floor:give', syndicate: 's1' } },
    'floor:take': plainly({ type: 'floor:take' }),
    'wall:show': async (ready) => ({ type: 'wall:show', inject: await ready.inject() }),
    'wall:take': plainly({ type: 'wall:take' }),
    'compare:show': plainly({ type: 'compare:show', syndicates: ['s1', 's2'] }),
    'compare:take': plainly({ type: 'compare:take' }),
    'difference:show': plainly({ type: 'difference:show', difference: { syndicate: 's1', before: ['s2'], plan: [], marks: [] } }),
    'difference:take': plainly({ type: 'difference:take' }),
    'exhibit:add': async () => ({ type: 'exhibit:add', exhibit: { media: `more-${next()}-${when.index}`, kind: 'picture', title: 'x', words: '', notice: null, hat: null, pages: null }, serial: null }),
    'exhibit:drop': async () => ({ type: 'exhibit:drop', media: room.state.directing.shelf.at(-1)?.exhibit.media ?? 'none' }),
    'exhibit:show': async (ready) => { if (room.state.plenary.exhibit !== null) await room.ask({ type: 'exhibit:take' }); return { type: 'exhibit:show', media: await ready.exhibit() } },
    'exhibit:uncover': async (ready) => { await ready.staged(false); return { type: 'exhibit:uncover' } },
    'exhibit:turn': async (ready) => { await ready.staged(true); return { type: 'exhibit:turn', page: (room.state.plenary.exhibit?.page ?? 1) === 2 ? 3 : 2 } },
    'exhibit:cue': async (ready) => { await ready.staged(true, 'audio'); return { type: 'exhibit:cue', playing: true, positionMs: 0 } },
    'exhibit:take': async (ready) => { await ready.staged(true); return { type: 'exhibit:take' } },
    'replay:lead': plainly({ type: 'replay:lead', recordedAt: 0, pace: 1, look: { kind: 'situation' }, names: false }),
    'replay:leave': plainly({ type: 'replay:leave' }),
    'vote:open': async () => { if (room.state.plenary.vote !== null) await room.ask({ type: 'vote:take' }); return { type: 'vote:open', kind: 'verdict', question: 'Sound?', choices: [], dots: 1, audience: 'everyone' } },
    'vote:cast': async (ready) => ({ type: 'vote:cast', vote: await ready.vote(), ballot: [0] }),
    'vote:close': async (ready) => { await ready.vote(); return { type: 'vote:close' } },
    'vote:take': async (ready) => { await ready.vote(); return { type: 'vote:take' } },
    'question:ask': plainly({ type: 'question:ask', text: 'Why the ferry?', signed: false }),
    'question:set': async () => ({ type: 'question:set', question: room.state.plenary.questions.find(({ state }) => state === 'waiting')?.id ?? 'none', state: 'parked' }),
    'presenter:name': async () => ({ type: 'presenter:name', seat: room.state.floor?.presenter === seat('lead') ? seat('member') : seat('lead') }),
    'stage:show': plainly({ type: 'stage:show', view }),
    'card:put': plainly({ type: 'card:put', from: { kind: 'spot', question: 'What next?', aloneSeconds: 60 }, syndicates: ['s3'] }),
    'card:take': async () => ({ type: 'card:take', card: Object.values(room.state.cards).find(({ tables }) => tables['s3'] !== undefined)?.id ?? 'none', syndicates: ['s3'] }),
    'card:think': async (ready) => ({ type: 'card:think', card: await ready.card(), text: `A thought ${next()}` }),
    'card:reveal': async (ready) => ({ type: 'card:reveal', card: await ready.card(), syndicate: 's1' }),
    'card:group': async (ready) => { const { card, item, onto } = await anyCard(ready); return { type: 'card:group', card, item, onto: next() % 2 === 1 ? onto : null } },
    'card:name': async (ready) => { const { card, pile } = await anyCard(ready); return { type: 'card:name', card, pile, name: 'Water' } },
    'dots:open': async (ready) => ({ type: 'dots:open', card: (await anyCard(ready)).card, syndicate: 's1' }),
    'dots:give': async (ready) => { const { card, pile } = await anyCard(ready); return { type: 'dots:give', card, piles: [pile] } },
    'dots:count': async (ready) => ({ type: 'dots:count', card: (await anyCard(ready)).card, syndicate: 's1' }),
    'card:conclude': async (ready) => ({ type: 'card:conclude', card: (await anyCard(ready)).card, text: 'Go early', to: { kind: 'plenary' } }),
    'conclusions:show': async (ready) => ({ type: 'conclusions:show', card: await ready.card() }),
    'conclusions:take': plainly({ type: 'conclusions:take' }),
    'review:note': async () => ({ type: 'review:note', about: 'day', text: `A good day ${next()}` }),
    'feedback:open': async () => { if (room.state.review.feedback.open) await room.ask({ type: 'feedback:close' }); return { type: 'feedback:open' } },
    'feedback:give': async () => { if (!room.state.review.feedback.open) await room.ask({ type: 'feedback:open' }); return { type: 'feedback:give', sheet } },
    'feedback:close': async () => { if (!room.state.review.feedback.open) await room.ask({ type: 'feedback:open' }); return { type: 'feedback:close' } },
    'plan:submit': plainly({ type: 'plan:submit' }),
    'board:release': async () => ({ type: 'board:release', syndicate: 's1', history: room.state.boards.released['s1'] === 'making' ? 'result' : 'making' }),
    'board:withhold': async () => { if (room.state.boards.withheld['s1'] !== undefined) await room.ask({ type: 'board:release', syndicate: 's1', history: 'result' }); return { type: 'board:withhold', syndicate: 's1' } },
    'mark:restore': plainly({ type: 'mark:restore', document: 'overlay', mark: 'm1', sequence: 1 }),
    'document:restore': plainly({ type: 'document:restore', document: 'overlay', toSequence: 1 }),
  }
}
