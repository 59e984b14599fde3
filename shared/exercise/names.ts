/** The names things go by. Plain strings on the wire, kept apart here by meaning only. */

/** Random, unguessable, unique over all exercises of a house. */
export type ExerciseId = string
/** Random, unguessable, unique over all exercises of a house: it stands in the address `/seat/<id>`. */
export type SeatId = string
/** 's1' … 's8', in the order of their numbers. */
export type SyndicateId = string
/** Random; given when an inject is first released, so that it tells nothing of the MSEL. */
export type InjectId = string
/** The directing staff's number of a planned inject ('INJ-08', 'C-02'). Never shown to participants. */
export type Serial = string
/** 'operations', 'information', … as the scenario lists them. */
export type HatId = string
/** A document without its epoch: 'syndicate/s1/board', 'control', 'overlay' … (shared/board/documentName.ts). */
export type DocumentName = string
/** Road, crossing, unit, site and place names as the zone gives them ('GOLD-1', 'farrow', 'INF4-A'). */
export type ThingId = string

/** Who did something: a seat, or the server itself. */
export type Author = SeatId | 'server'
