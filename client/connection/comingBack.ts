/**
 * How soon a laptop tries again when the line broke: spread by chance, so that thirty do not return in the same instant, and
 * soon enough that a server that was started again has the room back within five seconds.
 */

/** The control channel, as Socket.IO takes it. */
export const controlComesBack = { reconnectionDelay: 400, reconnectionDelayMax: 1500, randomizationFactor: 0.5 } as const

/** A document, milliseconds; `chance` is 0 to 1. */
export function documentComesBackAfter(triesBefore: number, chance: number): number {
  return triesBefore === 0 ? chance * 800 : 500 + chance * 1000
}
