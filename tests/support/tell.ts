/** Figures a campaign tells of itself: on the screen, and for the results of the night. */
import { appendFileSync } from 'node:fs'

export function tell(line: string): void {
  console.log(line)
  const file = process.env['NIGHT_TOLD']
  if (file !== undefined) appendFileSync(file, `${line.replaceAll('\n', '; ')}\n`)
}
