/**
 * Prose of the plan as it lies in a board: the root XmlFragment `plan/<section>`. Reading, and one paragraph more at the end:
 * all else officers write through the editor, and nobody inserts first content. Whatever lies in a fragment is read without trust: unknown
 * things become placeholders, and nothing is followed deeper or longer than the limits say.
 */
import * as Y from 'yjs'
import { headingLevels, type HeadingLevel } from './proseSchema.ts'

export interface ProseRun {
  readonly text: string
  readonly bold: boolean
  readonly italic: boolean
}

/** One block as it is drawn. `unknown` stands for what this program cannot read; its text is not shown. */
export type ProseBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly ProseRun[] }
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly runs: readonly ProseRun[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly ProseBlock[])[] }
  | { readonly kind: 'unknown' }

export interface ProseLimits {
  /** Lists inside lists. */
  readonly depth: number
  /** Blocks of one section, those in lists included. */
  readonly blocks: number
  /** Characters of one section. */
  readonly characters: number
}

export const proseLimits: ProseLimits = { depth: 8, blocks: 4000, characters: 400_000 }

/** The text of one section. Two sections never share one. */
export function sectionFragment(doc: Y.Doc, sectionId: string): Y.XmlFragment {
  return doc.getXmlFragment(`plan/${sectionId}`)
}

/** One paragraph more at the end of a section: what an officer sends there without opening the text. */
export function appendParagraph(doc: Y.Doc, sectionId: string, text: string): void {
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(text)])
    sectionFragment(doc, sectionId).push([paragraph])
  })
}

/** Calls back after each transaction that touched the section. Returns the way to stop. */
export function observeSection(doc: Y.Doc, sectionId: string, listener: () => void): () => void {
  const fragment = sectionFragment(doc, sectionId)
  fragment.observeDeep(listener)
  return () => fragment.unobserveDeep(listener)
}

/** The section as blocks. Past a limit one placeholder stands for the rest. Never throws. */
export function readProse(fragment: Y.XmlFragment, limits: ProseLimits = proseLimits): ProseBlock[] {
  return readBlocks(fragment, { blocks: limits.blocks, characters: limits.characters }, limits.depth)
}

/** Blocks as plain text: one line a block, list items with a dash or their number. */
export function proseText(blocks: readonly ProseBlock[]): string {
  return linesOf(blocks, '').join('\n')
}

/** Words of any script; each Han, Hiragana, Katakana or Hangul character counts as one. */
export function countWords(text: string): number {
  const words = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}'’.:_-])*/gu)
  return words?.length ?? 0
}

/** Words written in a section. */
export function sectionWords(doc: Y.Doc, sectionId: string): number {
  return countWords(proseText(readProse(sectionFragment(doc, sectionId))))
}

/** What may still be read of a section, counted down while reading. */
interface Left {
  blocks: number
  characters: number
}

const unknownBlock: ProseBlock = { kind: 'unknown' }

function readBlocks(parent: Y.XmlFragment, left: Left, depth: number): ProseBlock[] {
  const blocks: ProseBlock[] = []
  for (const child of childrenOf(parent)) {
    if (left.blocks <= 0 || left.characters <= 0) return [...blocks, unknownBlock]
    left.blocks -= 1
    blocks.push(readBlock(child, left, depth))
  }
  return blocks
}

function readBlock(node: unknown, left: Left, depth: number): ProseBlock {
  if (!(node instanceof Y.XmlElement)) return unknownBlock
  switch (node.nodeName) {
    case 'paragraph':
      return readTextBlock(node, left, (runs) => ({ kind: 'paragraph', runs }))
    case 'heading':
      return readTextBlock(node, left, (runs) => ({ kind: 'heading', level: readLevel(node.getAttribute('level')), runs }))
    case 'bulletList':
    case 'orderedList':
      return depth <= 0 ? unknownBlock : readList(node, left, depth)
    default:
      return unknownBlock
  }
}

/** A text block with anything but text in it is unknown as a whole: half of a sentence may say the opposite. */
function readTextBlock(node: Y.XmlElement, left: Left, make: (runs: readonly ProseRun[]) => ProseBlock): ProseBlock {
  const runs: ProseRun[] = []
  for (const child of childrenOf(node)) {
    if (!(child instanceof Y.XmlText)) return unknownBlock
    for (const run of runsOf(child)) {
      if (run === null) return unknownBlock
      const text = run.text.slice(0, Math.max(0, left.characters))
      left.characters -= run.text.length
      if (text !== '') runs.push({ ...run, text })
    }
  }
  return make(runs)
}

function readList(node: Y.XmlElement, left: Left, depth: number): ProseBlock {
  const items = childrenOf(node).map((child): readonly ProseBlock[] => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== 'listItem' || left.blocks <= 0) return [unknownBlock]
    return readBlocks(child, left, depth - 1)
  })
  return { kind: 'list', ordered: node.nodeName === 'orderedList', items }
}

/** Null for something inside the text that is no text. */
function runsOf(text: Y.XmlText): (ProseRun | null)[] {
  const delta: unknown = text.toDelta()
  if (!Array.isArray(delta)) return []
  return delta.map((piece: unknown): ProseRun | null => {
    const insert = field(piece, 'insert')
    if (typeof insert !== 'string') return null
    const attributes = field(piece, 'attributes')
    return { text: insert, bold: isMarked(attributes, 'bold'), italic: isMarked(attributes, 'italic') }
  })
}

function childrenOf(parent: Y.XmlFragment): unknown[] {
  return parent.toArray()
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
}

function isMarked(attributes: unknown, mark: string): boolean {
  const value = field(attributes, mark)
  return value !== undefined && value !== null && value !== false
}

function readLevel(value: unknown): HeadingLevel {
  return headingLevels.find((level) => level === Number(value)) ?? 2
}

function linesOf(blocks: readonly ProseBlock[], indent: string): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return [indent + block.runs.map(({ text }) => text).join('')]
      case 'list':
        return block.items.flatMap((item, index) => {
          const [first = '', ...rest] = linesOf(item, '')
          const mark = block.ordered ? `${index + 1}. ` : '- '
          return [indent + mark + first, ...rest.map((line) => `${indent}  ${line}`)]
        })
      case 'unknown':
        return []
    }
  })
}
