/** Bytes inside JSON lines. Own code, because shared knows neither Node's Buffer nor the browser's atob. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Uint8Array(128).fill(255)
for (let index = 0; index < alphabet.length; index += 1) values[alphabet.charCodeAt(index)] = index

/** Reads standard base64, padded or not. Throws RangeError on any other character. */
export function fromBase64(text: string): Uint8Array {
  let length = text.length
  while (length > 0 && text.charCodeAt(length - 1) === 61) length -= 1
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (let index = 0; index < length; index += 1) {
    const value = values[text.charCodeAt(index)] ?? 255
    if (value === 255) throw new RangeError('this is no base64')
    held = (held << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 255
    at += 1
  }
  return bytes
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [one = 0, two = 0, three = 0] = [bytes[index], bytes[index + 1], bytes[index + 2]]
    const rest = bytes.length - index
    text += alphabet.charAt(one >> 2) + alphabet.charAt(((one & 3) << 4) | (two >> 4))
    text += rest > 1 ? alphabet.charAt(((two & 15) << 2) | (three >> 6)) : '='
    text += rest > 2 ? alphabet.charAt(three & 63) : '='
  }
  return text
}
