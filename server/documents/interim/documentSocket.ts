/** A document connection as rooms see it: no ws, no HTTP. gateway/documents.ts makes them; tests make their own. */

/** Messages that go to many sockets, framed once for all of them. */
export class FrameBatch {
  readonly payloads: readonly Uint8Array[]
  /** The bytes on the wire, made by the first socket that needs them. */
  framed: Uint8Array | null = null

  constructor(payloads: readonly Uint8Array[]) {
    this.payloads = payloads
  }
}

export interface DocumentSocket {
  send(batch: FrameBatch): void
  /** Bytes handed over that the network has not taken yet. */
  waitingBytes(): number
  /** Stops reading; what the person sends waits in the network. */
  pause(): void
  resume(): void
  close(code: number, reason: string): void
  onMessage(listener: (bytes: Uint8Array) => void): void
  /** A text frame, which nobody of ours sends. */
  onText(listener: () => void): void
  onClose(listener: () => void): void
}
