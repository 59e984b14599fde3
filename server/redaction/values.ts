/** Words in values as JSON and Yjs keep them. Walks without recursion, however deep they are. */

/** Whether some text in a value, keys too, is such. */
export function hasWords(value: unknown, isSuch: (text: string) => boolean): boolean {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string' && isSuch(next)) return true
    if (next instanceof Uint8Array) {
      if (isSuch(new TextDecoder().decode(next))) return true
    } else if (Array.isArray(next)) for (const each of next) open.push(each)
    else if (typeof next === 'object' && next !== null) for (const [key, each] of Object.entries(next)) open.push(key, each)
  }
  return false
}
