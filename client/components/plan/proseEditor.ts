/**
 * The writer's editor of one section, fetched only by those who write. It knows exactly the nodes and marks of
 * shared/board/proseSchema.ts: an editor that knows less would destroy what it does not know.
 */
import { Editor, Extension } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Document } from '@tiptap/extension-document'
import { Heading } from '@tiptap/extension-heading'
import { Italic } from '@tiptap/extension-italic'
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { headingLevels } from '#shared/board/proseSchema.ts'
import { makeCaret, makeMarkedText } from './caret.ts'
import './prose.css'

export type ProseTool = 'bold' | 'italic' | 'heading' | 'subheading' | 'bullets' | 'numbers'

/** What the toolbar shows. */
export interface ProseState {
  readonly active: ReadonlySet<ProseTool>
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly empty: boolean
}

export interface ProseHandle {
  use(tool: ProseTool): void
  undo(): void
  redo(): void
  /** At the caret; a sentence begins with a space where one is missing. */
  insert(text: string): void
  focus(): void
  destroy(): void
}

export interface ProseEditorParts {
  readonly element: HTMLElement
  readonly fragment: Y.XmlFragment
  /** y-protocols Awareness, or null: then nobody's caret is shown. */
  readonly awareness: unknown
  /** What people who hear the page are told this field is. */
  readonly label: string
  readonly onState: (state: ProseState) => void
  /** Escape: the person is done with this section. */
  readonly onLeave: () => void
  /** More was pasted at once than a section takes. */
  readonly onTooLong: () => void
}

/** Characters of one paste: one update must stay far below the server's limit. */
export const longestPaste = 40_000

export function mountProse(parts: ProseEditorParts): ProseHandle {
  const editor = new Editor({
    element: parts.element,
    injectCSS: false,
    extensions: [
      Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem,
      Heading.configure({ levels: [...headingLevels] }),
      Collaboration.configure({ fragment: parts.fragment }),
      carets(parts.awareness),
    ],
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': parts.label, spellcheck: 'true' },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Escape') return false
        parts.onLeave()
        return true
      },
      handlePaste: (_view, event) => {
        const pasted = event.clipboardData?.getData('text/plain') ?? ''
        if (pasted.length <= longestPaste) return false
        parts.onTooLong()
        return true
      },
    },
    onTransaction: ({ editor: changed }) => tellState(changed, parts.onState),
    onCreate: ({ editor: made }) => tellState(made, parts.onState),
  })
  return {
    use: (tool) => useTool(editor, tool),
    undo: () => void editor.commands.undo(),
    redo: () => void editor.commands.redo(),
    insert: (text) => insertText(editor, text),
    focus: () => void editor.commands.focus('end'),
    destroy: () => editor.destroy(),
  }
}

function carets(awareness: unknown): Extension {
  return Extension.create({
    name: 'carets',
    addProseMirrorPlugins() {
      if (!(awareness instanceof Awareness)) return []
      return [yCursorPlugin(tellLater(awareness), { cursorBuilder: makeCaret, selectionBuilder: makeMarkedText })]
    },
  })
}

/** A moment later, for the reason told below; an editor that is gone by then tells nothing. */
function tellState(editor: Editor, onState: (state: ProseState) => void): void {
  queueMicrotask(() => {
    if (!editor.isDestroyed) onState(stateOf(editor))
  })
}

/**
 * The same awareness, written a moment later: taking a focused editor off the page makes the browser report a lost focus
 * while the page is being redrawn, and nothing may change then.
 */
function tellLater(awareness: Awareness): Awareness {
  return new Proxy(awareness, {
    get(target, name) {
      if (name === 'setLocalStateField') return (field: string, value: unknown) => queueMicrotask(() => target.setLocalStateField(field, value))
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function useTool(editor: Editor, tool: ProseTool): void {
  const chain = editor.chain().focus()
  switch (tool) {
    case 'bold': chain.toggleBold().run(); return
    case 'italic': chain.toggleItalic().run(); return
    case 'heading': chain.toggleHeading({ level: 2 }).run(); return
    case 'subheading': chain.toggleHeading({ level: 3 }).run(); return
    case 'bullets': chain.toggleBulletList().run(); return
    case 'numbers': chain.toggleOrderedList().run(); return
  }
}

function insertText(editor: Editor, text: string): void {
  const { $from } = editor.state.selection
  const before = $from.parent.textContent.slice(0, $from.parentOffset)
  const gap = before === '' || /\s$/.test(before) ? '' : ' '
  // as a node, so that no sentence is ever read as markup
  const from = editor.state.selection.from
  const hole = `${gap}${text}`.indexOf('…')
  const chain = editor.chain().focus().insertContent({ type: 'text', text: `${gap}${text} ` })
  // the first gap is selected, so that one types on
  if (hole < 0) chain.run()
  else chain.setTextSelection({ from: from + hole, to: from + hole + 1 }).run()
}

function stateOf(editor: Editor): ProseState {
  const active = new Set<ProseTool>()
  if (editor.isActive('bold')) active.add('bold')
  if (editor.isActive('italic')) active.add('italic')
  if (editor.isActive('heading', { level: 2 })) active.add('heading')
  if (editor.isActive('heading', { level: 3 })) active.add('subheading')
  if (editor.isActive('bulletList')) active.add('bullets')
  if (editor.isActive('orderedList')) active.add('numbers')
  return { active, canUndo: editor.can().undo(), canRedo: editor.can().redo(), empty: editor.isEmpty }
}
