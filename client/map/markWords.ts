/** A mark in words, for cards, lists and announcements. */
import type { Annotation } from '#shared/board/annotation.ts'
import { text } from '../text/index.ts'

/** What it is: its symbol, what it stands for, or its kind. */
export function kindWords(mark: Annotation): string {
  if (mark.kind === 'marker') return text.map.symbols[mark.symbol]
  if ((mark.kind === 'line' || mark.kind === 'area') && mark.graphic !== null) return text.map.graphics[mark.graphic]
  return text.map.kinds[mark.kind]
}

/** Its label and what it is; a sticky note without a title goes by its first words. */
export function nameWords(mark: Annotation): string {
  const label = mark.label !== '' ? mark.label : mark.kind === 'note' ? firstWords(mark.note) : ''
  const figure = mark.kind === 'line' && mark.quantity !== null && mark.graphic === 'displacement' ? ` · ${text.map.people(text.map.count(mark.quantity))}` : ''
  return `${label === '' ? kindWords(mark) : `${label} · ${kindWords(mark)}`}${figure}`
}

function firstWords(note: string): string {
  const [line = ''] = note.trim().split('\n')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
