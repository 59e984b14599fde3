/** Takes apart what a client sends to the document door: type, kind, lengths. What is inside is judged by the room. */
import * as decoding from 'lib0/decoding'
import { frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import type { IncomingFrame } from '../documents/documentSocket.ts'

/** Never throws. The bytes of a frame's content are the message's own: valid until it is reused. */
export function readFrame(message: Uint8Array): IncomingFrame {
  try {
    const decoder = decoding.createDecoder(message)
    const frame = readBody(decoder)
    return decoding.hasContent(decoder) && frame.kind !== 'unreadable' ? unreadable('bytes behind the frame') : frame
  } catch {
    return unreadable('this frame is cut short')
  }
}

export function unreadable(why: string): IncomingFrame {
  return { kind: 'unreadable', why }
}

function readBody(decoder: decoding.Decoder): IncomingFrame {
  switch (decoding.readVarUint(decoder)) {
    case frameTypes.sync: return readSync(decoder)
    case frameTypes.awareness: return { kind: 'awareness', entries: readBytes(decoder) }
    case frameTypes.queryAwareness: return { kind: 'queryAwareness' }
    default: return unreadable('an unknown kind of frame')
  }
}

function readSync(decoder: decoding.Decoder): IncomingFrame {
  switch (decoding.readVarUint(decoder)) {
    case syncTypes.step1: return { kind: 'step1', vector: readBytes(decoder) }
    case syncTypes.step2: return { kind: 'step2', update: readBytes(decoder) }
    case syncTypes.update: return { kind: 'update', update: readBytes(decoder) }
    default: return unreadable('an unknown kind of sync')
  }
}

/** A length past the end is no length. */
function readBytes(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder)
  if (length > decoder.arr.length - decoder.pos) throw new RangeError('a length past the end')
  return decoding.readUint8Array(decoder, length)
}
