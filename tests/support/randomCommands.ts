/** Random people asking random things of a small exercise: mostly sensible, sometimes not. */
import type { Command } from '#shared/exercise/commands.ts'
import { mayCommand } from '#shared/exercise/permissions.ts'
import type { WorldChange } from '#shared/exercise/world.ts'
import { replayPaces } from '#shared/exercise/plenary.ts'
import { warmUpTasks } from '#shared/exercise/warmUp.ts'
import type { SeededRandom } from './seededRandom.ts'
import type { SmallExercise } from './smallExercise.ts'

const syndicates = ['s1', 's2', 's3'] as const
const serials = ['INJ-01', 'INJ-02', 'INJ-03', 'INJ-04', 'INJ-05', 'C-01', 'INJ-99'] as const
const hats = ['operations', 'protection', null] as const
const roles = ['deputy', 'member', 'member', 'member', 'evaluator', 'observer', 'screen'] as const

/** What a random command is drawn for. */
export type Commanded = Pick<SmallExercise, 'state' | 'sequence'>

/** One random act; refused ones change nothing. */
export function randomAct(exercise: SmallExercise, random: SeededRandom): void {
  exercise.later(random.whole(120_000))
  const chance = random.next()
  if (chance < 0.1) joinSomebody(exercise, random)
  else if (chance < 0.22) houseAct(exercise, random)
  else if (chance < 0.36) randomTalk(exercise, random)
  else if (chance < 0.49) exercise.try({ kind: 'seat', seat: memberSeat(exercise, random) }, randomReceipt(exercise, random))
  else {
    const seat = anySeat(exercise, random)
    const command = randomCommand(exercise, random)
    // Mostly by somebody who may: refusals have their own tests.
    const may = mayCommand(exercise.state, { kind: 'seat', seat }, command) === null
    exercise.try({ kind: 'seat', seat: may || random.chance(0.1) ? seat : staffSeat(exercise, random) }, command)
  }
}

function joinSomebody(exercise: SmallExercise, random: SeededRandom): void {
  const role = random.pick(roles)
  const syndicate = role === 'member' ? random.pick(syndicates) : role === 'screen' && random.chance(0.5) ? random.pick(syndicates) : null
  exercise.try({ kind: 'door' }, { type: 'seat:take', code: exercise.code(role, syndicate), name: `Name ${random.whole(30)}`, hat: random.pick(hats) })
}

function houseAct(exercise: SmallExercise, random: SeededRandom): void {
  const chance = random.next()
  if (chance < 0.3) exercise.try({ kind: 'server' }, { type: 'inject:fallDue' })
  else if (chance < 0.6) exercise.try({ kind: 'server' }, { type: 'inject:deliver', inject: anyInject(exercise, random), seat: anySeat(exercise, random) })
  else if (chance < 0.9) {
    const document = random.pick(Object.keys(exercise.state.documents))
    exercise.try({ kind: 'server' }, { type: 'author:claim', document, clientId: random.whole(20), seat: anySeat(exercise, random) })
  } else if (chance < 0.93) {
    const document = random.pick(Object.keys(exercise.state.documents))
    exercise.try({ kind: 'server' }, { type: 'document:damaged', document, epoch: exercise.state.documents[document]?.epoch ?? 1, lastGood: { sequence: random.whole(100), recordedAt: random.whole(1000) } })
  } else if (chance < 0.94) {
    // by hand, while it was shut: no command asks for it
    exercise.happen({ type: 'WordsTakenOut', takenOutWallAt: '2026-03-03T07:30:00.000Z', reason: 'CANARY-taken', entries: [{ sequence: 1, hash: 'CANARY-hash' }] }, 'server')
  } else exercise.try({ kind: 'server' }, { type: 'server:returned', lastAliveAt: exercise.now - random.whole(100_000) })
}

function anySeat(exercise: Commanded, random: SeededRandom): string {
  return random.pick([...Object.keys(exercise.state.seats), 'stranger'])
}

function staffSeat(exercise: SmallExercise, random: SeededRandom): string {
  return random.pick(Object.values(exercise.state.seats).filter((seat) => seat.role === 'chief' || seat.role === 'deputy').map((seat) => seat.id))
}

function memberSeat(exercise: SmallExercise, random: SeededRandom): string {
  return random.pick([...Object.values(exercise.state.seats).filter((seat) => seat.role === 'member').map((seat) => seat.id), 'stranger'])
}

/** What a member does with a message. */
export function randomReceipt(exercise: Commanded, random: SeededRandom): Command {
  if (exercise.state.stage.stage === 'warm-up') return { type: 'warmUp:tick', task: random.pick(warmUpTasks), how: random.pick(['done', 'skipped']) }
  const inject = anyInject(exercise, random)
  return random.pick<() => Command>([
    () => ({ type: 'inject:open', inject }), () => ({ type: 'inject:acknowledge', inject }), () => randomAnswer(exercise, inject), () => ({ type: 'plan:submit' }),
    () => ({ type: 'summon:answer', summons: exercise.state.conduct.summonses[0]?.id ?? 'none', reply: random.pick(['coming', 'not-now']) }), () => ({ type: 'rfi:ask', text: 'REQUEST-WAITING' }),
  ])()
}

function anyInject(exercise: Commanded, random: SeededRandom): string {
  return random.pick([...Object.keys(exercise.state.injects), 'no-inject'])
}

/** Somebody of the syndicate that has the floor. */
function presentable(exercise: Commanded, random: SeededRandom): string | undefined {
  const there = Object.values(exercise.state.seats).filter((seat) => seat.syndicate !== null && seat.syndicate === exercise.state.floor?.syndicate)
  return there.length === 0 ? undefined : random.pick(there).id
}

function randomVote(exercise: Commanded, random: SeededRandom): Command {
  const present = exercise.state.plenary.vote
  const vote = present?.id ?? 'no-vote'
  const open = (): Command => ({ type: 'vote:open', kind: random.pick(['verdict', 'dots', 'place']), question: 'Sound?', choices: ['One', 'Two', 'Three'], dots: 1 + random.whole(3), audience: random.pick(['everyone', 'guests']) })
  if (present === null || (present.results !== null && random.chance(0.4))) return open()
  return random.pick<() => Command>([
    () => ({ type: 'vote:cast', vote, ballot: random.some([0, 1, 2]) }), () => ({ type: 'vote:cast', vote, ballot: [random.whole(4)] }), () => ({ type: 'vote:cast', vote, ballot: [0], at: [random.whole(90), random.whole(90)] }),
    () => ({ type: 'vote:close' }), () => ({ type: 'vote:take' }),
  ])()
}

/** For planned injects, some of them sealed; on the stage what says of itself that it stood on the shelf. */
function randomExhibit(exercise: Commanded, random: SeededRandom): Command {
  const { shelf } = exercise.state.directing
  const serial = random.pick(['INJ-01', 'INJ-02', 'INJ-03', null, null])
  const sealed = serial !== null && random.chance(0.5)
  const media = shelf.length === 0 ? 'none' : random.pick(shelf).exhibit.media
  const free = shelf.filter((kept) => kept.serial === null)
  const staged = free.length === 0 ? 'none' : random.pick(free).exhibit.media
  const stands = exercise.state.plenary.exhibit
  // what stands is mostly opened, turned and played, or none of that would be reached
  if (stands !== null && random.chance(0.7)) {
    if (stands.covered) return { type: 'exhibit:uncover' }
    return stands.exhibit.kind === 'pdf' ? { type: 'exhibit:turn', page: 1 + random.whole(4) } : { type: 'exhibit:cue', playing: random.chance(0.5), positionMs: random.whole(60_000) }
  }
  if (stands === null && staged !== 'none' && random.chance(0.5)) return { type: 'exhibit:show', media: staged }
  return random.pick<() => Command>([
    () => ({
      type: 'exhibit:add', serial, exhibit: {
        media: `media-${exercise.sequence}`, kind: random.pick(['picture', 'pdf', 'pdf', 'audio', 'video']), title: sealed ? 'SEALED-EXHIBIT' : serial === null ? 'Slides' : `PLANNED-${serial}`,
        words: serial === null ? 'SHELF-WORDS' : 'Seen', notice: random.chance(0.5) ? 'Distressing.' : null, hat: sealed ? 'protection' : null, pages: 3,
      },
    }),
    () => ({ type: 'exhibit:show', media: staged }), () => ({ type: 'exhibit:uncover' }), () => ({ type: 'exhibit:turn', page: 1 + random.whole(4) }),
    () => ({ type: 'exhibit:cue', playing: random.chance(0.5), positionMs: random.whole(60_000) }), () => (random.chance(0.7) ? { type: 'exhibit:take' } : { type: 'exhibit:drop', media }),
  ])()
}

function randomQuestion(exercise: Commanded, random: SeededRandom): Command {
  const asked = exercise.state.plenary.questions.map(({ id }) => id)
  const question = asked.length === 0 || random.chance(0.1) ? 'no-question' : random.pick(asked)
  return asked.length === 0 || random.chance(0.3)
    ? { type: 'question:ask', text: 'QUESTION-WAITING', signed: random.chance(0.5) }
    : { type: 'question:set', question, state: random.pick(['waiting', 'taken', 'answered', 'parked']) }
}

/** Discussion cards; a thought carries a number of its own, so that a search finds whose it was. */
function randomCard(exercise: Commanded, random: SeededRandom): Command {
  const cards = Object.values(exercise.state.cards)
  const picked = cards.length === 0 ? undefined : random.pick(cards)
  const syndicate = picked === undefined ? random.pick(syndicates) : random.pick(Object.keys(picked.tables))
  const table = picked?.tables[syndicate]
  const answers = table?.status === 'open' ? table.answers.map(({ id }) => id) : []
  const card = picked?.id ?? 'no-card'
  const one = answers.length === 0 ? 'a1' : random.pick(answers)
  const other = answers.length === 0 ? null : random.pick([...answers, null])
  const put = (): Command => ({
    type: 'card:put', syndicates: random.chance(0.5) ? [...syndicates] : [random.pick(syndicates)],
    from: random.chance(0.5) ? { kind: 'shelf', card: random.pick(['CARD-01', 'SNAP-01']) } : { kind: 'spot', question: 'What now?', aloneSeconds: 90 },
  })
  if (picked === undefined || (cards.length < 2 && random.chance(0.1))) return put()
  const sent = cards.find(({ tables }) => Object.values(tables).some((each) => each.status === 'open' && each.conclusion?.to.kind === 'plenary'))
  if (exercise.state.plenary.conclusions !== null && random.chance(0.3)) return { type: 'conclusions:take' }
  if (sent !== undefined && random.chance(0.3)) return { type: 'conclusions:show', card: sent.id }
  if (table?.status === 'alone' && random.chance(0.9)) return table.written < 2 || random.chance(0.4) ? { type: 'card:think', card, text: `THOUGHT-${exercise.sequence}-${random.whole(1000)}` } : { type: 'card:reveal', card, syndicate }
  if (table?.status === 'open' && table.dots.status === 'open' && random.chance(0.85)) return random.chance(0.7) ? { type: 'dots:give', card, piles: [one] } : { type: 'dots:count', card, syndicate }
  return random.pick<() => Command>([
    () => (random.chance(0.3) ? { type: 'card:take', card, syndicates: [syndicate] } : put()), () => ({ type: 'card:group', card, item: one, onto: other }), () => ({ type: 'card:group', card, item: one, onto: other }),
    () => ({ type: 'card:name', card, pile: one, name: random.pick(['Water', '']) }), () => ({ type: 'dots:open', card, syndicate }), () => ({ type: 'dots:give', card, piles: random.some(answers) }), () => ({ type: 'dots:give', card, piles: [one] }),
    () => ({ type: 'dots:count', card, syndicate }), () => ({ type: 'card:conclude', card, text: `CONCLUDED-${exercise.sequence}`, to: { kind: 'plenary' } }),
    () => ({ type: 'card:conclude', card, text: `CONCLUDED-${exercise.sequence}`, to: { kind: 'plan', section: 'risk' } }), () => (exercise.state.plenary.conclusions === null ? { type: 'conclusions:show', card } : { type: 'conclusions:take' }),
  ])()
}

/** After the day; what a form says carries a number of its own. */
function randomReview(exercise: Commanded, random: SeededRandom): Command {
  const { open } = exercise.state.review.feedback
  const give = (): Command => ({ type: 'feedback:give', sheet: { ratings: { learned: 1 + random.whole(5), real: null, pace: null, voice: null, board: null }, keep: `FEEDBACK-${exercise.sequence}-${random.whole(1000)}`, change: '' } })
  if (!open) return random.chance(0.7) ? { type: 'feedback:open' } : { type: 'review:note', about: random.pick(['day', 's1']), text: random.pick(['REVIEW-NOTE', '']) }
  return random.chance(0.85) ? give() : { type: 'feedback:close' }
}

/** What a member does at the table, sooner than he is drawn among all commands. */
export function randomTalk(exercise: SmallExercise, random: SeededRandom): void {
  const command = random.chance(0.15) ? randomReview(exercise, random) : randomCard(exercise, random)
  const may = Object.keys(exercise.state.seats).filter((seat) => mayCommand(exercise.state, { kind: 'seat', seat }, command) === null)
  if (may.length > 0) exercise.try({ kind: 'seat', seat: random.pick(may) }, command)
}

/** What runs the day, with words that tell whose it is. */
function randomConduct(exercise: Commanded, random: SeededRandom): Command {
  const { requests, summonses, emergency } = exercise.state.conduct
  const syndicate = random.pick(syndicates)
  const some = random.some(syndicates)
  const request = requests.length === 0 ? undefined : random.pick(requests)
  const inject = anyInject(exercise, random)
  return random.pick<() => Command>([
    () => ({ type: 'rfi:ask', text: 'REQUEST-WAITING' }), () => ({ type: 'rfi:ask', text: 'REQUEST-WAITING' }),
    () => ({ type: 'rfi:answer', request: request?.id ?? 'none', text: random.pick(['', 'Known.', `ANSWERED-${request?.syndicate ?? ''}`]), persona: random.pick([null, 'chief-of-lothra']), toAll: false, note: 'CANARY-request' }),
    () => ({ type: 'rfi:answer', request: request?.id ?? 'none', text: 'To all.', persona: null, toAll: true, note: 'CANARY-request' }),
    () => ({ type: 'persona:speak', persona: 'chief-of-lothra', text: `FREE-WORDS-${syndicate}`, channel: 'radio', syndicates: [syndicate], question: null, answerMinutes: null }),
    () => (random.chance(0.3) ? { type: 'summon:call', text: 'Look', syndicates: [], place: null } : { type: 'summon:call', text: some.length === 1 ? `SUMMONS-${some[0] ?? ''}` : 'Look', syndicates: some.length === 0 ? [syndicate] : some, place: [10, 10] }),
    () => ({ type: 'summon:answer', summons: summonses[0]?.id ?? 'none', reply: random.pick(['coming', 'not-now']) }), () => ({ type: 'summon:end' }),
    () => (exercise.state.floor?.control === undefined ? { type: 'control:take' } : { type: 'control:release' }), () => ({ type: 'control:release' }), () => (exercise.state.floor?.control === undefined ? { type: 'control:take' } : { type: 'control:release' }),
    () => ({ type: 'emergency:call', place: 'EMERGENCY-PLACE' }), () => ({ type: 'emergency:close', call: emergency.calls[0]?.id ?? 'none' }),
    () => ({ type: 'screens:black' }), () => ({ type: 'screens:lift' }),
    () => ({ type: 'observation:write', kind: random.pick(['note', 'moment', 'quote']), text: 'OBSERVED', syndicate, inject: random.pick([null, inject]) }),
    () => ({ type: 'action:tick', inject, syndicate, action: random.whole(2), done: random.chance(0.8) }),
    () => ({ type: 'rating:give', syndicate, criterion: random.pick(['threat', 'mix']), points: random.whole(4) }),
    () => ({ type: 'stage:extend', by: random.whole(11) - 5 }),
    () => ({ type: 'agenda:change', stages: [{ id: random.pick(exercise.state.agenda).id, minutes: 1 + random.whole(60) }], skip: random.pick([[], ['INJ-03']]) }),
  ])()
}

/** Something to ask of an exercise in this state. */
export function randomCommand(exercise: Commanded, random: SeededRandom): Command {
  const seat = anySeat(exercise, random)
  const inject = anyInject(exercise, random)
  const syndicate = random.pick(syndicates)
  const serial = random.pick(serials)
  return random.pick<() => Command>([
    () => randomCard(exercise, random), () => randomConduct(exercise, random), () => randomConduct(exercise, random), () => randomConduct(exercise, random), () => randomConduct(exercise, random), () => randomConduct(exercise, random), () => randomConduct(exercise, random), () => randomVote(exercise, random), () => randomVote(exercise, random),
    () => ({ type: 'clock:pause' }), () => ({ type: 'clock:resume' }), () => ({ type: 'clock:rate', rate: random.pick([0.5, 1, 4]) }),
    () => ({ type: 'clock:jump', moveMinute: random.whole(60) }),
    () => ({ type: 'stage:begin', index: random.chance(0.2) ? random.whole(9) : random.pick([2, 4, 5, 5]) }),
    () => ({ type: 'stage:minutes', minutes: 1 + random.whole(90) }),
    () => ({ type: 'boards:freeze' }), () => ({ type: 'boards:thaw' }), () => ({ type: 'boards:openInPlenary', open: random.chance(0.5) }),
    () => (random.chance(0.2) ? { type: 'message:send', text: 'To all', syndicates: [] } : { type: 'message:send', text: `MESSAGE-${syndicate}`, syndicates: [syndicate] }),
    () => ({ type: 'seat:admit', seats: random.some(Object.keys(exercise.state.seats)) }), () => (random.chance(0.7) ? { type: 'seat:admit', seats: [seat] } : { type: 'seat:return', seat: random.pick(Object.keys(exercise.state.seats)), was: seat }),
    () => ({ type: 'seat:move', seat, syndicate: random.pick([...syndicates, null]), hat: random.pick(hats) }),
    () => (random.chance(0.2) ? { type: 'seat:remove', seat } : { type: 'lobby:set', open: random.chance(0.5) }),
    () => ({ type: 'seat:assign', seat, syndicates: random.some(syndicates) }),
    () => ({ type: 'seat:hat', hat: random.pick(hats) }),
    () => ({ type: 'lead:name', syndicate, seat: random.chance(0.8) ? seat : null }),
    () => ({ type: 'code:rotate', code: random.pick(exercise.state.codes).code }),
    () => ({ type: 'inject:release', serial, syndicates: random.some(syndicates) }), () => ({ type: 'inject:release', serial, syndicates: [...syndicates] }),
    () => ({ type: 'inject:hold', serial }), () => ({ type: 'inject:plan', serial }), () => ({ type: 'inject:skip', serial }),
    () => ({ type: 'inject:release', serial, syndicates: [syndicate], only: random.chance(0.5) ? { hat: 'protection' } : { seat } }),
    () => (random.chance(0.5) ? { type: 'inject:hold', serial, syndicates: random.some(syndicates) } : { type: 'inject:plan', serial, syndicates: random.some(syndicates) }),
    () => ({ type: 'inject:retime', serial, dueMinute: random.whole(75), ...(random.chance(0.5) ? {} : { syndicates: random.some(syndicates) }) }),
    () => ({ type: 'inject:undo', inject: exercise.state.directing.undoable.at(-1)?.inject ?? inject }),
    () => ({ type: 'inject:write', content: { title: '', text: `FREE-WORDS-${syndicate}`, channel: 'phone', from: '', question: random.chance(0.5) ? 'What now?' : null, answerMinutes: null }, syndicates: [syndicate] }),
    () => ({ type: 'branch:say', serial: 'INJ-02', rule: random.pick(['bank', 'told']), syndicate, word: random.pick(['yes', 'no']) }),
    () => ({ type: 'inject:withdraw', inject, syndicates: random.some(syndicates) }),
    () => ({ type: 'inject:review', inject, syndicate, mark: random.pick(['good', 'return', 'plenary']), note: `NOTE-${syndicate}` }),
    () => ({ type: 'msel:automatic', on: random.chance(0.7) }),
    () => randomChange(random), () => (random.chance(0.7) ? randomChange(random) : { type: 'planning:set', ...random.pick([{ factor: random.pick(['night/factor', 'halts/share', 'nobody/knows']), value: random.whole(10) / 10 }, { factor: 'halts/counted', value: random.chance(0.5) }, { factor: 'units/usual/conduct', value: random.pick(['green', 'amber', 'blue']) }]) }),
    () => ({ type: 'floor:give', syndicate }), () => ({ type: exercise.state.floor?.control === undefined ? 'floor:take' : 'control:release' }),
    () => ({ type: 'wall:show', inject }), () => ({ type: 'wall:take' }), () => randomReplay(exercise, random, syndicate), () => ({ type: 'replay:leave' }), () => ({ type: 'compare:show', syndicates: [...syndicates] }), () => (exercise.state.plenary.compared === null ? { type: 'compare:show', syndicates: ['s1', 's2'], layout: 'over' } : { type: 'compare:take' }), () => ({ type: 'compare:take' }), () => ({ type: 'difference:show', difference: { syndicate: 's1', before: [syndicate], plan: [], marks: [] } }), () => ({ type: 'difference:take' }), () => randomVote(exercise, random), () => randomVote(exercise, random), () => randomExhibit(exercise, random), () => randomExhibit(exercise, random), () => randomExhibit(exercise, random), () => randomExhibit(exercise, random),
    () => randomQuestion(exercise, random), () => randomQuestion(exercise, random), () => ({ type: 'presenter:name', seat: presentable(exercise, random) ?? seat }),
    () => ({ type: 'stage:show', view: { bounds: [-6, -10, -5, -9], section: null, hiddenLayers: [], highlight: [] } }),
    () => ({ type: 'plan:submit' }),
    () => ({ type: 'board:release', syndicate, history: random.pick(['result', 'making']) }), () => ({ type: 'board:release', syndicate: random.pick(syndicates), history: 'result' }), () => ({ type: 'board:withhold', syndicate }),
    () => ({ type: 'document:restore', document: `syndicate/${syndicate}/board`, toSequence: 1 + random.whole(3) }), () => ({ type: 'mark:restore', document: `syndicate/${syndicate}/board`, mark: 'm1', sequence: 1 + random.whole(3) }),
  ])()
}

/** Nobody leads a replay while a syndicate has the floor: it is taken back first. */
function randomReplay(exercise: Commanded, random: SeededRandom, syndicate: string): Command {
  const presenter = presentable(exercise, random)
  if (presenter !== undefined && random.chance(0.5)) return { type: 'presenter:name', seat: presenter }
  if (exercise.state.floor !== null) return { type: exercise.state.floor.control === undefined ? 'floor:take' : 'control:release' }
  const look = random.pick([{ kind: 'floor' } as const, { kind: 'situation' } as const, { kind: 'syndicate', syndicate } as const])
  return { type: 'replay:lead', recordedAt: random.whole(600_000), pace: random.pick(replayPaces), look, names: random.chance(0.5) }
}

/** Says in its text which inject and which number, so that a search finds it where it should not be. */
function randomAnswer(exercise: Commanded, inject: string): Command {
  const marked = `ANSWER-${exercise.sequence}`
  const form = Object.values(exercise.state.injects[inject]?.releases ?? {})[0]?.content.answer
  const choice = form?.kind === 'choice' ? (form.choices[0] ?? null) : null
  return { type: 'inject:answer', inject, answer: { choice, reason: marked, at: [10, 10], units: ['INF4-A'], text: marked, riskAcceptedBy: marked } }
}

function randomChange(random: SeededRandom): Command {
  const syndicate = random.pick(syndicates)
  const scope = random.pick([{ kind: 'common' }, { kind: 'truth' }, { kind: 'syndicates', syndicates: [syndicate] }, { kind: 'syndicates', syndicates: random.some(syndicates) }] as const)
  const note = scope.kind === 'truth' ? 'CANARY-world' : scope.kind === 'syndicates' ? `WORLD-${[...scope.syndicates].sort().join('')}` : ''
  const change = random.pick<WorldChange>([
    { kind: 'crossing', thing: 'farrow', state: random.pick(['open', 'closed', 'destroyed']), note },
    { kind: 'road', thing: 'GOLD-1', state: random.pick(['open', 'difficult']), note },
    { kind: 'site', thing: 'lothra', state: random.pick(['calm', 'tense']), population: random.pick([null, 100]), note },
    { kind: 'weather', state: random.pick(['dry', 'storm']), waterMetres: random.pick([null, 2]), note },
    { kind: 'pin', thing: 'pin-1', pin: { kind: 'incident', title: note, points: [[1, 1]], radiusKm: null, precision: 'near' }, note },
    { kind: 'unpin', thing: random.pick(['pin-1', 'nerrin-flag']), note },
    { kind: 'mast', thing: 'corvale-mast', state: random.pick(['on', 'off']), note },
    { kind: 'unit', thing: 'INF4-A', state: random.pick(['available', 'resting']), note },
  ])
  return { type: 'world:change', scope: { ...scope, ...(scope.kind === 'syndicates' ? { syndicates: [...scope.syndicates] } : {}) } as Extract<Command, { type: 'world:change' }>['scope'], change: change as Extract<Command, { type: 'world:change' }>['change'] }
}
