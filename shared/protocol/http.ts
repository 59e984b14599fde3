/**
 * The HTTP door, all JSON, same origin. Replies are `Reply<T>`; status 200 when ok, 4xx with a refusal otherwise.
 *   GET  /api/house                         HouseInfo (is this the server's own machine; may it create)
 *   POST /api/house/enter {token}           the one-time instructor link: sets the house cookie
 *   POST /api/exercises CreateExercise      → {exercise, seat, address}; sets the chief's seat cookie   (house only)
 *   POST /api/exercises/<id>/chief          → {seat, address}: the chief's seat on this machine          (house only)
 *   POST /api/exercises/<id>/seats {role}   → {seat, address}: another seat for this browser (projector, observer) (house or staff)
 *   GET  /api/exercises/<id>/copy           the whole exercise as one file, read through before it goes      (house only)
 *   POST /api/house/bring                   bytes of such a file → BroughtIn                                   (house only)
 *   POST /api/exercises/<id>/delete {title} gone with all that was kept of it; the title must be typed         (house only)
 *   POST /api/exercises/<id>/back {wallMs}  puts a backup in the place of an exercise that cannot be opened → BroughtIn (house only)
 *   GET  /api/exercises/<id>/laptop         LaptopCheck: the server's laptop looked over                     (house or staff)
 *   POST /api/join/look {code}              JoinOffer: what this code opens
 *   POST /api/join/take TakeSeat            → {seat, address}; sets the seat's cookie
 *   GET  /api/seat/<seat>                   SeatInfo, or 401
 *   POST /api/seat/<seat>/leave             forgets the cookie
 *   GET  /x/<exercise>/documents/<name>@<epoch>?seat=   first state of a document, gzip (header x-sequence)
 *   GET  /x/<exercise>/replay?seat=&after=  the seat's own journal, bytes of its lines (shared/replay/replayWire.ts)
 *                             &document=: the lines of one document only
 *   GET  /x/<exercise>/ticket?seat=&document=  {ticket}: for other standard Yjs clients
 *   POST /x/<exercise>/media?seat=&document=   bytes of a picture or reference layer → MediaKept, on disk      (who may write the document)
 *   POST /x/<exercise>/exhibits?seat=          bytes of an exhibit → MediaKept, on disk                      (directing staff)
 *   GET  /x/<exercise>/media/<id>?seat=         the same bytes, without what they said of their maker; by ranges  (who may read the document now; of an exhibit, who was sent it)
 *   GET  /maps/<zone>/zone.json             the zone's geometry, by allow-list
 *   GET  /maps/<zone>/terrain|layers/<name> the drawn ground its zone.json names, and nothing else
 */
export interface HouseInfo {
  /** The request comes from the server's own machine and holds the house cookie. */
  readonly mayCreate: boolean
  readonly version: string
  readonly scenarios: readonly { readonly id: string; readonly title: string; readonly zone: string; readonly syndicates: number; readonly syndicateNames: readonly string[] }[]
  /** Scenario folders that were refused, each with file, place and reason. */
  readonly refused: readonly { readonly folder: string; readonly why: readonly string[] }[]
  readonly exercises: readonly ExerciseSummary[]
  /** Exercises whose file cannot be opened, and when backups of them were made, newest first: wall milliseconds. */
  readonly broken: readonly { readonly id: string; readonly title: string; readonly why: string; readonly backups: readonly number[] }[]
  /** Exercises are files here: they can be saved elsewhere and brought in. */
  readonly mayCopy: boolean
  /** Addresses others can type, '192.168.1.20:8080'; empty on localhost only. */
  readonly addresses: readonly string[]
}

export interface ExerciseSummary { readonly id: string; readonly title: string; readonly openedWallAt: string; readonly stage: string; readonly people: number }

export interface BroughtIn { readonly exercise: string; readonly title: string }

export interface CreateExercise {
  readonly scenario: string
  readonly title: string
  readonly syndicates: number
  /** Name of the chief of directing staff. */
  readonly name: string
  /** Lines pasted from a spreadsheet, already read: name, nation, syndicate number or null, rank if one was given. */
  readonly roster: readonly { readonly name: string; readonly nation: string; readonly syndicate: number | null; readonly rank?: string }[]
  readonly lobby: boolean
}

/** The server's laptop looked over, for directing staff. Who reached it is counted, never named. */
export interface LaptopCheck {
  /** Whether other machines are answered at all. */
  readonly lan: boolean
  /** Addresses others can type now, and those when this server first had any. */
  readonly addresses: readonly string[]
  readonly firstAddresses: readonly string[]
  /** Devices that are not this laptop; null = none came. */
  readonly others: { readonly devices: number; readonly lastAgoMs: number | null }
  /** Where exercises are kept; null = not known. */
  readonly freeBytes: number | null
  /** When the laptop last slept or its clock was set, since the server started: wall time that is too much. */
  /** The backups that are made by themselves; null where exercises are no files. */
  readonly backups: { readonly lastAgoMs: number | null; readonly failed: string | null; readonly secondFailed: string | null } | null
  readonly clockJump: { readonly byMs: number; readonly agoMs: number } | null
}

export interface JoinOffer {
  readonly exercise: string
  readonly title: string
  readonly role: 'deputy' | 'member' | 'evaluator' | 'observer' | 'screen'
  readonly syndicate: { readonly number: number; readonly name: string } | null
  /** Names of the roster for this syndicate that nobody has taken. */
  readonly names: readonly string[]
  /** Names of those who sit in this syndicate already: somebody may come back from another laptop. */
  readonly here: readonly string[]
  readonly hats: readonly { readonly id: string; readonly name: string; readonly looksAt: string; readonly takenBy: string | null }[]
  readonly lobby: boolean
}

export interface TakeSeat { readonly code: string; readonly name: string; readonly hat: string | null }
export interface SeatTaken { readonly exercise: string; readonly seat: string; readonly address: string }
export interface SeatInfo { readonly exercise: string; readonly seat: string; readonly role: string; readonly status: 'waiting' | 'admitted' | 'removed' }

export interface MediaKept { readonly id: string; readonly type: string; readonly bytes: number }
