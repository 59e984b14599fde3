/** Writes a zone's file so that people can still read it: one thing a paragraph, coordinates in rows. */

const widest = 150

export function writeZone(zone: object): string {
  return `${write(zone, 0)}\n`
}

function write(value: unknown, depth: number): string {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ').replace(/\[ /g, '[').replace(/ \]/g, ']')
  if (flat.length <= widest - depth * 2 || typeof value !== 'object' || value === null) return flat
  const [inner, outer] = ['  '.repeat(depth + 1), '  '.repeat(depth)]
  if (Array.isArray(value)) {
    const parts = value.map((each) => write(each, depth + 1))
    if (!value.every((each) => Array.isArray(each))) return `[\n${parts.map((part) => inner + part).join(',\n')}\n${outer}]`
    const rows: string[] = []
    for (const part of parts) {
      const last = rows[rows.length - 1]
      if (last !== undefined && last.length + part.length + 2 < widest) rows[rows.length - 1] = `${last}, ${part}`
      else rows.push(inner + part)
    }
    return `[\n${rows.join(',\n')}\n${outer}]`
  }
  const entries = Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${write(each, depth + 1)}`)
  return `{\n${entries.join(',\n')}\n${outer}}`
}
