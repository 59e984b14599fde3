/** Every cell of the table "who may do what": documents by seat and stage, commands by seat and stage. */
import { describe, expect, test } from 'vitest'
import type { Actor } from '#shared/exercise/actor.ts'
import { stages } from '#shared/exercise/agenda.ts'
import type { Stage } from '#shared/exercise/agenda.ts'
import type { Command, HouseCommand } from '#shared/exercise/commands.ts'
import { boardsWritable, kindOf, mayCommand, mayRead, mayWrite, readableDocuments } from '#shared/exercise/permissions.ts'
import { commandTable, documentTable, houseTable } from '#shared/exercise/permissionTable.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { smallCast } from '../../support/smallExercise.ts'

/** In the order of the columns below. pa = member with the protection hat; the syndicate asked about is s1. */
const columns = ['chief', 'deputy', 'lead', 'member', 'pa', 'otherMember', 'evaluator', 'otherEvaluator', 'observer', 'projector', 'wall', 'waiting', 'removed', 'stranger'] as const
type Column = (typeof columns)[number]

function cast() {
  const { exercise, dana, amina, ada, bao, eve, omar, wall, projector } = smallCast()
  const deputy = exercise.join('Dee', 'deputy')
  const member = exercise.join('Ali', 'member', 's1')
  const otherEvaluator = exercise.join('Evo', 'evaluator')
  const removed = exercise.join('Rem', 'member', 's1')
  exercise.ask(dana, { type: 'seat:remove', seat: removed })
  exercise.ask(dana, { type: 'seat:assign', seat: otherEvaluator, syndicates: ['s3'] })
  exercise.ask(dana, { type: 'lead:name', syndicate: 's1', seat: amina })
  exercise.ask(dana, { type: 'lobby:set', open: true })
  const waiting = exercise.join('Wai', 'member', 's1')
  exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
  const seats: Record<Column, string> = { chief: dana, deputy, lead: amina, member, pa: ada, otherMember: bao, evaluator: eve, otherEvaluator, observer: omar, projector, wall, waiting, removed, stranger: '__proto__' }
  return { state: exercise.state, seats }
}

const { state, seats } = cast()

function inStage(stage: Stage, more: Partial<ExerciseState> = {}): ExerciseState {
  const runs = stage === 'planning' || stage === 'plenary'
  return { ...state, stage: { ...state.stage, index: 1, stage }, clock: { ...state.clock, status: runs ? 'running' : 'paused', pausedBecause: runs ? null : 'stage' }, ...more }
}
const frozen = { boards: { ...state.boards, frozen: true } }
const opened = { boards: { ...state.boards, openInPlenary: true } }
const released = { boards: { ...state.boards, released: { s1: 'result' as const } } }
const withheld = { boards: { ...state.boards, withheld: { s1: true as const } } }
const floor = { floor: { syndicate: 's1', presenter: seats.lead, givenAt: 0 } }
const otherFloor = { floor: { syndicate: 's2', presenter: seats.otherMember, givenAt: 0 } }

describe('documents', () => {
  const board = 'syndicate/s1/board'
  const hidden = 'syndicate/s1/protected'
  const talk = 'syndicate/s1/discussion'
  //                                      CH DS LE ME PA oM EV oE OB PJ WA wt rm st
  test.each<[string, string, ExerciseState, string]>([
    ['before the first stage', board, { ...state, stage: { ...state.stage, index: -1 } }, 'r  r  w  w  w  -  r  -  -  -  r  -  -  -'],
    ['in warm-up', board, inStage('warm-up'), /*             */ 'r  r  w  w  w  -  r  -  -  -  r  -  -  -'],
    ['in briefing', board, inStage('briefing'), /*           */ 'r  r  w  w  w  -  r  -  -  -  r  -  -  -'],
    ['in planning', board, inStage('planning'), /*           */ 'r  r  w  w  w  -  r  -  -  -  r  -  -  -'],
    ['in a break', board, inStage('break'), /*               */ 'r  r  w  w  w  -  r  -  -  -  r  -  -  -'],
    ['frozen', board, inStage('planning', frozen), /*        */ 'r  r  r  r  r  -  r  -  -  -  r  -  -  -'],
    ['released while planning', board, inStage('planning', released), 'r  r  w  w  w  r  r  r  r  r  r  -  -  -'],
    ['in plenary', board, inStage('plenary'), /*             */ 'r  r  r  r  r  -  r  -  -  -  r  -  -  -'],
    ['opened in plenary', board, inStage('plenary', opened), 'r  r  w  w  w  -  r  -  -  -  r  -  -  -'],
    ['with the floor', board, inStage('plenary', floor), /*  */ 'r  r  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['while another has the floor', board, inStage('plenary', otherFloor), 'r  r  r  r  r  -  r  -  -  -  r  -  -  -'],
    ['in debrief', board, inStage('debrief'), /*             */ 'r  r  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['in debrief, withheld', board, inStage('debrief', withheld), 'r  r  r  r  r  -  r  -  -  -  r  -  -  -'],
    ['when ended', board, inStage('ended'), /*               */ 'r  r  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['opened in plenary, now debrief', board, inStage('debrief', opened), 'r  r  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['in planning', hidden, inStage('planning'), /*          */ 'r  r  -  -  w  -  -  -  -  -  -  -  -  -'],
    ['frozen', hidden, inStage('planning', frozen), /*       */ 'r  r  -  -  r  -  -  -  -  -  -  -  -  -'],
    ['with the floor', hidden, inStage('plenary', floor), /* */ 'r  r  -  -  r  -  -  -  -  -  -  -  -  -'],
    ['released', hidden, inStage('planning', released), /*   */ 'r  r  -  -  w  -  -  -  -  -  -  -  -  -'],
    ['in debrief', hidden, inStage('debrief'), /*            */ 'r  r  -  -  r  -  -  -  -  -  -  -  -  -'],
    ['in planning', talk, inStage('planning'), /*            */ 'w  w  w  w  w  -  r  -  -  -  -  -  -  -'],
    ['frozen', talk, inStage('planning', frozen), /*         */ 'w  w  w  w  w  -  r  -  -  -  -  -  -  -'],
    ['with the floor', talk, inStage('plenary', floor), /*   */ 'w  w  w  w  w  -  r  -  -  -  -  -  -  -'],
    ['in debrief', talk, inStage('debrief'), /*              */ 'w  w  w  w  w  -  r  -  -  -  -  -  -  -'],
    ['when ended', talk, inStage('ended'), /*                */ 'r  r  r  r  r  -  r  -  -  -  -  -  -  -'],
    ['in planning', 'control', inStage('planning'), /*       */ 'w  w  -  -  -  -  -  -  -  -  -  -  -  -'],
    ['when ended', 'control', inStage('ended'), /*           */ 'w  w  -  -  -  -  -  -  -  -  -  -  -  -'],
    ['in planning', 'overlay', inStage('planning'), /*       */ 'w  w  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['when ended', 'overlay', inStage('ended'), /*           */ 'w  w  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['in planning', 'plenary', inStage('planning'), /*       */ 'w  w  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['with the floor', 'plenary', inStage('plenary', floor), 'w  w  w  r  r  r  r  r  r  r  r  -  -  -'],
    ['while another has the floor', 'plenary', inStage('plenary', otherFloor), 'w  w  r  r  r  w  r  r  r  r  r  -  -  -'],
    ['after plenary', 'plenary', inStage('debrief', floor), 'w  w  r  r  r  r  r  r  r  r  r  -  -  -'],
    ['unknown', 'syndicate/s9/board', inStage('debrief'), /* */ '-  -  -  -  -  -  -  -  -  -  -  -  -  -'],
    ['unknown', '__proto__', inStage('debrief'), /*          */ '-  -  -  -  -  -  -  -  -  -  -  -  -  -'],
  ])('[DOC1] %s: %s', (_when, document, now, cells) => {
    const found = columns.map((column) => (mayWrite(now, seats[column], document) ? 'w' : mayRead(now, seats[column], document) ? 'r' : '-'))
    expect(Object.fromEntries(columns.map((column, index) => [column, found[index]]))).toEqual(
      Object.fromEntries(columns.map((column, index) => [column, cells.split(/\s+/)[index]])))
  })

  test('[DOC2] whoever may write a document may read it', () => {
    for (const stage of stages) for (const more of [{}, floor, opened, released, frozen]) for (const document of Object.keys(state.documents)) for (const column of columns) {
      const now = inStage(stage, more)
      if (mayWrite(now, seats[column], document)) expect(mayRead(now, seats[column], document)).toBe(true)
    }
  })

  test('[DOC3] readable documents are listed for a seat', () => {
    expect(readableDocuments(inStage('planning'), seats.observer)).toEqual(['overlay', 'plenary'])
    expect(readableDocuments(inStage('planning'), seats.member)).toEqual(['overlay', 'plenary', 'syndicate/s1/board', 'syndicate/s1/discussion'])
    expect(readableDocuments(inStage('planning'), seats.waiting)).toEqual([])
  })

  test('[DOC4] a frozen board stays frozen even where plenary is open', () => {
    expect(boardsWritable(inStage('plenary', { boards: { ...state.boards, frozen: true, openInPlenary: true } }))).toBe(false)
  })

  test('[DOC5] the table names every kind of document, and control is the staff\'s alone', () => {
    expect([...new Set(documentTable.map((row) => row.document))].sort()).toEqual(['board', 'control', 'discussion', 'overlay', 'plenary', 'protected'])
    expect(documentTable.filter((row) => row.document === 'control').flatMap((row) => row.kinds)).toEqual(['CH', 'DS'])
  })
})

const anyStage = [...stages]
const untilEnd = stages.filter((stage) => stage !== 'ended')
const beforeDebrief = untilEnd.filter((stage) => stage !== 'debrief')
const audience: readonly Column[] = ['lead', 'member', 'pa', 'otherMember', 'evaluator', 'otherEvaluator', 'observer']
const atTables: readonly Column[] = ['lead', 'member', 'pa', 'otherMember']
const CHDS: Column[] = ['chief', 'deputy']
const inject = Object.keys(state.injects)[0] ?? ''
const answer = { choice: null, reason: '', at: null, units: [], text: '', riskAcceptedBy: '' }
const view = { bounds: [0, 0, 0, 0] as [number, number, number, number], section: null, hiddenLayers: [], highlight: [] }

/** What the page says: command, the seats that may (asked about s1, floor with s1, lead presents), and in which stages. */
const cells: readonly (readonly [Command, readonly Column[], readonly Stage[]])[] = [
  [{ type: 'clock:pause' }, CHDS, anyStage],
  [{ type: 'clock:resume' }, CHDS, anyStage],
  [{ type: 'clock:rate', rate: 1 }, CHDS, anyStage],
  [{ type: 'clock:jump', moveMinute: 1 }, CHDS, anyStage],
  [{ type: 'stage:begin', index: 0 }, CHDS, anyStage],
  [{ type: 'stage:minutes', minutes: 5 }, CHDS, anyStage],
  [{ type: 'warmUp:tick', task: 'paper', how: 'done' }, ['lead', 'member', 'pa', 'otherMember'], ['warm-up']],
  [{ type: 'boards:freeze' }, CHDS, anyStage],
  [{ type: 'boards:thaw' }, CHDS, anyStage],
  [{ type: 'boards:openInPlenary', open: true }, CHDS, anyStage],
  [{ type: 'message:send', text: 'x', syndicates: [] }, CHDS, anyStage],
  [{ type: 'stage:extend', by: 5 }, CHDS, anyStage],
  [{ type: 'agenda:change', stages: [], skip: [] }, CHDS, anyStage],
  [{ type: 'rfi:ask', text: 'x' }, ['lead', 'member', 'pa', 'otherMember'], ['briefing', 'planning', 'plenary']],
  [{ type: 'rfi:answer', request: 'r1', text: 'x', persona: null, toAll: true, note: '' }, CHDS, untilEnd],
  [{ type: 'persona:speak', persona: 'p1', text: 'x', channel: 'phone', syndicates: ['s1'], question: null, answerMinutes: null }, CHDS, untilEnd],
  [{ type: 'summon:call', text: 'x', syndicates: [], place: null }, CHDS, anyStage],
  [{ type: 'summon:end' }, CHDS, anyStage],
  [{ type: 'summon:answer', summons: 'x', reply: 'coming' }, audience, anyStage],
  [{ type: 'control:take' }, CHDS, anyStage],
  [{ type: 'control:release' }, CHDS, anyStage],
  [{ type: 'emergency:call', place: '' }, columns.filter((column) => kindOf(inStage('planning'), seats[column]) !== null), anyStage],
  [{ type: 'emergency:close', call: 'x' }, CHDS, anyStage],
  [{ type: 'screens:black' }, CHDS, anyStage],
  [{ type: 'screens:lift' }, CHDS, anyStage],
  [{ type: 'observation:write', kind: 'note', text: 'x', syndicate: 's1', inject: null }, ['chief', 'deputy', 'evaluator'], untilEnd],
  [{ type: 'action:tick', inject, syndicate: 's1', action: 0, done: true }, ['chief', 'deputy', 'evaluator'], untilEnd],
  [{ type: 'rating:give', syndicate: 's1', criterion: 'threat', points: 2 }, ['chief', 'deputy', 'evaluator'], untilEnd],
  [{ type: 'seat:admit', seats: ['x'] }, CHDS, anyStage],
  [{ type: 'seat:return', seat: 'x', was: 'y' }, CHDS, anyStage],
  [{ type: 'seat:move', seat: 'x', syndicate: null, hat: null }, CHDS, anyStage],
  [{ type: 'seat:remove', seat: 'x' }, CHDS, anyStage],
  [{ type: 'seat:assign', seat: 'x', syndicates: [] }, CHDS, anyStage],
  [{ type: 'seat:hat', hat: null }, ['lead', 'member', 'pa', 'otherMember'], untilEnd],
  [{ type: 'lead:name', syndicate: 's1', seat: null }, CHDS, anyStage],
  [{ type: 'code:rotate', code: '1' }, CHDS, anyStage],
  [{ type: 'lobby:set', open: true }, CHDS, anyStage],
  [{ type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] }, CHDS, untilEnd],
  [{ type: 'inject:hold', serial: 'INJ-01' }, CHDS, untilEnd],
  [{ type: 'inject:plan', serial: 'INJ-01' }, CHDS, untilEnd],
  [{ type: 'inject:skip', serial: 'INJ-01' }, CHDS, untilEnd],
  [{ type: 'inject:retime', serial: 'INJ-01', dueMinute: 5 }, CHDS, untilEnd],
  [{ type: 'inject:undo', inject }, CHDS, untilEnd],
  [{ type: 'inject:write', content: { title: '', text: 'x', channel: 'phone', from: '', question: null, answerMinutes: null }, syndicates: ['s1'] }, CHDS, untilEnd],
  [{ type: 'branch:say', serial: 'INJ-02', rule: 'bank', syndicate: 's1', word: 'yes' }, CHDS, untilEnd],
  [{ type: 'inject:withdraw', inject, syndicates: ['s1'] }, CHDS, untilEnd],
  [{ type: 'inject:open', inject }, ['lead', 'member', 'pa'], anyStage],
  [{ type: 'inject:acknowledge', inject }, ['lead', 'member', 'pa'], beforeDebrief],
  [{ type: 'inject:answer', inject, answer }, ['lead', 'member', 'pa'], beforeDebrief],
  [{ type: 'inject:review', inject, syndicate: 's1', mark: 'good', note: '' }, CHDS, anyStage],
  [{ type: 'msel:automatic', on: true }, CHDS, untilEnd],
  [{ type: 'planning:set', factor: 'night/factor', value: 0.5 }, CHDS, untilEnd],
  [{ type: 'world:change', scope: { kind: 'common' }, change: { kind: 'unpin', thing: 'x', note: '' } }, CHDS, untilEnd],
  [{ type: 'floor:give', syndicate: 's1' }, CHDS, ['plenary']],
  [{ type: 'floor:take' }, CHDS, ['plenary']],
  [{ type: 'wall:show', inject }, CHDS, ['plenary', 'debrief']],
  [{ type: 'wall:take' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'compare:show', syndicates: ['s1', 's2'] }, CHDS, ['plenary', 'debrief']],
  [{ type: 'difference:show', difference: { syndicate: 's1', before: ['s2'], plan: [], marks: [] } }, CHDS, ['plenary', 'debrief']],
  [{ type: 'difference:take' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'compare:take' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'exhibit:add', exhibit: { media: 'm1', kind: 'picture', title: 'x', words: '', notice: null, hat: null, pages: null }, serial: null }, CHDS, anyStage],
  [{ type: 'exhibit:drop', media: 'm1' }, CHDS, anyStage],
  [{ type: 'exhibit:show', media: 'm1' }, CHDS, anyStage],
  [{ type: 'exhibit:uncover' }, CHDS, anyStage],
  [{ type: 'exhibit:turn', page: 1 }, CHDS, anyStage],
  [{ type: 'exhibit:cue', playing: true, positionMs: 0 }, CHDS, anyStage],
  [{ type: 'exhibit:take' }, CHDS, anyStage],
  [{ type: 'replay:lead', recordedAt: 0, pace: 1, look: { kind: 'situation' }, names: false }, CHDS, ['plenary', 'debrief']],
  [{ type: 'replay:leave' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'vote:open', kind: 'verdict', question: 'Sound?', choices: [], dots: 1, audience: 'everyone' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'vote:cast', vote: 'v1', ballot: [0] }, audience, ['plenary', 'debrief']],
  [{ type: 'vote:close' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'vote:take' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'question:ask', text: 'Why?', signed: false }, audience, ['plenary', 'debrief']],
  [{ type: 'question:set', question: 'q1', state: 'taken' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'presenter:name', seat: seats.member }, ['chief', 'deputy', 'lead'], anyStage],
  [{ type: 'stage:show', view }, ['chief', 'deputy', 'lead'], ['plenary']],
  [{ type: 'card:put', from: { kind: 'spot', question: 'What?', aloneSeconds: 90 }, syndicates: ['s1'] }, CHDS, untilEnd],
  [{ type: 'card:take', card: 'c1', syndicates: ['s1'] }, CHDS, untilEnd],
  [{ type: 'card:think', card: 'c1', text: 'x' }, atTables, untilEnd],
  [{ type: 'card:reveal', card: 'c1', syndicate: 's1' }, [...CHDS, 'lead'], untilEnd],
  [{ type: 'card:group', card: 'c1', item: 'a1', onto: null }, atTables, untilEnd],
  [{ type: 'card:name', card: 'c1', pile: 'a1', name: 'x' }, atTables, untilEnd],
  [{ type: 'dots:open', card: 'c1', syndicate: 's1' }, [...CHDS, 'lead'], untilEnd],
  [{ type: 'dots:give', card: 'c1', piles: ['a1'] }, atTables, untilEnd],
  [{ type: 'dots:count', card: 'c1', syndicate: 's1' }, [...CHDS, 'lead'], untilEnd],
  // otherMember: at a table without a lead any member concludes.
  [{ type: 'card:conclude', card: 'c1', text: 'x', to: { kind: 'plenary' } }, ['lead', 'otherMember'], untilEnd],
  [{ type: 'conclusions:show', card: 'c1' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'conclusions:take' }, CHDS, ['plenary', 'debrief']],
  [{ type: 'review:note', about: 'day', text: 'x' }, CHDS, anyStage],
  [{ type: 'feedback:open' }, CHDS, anyStage],
  [{ type: 'feedback:close' }, CHDS, anyStage],
  [{ type: 'feedback:give', sheet: { ratings: { learned: 5, real: null, pace: null, voice: null, board: null }, keep: '', change: '' } }, audience, anyStage],
  // otherMember: s2 has no lead, so its members may; s1 has one.
  [{ type: 'plan:submit' }, ['lead', 'otherMember'], ['planning', 'plenary']],
  [{ type: 'board:release', syndicate: 's1', history: 'result' }, CHDS, anyStage],
  [{ type: 'board:withhold', syndicate: 's1' }, CHDS, anyStage],
  [{ type: 'document:restore', document: 'overlay', toSequence: 1 }, ['chief'], anyStage],
  [{ type: 'mark:restore', document: 'overlay', mark: 'm1', sequence: 1 }, ['chief'], anyStage],
]

describe('commands', () => {
  test('[SEAT1] the table knows every command', () => {
    expect(cells.map(([command]) => command.type).sort()).toEqual(Object.keys(commandTable).sort())
  })

  test.each(cells.map(([command, who, when]) => [command.type, command, who, when] as const))('[SEAT2] %s', (_type, command, who, when) => {
    for (const stage of stages) {
      const now = inStage(stage, floor)
      const may = columns.filter((column) => mayCommand(now, { kind: 'seat', seat: seats[column] }, command) === null)
      expect([stage, may]).toEqual([stage, when.includes(stage) ? who : []])
    }
  })

  test('[SEAT3] who is not admitted hears that, whatever they ask', () => {
    for (const column of ['waiting', 'removed', 'stranger'] as const) {
      for (const [command] of cells) expect(mayCommand(inStage('planning'), { kind: 'seat', seat: seats[column] }, command)?.code).toBe('not-admitted')
    }
  })

  test('[SEAT4] every refusal says in a sentence what is wrong', () => {
    for (const stage of stages) for (const column of columns) for (const [command] of cells) {
      const refusal = mayCommand(inStage(stage, otherFloor), { kind: 'seat', seat: seats[column] }, command)
      if (refusal !== null) expect(refusal.sentence).toMatch(/^[A-Z].{20,}\.$/)
    }
  })

  test('[SEAT5] a lead names a presenter of the own syndicate only', () => {
    const command: Command = { type: 'presenter:name', seat: seats.otherMember }
    expect(mayCommand(inStage('plenary', floor), { kind: 'seat', seat: seats.lead }, command)?.code).toBe('not-allowed')
    expect(mayCommand(inStage('plenary', floor), { kind: 'seat', seat: seats.chief }, command)).toBeNull()
  })

  test('[CON23] nobody asks for information while the clock is paused; in the briefing it stands anyway', () => {
    const ask: Command = { type: 'rfi:ask', text: 'x' }
    const paused = { clock: { ...state.clock, status: 'paused' as const, pausedBecause: 'staff' as const } }
    const refused = mayCommand(inStage('planning', paused), { kind: 'seat', seat: seats.lead }, ask)
    expect(refused).toEqual({ code: 'not-now', sentence: 'The clock is paused. Ask as soon as it runs again.' })
    expect(mayCommand(inStage('plenary', paused), { kind: 'seat', seat: seats.lead }, ask)?.code).toBe('not-now')
    expect(mayCommand(inStage('briefing', paused), { kind: 'seat', seat: seats.lead }, ask)).toBeNull()
  })

  test('[INJ20] an inject for one hat is opened, acknowledged and answered by that hat only', () => {
    const release = state.injects[inject]?.releases.s1
    if (release === undefined) throw new Error('INJ-01 was not released.')
    const forHat = inStage('planning', { injects: { [inject]: { id: inject, secrets: null, shared: null, sharedAt: null, releases: { s1: { ...release, hat: 'protection' } } } } })
    const may = columns.filter((column) => mayCommand(forHat, { kind: 'seat', seat: seats[column] }, { type: 'inject:answer', inject, answer }) === null)
    expect(may).toEqual(['pa'])
  })

  test('[DOOR1] what the door and the server do, no seat may ask', () => {
    const house: readonly HouseCommand[] = [
      { type: 'seat:take', code: '', name: '', hat: null }, { type: 'chief:seat', name: 'x' }, { type: 'server:returned', lastAliveAt: 0 },
      { type: 'shelf:lay', cards: [] }, { type: 'inject:fallDue' }, { type: 'inject:deliver', inject, seat: seats.member }, { type: 'author:claim', document: 'overlay', clientId: 1, seat: seats.chief },
      { type: 'document:damaged', document: 'overlay', epoch: 1, lastGood: { sequence: 1, recordedAt: 1 } },
    ]
    expect(house.map((command) => command.type).sort()).toEqual(Object.keys(houseTable).sort())
    const actors: readonly Actor[] = [{ kind: 'seat', seat: seats.chief }, { kind: 'door' }, { kind: 'server' }]
    for (const command of house) expect(actors.filter((actor) => mayCommand(state, actor, command) === null).map((actor) => actor.kind)).toEqual([houseTable[command.type]])
    for (const [command] of cells) expect(mayCommand(state, { kind: 'server' }, command)?.code).toBe('not-allowed')
  })

  test('[SEAT6] kinds follow role, admission and who is named lead', () => {
    expect(columns.map((column) => kindOf(state, seats[column]))).toEqual(['CH', 'DS', 'LE', 'ME', 'ME', 'ME', 'EV', 'EV', 'OB', 'SC', 'SC', null, null, null])
  })
})
