/** One short word for many numbers: two machines that made the same ground say the same word. */
export function digestOf(values: ArrayLike<number>, unit: number): string {
  let [a, b] = [0x811c9dc5, 0x01000193]
  for (let index = 0; index < values.length; index += 1) {
    const whole = Math.round((values[index] ?? 0) / unit) | 0
    a = Math.imul(a ^ (whole & 0xffff), 0x01000193)
    b = Math.imul(b ^ (whole >> 16) ^ (a >>> 7), 0x85ebca6b)
  }
  return ((a ^ (b >>> 3)) >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0')
}
