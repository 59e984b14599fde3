/** What processes and the whole machine have used, from /proc; on other systems nothing is known, and nothing is dropped for it. */
import { readFileSync } from 'node:fs'

/** Ticks of the kernel's clock in a second, as every Linux we know has them. */
const ticksPerSecond = 100

/** CPU seconds of a process, all its threads, since it began; null where the system does not say. */
export function cpuSecondsOf(pid: number): number | null {
  const line = read(`/proc/${pid}/stat`)
  return line === null ? null : cpuSecondsIn(line)
}

/** The name may hold blanks and brackets: what follows its last bracket is counted. */
export function cpuSecondsIn(statLine: string): number {
  const fields = statLine.slice(statLine.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** CPU seconds all cores have worked since the machine began. */
export function machineSeconds(): number | null {
  const text = read('/proc/stat')
  return text === null ? null : workedIn(text)
}

/** user, nice, system, irq, softirq: what is idle, waits, or was stolen by the host is no work of this machine. */
export function workedIn(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (stat.split('\n')[0] ?? '').trim().split(/\s+/).slice(1).map(Number)
  return (user + nice + system + irq + softirq) / ticksPerSecond
}

/** Resident memory, megabytes. */
export function residentMb(pid: number): number | null {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // no such process, or no such system
    return null
  }
}
