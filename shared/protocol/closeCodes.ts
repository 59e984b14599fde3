/**
 * Why the server closes a document socket. 44xx is final: the standard client does not come back. Everything else is
 * "try again". Final refusals are sent as accept, then close: a refused upgrade would be retried endlessly.
 */
export const closeCodes = {
  /** Nobody is known by this cookie or ticket. */
  notKnown: 4401,
  /** The seat may not read (or no longer write) this document. */
  notAllowed: 4403,
  /** The document has a newer epoch, or this copy knows a past that is not recorded. */
  wrongEpoch: 4409,
  /** A message, or the document, is over its limit. */
  tooLarge: 4413,
  /** No honest current client sends this. */
  unacceptable: 4422,
  /** Not final: the journal cannot be written at the moment. */
  journalStalled: 4503,
  /** Not final: this socket reads too slowly; it catches up when it comes back. */
  tooSlow: 4508,
} as const

/** Codes after which the client sets its copy aside and opens the document afresh. */
export function isFinalClose(code: number): boolean {
  return code >= 4400 && code <= 4499
}
