/** Words many screens share. */
import type { RefusalCode } from '#shared/exercise/refusal.ts'
import type { Stage } from '#shared/exercise/agenda.ts'
import type { SeatRole } from '#shared/exercise/seat.ts'
import type { WeatherState } from '#shared/exercise/world.ts'

const stageNames: Record<Stage, string> = {
  'warm-up': 'Warm-up', briefing: 'Briefing', planning: 'Planning', break: 'Break', plenary: 'Plenary', debrief: 'Debrief', ended: 'Ended',
}
const roles: Record<SeatRole, string> = {
  chief: 'Chief of directing staff', deputy: 'Directing staff', member: 'Member', evaluator: 'Evaluator', observer: 'Observer', screen: 'Screen',
}
const rolesShort: Record<SeatRole, string> = { ...roles, chief: 'Directing staff' }
const weather: Record<WeatherState, string> = { dry: 'Dry', wet: 'Wet', 'very-heavy': 'Very heavy rain', storm: 'Storm' }

/** Our own sentence for a refusal, where it says more to this person than the server's. */
const refusals: Partial<Record<RefusalCode, string>> = {
  'journal-unavailable': 'The server cannot write to its disk at the moment. Nothing was changed. Please try again in a moment.',
  'too-fast': 'That was too fast for the server. Please try again.',
}

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

export const commonText = {
  // the real emergency: on every page from its first second
  emergency: 'Real emergency: stop',
  blackScreen: 'STOP. This is real.',
  blackScreenHint: 'The exercise stands still. Listen to the directing staff. Nothing of your work is lost.',
  product: 'Sandtable',
  exercise: 'EXERCISE',
  exerciseMeaning: 'This is an exercise. Nothing here is real.',
  stageNames,
  roles,
  rolesShort,
  weather,
  refusals,
  beforeFirstStage: 'Not begun',
  syndicate: (number: number, name: string) => (name === '' ? `Syndicate ${number}` : `${number} ${name}`),
  syndicateLong: (number: number, name: string) => `Syndicate ${number}${name === '' ? '' : `, ${name}`}`,
  timeLeft: (clock: string) => `${clock} left`,
  timeOver: (clock: string) => `${clock} over`,
  scenarioTime: 'Scenario time',
  runningTime: 'Running time',
  clockStands: 'clock stands',
  clockRate: (rate: number) => `clock ×${rate}`,
  water: (metres: number) => `water ${metres} m`,
  people: (count: number) => (count === 1 ? '1 person here' : `${count} people here`),
  here: (count: number) => `${count} here`,
  saved: 'Saved',
  connectedHere: (count: number) => `Connected · ${count} here`,
  savedHere: (count: number) => `Saved · ${count} here`,
  savingHere: (count: number) => `Saving · ${count} here`,
  reconnecting: 'Reconnecting',
  reconnectingKept: (count: number) => `Reconnecting, ${changes(count)} kept on this laptop`,
  notSavedYet: (count: number) => `Not saved yet, ${changes(count)} kept on this laptop`,
  connecting: 'Connecting',
  replayed: 'Replay',
  kept: changes,
  downloadUnsent: 'Download my unsent work',
  bringUnsent: 'Bring unsent work back',
  bringUnreadable: 'This file holds no unsent work of this program, or a part of it is broken.',
  brought: (count: number, elsewhere: number, otherExercise: boolean) => [
    count === 0 ? 'Everything in this file is here already.' : `${count === 1 ? '1 thing is' : `${count} things are`} offered in the list “Not saved”.`,
    ...(otherExercise ? ['The file comes from another exercise: look twice.'] : []),
    ...(elsewhere > 0 ? ['A part of it belongs to documents that are not open for you now.'] : []),
  ].join(' '),
  unsentFile: (exercise: string) => `sandtable-unsent-${exercise}.json`,
  lostLink: 'No connection. Work on: your changes are kept on this laptop and sent when it is back.',
  backToLive: 'Back to live',
  stageBoard: 'The stage',
  deleted: 'The directing staff deleted this exercise. Nothing of it is kept in this browser.',
  refusedSeat: 'This browser no longer holds this seat. It was moved, removed, or opened elsewhere. Ask the directing staff, or join again.',
  openedElsewhere: 'Your seat moved to another laptop. What you saved is there. If that was not you, tell the directing staff.',
  joinAgain: 'Join again',
  reload: 'The server has a newer version of this page. Your unsent work is kept. Please reload.',
  reloadNow: 'Reload',
  pausedByStaff: 'Paused by directing staff',
  pausedServerAway: 'Paused: the server was away. Directing staff will go on when all are back.',
  frozen: 'Boards are frozen by directing staff. You can read; writing opens again later.',
  journalStalled: 'The server cannot save at the moment. Work goes on here; nothing is told saved that is not.',
  salvageTitle: 'Not saved',
  salvageWhy: 'The server could not take these changes. The document was opened again without them. Take over what you still need.',
  salvageKinds: { annotation: 'Map', prose: 'Text', record: 'Entry' },
  salvagePutBack: 'Put back on the map',
  salvageCopy: 'Select the text',
  salvageDismiss: 'Not needed',
  salvageDismissAll: 'Discard all',
  keptTitle: 'What you wrote',
  close: 'Close',
  back: 'Back',
  loading: 'Loading',
  theme: 'Dark or light',
  leave: 'Leave this seat',
  menu: 'Menu',
  sheetActs: { photo: 'Add a photo', sheet: 'Lay a map under the board', 'bring-in': 'Bring in a file', 'take-out': 'Take out the marks', print: 'Print the sheet' },
  tooFar: 'This part of the page could not be fetched. Please check the connection, then try again.',
  noAnswer: 'The server did not answer in time. It is not known whether this was done. Please look, then try again.',
  noServer: 'The server cannot be reached. Please check that this laptop is on the room’s network, then try again.',
  badAnswer: 'The server’s answer could not be read. Please reload the page.',
  notHere: 'This is a replay. Nothing can be changed here.',
  notConnected: 'There is no connection to the exercise at the moment. Please try again when it is back.',
} as const
