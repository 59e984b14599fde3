/** A number that follows from a text and seems to follow from nothing: for orders that must not tell who came first. */

/** FNV-1a over UTF-16 units: spreads, and is the same everywhere. No secret can be kept with it. */
export function mixed(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
