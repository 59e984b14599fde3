/** A document socket as rooms see it: they know no WebSocket. gateway/documents.ts makes real ones. */

/** One frame from a client, taken apart but not believed (gateway/syncFrames.ts). */
export type IncomingFrame =
  | { readonly kind: 'step1'; readonly vector: Uint8Array }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  /** No frame of ours: text, an unknown type, lengths that do not hold. */
  | { readonly kind: 'unreadable'; readonly why: string }

export interface SocketListener {
  frame(frame: IncomingFrame): void
  closed(): void
}

export interface DocumentSocket {
  /** Sends messages in their order, and `own` behind them, in one piece. One array of messages handed to many sockets is framed once: never change it. */
  send(messages: readonly Uint8Array[], own?: Uint8Array | null): void
  /** Bytes this reader has not taken yet. */
  readonly waitingBytes: number
  /** Reads nothing more until resumed; frames that have arrived already may still come. */
  pause(): void
  resume(): void
  /** A close code of shared/protocol/closeCodes.ts; the reason is for people reading logs. */
  close(code: number, reason: string): void
  /** One listener, set once, at once. */
  listen(listener: SocketListener): void
}
