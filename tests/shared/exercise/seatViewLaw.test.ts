/** The law of views over random exercises: what a screen folds from what it is sent is what it may know, and never more. */
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { EventType } from '#shared/exercise/events.ts'
import type { SeatId } from '#shared/exercise/names.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import { mayRead, mayWrite } from '#shared/exercise/permissions.ts'
import { publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { randomAct } from '../../support/randomCommands.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { smallCast } from '../../support/smallExercise.ts'
import type { SmallExercise } from '../../support/smallExercise.ts'

const acts = 340
const seeds = Array.from({ length: 60 }, (_, index) => index + 1)

function randomExercise(seed: number): SmallExercise {
  const random = seededRandom(seed)
  const { exercise } = smallCast()
  // some live through the warm-up, too
  exercise.begin(seed % 5 === 0 ? 'warm-up' : 'move-1')
  for (let act = 0; act < acts; act += 1) randomAct(exercise, random)
  return exercise
}

/** What was taken up once is read by the room. */
function exerciseHasTakenQuestion(state: ExerciseState): boolean {
  return state.plenary.questions.some(({ state: stands }) => stands === 'taken' || stands === 'answered')
}

/** What others wrote alone and nobody revealed. */
function othersThoughts(state: ExerciseState, id: SeatId): string[] {
  return Object.values(state.cards).flatMap(({ tables }) => Object.values(tables)).flatMap((table) =>
    table.status === 'alone' ? Object.entries(table.thoughts).flatMap(([seat, text]) => (seat === id ? [] : [`"${text}"`])) : [])
    .concat(Object.entries(state.review.feedback.sheets).flatMap(([seat, { keep }]) => (seat === id ? [] : [`"${keep}"`])))
}

/** What lies on tables that are not its own. */
function otherTables(state: ExerciseState, own: readonly string[]): string[] {
  return Object.values(state.cards).flatMap(({ tables }) => Object.entries(tables)).flatMap(([syndicate, table]) =>
    own.includes(syndicate) || table.status === 'alone' ? [] : [...table.answers.map(({ text }) => `"${text}"`), ...(table.conclusion === null ? [] : [`"${table.conclusion.text}"`])])
}

/** Strings this seat must not be sent at this moment, worked out apart from the code that masks. */
function forbidden(state: ExerciseState, id: SeatId): string[] {
  const seat = state.seats[id]
  const alone = othersThoughts(state, id)
  if (seat?.status === 'admitted' && (seat.role === 'chief' || seat.role === 'deputy')) return alone
  const admitted = seat?.status === 'admitted'
  const own = !admitted ? [] : seat.role === 'member' ? [seat.syndicate ?? ''] : seat.role === 'evaluator' ? [...seat.assigned] : []
  const words = [...alone, 'REVIEW-NOTE', ...state.review.feedback.collected.map(({ keep }) => `"${keep}"`), ...otherTables(state, own), 'CANARY-shelf', 'CANARY-key', '"SNAP-0', '"CARD-0', 'CANARY-truth', 'CANARY-dilemma', 'CANARY-branch', 'CANARY-notes', 'CANARY-tag', 'CANARY-reminder', 'CANARY-visitor', 'CANARY-world', 'CANARY-taken', 'CANARY-hash', 'CANARY-rule', 'ROSTER-NATION', 'PERSONA-INTENT', 'PERSONA-PREPARED', 'CANARY-request', '"INJ-0', '"C-01', '"FREE-1', '"undoable":[{']
  const { conduct } = state
  if (!(admitted && seat.role === 'evaluator' && conduct.observations.some(({ by }) => by === id))) words.push('OBSERVED')
  if (!(admitted && conduct.emergency.calls.some((call) => call.seat === id))) words.push('EMERGENCY-PLACE')
  if (!conduct.requests.some((request) => own.includes(request.syndicate) || request.answers.some(({ toAll }) => toAll))) words.push('REQUEST-WAITING')
  for (const other of ['s1', 's2', 's3']) if (!own.includes(other)) words.push(`SUMMONS-${other}`, `ANSWERED-${other}`)
  if (!exerciseHasTakenQuestion(state)) words.push('QUESTION-WAITING')
  if (!(admitted && seat.role === 'evaluator')) words.push('CANARY-expected')
  if (!(admitted && seat.role === 'member' && seat.hat === 'protection')) words.push('HAT-ONLY')
  // what is sealed for one hat, what stands covered, what is on the shelf
  const wears = admitted && seat.role === 'member' && seat.hat === 'protection'
  if (!wears && !(admitted && seat.role === 'evaluator' && own.length > 0)) words.push('SEALED-EXHIBIT')
  const staged = state.plenary.exhibit
  if (!admitted || staged === null || staged.covered) words.push('SHELF-WORDS')
  words.push('"shelf":[{')
  words.push(...state.codes.map((code) => code.code))
  const known = new Set<string>()
  for (const inject of Object.values(state.injects)) {
    if (inject.shared !== null && admitted) known.add(inject.secrets?.serial ?? '')
    for (const release of Object.values(inject.releases)) {
      const addressed = release.seat === null ? release.hat === null || release.hat === seat?.hat : release.seat === seat?.id
      const mine = own.includes(release.syndicate) && (seat?.role === 'evaluator' || addressed)
      if (mine && release.withdrawnAt === null) known.add(inject.secrets?.serial ?? '')
      if (!mine) words.push(...release.answers.map((given) => `"${given.answer.reason}"`))
    }
  }
  words.push(...['INJ-01', 'INJ-02', 'INJ-03', 'INJ-05', 'C-01'].filter((serial) => !known.has(serial)).map((serial) => `PLANNED-${serial}`))
  for (const syndicate of ['s1', 's2', 's3']) if (!own.includes(syndicate)) words.push(`MESSAGE-${syndicate}"`, `NOTE-${syndicate}`, `VARIANT-${syndicate}`, `WORLD-${syndicate}"`)
  // what directing staff put on the stage, the room reads
  const wall = admitted ? JSON.stringify([state.plenary.wall, state.plenary.conclusions]) : ''
  return words.filter((word) => !wall.includes(word))
}

describe('what is sent to a seat', () => {
  test.each(seeds)('[SEAT20] [SEAT21] folds to exactly its view and holds nothing it may not know (seed %i)', (seed) => {
    const exercise = randomExercise(seed)
    const views = new Map<SeatId, ExerciseState>()
    const everybody = [...new Set(exercise.steps.flatMap((step) => Object.keys(step.after.seats)))].concat('stranger')
    for (const { before, happened, after } of exercise.steps) {
      for (const seat of everybody) {
        const known = views.get(seat) ?? viewFor(before, seat)
        const sent = publicationOf(before, happened, after, seat)
        const moment = happened.moment
        const folded = sent === null ? known : sent.kind === 'view' ? sent.view : evolve(known, { moment, author: happened.author, event: sent.event })
        const right = viewFor(after, seat)
        if (!isDeepStrictEqual(folded, right)) expect({ seat: after.seats[seat], event: happened.event, folded }).toEqual({ seat: after.seats[seat], event: happened.event, folded: right })
        if (sent !== null) {
          const wire = JSON.stringify(sent)
          const leaked = forbidden(after, seat).filter((word) => wire.includes(word))
          if (leaked.length > 0) expect({ seat: after.seats[seat], event: happened.event, sent, leaked }).toEqual({})
        }
        views.set(seat, folded)
      }
    }
  })

  test('[SEAT22] a seat works out the same rights from its view as the server from the whole', () => {
    for (const seed of seeds.slice(0, 20)) {
      const { state } = randomExercise(seed)
      for (const seat of Object.keys(state.seats)) {
        const view = viewFor(state, seat)
        for (const document of Object.keys(state.documents)) {
          expect([mayRead(view, seat, document), mayWrite(view, seat, document)]).toEqual([mayRead(state, seat, document), mayWrite(state, seat, document)])
        }
      }
    }
  })

  test('[SEAT23] the frequent events never send a whole view', () => {
    const frequent = new Set<EventType>(['InjectDelivered', 'InjectOpened', 'InjectAcknowledged', 'InjectAnswered', 'AuthorClaimed', 'WorldChanged', 'InjectHeld', 'InjectPlanned', 'InjectSkipped', 'MessageSent'])
    for (const seed of seeds.slice(0, 20)) {
      for (const { before, happened, after } of randomExercise(seed).steps) {
        if (!frequent.has(happened.event.type)) continue
        for (const seat of Object.keys(after.seats)) expect(publicationOf(before, happened, after, seat)?.kind).not.toBe('view')
      }
    }
  })
})

test('[EX30] random exercises reach every kind of event, so that the law is tested on all', () => {
  const seen = new Set(seeds.flatMap((seed) => randomExercise(seed).steps.map((step) => step.happened.event.type)))
  expect([...seen].sort()).toEqual([
    'AuthorClaimed', 'AutomaticSet', 'BoardReleased', 'BoardWithheld', 'BoardsFrozen', 'BoardsOpenedInPlenary', 'BoardsThawed', 'ClockJumped', 'ClockPaused',
    'ClockRateSet', 'ClockResumed', 'CodeRotated', 'DocumentDamaged', 'DocumentRestored', 'FloorGiven', 'FloorTaken', 'HatTaken', 'InjectAcknowledged', 'InjectAnswered',
    'InjectDelivered', 'InjectHeld', 'InjectOpened', 'InjectPlanned', 'InjectReleased', 'InjectReviewed', 'InjectSkipped', 'InjectWithdrawn', 'LeadNamed',
    'LobbySet', 'MarkRestored', 'MessageSent', 'PlanSubmitted', 'PresenterNamed', 'SeatAssigned', 'SeatMoved', 'SeatRemoved', 'SeatTaken', 'SeatsAdmitted', 'StageBegun',
    'StageMinutesSet', 'WorldChanged', 'PlanningSet',
    'ActionTicked', 'AgendaChanged', 'ControlReleased', 'ControlTaken', 'EmergencyCalled', 'EmergencyClosed', 'ObservationWritten', 'RatingGiven', 'RequestSet',
    'ScreensBlacked', 'ScreensLifted', 'SummonsAnswered', 'SummonsCalled', 'SummonsEnded',
    'FeedbackClosed', 'FeedbackCounted', 'FeedbackGiven', 'FeedbackOpened', 'ReviewNoted', 'ShelfLaid', 'AnswerGrouped', 'CardConcluded', 'CardPut', 'CardRevealed', 'CardTaken', 'ConclusionsShown', 'ConclusionsTaken', 'DotsCounted', 'DotsGiven', 'DotsOpened', 'DotsTallied', 'PileNamed', 'ThoughtWritten', 'ThoughtsCounted',
    'BranchAsked', 'BranchSaid', 'BranchTaken', 'InjectRetimed', 'ReleaseUndone',
    'WarmUpTicked', 'WordsTakenOut',
    'BallotsCounted', 'CompareShown', 'CompareTaken', 'DifferenceShown', 'DifferenceTaken', 'ReplayLed', 'ReplayLeft', 'ExhibitAdded', 'ExhibitCued', 'ExhibitDropped', 'ExhibitShown', 'ExhibitTaken', 'ExhibitTurned', 'QuestionAsked', 'QuestionSet', 'VoteCast', 'VoteClosed', 'VoteOpened', 'VoteTaken', 'WallShown', 'WallTaken',
  ].sort())
})
