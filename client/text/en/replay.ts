/** Replay: the stage with a timeline. */
import type { EventType } from '#shared/exercise/events.ts'

const people = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

/** What a marker of the timeline is called; events that are no news to people have none. */
const markers: Partial<Record<EventType, string>> = {
  ExerciseOpened: 'Exercise opened', StageBegun: 'Stage', ClockPaused: 'Paused', ClockResumed: 'Resumed', ClockJumped: 'Clock set',
  BoardsFrozen: 'Boards frozen', BoardsThawed: 'Boards opened', MessageSent: 'Message', InjectReleased: 'Inject', InjectWithdrawn: 'Inject taken back',
  InjectAcknowledged: 'Acknowledged', InjectAnswered: 'Answered', WorldChanged: 'Situation changed', FloorGiven: 'Floor given',
  FloorTaken: 'Floor taken', PlanSubmitted: 'Plan handed in', BoardReleased: 'Board opened to all', DocumentRestored: 'Document restored',
  WallShown: 'Decision wall', CompareShown: 'Boards side by side', VoteOpened: 'Vote', VoteClosed: 'Vote counted', QuestionSet: 'Question',
  CardPut: 'Question on the table', CardRevealed: 'Answers revealed', CardConcluded: 'Conclusion', ConclusionsShown: 'Conclusions on the stage',
}

export const replayText = {
  title: 'Replay',
  play: 'Play',
  pause: 'Pause',
  stepBack: 'Previous event',
  stepOn: 'Next event',
  speed: (times: number) => `×${times}`,
  speedLabel: 'Speed',
  skipIdle: 'Skip idle stretches',
  timeline: 'Timeline',
  position: (clock: string, of: string, stage: string) => `${clock} of ${of}, ${stage}`,
  markers,
  events: 'Events',
  density: people,
  look: 'Look at',
  situation: 'The situation',
  stageBoard: 'The stage',
  linkMoment: 'Link to this moment',
  linkHint: 'The address of this page now names this moment. Copy it from the address bar.',
  backToLive: 'Back to live',
  loading: 'Fetching the record',
  loadedLines: (count: number) => `${count} entries read`,
  empty: 'There is nothing to replay yet.',
  emptyHint: 'As soon as something happens in the exercise it can be replayed here.',
  failed: 'The record could not be fetched.',
  again: 'Try again',
  notReadable: 'This board was not open to this seat at this moment.',
  more: 'Fetch what happened since',
  lanes: 'Lanes by syndicate',
  plan: 'Plan',
  injects: 'Injects',
} as const
