/** Other people's carets in a text: a coloured bar with the name of their hat. Colours follow the person, words tell who. */
import type { DecorationAttrs } from '@tiptap/pm/view'

/** Six-digit hex only: the cursor plugin complains of anything else at every key. Dark enough for white words. */
const colours = ['#00659e', '#b84a00', '#00745a', '#a0327f', '#6b5a00', '#43439c', '#8a2f1b', '#47616e'] as const

export function caretColour(clientId: number): string {
  return colours[Math.abs(Math.trunc(clientId)) % colours.length] ?? colours[0]
}

/** What the server says of a person in the awareness. */
function labelOf(user: unknown): string {
  if (typeof user !== 'object' || user === null) return ''
  const hat: unknown = Reflect.get(user, 'hatName') ?? Reflect.get(user, 'hat')
  const name: unknown = Reflect.get(user, 'name')
  return typeof hat === 'string' && hat !== '' ? hat : typeof name === 'string' ? name : ''
}

export function makeCaret(user: unknown, clientId: number): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.style.setProperty('--caret', caretColour(clientId))
  const label = document.createElement('span')
  label.className = 'caret-label'
  label.textContent = labelOf(user).slice(0, 30)
  caret.append(label)
  return caret
}

export function makeMarkedText(_user: unknown, clientId: number): DecorationAttrs {
  return { class: `marked marked-${Math.abs(Math.trunc(clientId)) % colours.length}` }
}
