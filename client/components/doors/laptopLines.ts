/** What directing staff read of the instructor's laptop: each line well or not, and when not, what to do. Pure. */
import type { LaptopCheck } from '#shared/protocol/http.ts'
import type { MainsPower } from '../../state/mainsPower.ts'
import { doorsText as words } from '../../text/en/doors.ts'

export interface LaptopLine {
  readonly id: 'network' | 'address' | 'devices' | 'power' | 'clock' | 'disk' | 'backup' | 'second-disk'
  readonly isWell: boolean
  readonly said: string
  /** What to do; null when all is well. */
  readonly remedy: string | null
  /** The room was shown another address: staff may say that it knows the new one. */
  readonly mayAccept?: true
}

/** A day with pictures needs less than this; below it the laptop itself begins to stumble. */
const enoughBytes = 1e9

/** `power`: null = this browser does not say. `shown`: the address this browser last showed or printed with the codes; null = none yet. */
export function laptopLines(check: LaptopCheck, shown: string | null, power: MainsPower | null): LaptopLine[] {
  return [networkLine(check), ...addressLine(check, shown), ...devicesLine(check), ...powerLine(power), clockLine(check), diskLine(check), ...backupLines(check)]
}

function networkLine({ lan, addresses }: LaptopCheck): LaptopLine {
  const [address, ...others] = addresses
  if (!lan) return { id: 'network', isWell: false, said: words.onlyHere, remedy: words.onlyHereRemedy }
  if (address === undefined) return { id: 'network', isWell: false, said: words.noNetwork, remedy: words.noNetworkRemedy }
  return { id: 'network', isWell: true, said: words.onNetwork(address, others), remedy: null }
}

function addressLine({ addresses, firstAddresses }: LaptopCheck, shown: string | null): LaptopLine[] {
  const known = shown ?? firstAddresses[0]
  const now = addresses[0]
  if (known === undefined || now === undefined) return []
  if (addresses.includes(known)) return [{ id: 'address', isWell: true, said: words.sameAddress, remedy: null }]
  return [{ id: 'address', isWell: false, said: words.otherAddress(known, now), remedy: words.otherAddressRemedy(known.replace(/:\d+$/, '')), mayAccept: true }]
}

function devicesLine({ addresses, others }: LaptopCheck): LaptopLine[] {
  const address = addresses[0]
  if (address === undefined) return []
  if (others.devices === 0 || others.lastAgoMs === null) return [{ id: 'devices', isWell: false, said: words.nobodyYet, remedy: words.nobodyYetRemedy(address) }]
  return [{ id: 'devices', isWell: true, said: words.reached(others.devices, Math.floor(others.lastAgoMs / 60_000)), remedy: null }]
}

function powerLine(power: MainsPower | null): LaptopLine[] {
  if (power === null) return []
  if (power.isPlugged) return [{ id: 'power', isWell: true, said: words.plugged, remedy: null }]
  return [{ id: 'power', isWell: false, said: words.onBattery(Math.round(power.level * 100)), remedy: words.onBatteryRemedy }]
}

/** A jump long ago is no trouble any more, and would hide a new one. */
const jumpTroublesMs = 30 * 60_000

function clockLine({ clockJump }: LaptopCheck): LaptopLine {
  if (clockJump === null || clockJump.agoMs > jumpTroublesMs) return { id: 'clock', isWell: true, said: words.clockWell, remedy: null }
  const minutesAgo = Math.floor(clockJump.agoMs / 60_000)
  if (clockJump.byMs < 0) return { id: 'clock', isWell: false, said: words.clockPutBack(spanOf(-clockJump.byMs), minutesAgo), remedy: words.clockRemedy }
  return { id: 'clock', isWell: false, said: words.slept(spanOf(clockJump.byMs), minutesAgo), remedy: words.sleptRemedy }
}

function spanOf(ms: number): string {
  return ms < 120_000 ? words.seconds(Math.round(ms / 1000)) : words.minutes(Math.round(ms / 60_000))
}

function diskLine({ freeBytes }: LaptopCheck): LaptopLine {
  if (freeBytes === null) return { id: 'disk', isWell: false, said: words.diskUnknown, remedy: words.diskUnknownRemedy }
  const gigabytes = freeBytes / 1e9
  const free = gigabytes >= 10 ? String(Math.floor(gigabytes)) : (Math.floor(gigabytes * 10) / 10).toFixed(1)
  const isWell = freeBytes >= enoughBytes
  return { id: 'disk', isWell, said: words.disk(free), remedy: isWell ? null : words.diskRemedy }
}

/** Twice the pace at which backups are made. */
const backupLateMs = 11 * 60_000

function backupLines({ backups }: LaptopCheck): LaptopLine[] {
  if (backups === null) return []
  const { lastAgoMs, failed, secondFailed } = backups
  const minutes = lastAgoMs === null ? null : Math.floor(lastAgoMs / 60_000)
  const first: LaptopLine = failed !== null
    ? { id: 'backup', isWell: false, said: words.backupFailed(minutes), remedy: words.backupRemedy }
    : { id: 'backup', isWell: true, said: minutes === null ? words.backupSoon : lastAgoMs !== null && lastAgoMs > backupLateMs ? words.backupQuiet(minutes) : words.backedUp(minutes), remedy: null }
  return secondFailed === null ? [first] : [first, { id: 'second-disk', isWell: false, said: words.secondFailed, remedy: words.secondRemedy }]
}
