/** The protocol of y-websocket: ours and the y-websocket server. And the relay, which is told the same bytes and answers nothing. */
import * as decoding from 'lib0/decoding'
import { decodeSaved, encodeSync, frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import { frameOf, opcodes, type Line } from './line.ts'
import { awarenessMessage, emptyUpdate, emptyVector, updateMessage, type Ears, type Tongue } from './talk.ts'

export function plainTongue(_room: string, ears: Ears): Tongue {
  let line: Line | null = null
  const hear = (opcode: number, bytes: Buffer, from: number, to: number): void => {
    if (opcode !== opcodes.binary) return
    const type = bytes[from]
    if (type === frameTypes.awareness) return ears.words(bytes, from, to)
    if (type === frameTypes.saved) return ears.saved(decodeSaved(decoding.createDecoder(bytes.subarray(from + 1, to))))
    if (type !== frameTypes.sync) return
    const kind = bytes[from + 1]
    if (kind === syncTypes.step1) line?.write(frameOf(opcodes.binary, encodeSync(syncTypes.step2, emptyUpdate)))
    else if (kind === syncTypes.update) {
      ears.words(bytes, from, to)
      ears.content(bytes, from, to)
    } else {
      ears.content(bytes, from, to)
      ears.joined()
    }
  }
  return {
    writesBefore: 1,
    greet: (own) => {
      line = own
      own.write(frameOf(opcodes.binary, encodeSync(syncTypes.step1, emptyVector)))
    },
    hear,
    edit: (update) => [frameOf(opcodes.binary, updateMessage(update))],
    cursor: (entries) => [frameOf(opcodes.binary, awarenessMessage(entries))],
  }
}

export function relayTongue(_room: string, ears: Ears): Tongue {
  return {
    writesBefore: 0,
    greet: () => ears.joined(),
    hear: (_opcode, bytes, from, to) => ears.words(bytes, from, to),
    edit: (update) => [frameOf(opcodes.binary, updateMessage(update))],
    cursor: (entries) => [frameOf(opcodes.binary, awarenessMessage(entries))],
  }
}
