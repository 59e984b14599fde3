/** Numbers of a spreadsheet as people see them there: dates, clock times, durations, numbers with leading zeros. */
import { childOf, type XmlElement } from '../xml.ts'

/** How the number of a cell is shown. */
export type NumberLook = { readonly kind: 'plain' | 'date' | 'clock' | 'duration' } | { readonly kind: 'padded'; readonly before: string; readonly digits: number }

const plain: NumberLook = { kind: 'plain' }
const builtIn: Readonly<Record<number, NumberLook>> = Object.fromEntries([
  ...[14, 15, 16, 17, 22, 27, 30, 36, 50, 57].map((id) => [id, { kind: 'date' }] as const), ...[18, 19, 20, 21, 45, 47].map((id) => [id, { kind: 'clock' }] as const), [46, { kind: 'duration' }],
])

/** The look of each cell style, by its number. */
export function looksOfStyles(styles: XmlElement | null): readonly NumberLook[] {
  if (styles === null) return []
  const own = new Map<number, NumberLook>()
  for (const format of childOf(styles, 'numFmts')?.children ?? []) own.set(Number(format.attributes.get('numFmtId')), lookOf(format.attributes.get('formatCode') ?? ''))
  return (childOf(styles, 'cellXfs')?.children ?? []).map((style) => {
    const id = Number(style.attributes.get('numFmtId') ?? 0)
    return own.get(id) ?? builtIn[id] ?? plain
  })
}

export function lookOf(code: string): NumberLook {
  const [first = ''] = code.split(';')
  const padded = /^(?:"([^"]*)")?(0{2,20})$/.exec(first)
  if (padded !== null) return { kind: 'padded', before: padded[1] ?? '', digits: (padded[2] ?? '').length }
  if (/\[(h+|m+|s+)\]/i.test(first)) return { kind: 'duration' }
  const signs = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|A\/P/gi, '')
  if (/general/i.test(signs)) return plain
  if (/[yd]/i.test(signs) || (/m/i.test(signs) && !/[hs]/i.test(signs))) return { kind: 'date' }
  return /[hs]/i.test(signs) ? { kind: 'clock' } : plain
}

/** '2026-11-25 05:20', '05:20', '+45' for a duration of minutes, '007', or the number itself. `from1904`: how the file counts days. */
export function numberWords(written: string, look: NumberLook, from1904: boolean): string {
  const number = Number(written)
  if (written.trim() === '' || !Number.isFinite(number)) return written
  const short = String(Number(number.toPrecision(15)))
  if (look.kind === 'plain' || number < 0) return short
  if (look.kind === 'padded') return Number.isInteger(number) ? `${look.before}${short.padStart(look.digits, '0')}` : short
  const minutes = Math.round(number * 1440)
  if (look.kind === 'duration') return `+${minutes}`
  const clock = `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  if (number < 1) return look.kind === 'clock' || minutes > 0 ? clock : short
  // day 60 of the older count is 29 February 1900, which never was
  const days = Math.floor(minutes / 1440) + (from1904 ? 1462 : 0)
  const at = new Date((days - 25_569 + (days < 60 ? 1 : 0)) * 86_400_000)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return short
  const date = at.toISOString().slice(0, 10)
  return minutes % 1440 === 0 && look.kind === 'date' ? date : `${date} ${clock}`
}
