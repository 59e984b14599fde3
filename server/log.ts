/** The server's log: one line each on stderr, what and for whom. Never secrets, never what people wrote. */

export type LogFacts = Readonly<Record<string, string | number | boolean | null>>

export interface Log {
  info(what: string, facts?: LogFacts): void
  warn(what: string, facts?: LogFacts): void
  /** A fault: logged once, at the edge, with what was being done. */
  error(what: string, error: unknown, facts?: LogFacts): void
}

/** Writes lines through `write`; `wallMs` dates them. */
export function createLog(write: (line: string) => void, wallMs: () => number): Log {
  const line = (level: string, what: string, facts: LogFacts = {}): void => {
    const rest = Object.keys(facts).length === 0 ? '' : ` ${JSON.stringify(facts)}`
    write(`${new Date(wallMs()).toISOString()} ${level} ${what}${rest}\n`)
  }
  return {
    info: (what, facts) => line('info', what, facts),
    warn: (what, facts) => line('warn', what, facts),
    error: (what, error, facts) => line('error', `${what}: ${describeFault(error)}`, facts),
  }
}

/** For tests and tools that want no lines. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A fault in one line of text, with the first place in our own code. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 400)
  const place = (error.stack ?? '').split('\n').slice(1).find((each) => !each.includes('node_modules') && !each.includes('node:'))
  return `${error.name}: ${error.message.slice(0, 400)}${place === undefined ? '' : ` ${place.trim()}`}`
}
