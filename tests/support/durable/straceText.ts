/** strace's text (-f -y -xx) as acts on files of one folder. Unknown calls that change such a file are a fault, not passed over. */
import { relative } from 'node:path'
import type { DiskAct } from './diskLog.ts'

interface Call { readonly name: string; readonly args: string; readonly result: number; readonly began: number; readonly ended: number }

export function readTrace(text: string, folder: string): DiskAct[] {
  const known = new Set<string>()
  return callsOf(text).flatMap((call): DiskAct[] => (call.result < 0 ? [] : actsOf(call, folder, known)))
    .sort((one, other) => one.began - other.began)
}

/** Calls of several threads lie over each other: each has a line where it begins and one where it ends. */
function callsOf(text: string): Call[] {
  const open = new Map<string, { readonly text: string; readonly began: number }>()
  const calls: Call[] = []
  for (const [at, line] of text.split('\n').entries()) {
    const [, pid = '', said = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (said.endsWith('<unfinished ...>')) {
      open.set(pid, { text: said.slice(0, -'<unfinished ...>'.length), began: at })
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(said)
    const begun = resumed === null ? undefined : open.get(pid)
    const whole = begun === undefined ? said : begun.text + (resumed?.[1] ?? '')
    const [, name, args, result] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(whole) ?? []
    if (name !== undefined && args !== undefined) calls.push({ name, args: args.trimEnd(), result: Number(result), began: begun?.began ?? at, ended: at })
  }
  return calls
}

function actsOf({ name, args, result, began, ended }: Call, folder: string, known: Set<string>): DiskAct[] {
  const [, path = ''] = /^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(args) ?? []
  const file = inFolder(bytesOf(path).toString('utf8'), folder)
  switch (name) {
    case 'open': case 'openat': case 'creat': {
      const opened = inFolder(pathIn(args), folder)
      if (opened === null || known.has(opened) || !args.includes('O_CREAT')) return []
      known.add(opened)
      return [{ kind: 'create', file: opened, began, ended }]
    }
    case 'unlink': case 'unlinkat': {
      const gone = inFolder(pathIn(args), folder)
      if (gone === null) return []
      known.delete(gone)
      return [{ kind: 'remove', file: gone, began, ended }]
    }
    case 'write': {
      const [, sequence] = /^1<[^>]*>, "((?:\\x[0-9a-f]{2})*)"/.exec(args) ?? []
      const told = sequence === undefined ? null : /^saved (\d+)\n$/.exec(bytesOf(sequence).toString('latin1'))
      if (told !== null) return [{ kind: 'told', sequence: Number(told[1]), began, ended }]
      if (file !== null) throw new Error(`a write without a place: ${args.slice(0, 120)}`)
      return []
    }
    case 'pwrite64': {
      if (file === null) return []
      const [, hex = '', length, at] = /, "((?:\\x[0-9a-f]{2})*)", (\d+), (\d+)$/.exec(args) ?? []
      const bytes = new Uint8Array(bytesOf(hex).subarray(0, result))
      if (bytes.length !== Number(length)) throw new Error(`a write that is not whole in the trace: ${args.slice(0, 80)}…`)
      return [{ kind: 'write', file, at: Number(at), bytes, began, ended }]
    }
    case 'ftruncate': return file === null ? [] : [{ kind: 'length', file, length: Number(/, (\d+)$/.exec(args)?.[1]), began, ended }]
    case 'fsync': case 'fdatasync': return file === null ? [] : [{ kind: 'flush', file, began, ended }]
    default: {
      const touched = file ?? inFolder(pathIn(args), folder)
      if (touched !== null) throw new Error(`${name} on ${touched} is not known here`)
      return []
    }
  }
}

/** The house and its exercises; copies on their way, backups and what threads share in memory are no part of it. */
function inFolder(path: string, folder: string): string | null {
  const name = relative(folder, path)
  if (path === '' || name.startsWith('..') || name.startsWith('passing') || name.startsWith('backups') || name.endsWith('-shm')) return null
  return name === '' ? '.' : name
}

/** The path among a call's arguments. */
function pathIn(args: string): string {
  const hex = /"((?:\\x[0-9a-f]{2})*)"/.exec(args)?.[1]
  return hex === undefined ? '' : bytesOf(hex).toString('utf8')
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex')
}
