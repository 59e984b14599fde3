/** Which bytes of a whole are asked for (RFC 9110, section 14): one range, as players of sound and video ask. */

export type Range =
  | { readonly status: 'whole' }
  /** Both ends belong to it. */
  | { readonly status: 'part'; readonly from: number; readonly to: number }
  | { readonly status: 'outside' }

/** What is not understood, and several ranges at once, is answered with the whole. */
export function rangeOf(header: string | undefined, size: number): Range {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(' ', '') ?? '')
  const [, first = '', last = ''] = asked ?? []
  if (first === '' && last === '') return { status: 'whole' }
  if (first === '') {
    const count = Math.min(Number(last), size)
    return count === 0 ? { status: 'outside' } : { status: 'part', from: size - count, to: size - 1 }
  }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return { status: 'whole' }
  if (from >= size) return { status: 'outside' }
  return { status: 'part', from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
