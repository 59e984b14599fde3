/** Hocuspocus: each message begins with the document's name, a token comes first, and each write is acknowledged by itself. */
import * as encoding from 'lib0/encoding'
import { encodeSync, syncTypes } from '#shared/protocol/frames.ts'
import { frameOf, opcodes, type Line } from './line.ts'
import { awarenessMessage, emptyUpdate, emptyVector, updateMessage, type Ears, type Tongue } from './talk.ts'

const types = { sync: 0, awareness: 1, auth: 2, syncReply: 4, syncStatus: 8 } as const
const token = 0

export function hocuspocusTongue(room: string, ears: Ears): Tongue {
  const name = encoded((encoder) => encoding.writeVarString(encoder, room))
  const wrapped = (message: Uint8Array): Buffer => frameOf(opcodes.binary, Buffer.concat([name, message]))
  let line: Line | null = null
  let acknowledged = 0
  const heardSync = (bytes: Buffer, from: number, to: number): void => {
    const kind = bytes[from + 1]
    if (kind === syncTypes.step1) line?.write(wrapped(encodeSync(syncTypes.step2, emptyUpdate)))
    else {
      if (kind === syncTypes.update) ears.words(bytes, from, to)
      ears.content(bytes, from, to)
      if (kind === syncTypes.step2) ears.joined()
    }
  }
  return {
    writesBefore: 1,
    greet: (own) => {
      line = own
      own.write(wrapped(encoded((encoder) => {
        encoding.writeVarUint(encoder, types.auth)
        encoding.writeVarUint(encoder, token)
        encoding.writeVarString(encoder, 'nobody asks')
      })))
      own.write(wrapped(encodeSync(syncTypes.step1, emptyVector)))
    },
    hear: (opcode, bytes, start, to) => {
      if (opcode !== opcodes.binary) return
      const from = start + name.length
      const type = bytes[from]
      if (type === types.awareness) return ears.words(bytes, from, to)
      if (type === types.sync || type === types.syncReply) return heardSync(bytes, from, to)
      if (type !== types.syncStatus || bytes[from + 1] !== 1) return
      acknowledged += 1
      ears.saved(acknowledged)
    },
    edit: (update) => [wrapped(updateMessage(update))],
    cursor: (entries) => [wrapped(awarenessMessage(entries))],
  }
}

function encoded(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}
