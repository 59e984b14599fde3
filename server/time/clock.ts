/** What the server asks the machine for, as parts that are handed in. Only systemClock.ts asks. */

export interface Clock {
  /** Monotonic milliseconds since some start of this process. */
  monotonicMs(): number
  /** Wall time, milliseconds since 1970. */
  wallMs(): number
  /** Calls `act` once, later; the returned function cancels it. */
  after(ms: number, act: () => void): () => void
  /** Calls `act` again and again; the returned function stops it. */
  every(ms: number, act: () => void): () => void
}

export interface Ids {
  /** 22 url-safe characters, 128 random bits. */
  next(): string
  /** 43 url-safe characters, 256 random bits: secrets of cookies and tickets. */
  secret(): string
  /** Eight random digits. */
  code(): string
}
