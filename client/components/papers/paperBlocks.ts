/** Papers as their authors write them: paragraphs, '# ' headings and '- ' lists. Text to blocks, and finding in them. Pure. */

export type PaperBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

/** Lines that follow each other are one paragraph; a blank line, a heading or a list ends it. */
export function parsePaper(source: string): PaperBlock[] {
  const blocks: PaperBlock[] = []
  let paragraph: string[] = []
  let items: string[] = []
  const close = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: paragraph.join(' ') })
    if (items.length > 0) blocks.push({ kind: 'list', items })
    paragraph = []
    items = []
  }
  for (const raw of source.split(/\r?\n/)) {
    const line = raw.trim()
    const heading = /^#+\s+(.*)$/.exec(line)?.[1]
    const item = /^[-•]\s+(.*)$/.exec(line)?.[1]
    if (line === '' || heading !== undefined) close()
    if (heading !== undefined) blocks.push({ kind: 'heading', text: heading })
    else if (item !== undefined) {
      if (paragraph.length > 0) close()
      items.push(item)
    } else if (line !== '') {
      // a line under a list item that begins with spaces belongs to the item
      const last = items.length - 1
      if (last >= 0 && /^\s/.test(raw)) items[last] = `${items[last] ?? ''} ${line}`
      else {
        if (items.length > 0) close()
        paragraph.push(line)
      }
    }
  }
  close()
  return blocks
}

/** Only what holds every word of the query, with the headings above it. An empty query finds everything. */
export function findInPaper(blocks: readonly PaperBlock[], query: string): PaperBlock[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return [...blocks]
  const holds = (text: string): boolean => words.every((word) => text.toLocaleLowerCase().includes(word))
  const found: PaperBlock[] = []
  let heading: PaperBlock | null = null
  let headingHolds = false
  const add = (block: PaperBlock): void => {
    if (heading !== null) found.push(heading)
    heading = null
    found.push(block)
  }
  for (const block of blocks) {
    if (block.kind === 'heading') {
      headingHolds = holds(block.text)
      heading = block
      continue
    }
    if (block.kind === 'paragraph') {
      if (headingHolds || holds(block.text)) add(block)
      continue
    }
    const items = headingHolds ? block.items : block.items.filter(holds)
    if (items.length > 0) add({ kind: 'list', items })
  }
  return found
}
