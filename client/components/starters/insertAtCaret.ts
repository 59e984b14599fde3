/** Puts words into a field where the caret is, and leaves the first gap ("…") of them selected, so that one types on. */

const gap = '…'

export function insertAtCaret(field: HTMLTextAreaElement | HTMLInputElement, words: string): void {
  const start = field.selectionStart ?? field.value.length
  const end = field.selectionEnd ?? start
  const before = field.value.slice(0, start)
  const after = field.value.slice(end)
  const { text, from, to } = placedWords(before, after, words)
  if (field.maxLength >= 0 && before.length + text.length + after.length > field.maxLength) return
  field.setRangeText(text, start, end, 'end')
  field.setSelectionRange(start + from, start + to)
  // what is bound to the field hears of it as of typing
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
}

/** The words with the spaces they need there, and what of them is selected afterwards. */
export function placedWords(before: string, after: string, words: string): { readonly text: string; readonly from: number; readonly to: number } {
  const lead = before === '' || /\s$/.test(before) ? '' : ' '
  const tail = after === '' || /^\s/.test(after) ? '' : ' '
  const text = `${lead}${words}${tail}`
  const at = text.indexOf(gap)
  return at < 0 ? { text, from: text.length, to: text.length } : { text, from: at, to: at + gap.length }
}
