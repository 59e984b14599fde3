/** Clocks, counts and dates as people read them. Digits are Latin, 24 hours; the wall clock is this laptop's own zone. */

/** 41:12, 1:02:09: for countdowns. Negative reads like positive; the caller says 'over'. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** 0:41:12 with hours always: for running time and replay positions. */
export function formatLongClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${Math.floor(seconds / 3600)}:${String(minutes).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

/** 10:58 on the wall, from an ISO opening and milliseconds recorded since. Empty when the opening is unreadable. */
export function formatWallClock(openedWallAt: string, recordedAt: number): string {
  const opened = Date.parse(openedWallAt)
  if (Number.isNaN(opened)) return ''
  const at = new Date(opened + recordedAt)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** 23 Nov 2026, 09:15. Empty when unreadable. */
export function formatWallDate(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at)
}

/** 12345678 → '1234 5678', as it is read aloud and typed. */
export function formatCode(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)} ${code.slice(4)}` : code
}
