/**
 * Who may do what, written down a second time, from the design page of rights and not from the product's own table: the two
 * check each other. A line is a line of the page: who, at whose thing, when. What no line allows is forbidden.
 */
import type { Stage } from '#shared/exercise/agenda.ts'
import type { CommandType } from '#shared/exercise/commands.ts'
import type { DocumentScope } from '#shared/board/documentName.ts'

/** CH chief, DS deputy, LE lead, ME member, EV evaluator, OB observer, SC screen, '–' whoever is not admitted. */
export type Kind = 'CH' | 'DS' | 'LE' | 'ME' | 'EV' | 'OB' | 'SC' | '–'

export interface Who {
  readonly kind: Kind
  readonly syndicate: string | null
  /** Of an evaluator. */
  readonly assigned: readonly string[]
  readonly wearsProtectedHat: boolean
}

/** What of the day a right hangs on. */
export interface When {
  readonly stage: Stage
  readonly clockRuns: boolean
  readonly frozen: boolean
  /** Staff opened the boards in plenary. */
  readonly opened: boolean
  /** Who has the floor, and the one who presents. */
  readonly floor: string | null
  readonly presenter: Who | null
  readonly released: readonly string[]
  readonly withheld: readonly string[]
  /** Who leads the room through a replay. */
  readonly replayLedBy: Who | null
}

type Whose = 'any' | 'own' | 'assigned'
interface DocumentLine {
  readonly document: DocumentScope['kind']
  readonly who: readonly Kind[]
  readonly whose: Whose
  readonly read: (who: Who, when: When, syndicate: string) => boolean
  readonly write: (who: Who, when: When, syndicate: string) => boolean
}

const always = (): boolean => true
const never = (): boolean => false
const everybody: readonly Kind[] = ['CH', 'DS', 'LE', 'ME', 'EV', 'OB', 'SC']
const staff: readonly Kind[] = ['CH', 'DS']
const members: readonly Kind[] = ['LE', 'ME']

function boardsAreWritable({ stage, frozen, opened }: When): boolean {
  if (frozen) return false
  return stage === 'plenary' ? opened : stage === 'warm-up' || stage === 'briefing' || stage === 'planning' || stage === 'break'
}

/** While it has the floor; after release, which comes by itself at the debrief unless withheld. */
function othersMayReadIt(when: When, syndicate: string): boolean {
  const isOver = when.stage === 'debrief' || when.stage === 'ended'
  return when.floor === syndicate || when.released.includes(syndicate) || (isOver && !when.withheld.includes(syndicate))
}

const isThePresenter = (who: Who, when: When): boolean => when.stage === 'plenary' && when.presenter === who && when.floor === who.syndicate

/** The page, "Documents". The wall of a syndicate is of DESIGN 2: a screen that shows one board. */
const documentLines: readonly DocumentLine[] = [
  { document: 'board', who: members, whose: 'own', read: always, write: (_who, when) => boardsAreWritable(when) },
  { document: 'board', who: ['EV'], whose: 'assigned', read: always, write: never },
  { document: 'board', who: staff, whose: 'any', read: always, write: never },
  { document: 'board', who: ['LE', 'ME', 'OB', 'EV', 'SC'], whose: 'any', read: (_who, when, syndicate) => othersMayReadIt(when, syndicate), write: never },
  { document: 'board', who: ['SC'], whose: 'own', read: always, write: never },
  { document: 'protected', who: members, whose: 'own', read: (who) => who.wearsProtectedHat, write: (who, when) => who.wearsProtectedHat && boardsAreWritable(when) },
  { document: 'protected', who: staff, whose: 'any', read: always, write: never },
  { document: 'discussion', who: members, whose: 'own', read: always, write: (_who, when) => when.stage !== 'ended' },
  { document: 'discussion', who: ['EV'], whose: 'assigned', read: always, write: never },
  { document: 'discussion', who: staff, whose: 'any', read: always, write: (_who, when) => when.stage !== 'ended' },
  { document: 'control', who: staff, whose: 'any', read: always, write: always },
  { document: 'overlay', who: everybody, whose: 'any', read: always, write: ({ kind }) => staff.includes(kind) },
  { document: 'plenary', who: everybody, whose: 'any', read: always, write: (who, when) => staff.includes(who.kind) || isThePresenter(who, when) },
]

export type Right = '–' | 'reads' | 'writes'

export function documentRight(who: Who, when: When, scope: DocumentScope): Right {
  const syndicate = 'syndicate' in scope ? scope.syndicate : ''
  const lines = documentLines.filter(({ document, who: kinds, whose }) => document === scope.kind && kinds.includes(who.kind)
    && (whose === 'any' || (whose === 'own' ? who.syndicate === syndicate : who.assigned.includes(syndicate))))
  if (lines.some((line) => line.write(who, when, syndicate))) return 'writes'
  return lines.some((line) => line.read(who, when, syndicate)) ? 'reads' : '–'
}

type CommandCondition = (who: Who, when: When) => boolean
interface CommandLine { readonly says: string; readonly commands: readonly CommandType[]; readonly who: readonly Kind[]; readonly when: CommandCondition }

const any = always
const inStages = (...stages: readonly Stage[]): CommandCondition => (_who, { stage }) => stages.includes(stage)
const untilTheEnd = inStages('warm-up', 'briefing', 'planning', 'break', 'plenary', 'debrief')
const untilTheDebrief = inStages('warm-up', 'briefing', 'planning', 'break', 'plenary')
const beforeTheRoom = inStages('plenary', 'debrief')
const isRunning = ({ stage, clockRuns }: When): boolean => (stage === 'planning' || stage === 'plenary') && clockRuns
/** What the matrix asks about is of this syndicate; it has a lead, and Bravo has none. */
export const asked = 's1'
const leaderless: readonly (string | null)[] = ['s2']
const both = (one: CommandCondition, other: CommandCondition): CommandCondition => (who, when) => one(who, when) && other(who, when)
const ofAsked: CommandCondition = ({ syndicate }) => syndicate === asked
const assignedToAsked: CommandCondition = ({ assigned }) => assigned.includes(asked)
const withoutALead: CommandCondition = ({ syndicate }) => leaderless.includes(syndicate)
const atTables: readonly Kind[] = ['LE', 'ME']
const theRoom: readonly Kind[] = ['LE', 'ME', 'EV', 'OB']

/** The page, "Commands". */
const commandLines: readonly CommandLine[] = [
  { says: 'restore', commands: ['document:restore', 'mark:restore'], who: ['CH'], when: any },
  { says: 'codes, admit, move, remove, name lead and presenter', commands: ['code:rotate', 'lobby:set', 'seat:admit', 'seat:return', 'seat:move', 'seat:remove', 'seat:assign', 'lead:name', 'presenter:name'], who: staff, when: any },
  { says: 'a lead names the presenter of the own syndicate', commands: ['presenter:name'], who: ['LE'], when: ofAsked },
  { says: 'clock, stage, freeze, message to all, summon, take control', commands: ['clock:pause', 'clock:resume', 'clock:rate', 'clock:jump', 'stage:begin', 'stage:minutes', 'stage:extend', 'agenda:change', 'boards:freeze', 'boards:thaw', 'boards:openInPlenary', 'message:send', 'summon:call', 'summon:end', 'control:take', 'control:release'], who: staff, when: any },
  { says: 'inject release, hold, skip, withdraw, edit; world change', commands: ['inject:release', 'inject:hold', 'inject:plan', 'inject:skip', 'inject:withdraw', 'inject:retime', 'inject:undo', 'inject:write', 'branch:say', 'msel:automatic', 'world:change', 'planning:set'], who: staff, when: untilTheEnd },
  { says: 'inject opened', commands: ['inject:open'], who: atTables, when: ofAsked },
  { says: 'inject acknowledge, answer', commands: ['inject:acknowledge', 'inject:answer'], who: atTables, when: both(ofAsked, untilTheDebrief) },
  { says: 'inject review, board release and withhold', commands: ['inject:review', 'board:release', 'board:withhold'], who: staff, when: any },
  { says: 'plan submit', commands: ['plan:submit'], who: ['LE'], when: inStages('planning', 'plenary') },
  { says: 'plan submit where there is no lead', commands: ['plan:submit'], who: ['ME'], when: both(withoutALead, inStages('planning', 'plenary')) },
  { says: 'RFI ask', commands: ['rfi:ask'], who: atTables, when: (_who, when) => when.stage === 'briefing' || isRunning(when) },
  { says: 'RFI answer, speak as persona', commands: ['rfi:answer', 'persona:speak'], who: staff, when: untilTheEnd },
  { says: 'floor give and take', commands: ['floor:give', 'floor:take'], who: staff, when: inStages('plenary') },
  { says: 'stage show', commands: ['stage:show'], who: staff, when: inStages('plenary') },
  { says: 'stage show by the presenter', commands: ['stage:show'], who: members, when: isThePresenter },
  { says: 'question ask, vote cast', commands: ['question:ask', 'vote:cast'], who: theRoom, when: beforeTheRoom },
  { says: 'vote open and close, park', commands: ['vote:open', 'vote:close', 'vote:take', 'question:set'], who: staff, when: beforeTheRoom },
  { says: 'observation write, expected action tick, rating', commands: ['observation:write', 'action:tick', 'rating:give'], who: staff, when: untilTheEnd },
  { says: 'the same, by evaluators of the assigned', commands: ['observation:write', 'action:tick', 'rating:give'], who: ['EV'], when: both(assignedToAsked, untilTheEnd) },
  { says: 'group replay lead', commands: ['replay:lead', 'replay:leave'], who: staff, when: beforeTheRoom },
  { says: 'who leads a replay shows the map it goes with', commands: ['stage:show'], who: staff, when: (who, when) => when.replayLedBy === who && beforeTheRoom(who, when) },
]

/** What came to the product after the page: said by the room of a course (room.md), the corrections of a day, or the rules in SPEC. */
const laterLines: readonly CommandLine[] = [
  { says: 'warm-up: a task of one’s own', commands: ['warmUp:tick'], who: atTables, when: inStages('warm-up') },
  { says: 'summons: everybody who is asked says whether they come', commands: ['summon:answer'], who: theRoom, when: any },
  { says: 'CON20: nobody let in is refused an emergency call', commands: ['emergency:call'], who: everybody, when: any },
  { says: 'the emergency is the staff’s to close, and black screens theirs', commands: ['emergency:close', 'screens:black', 'screens:lift'], who: staff, when: any },
  { says: 'hats rotate: one’s own, a free one', commands: ['seat:hat'], who: atTables, when: untilTheEnd },
  { says: 'wall, comparison, difference, conclusions before the room', commands: ['wall:show', 'wall:take', 'compare:show', 'compare:take', 'difference:show', 'difference:take', 'conclusions:show', 'conclusions:take'], who: staff, when: beforeTheRoom },
  { says: 'exhibits: the staff’s own', commands: ['exhibit:add', 'exhibit:drop', 'exhibit:show', 'exhibit:uncover', 'exhibit:turn', 'exhibit:cue', 'exhibit:take'], who: staff, when: any },
  { says: 'cards: put and taken by staff', commands: ['card:put', 'card:take'], who: staff, when: untilTheEnd },
  { says: 'cards: the talk at a table is led by staff', commands: ['card:reveal', 'dots:open', 'dots:count'], who: staff, when: untilTheEnd },
  { says: 'cards: … by the lead of that table', commands: ['card:reveal', 'dots:open', 'dots:count'], who: ['LE'], when: both(ofAsked, untilTheEnd) },
  { says: 'cards: everybody at a table thinks, groups, gives dots', commands: ['card:think', 'card:group', 'card:name', 'dots:give'], who: atTables, when: untilTheEnd },
  { says: 'cards: the lead concludes', commands: ['card:conclude'], who: ['LE'], when: untilTheEnd },
  { says: 'cards: … or anybody where there is no lead', commands: ['card:conclude'], who: ['ME'], when: both(withoutALead, untilTheEnd) },
  { says: 'after the day: notes and the form are the staff’s', commands: ['review:note', 'feedback:open', 'feedback:close'], who: staff, when: any },
  { says: 'after the day: everybody of the room gives a form', commands: ['feedback:give'], who: theRoom, when: any },
]

export const writtenDown: readonly CommandType[] = [...commandLines, ...laterLines].flatMap(({ commands }) => commands)

export function mayAsk(who: Who, when: When, command: CommandType): boolean {
  return [...commandLines, ...laterLines].some((line) => line.commands.includes(command) && line.who.includes(who.kind) && line.when(who, when))
}

/** "That hat, if addressed to a hat": an inject to Alpha's wearers of the protected hat alone. */
export function mayAskOfHat(who: Who, when: When, command: 'inject:open' | 'inject:acknowledge' | 'inject:answer'): boolean {
  return who.wearsProtectedHat && mayAsk(who, when, command)
}

/** "As the vote's audience says": guests are all but those who have the floor. */
export function mayVoteAsGuest(who: Who, when: When): boolean {
  return mayAsk(who, when, 'vote:cast') && who.syndicate !== when.floor
}

/** HTTP, by who may: the house is the instructor's own machine with its cookie, whatever seats its browser holds. */
export const houseRoutes = ['POST /api/exercises', 'POST /api/exercises/EX/chief', 'GET /api/exercises/EX/copy', 'POST /api/exercises/EX/delete', 'POST /api/exercises/EX/back', 'POST /api/house/bring'] as const
export const staffRoutes = ['POST /api/exercises/EX/seats', 'GET /api/exercises/EX/laptop', 'POST /x/EX/exhibits'] as const
