/** Injects as a syndicate sees them: the list, the card, the answer. */
import type { InjectChannel, Review, SourceGrade } from '#shared/exercise/inject.ts'
import type { UnitFact } from '#shared/exercise/world.ts'

const channels: Record<InjectChannel, string> = {
  radio: 'Radio', phone: 'Phone', hotline: 'Hotline', report: 'Report', letter: 'Letter', email: 'E-mail', media: 'Media', social: 'Social media',
  hf: 'HF radio', uas: 'Drone picture', visitor: 'Visitor', order: 'Order', technical: 'Technical', message: 'Message',
}
const sources: Record<SourceGrade['source'], string> = {
  A: 'completely reliable', B: 'usually reliable', C: 'fairly reliable', D: 'not usually reliable', E: 'unreliable', F: 'reliability cannot be judged',
}
const information: Record<SourceGrade['information'], string> = {
  1: 'confirmed by others', 2: 'probably true', 3: 'possibly true', 4: 'doubtful', 5: 'improbable', 6: 'truth cannot be judged',
}
const precisions = { exact: 'exact place', near: 'near this place', district: 'somewhere in this district', unknown: 'place not known' } as const
const marks: Record<Review['mark'], string> = { good: 'Good', return: 'Please look at it again', plenary: 'To be raised in plenary' }

const unitStates: Record<UnitFact['state'], string> = {
  available: 'available', committed: 'committed', resting: 'resting', unserviceable: 'out of order', detached: 'detached', unavailable: 'not available',
}

export const inboxText = {
  title: 'Inbox',
  empty: 'Nothing has arrived yet.',
  emptyHint: 'Messages, reports and orders come in here. Until then: read the papers and put what you know on the map.',
  channels,
  sources,
  information,
  precisions,
  marks,
  number: (number: number) => `No. ${number}`,
  from: (from: string) => `From ${from}`,
  received: (wall: string) => `received ${wall}`,
  scenarioTime: (time: string) => `says it happened ${time}`,
  unread: 'new',
  gradeMeaning: (source: string, sourceWord: string, info: number, infoWord: string) =>
    `Source ${source}: ${sourceWord}. Information ${info}: ${infoWord}.`,
  ungraded: 'Not graded',
  toHat: (hat: string) => `For ${hat} only`,
  protectedNote: 'Protected. Do not pass it on, do not show it in plenary.',
  answerIn: (clock: string) => `answer in ${clock} of running time`,
  answerInStands: (clock: string) => `answer in ${clock} of running time, clock stands`,
  late: 'answer is late',
  lateMark: 'late',
  status: { withdrawn: 'taken back', read: 'to read', open: 'to answer', done: 'done' },
  withdrawn: 'Directing staff have taken this message back.',
  takenBack: 'Taken back',
  wasTakenBack: (number: number) => `Directing staff have taken message ${number} back.`,
  toYou: 'For you alone',
  back: 'All messages',
  noticeTitle: 'Before you read',
  noticeShow: 'Show the message',
  noticeSkip: 'You need not read it. Others of your syndicate can.',
  showOnMap: 'Show on map',
  place: (name: string, precision: string) => `${name} (${precision})`,
  acknowledge: 'Acknowledge for the syndicate',
  acknowledgedBy: (name: string, wall: string) => `Acknowledged by ${name}, ${wall}`,
  pickPlace: 'Pick the place on the map',
  pickingPlace: 'Click the map now, or press Enter in its middle',
  pickAgain: 'Pick another place',
  pickCancel: 'Do not pick',
  picked: (reference: string) => `Picked: ${reference}`,
  why: 'Why? (one line)',
  comment: 'What shall they do? (one line)',
  riskAcceptedBy: 'Who accepts the risk?',
  riskHint: 'A name or a function, for example “battalion commander”',
  yourText: 'Your text',
  units: 'Which units?',
  unitStates,
  send: 'Send for the syndicate',
  sendAgain: 'Send a new answer',
  sendLate: 'Send for the syndicate (late)',
  sending: 'Sending',
  sentNote: 'One answer counts for all of you: the last one sent.',
  keptNote: 'What you write here stays on this laptop until it is sent.',
  missingChoice: 'Choose one answer first.',
  missingPlace: 'Pick a place on the map first.',
  missingUnits: 'Choose units, or write why none goes.',
  missingText: 'Write your answer first.',
  answeredBy: (name: string, wall: string) => `Sent by ${name}, ${wall}`,
  answers: 'Sent',
  noUnits: 'no unit',
  riskBy: (who: string) => `Risk accepted by ${who}`,
  reviewed: 'Directing staff',
  open: 'Open',
  openNumber: (number: number, title: string) => `Open message ${number}: ${title}`,
  notNow: 'Not now',
  someoneGone: 'somebody who has left',
  arrivalLabel: 'New message',
} as const
