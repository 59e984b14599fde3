/**
 * Messages as WebSocket frames, made once for all sockets of a room and written as one buffer: a message costs its bytes,
 * not a system call for each socket. Servers send unmasked, unfragmented, uncompressed (RFC 6455 §5.2).
 */
const framed = new WeakMap<readonly Uint8Array[], Buffer>()

/** One binary frame for each message, one after the other. The array must not be changed afterwards. */
export function framesOf(messages: readonly Uint8Array[]): Buffer {
  const known = framed.get(messages)
  if (known !== undefined) return known
  const bytes = Buffer.concat(messages.flatMap((message) => [headerOf(message.length), message]))
  framed.set(messages, bytes)
  return bytes
}

const finalBinary = 0x82

function headerOf(length: number): Buffer {
  if (length < 126) return Buffer.from([finalBinary, length])
  if (length < 65_536) {
    const header = Buffer.from([finalBinary, 126, 0, 0])
    header.writeUInt16BE(length, 2)
    return header
  }
  const header = Buffer.alloc(10)
  header[0] = finalBinary
  header[1] = 127
  header.writeBigUInt64BE(BigInt(length), 2)
  return header
}
