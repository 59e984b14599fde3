/**
 * y-socket.io: Socket.IO with a namespace for each document, over one WebSocket. A binary argument makes two frames: a
 * line of text with a placeholder, and the bytes.
 */
import { frameOf, opcodes, type Line } from './line.ts'
import { emptyUpdate, emptyVector, type Ears, type Tongue } from './talk.ts'

export const socketIoPath = '/socket.io/?EIO=4&transport=websocket'
const askedAs = 1

/** What the next binary frame belongs to. */
type Awaited = { readonly kind: 'state' } | { readonly kind: 'step1'; readonly reply: string | null } | { readonly kind: 'update' } | { readonly kind: 'cursors' }

export function socketIoTongue(room: string, ears: Ears): Tongue {
  const space = `/yjs|${room}`
  let line: Line | null = null
  let awaited: Awaited | null = null
  const text = (words: string): Buffer => frameOf(opcodes.text, Buffer.from(words))
  const event = (name: string, bytes: Uint8Array, acknowledge = ''): Buffer[] => [text(`451-${space},${acknowledge}["${name}",{"_placeholder":true,"num":0}]`), frameOf(opcodes.binary, bytes)]
  const write = (frames: readonly Buffer[]): void => { for (const frame of frames) line?.write(frame) }

  const heardText = (words: string): void => {
    if (words.startsWith('0')) return write([text(`40${space},`)])
    if (words === '2') return write([text('3')])
    if (words.startsWith(`40${space}`)) return
    // the acknowledgement of our question is the state
    if (words.startsWith(`461-${space},${askedAs}[`)) awaited = { kind: 'state' }
    else if (words.includes('"sync-step-1"')) awaited = { kind: 'step1', reply: /,(\d+)\[/.exec(words)?.[1] ?? null }
    else if (words.includes('"sync-update"')) awaited = { kind: 'update' }
    else if (words.includes('"awareness-update"')) awaited = { kind: 'cursors' }
  }
  const heardBytes = (what: Awaited | null, bytes: Buffer, from: number, to: number): void => {
    switch (what?.kind) {
      case 'state':
        ears.content(bytes, from, to)
        return ears.joined()
      case 'step1':
        if (what.reply !== null) write([text(`461-${space},${what.reply}[{"_placeholder":true,"num":0}]`), frameOf(opcodes.binary, emptyUpdate)])
        // Its listeners are there only now: what is asked before is lost.
        return write(event('sync-step-1', emptyVector, String(askedAs)))
      case 'update':
        ears.words(bytes, from, to)
        return ears.content(bytes, from, to)
      case 'cursors': return ears.words(bytes, from, to)
      case undefined: return
    }
  }
  return {
    writesBefore: 0,
    greet: (own) => { line = own },
    hear: (opcode, bytes, from, to) => {
      if (opcode === opcodes.text) return heardText(bytes.toString('utf8', from, Math.min(to, from + 200)))
      const what = awaited
      awaited = null
      heardBytes(what, bytes, from, to)
    },
    edit: (update) => event('sync-update', update),
    cursor: (entries) => event('awareness-update', entries),
  }
}
