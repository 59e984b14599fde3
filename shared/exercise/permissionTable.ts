/**
 * Who may do what, as data: the only authority. permissions.ts reads it, tests walk every cell of it.
 * CH chief, DS deputy, LE lead of a syndicate, ME member, EV evaluator, OB observer, SC screen. Who is not admitted has no
 * kind and no right. What no row allows is forbidden.
 */
import type { CommandType, HouseCommand } from './commands.ts'

export const seatKinds = ['CH', 'DS', 'LE', 'ME', 'EV', 'OB', 'SC'] as const
export type SeatKind = (typeof seatKinds)[number]

const staff: readonly SeatKind[] = ['CH', 'DS']
const members: readonly SeatKind[] = ['LE', 'ME']
const everyoneElse: readonly SeatKind[] = ['LE', 'ME', 'EV', 'OB', 'SC']

/** own: of the seat's syndicate. assigned: of a syndicate the evaluator is assigned to. any: whosever it is. */
export type Relation = 'own' | 'assigned' | 'any'

export type ReadCondition = 'never' | 'always' | 'has the floor or is released' | 'wears a protected hat'
export type WriteCondition =
  | 'never' | 'always' | 'not ended'
  /** Warm-up, briefing, planning, break unless frozen; plenary only if opened; never debrief and ended. */
  | 'boards writable'
  | 'wears a protected hat and boards writable'
  /** The one named presenter of the syndicate that has the floor, in plenary. */
  | 'is presenter'

export interface DocumentRow {
  readonly document: 'board' | 'protected' | 'discussion' | 'control' | 'overlay' | 'plenary'
  readonly of: Relation
  readonly kinds: readonly SeatKind[]
  readonly read: ReadCondition
  readonly write: WriteCondition
}

/** The server itself (seed, upgrade, repair, restore) does not ask here. */
export const documentTable: readonly DocumentRow[] = [
  { document: 'board', of: 'any', kinds: staff, read: 'always', write: 'never' },
  { document: 'board', of: 'own', kinds: members, read: 'always', write: 'boards writable' },
  { document: 'board', of: 'assigned', kinds: ['EV'], read: 'always', write: 'never' },
  // A screen with a syndicate is that syndicate's wall: it shows their board to themselves, never more than the board.
  { document: 'board', of: 'own', kinds: ['SC'], read: 'always', write: 'never' },
  { document: 'board', of: 'any', kinds: everyoneElse, read: 'has the floor or is released', write: 'never' },

  { document: 'protected', of: 'any', kinds: staff, read: 'always', write: 'never' },
  { document: 'protected', of: 'own', kinds: members, read: 'wears a protected hat', write: 'wears a protected hat and boards writable' },

  { document: 'discussion', of: 'any', kinds: staff, read: 'always', write: 'not ended' },
  { document: 'discussion', of: 'own', kinds: members, read: 'always', write: 'not ended' },
  { document: 'discussion', of: 'assigned', kinds: ['EV'], read: 'always', write: 'never' },

  { document: 'control', of: 'any', kinds: staff, read: 'always', write: 'always' },

  { document: 'overlay', of: 'any', kinds: staff, read: 'always', write: 'always' },
  { document: 'overlay', of: 'any', kinds: everyoneElse, read: 'always', write: 'never' },

  { document: 'plenary', of: 'any', kinds: staff, read: 'always', write: 'always' },
  { document: 'plenary', of: 'any', kinds: members, read: 'always', write: 'is presenter' },
  { document: 'plenary', of: 'any', kinds: ['EV', 'OB', 'SC'], read: 'always', write: 'never' },
]

/** Running: planning and plenary while the clock is not paused. */
export type CommandWhen = 'any' | 'warm-up' | 'not ended' | 'before debrief' | 'planning or plenary' | 'running or briefing' | 'plenary' | 'plenary or debrief'

export type CommandOnly =
  | 'yes'
  /** The inject was released to this seat: its syndicate, and its hat where one is named. */
  | 'if addressed'
  | 'if their syndicate has no lead'
  | 'if presenter'
  | 'if leading a replay'
  | 'for their own syndicate'
  /** The command names the seat's own syndicate. */
  | 'at their own table'
  | 'at their own table if it has no lead'
  /** The command names a syndicate the evaluator is assigned to. */
  | 'if assigned'

export interface CommandRow {
  readonly kinds: readonly SeatKind[]
  readonly when: CommandWhen
  readonly only: CommandOnly
}

const staffAlways: readonly CommandRow[] = [{ kinds: staff, when: 'any', only: 'yes' }]
const staffUntilEnd: readonly CommandRow[] = [{ kinds: staff, when: 'not ended', only: 'yes' }]
const staffBeforeTheRoom: readonly CommandRow[] = [{ kinds: staff, when: 'plenary or debrief', only: 'yes' }]
const staffInPlenary: readonly CommandRow[] = [{ kinds: staff, when: 'plenary', only: 'yes' }]
/** Who leads the talk at a table: the directing staff, the lead, and where there is none any member. */
const facilitating: readonly CommandRow[] = [...staffUntilEnd, { kinds: ['LE'], when: 'not ended', only: 'at their own table' }, { kinds: ['ME'], when: 'not ended', only: 'at their own table if it has no lead' }]
const atTheTable: readonly CommandRow[] = [{ kinds: members, when: 'not ended', only: 'yes' }]
const observing: readonly CommandRow[] = [...staffUntilEnd, { kinds: ['EV'], when: 'not ended', only: 'if assigned' }]

export const commandTable: Readonly<Record<CommandType, readonly CommandRow[]>> = {
  'clock:pause': staffAlways,
  'clock:resume': staffAlways,
  'clock:rate': staffAlways,
  'clock:jump': staffAlways,
  'stage:begin': staffAlways,
  'stage:minutes': staffAlways,
  'warmUp:tick': [{ kinds: members, when: 'warm-up', only: 'yes' }],
  'stage:extend': staffAlways,
  'agenda:change': staffAlways,
  'boards:freeze': staffAlways,
  'boards:thaw': staffAlways,
  'boards:openInPlenary': staffAlways,
  'message:send': staffAlways,

  'rfi:ask': [{ kinds: members, when: 'running or briefing', only: 'yes' }],
  'rfi:answer': staffUntilEnd,
  'persona:speak': staffUntilEnd,
  'summon:call': staffAlways,
  'summon:end': staffAlways,
  'summon:answer': [{ kinds: ['LE', 'ME', 'EV', 'OB'], when: 'any', only: 'yes' }],
  'control:take': staffAlways,
  'control:release': staffAlways,
  /** Everybody who is let in, always: somebody may need real help. */
  'emergency:call': [{ kinds: seatKinds, when: 'any', only: 'yes' }],
  'emergency:close': staffAlways,
  'screens:black': staffAlways,
  'screens:lift': staffAlways,
  'observation:write': observing,
  'action:tick': observing,
  'rating:give': observing,

  'seat:admit': staffAlways,
  'seat:return': staffAlways,
  'seat:move': staffAlways,
  'seat:remove': staffAlways,
  'seat:assign': staffAlways,
  /** Their own hat, and only a free one. */
  'seat:hat': [{ kinds: members, when: 'not ended', only: 'yes' }],
  'lead:name': staffAlways,
  'code:rotate': staffAlways,
  'lobby:set': staffAlways,

  'inject:release': staffUntilEnd,
  'inject:hold': staffUntilEnd,
  'inject:plan': staffUntilEnd,
  'inject:skip': staffUntilEnd,
  'inject:withdraw': staffUntilEnd,
  'inject:retime': staffUntilEnd,
  'inject:undo': staffUntilEnd,
  'inject:write': staffUntilEnd,
  'branch:say': staffUntilEnd,
  'msel:automatic': staffUntilEnd,
  'world:change': staffUntilEnd,
  'planning:set': staffUntilEnd,
  'inject:open': [{ kinds: members, when: 'any', only: 'if addressed' }],
  'inject:acknowledge': [{ kinds: members, when: 'before debrief', only: 'if addressed' }],
  'inject:answer': [{ kinds: members, when: 'before debrief', only: 'if addressed' }],
  'inject:review': staffAlways,

  'floor:give': staffInPlenary,
  'floor:take': staffInPlenary,
  'wall:show': staffBeforeTheRoom,
  'wall:take': staffBeforeTheRoom,
  'compare:show': staffBeforeTheRoom,
  'compare:take': staffBeforeTheRoom,
  'difference:show': staffBeforeTheRoom,
  'difference:take': staffBeforeTheRoom,
  'exhibit:add': staffAlways,
  'exhibit:drop': staffAlways,
  'exhibit:show': staffAlways,
  'exhibit:uncover': staffAlways,
  'exhibit:turn': staffAlways,
  'exhibit:cue': staffAlways,
  'exhibit:take': staffAlways,
  'replay:lead': staffBeforeTheRoom,
  'replay:leave': staffBeforeTheRoom,
  'vote:open': staffBeforeTheRoom,
  'vote:close': staffBeforeTheRoom,
  'vote:take': staffBeforeTheRoom,
  /** Who may, the vote's audience says. */
  'vote:cast': [{ kinds: ['LE', 'ME', 'EV', 'OB'], when: 'plenary or debrief', only: 'yes' }],
  'question:ask': [{ kinds: ['LE', 'ME', 'EV', 'OB'], when: 'plenary or debrief', only: 'yes' }],
  'question:set': staffBeforeTheRoom,
  'presenter:name': [...staffAlways, { kinds: ['LE'], when: 'any', only: 'for their own syndicate' }],
  'stage:show': [...staffInPlenary, { kinds: staff, when: 'plenary or debrief', only: 'if leading a replay' }, { kinds: members, when: 'plenary', only: 'if presenter' }],

  'card:put': staffUntilEnd,
  'card:take': staffUntilEnd,
  'card:think': atTheTable,
  'card:reveal': facilitating,
  'card:group': atTheTable,
  'card:name': atTheTable,
  'dots:open': facilitating,
  'dots:give': atTheTable,
  'dots:count': facilitating,
  'card:conclude': [{ kinds: ['LE'], when: 'not ended', only: 'yes' }, { kinds: ['ME'], when: 'not ended', only: 'if their syndicate has no lead' }],
  'conclusions:show': staffBeforeTheRoom,
  'conclusions:take': staffBeforeTheRoom,

  'review:note': staffAlways,
  'feedback:open': staffAlways,
  'feedback:close': staffAlways,
  'feedback:give': [{ kinds: ['LE', 'ME', 'EV', 'OB'], when: 'any', only: 'yes' }],

  'plan:submit': [
    { kinds: ['LE'], when: 'planning or plenary', only: 'yes' },
    { kinds: ['ME'], when: 'planning or plenary', only: 'if their syndicate has no lead' },
  ],
  'board:release': staffAlways,
  'board:withhold': staffAlways,
  /** On the server's own machine only: nowhere else is a chief known (server/gateway/sessions.ts). */
  'document:restore': [{ kinds: ['CH'], when: 'any', only: 'yes' }],
  'mark:restore': [{ kinds: ['CH'], when: 'any', only: 'yes' }],
}

/** What no seat may ask: only the door (somebody joins) or the server itself. */
export const houseTable: Readonly<Record<HouseCommand['type'], 'door' | 'server'>> = {
  'seat:take': 'door',
  'chief:seat': 'door',
  'server:returned': 'server',
  'shelf:lay': 'server',
  'inject:fallDue': 'server',
  'inject:deliver': 'server',
  'author:claim': 'server',
  'document:damaged': 'server',
}
