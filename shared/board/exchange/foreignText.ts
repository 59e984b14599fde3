/** Words of other programs: values of properties as lines of a note, HTML descriptions as plain words. */

const valuesShown = 20
const longestValue = 200

/** A value as a name: text and numbers only. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}

/** A description and the remaining values below it, one line each. */
export function noteOf(description: string, values: Iterable<readonly [string, unknown]>): string {
  const lines: string[] = []
  for (const [name, value] of values) {
    if (lines.length === valuesShown) break
    const written = typeof value === 'boolean' ? String(value) : plainText(value)
    if (written !== '') lines.push(`${name}: ${written.slice(0, longestValue)}`)
  }
  return [withoutTags(description), ...lines].filter((line) => line !== '').join('\n')
}

/** Descriptions are often HTML: tags are dropped, never run. */
function withoutTags(words: string): string {
  if (!/<[a-z!/]/i.test(words)) return words.trim()
  return words
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<\/?(?:br|p|div|tr|li|h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
    .replace(/[ \t]+/g, ' ').replace(/\s*\n\s*/g, '\n').trim()
}
