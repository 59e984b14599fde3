/**
 * One Y.Doc on one epoch's socket: the standard y-websocket provider with our manners.
 *  - Local changes are sent one by one only after this connection's sync step 2 has left: before that, step 2 carries them,
 *    and a change sent ahead of older offline work would be a gap to the server.
 *  - Only our own awareness entry is sent, at most ten times a second (the provider would echo everybody's).
 *  - Coming back is spread by chance, so that thirty laptops do not return in the same instant.
 * What follows from a final close is the owner's business (liveDocument.svelte.ts).
 */
import type * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { readSyncMessage } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { Moment } from '#shared/exercise/moment.ts'
import { isFinalClose } from '#shared/protocol/closeCodes.ts'
import { decodePosition, decodeSaved, encodeSync, frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import { writeMoment } from '#shared/protocol/stoodAt.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import type { Cancel, Machine } from '../state/machine.ts'
import { documentComesBackAfter } from './comingBack.ts'
import { SavedLedger } from './savedLedger.ts'

const tellMs = 100

export interface DocumentConnectionParts {
  readonly machine: Machine
  /** 'ws://host/x/<exercise>/yjs' */
  readonly address: string
  /** 'syndicate/s1/board@1' */
  readonly wireName: string
  readonly seat: string
  readonly doc: Y.Doc
  readonly mayWrite: boolean
  /** Where this copy stood when an earlier connection ended. */
  readonly stoodAt: Moment | null
  /** Whether an update with this origin was made here, by this person. */
  readonly isLocal: (origin: unknown) => boolean
  readonly onStatus: (status: 'loading' | 'live' | 'reconnecting') => void
  readonly onUnsaved: (count: number) => void
  readonly onPosition: (moment: Moment) => void
  readonly onFinalClose: (code: number) => void
}

export class DocumentConnection {
  readonly awareness: Awareness
  readonly #parts: DocumentConnectionParts
  readonly #provider: WebsocketProvider
  readonly #ledger = new SavedLedger()
  #handshake = false
  #wanted = true
  #everLive = false
  #retries = 0
  #retry: Cancel | null = null
  #tellTimer: Cancel | null = null
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(parts: DocumentConnectionParts) {
    this.#parts = parts
    const { doc, address, wireName, seat, mayWrite, stoodAt } = parts
    this.awareness = new Awareness(doc)
    if (!mayWrite) this.awareness.setLocalState(null)
    this.#provider = new WebsocketProvider(address, wireName, doc, {
      connect: false, awareness: this.awareness, params: { seat, ...(stoodAt === null ? {} : { stood: writeMoment(stoodAt) }) }, protocols: [documentSubprotocol], disableBc: true,
    })
    doc.off('update', this.#provider._updateHandler)
    this.awareness.off('update', this.#provider._awarenessUpdateHandler)
    doc.on('update', this.#onUpdate)
    this.awareness.on('update', this.#onOwnAwareness)
    this.#listen()
  }

  /** Counts work that is in the copy and not on the server: made before this connection, or by an earlier tab. */
  foundUnsent(count: number): void {
    for (let each = 0; each < count; each += 1) this.#ledger.changed()
    this.#parts.onUnsaved(this.#ledger.unsaved)
  }

  connect(): void {
    this.#provider.connect()
  }

  get unsaved(): number {
    return this.#ledger.unsaved
  }

  /** Stops for good; the Y.Doc lives on. */
  close(): void {
    this.#wanted = false
    this.#retry?.()
    this.#tellTimer?.()
    this.#parts.doc.off('update', this.#onUpdate)
    this.awareness.off('update', this.#onOwnAwareness)
    this.#provider.destroy()
    this.awareness.destroy()
  }

  #listen(): void {
    const provider = this.#provider
    provider.messageHandlers[frameTypes.sync] = (encoder, decoder, _provider, emitSynced) => {
      encoding.writeVarUint(encoder, frameTypes.sync)
      const kind = readSyncMessage(decoder, encoder, this.#parts.doc, provider)
      // The provider sends what stands in the encoder as soon as this returns: our sync step 2.
      if (kind === syncTypes.step1) this.#stepTwoLeft()
      if (kind === syncTypes.step2 && emitSynced && !provider.synced) provider.synced = true
    }
    provider.messageHandlers[frameTypes.position] = (_encoder, decoder) => {
      const moment = decodePosition(decoder)
      // Said when this line comes back: the server may have lost that moment meanwhile.
      provider.params['stood'] = writeMoment(moment)
      this.#parts.onPosition(moment)
    }
    provider.messageHandlers[frameTypes.saved] = (_encoder, decoder) => this.#onSaved(decoder)
    provider.on('status', ({ status }) => {
      if (status !== 'connected') return
      this.#handshake = false
      this.#ledger.reconnected()
      // A higher clock: the others dropped our entry when the line broke.
      const own = this.awareness.getLocalState()
      if (own !== null) this.awareness.setLocalState(own)
    })
    provider.on('sync', (synced: boolean) => {
      if (!synced) return
      this.#everLive = true
      this.#retries = 0
      this.#parts.onStatus('live')
    })
    provider.on('connection-close', (event: CloseEvent | null) => this.#onClose(event))
    provider.on('closed', ({ code }: { code: number }) => this.#parts.onFinalClose(code))
  }

  #onUpdate = (update: Uint8Array, origin: unknown): void => {
    // A copy one only reads tidies redundant marks of text by itself: that is nobody's work and goes nowhere.
    if (origin === this.#provider || !this.#parts.mayWrite) return
    if (this.#parts.isLocal(origin)) this.#ledger.changed()
    const socket = this.#provider.ws
    if (this.#handshake && this.#provider.wsconnected && socket !== null && socket.readyState === WebSocket.OPEN) {
      socket.send(new Uint8Array(encodeSync(syncTypes.update, update)))
      this.#ledger.sent()
    }
    this.#parts.onUnsaved(this.#ledger.unsaved)
  }

  #stepTwoLeft(): void {
    this.#handshake = true
    this.#ledger.sent()
  }

  #onSaved(decoder: decoding.Decoder): void {
    this.#ledger.saved(decodeSaved(decoder))
    this.#parts.onUnsaved(this.#ledger.unsaved)
  }

  #onClose(event: CloseEvent | null): void {
    this.#handshake = false
    if (!this.#wanted || (event !== null && isFinalClose(event.code))) return
    this.#parts.onStatus(this.#everLive ? 'reconnecting' : 'loading')
    // The provider's own retry has no chance in it: switch it off, come back by ours.
    this.#provider.shouldConnect = false
    const wait = documentComesBackAfter(this.#retries, this.#parts.machine.chance())
    this.#retries += 1
    this.#retry?.()
    this.#retry = this.#parts.machine.after(wait, () => {
      if (this.#wanted) this.#provider.connect()
    })
  }

  #onOwnAwareness = (_change: unknown, origin: unknown): void => {
    if (origin !== 'local' || !this.#parts.mayWrite || this.#tellTimer !== null) return
    const wait = Math.max(0, this.#toldAt + tellMs - this.#parts.machine.monotonicMs())
    this.#tellTimer = this.#parts.machine.after(wait, () => this.#tell())
  }

  #tell(): void {
    this.#tellTimer = null
    const socket = this.#provider.ws
    if (!this.#provider.wsconnected || socket === null || socket.readyState !== WebSocket.OPEN) return
    this.#toldAt = this.#parts.machine.monotonicMs()
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, frameTypes.awareness)
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]))
    socket.send(encoding.toUint8Array(encoder))
  }
}
