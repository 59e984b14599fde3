/** What the instructor reads in the window where the server was started. Pure text. */
import { renderUnicodeCompact } from 'uqr'

export interface StartFacts {
  readonly version: string
  readonly port: number
  /** The one-time token of the instructor link. */
  readonly token: string
  readonly engine: string
  readonly dataFolder: string
  readonly lan: boolean
  /** '192.168.1.20:8080', best first. */
  readonly addresses: readonly string[]
  readonly hostNames: readonly string[]
  readonly scenarios: readonly string[]
  readonly refused: readonly { readonly folder: string; readonly why: readonly string[] }[]
  readonly broken: readonly { readonly title: string; readonly why: string }[]
  readonly exercises: number
  /** True when the server came back after a crash. */
  readonly again: boolean
}

export function startBlock(facts: StartFacts): string {
  const line = '─'.repeat(72)
  const join = facts.lan ? joinAddresses(facts) : []
  return [
    '',
    line,
    facts.again ? ' SANDTABLE is running again. Everybody comes back by themselves.' : ` SANDTABLE ${facts.version} is running.`,
    '',
    ' Instructor: open this link on this machine, within ten minutes, once:',
    `   http://localhost:${facts.port}/staff#${facts.token}`,
    '',
    ...(facts.lan
      ? join.length === 0
        ? [' Network: open, but this machine has no network address yet. Connect it to the', '   network of the room; the address then stands on the instructor\'s screen.']
        : [' Everybody else types:', ...join.map((address) => `   http://${address}`), '   The line is not encrypted: fictitious data only.', '', indent(renderUnicodeCompact(`http://${join[0] ?? ''}/j`))]
      : [' Network: this machine only. Start with "npm start -- --lan" to let others join.']),
    '',
    ` Data folder:  ${facts.dataFolder}`,
    ` Saved with:   ${facts.engine}`,
    ` Scenarios:    ${facts.scenarios.length === 0 ? 'none' : facts.scenarios.join(', ')}`,
    ` Exercises:    ${facts.exercises === 0 ? 'none yet' : `${facts.exercises} open`}`,
    ...facts.refused.flatMap((each) => ['', ` Refused: ${each.folder}`, ...each.why.map((why) => `   ${why}`)]),
    ...facts.broken.flatMap((each) => ['', ` Could not be opened: "${each.title}"`, `   ${each.why}`]),
    '',
    ' Stop with Ctrl+C.',
    line,
    '',
  ].join('\n')
}

function joinAddresses(facts: StartFacts): string[] {
  return [...facts.hostNames.map((name) => `${name}:${facts.port}`), ...facts.addresses]
}

function indent(block: string): string {
  return block.split('\n').map((each) => `   ${each}`).join('\n')
}
