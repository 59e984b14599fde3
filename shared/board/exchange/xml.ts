/**
 * A strict reader of the XML that map programs write: elements, attributes, words, CDATA. No document type, so no
 * entities of a file's own and nothing fetched; no recursion, so no depth that breaks the reader.
 */

export interface XmlElement {
  /** Without its prefix: 'gx:Track' is 'Track'. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** All words directly inside it. */
  readonly text: string
}

export type XmlRead = { readonly root: XmlElement } | { readonly problem: 'not-xml' | 'doctype' | 'too-large' }

const deepest = 64
const elementsAtMost = 500_000

interface OpenElement { readonly name: string; readonly tag: string; readonly attributes: ReadonlyMap<string, string>; readonly children: XmlElement[]; text: string }

const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!([A-Za-z])|<\/([^\s>]+)\s*>|<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy

export function readXml(written: string): XmlRead {
  const text = written.charCodeAt(0) === 0xfeff ? written.slice(1) : written
  const open: OpenElement[] = []
  let root: XmlElement | null = null
  let count = 0
  let at = 0
  const close = (): void => {
    const done = open.pop()
    if (done === undefined) return
    const element = { name: done.name, attributes: done.attributes, children: done.children, text: done.text }
    const outer = open.at(-1)
    if (outer === undefined) root = element
    else outer.children.push(element)
  }
  while (at < text.length) {
    token.lastIndex = at
    const found = token.exec(text)
    if (found === null) return { problem: 'not-xml' }
    at = token.lastIndex
    const [, cdata, declared, ending, starting, attributes, empty, words] = found
    const inner = open.at(-1)
    if (declared !== undefined) return { problem: 'doctype' }
    if (cdata !== undefined) {
      if (inner !== undefined) inner.text += cdata
    } else if (ending !== undefined) {
      if (inner?.tag !== ending) return { problem: 'not-xml' }
      close()
    } else if (starting !== undefined) {
      count += 1
      if (root !== null || open.length >= deepest) return { problem: 'not-xml' }
      if (count > elementsAtMost) return { problem: 'too-large' }
      open.push({ tag: starting, name: localName(starting), attributes: readAttributes(attributes ?? ''), children: [], text: '' })
      if (empty === '/') close()
    } else if (words !== undefined) {
      if (inner !== undefined) inner.text += withoutEntities(words)
      else if (words.trim() !== '') return { problem: 'not-xml' }
    }
  }
  return root === null || open.length > 0 ? { problem: 'not-xml' } : { root }
}

export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null
}

export function textOf(element: XmlElement, name: string): string {
  return childOf(element, name)?.text.trim() ?? ''
}

/** Words as they may stand in an element. What XML has no place for becomes the replacement sign. */
export function escapeXml(words: string): string {
  return words
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uFFFE\uFFFF]/g, '\uFFFD')
    // eslint-disable-next-line no-control-regex -- these are exactly what XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '\uFFFD')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\r/g, '&#13;')
}

function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1)
}

function readAttributes(written: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', double, single] of written.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found.set(localName(name), withoutEntities(double ?? single ?? ''))
  }
  return found
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** An entity nobody knows stays as it was typed. */
function withoutEntities(words: string): string {
  return words.includes('&') ? words.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
    return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : whole
  }) : words
}
