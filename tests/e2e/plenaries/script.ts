/** The two plenaries as a list of acts: floors and what presenters show, and what the chief puts before the room. */
import type { Command } from '#shared/exercise/commands.ts'
import type { Km, PlanSection, Zone } from '#shared/exercise/scenario.ts'
import { differenceOf } from '../../../client/components/plenary/differenceLines.ts'
import { plenaryText } from '../../../client/text/en/plenary.ts'
import { text } from '../../../client/text/index.ts'
import type { SeededRandom } from '../../support/seededRandom.ts'
import { ask, isLaptop, type Cast, type Table } from './cast.ts'
import type { HeldStates } from './heldStates.ts'
import { media, type Shelf } from './media.ts'
import { handActs, wireActs, type Act } from './presenters.ts'
import type { Size } from './sizes.ts'
import { prepare } from './tables.ts'

export interface Told {
  readonly cast: Cast
  readonly size: Size
  readonly random: SeededRandom
  readonly zone: Zone
  readonly sections: readonly PlanSection[]
  readonly reader: HeldStates
}

const asked = 'INJ-10'
const broken = 'INJ-08'

/** While syndicates plan, before the first plenary and before the second. */
export async function plan({ cast, size, random, zone, sections }: Told, round: 'A' | 'B'): Promise<void> {
  for (const { id, board } of cast.tables) await prepare(board, id, { round, marks: size.marks, slides: size.slides, sections, zone, random })
}

/** Plenary A: five briefings, the wall, votes, questions, exhibits; the bridge breaks while one presents. */
export function plenaryA(told: Told, shelf: Shelf): Act[] {
  const { cast } = told
  const { classroom } = cast
  return [
    begins(told, 'plenary-a'),
    ...cast.tables.flatMap((table, index) => [
      ...presents(told, table, 'A'),
      ...[[...verdict(told, table)], [...wall(told)], [...dots(told)], [chief(told, `${broken} breaks the bridge`, { type: 'inject:release', serial: broken, syndicates: cast.tables.map(({ id }) => id) })], [...question(told)]][index] ?? [],
    ]),
    ...pause(told),
    ...media(cast, shelf),
    act('the floor is taken', () => classroom.command({ type: 'floor:take' })),
  ]
}

/** Plenary B: only what is new is presented, boards are compared side by side and on one map, and a place is voted for. */
export function plenaryB(told: Told): Act[] {
  const { cast } = told
  const ids = cast.tables.map(({ id }) => id)
  const compared = (syndicates: readonly string[], layout: 'side' | 'over'): Act => chief(told, `${syndicates.join(' ')} ${layout}`, { type: 'compare:show', syndicates: [...syndicates], layout })
  return [
    begins(told, 'plenary-b'),
    ...cast.tables.flatMap((table, index) => [...presents(told, table, 'B'), ...(index === 0 ? [] : difference(told, table, cast.tables.slice(0, index)))]),
    ...ids.map((syndicate) => chief(told, `the board of ${syndicate} is opened`, { type: 'board:release', syndicate, history: syndicate === 's2' ? 'making' : 'result' })),
    compared(['s1', 's3'], 'side'), compared(['s1', 's3'], 'over'), compared(['s2', 's4', 's5'], 'side'), compared(ids, 'over'),
    chief(told, 'the boards are taken away', { type: 'compare:take' }),
    ...places(told), act('the floor is taken', () => cast.classroom.command({ type: 'floor:take' })),
  ]
}

function act(what: string, run: () => Promise<void>): Act {
  return { what, run }
}

function chief({ cast }: Told, what: string, command: Command): Act {
  return act(what, () => cast.classroom.command(command))
}

function begins({ cast: { classroom } }: Told, item: string): Act {
  return act(`${item} begins`, () => classroom.command({ type: 'stage:begin', index: classroom.view().agenda.findIndex(({ id }) => id === item) }))
}

function presents(told: Told, table: Table, round: 'A' | 'B'): Act[] {
  const { cast, size, random, zone, sections, reader } = told
  const { presenter, id } = table
  const { classroom } = cast
  const gives = act(`${id} has the floor`, async () => {
    await classroom.command({ type: 'floor:give', syndicate: id })
    const seat = Object.values(classroom.view().seats).find(({ name }) => name === presenter.name)?.id ?? ''
    if (classroom.view().floor?.presenter !== seat) await classroom.command({ type: 'presenter:name', seat })
    const follow = cast.bao.page.getByRole('button', { name: text.syndicate.follow, exact: true })
    if (id !== 's2' && await follow.isVisible()) await follow.click()
  })
  const slides = size.slides * (round === 'A' ? 1 : 2)
  return [gives, ...(isLaptop(presenter) ? handActs(presenter, slides, size.freeActs, random) : wireActs(presenter, table, size.freeActs, round, { zone, sections, random, reader }))]
}

/** Guests judge; two of them by hand. */
function* verdict(told: Told, judged: Table): Generator<Act> {
  const { cast, random } = told
  yield chief(told, 'a verdict is asked for', { type: 'vote:open', kind: 'verdict', question: `Is the plan of ${judged.id} sound?`, choices: [], dots: 1, audience: 'guests' })
  yield act('Omar and Bao vote by hand', async () => {
    for (const { page } of [cast.omar, cast.bao]) {
      await page.getByRole('button', { name: plenaryText.verdicts['sound-with-changes'] }).click()
      await page.getByText(plenaryText.given).waitFor()
    }
  })
  yield* votes(told, judged.id, () => ({ ballot: [random.whole(4)] }))
}

function* dots(told: Told): Generator<Act> {
  const choices = ['The crossing', 'The camp', 'The market road', 'The ferry']
  yield chief(told, 'dots are given', { type: 'vote:open', kind: 'dots', question: 'What must we protect first?', choices, dots: 2, audience: 'everyone' })
  yield* votes(told, null, () => ({ ballot: told.random.some([0, 1, 2, 3]).slice(0, 2) }))
}

function* places(told: Told): Generator<Act> {
  const { random, zone } = told
  yield chief(told, 'a place is asked for', { type: 'vote:open', kind: 'place', question: 'Where will they strike next?', choices: [], dots: 1, audience: 'everyone' })
  yield* votes(told, null, () => ({ ballot: [], at: [zone.sizeKm[0] * random.next(), zone.sizeKm[1] * random.next()] }))
}

function* votes(told: Told, without: string | null, ballot: () => { readonly ballot: number[]; readonly at?: Km }): Generator<Act> {
  const { cast } = told
  const { classroom } = cast
  yield act('the others vote', async () => {
    const vote = classroom.view().plenary.vote?.id ?? ''
    const excused = new Set(cast.tables.filter(({ id }) => id === without).flatMap(({ voices }) => voices))
    for (const voter of cast.voters) {
      if (excused.has(voter)) continue
      const { at, ballot: choices } = ballot()
      await ask(voter, { type: 'vote:cast', vote, ballot: choices, ...(at === undefined ? {} : { at: [at[0], at[1]] }) })
    }
  })
  yield chief(told, 'the vote is closed', { type: 'vote:close' })
  yield chief(told, 'the vote is taken away', { type: 'vote:take' })
}

function* wall(told: Told): Generator<Act> {
  const { cast: { classroom } } = told
  yield act('the wall is shown', () => classroom.command({ type: 'wall:show', inject: Object.keys(classroom.view().injects)[0] ?? '' }))
  yield chief(told, 'the wall is taken away', { type: 'wall:take' })
}

function* question(told: Told): Generator<Act> {
  const { cast } = told
  const { classroom } = cast
  const set = (state: 'taken' | 'answered'): Act => act(`the question is ${state}`, () => classroom.command({ type: 'question:set', question: classroom.view().plenary.questions.at(-1)?.id ?? '', state }))
  yield act('somebody asks', async () => {
    const [asker] = cast.observers
    if (asker !== undefined) await ask(asker, { type: 'question:ask', text: 'Who stays with the site at night?', signed: false })
  })
  yield set('taken')
  yield set('answered')
}

function pause(told: Told): Act[] {
  return [chief(told, 'the clock is paused', { type: 'clock:pause' }), chief(told, 'the clock goes on', { type: 'clock:resume' })]
}

/** The list of the second briefing, as staff read it and put it up. */
function difference({ cast: { classroom }, sections, zone }: Told, table: Table, before: readonly Table[]): Act[] {
  const named = ({ id, board }: Table) => ({ syndicate: id, doc: board.doc })
  return [
    act(`what is new from ${table.id}`, async () => {
      const found = differenceOf(named(table), before.map(named), sections, zone)
      await classroom.command({ type: 'difference:show', difference: { ...found, before: [...found.before], plan: [...found.plan], marks: [...found.marks] } })
    }),
    act('the list is taken away', () => classroom.command({ type: 'difference:take' })),
  ]
}

/** A message with a question goes to all and most answer, so that there is something on the wall. */
export async function askAll({ cast, random }: Told): Promise<void> {
  await cast.classroom.command({ type: 'inject:release', serial: asked, syndicates: cast.tables.map(({ id }) => id) })
  const [inject] = Object.values(cast.classroom.view().injects)
  for (const { id, voices: [voice] } of cast.tables.slice(0, 4)) {
    const answer = inject?.releases[id]?.content.answer
    if (voice === undefined || inject === undefined || answer?.kind !== 'choice') throw new Error(`${id} has nothing to answer`)
    await ask(voice, { type: 'inject:answer', inject: inject.id, answer: { choice: random.pick(answer.choices), reason: `${id} has its reasons`, at: null, units: [], text: '', riskAcceptedBy: 'Battalion commander' } })
  }
}
