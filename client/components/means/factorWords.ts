/** Planning factors as people read and write them: names, values, and what somebody typed. Pure; the sentences are text/en/factors.ts. */
import type { ScenarioUnit, Zone } from '#shared/exercise/scenario.ts'
import { factorGroups, isClockAt, mayBe, type Factor, type FactorGroup, type OpenFactor } from '#shared/reality/factors.ts'
import type { FactorValue } from '#shared/reality/factorWay.ts'
import { factorsText as words } from '../../text/en/factors.ts'
import { meansText } from '../../text/en/means.ts'
import { clockTime, readClockTime } from './names.ts'

/** A unit, a thing of the sheet or a way of moving, as officers call it. */
export type NameOf = (id: string) => string

export function thingNames(zone: Zone | null, units: readonly ScenarioUnit[]): NameOf {
  const things = zone === null ? [] : [...zone.places, ...zone.crossings, ...zone.roads, ...zone.waters]
  const called = new Map([...things.map(({ id, name }) => [id, name] as const), ...units.map(({ id, short }) => [id, short] as const)])
  return (id) => called.get(id) ?? meansText.mobility(id)
}

/** 'QRF · notice to move, minutes'; that of its group where there is only one. */
export function factorName(group: FactorGroup, way: readonly string[], nameOf: NameOf): string {
  const name = words.name(way, nameOf)
  return name === '' ? words.groups[group] : name
}

/** Also of a value that stood there before, or stands in the record. */
export function valueWords({ way, kind }: Pick<Factor, 'way' | 'kind'>, value: FactorValue, nameOf: NameOf): string {
  if (typeof value === 'number' && kind !== 'choice') return kind === 'clock' ? clockTime(value) : String(value)
  return words.word(way, value, nameOf)
}

export function factorWords(factor: Factor, nameOf: NameOf): string {
  return factor.kind === 'given' ? words.given(factor.way, factor.value, nameOf) : valueWords(factor, factor.value, nameOf)
}

/** What one may choose from; null where one writes. */
export function choicesOf(factor: OpenFactor): readonly FactorValue[] | null {
  return factor.kind === 'yes-no' ? [true, false] : factor.kind === 'choice' ? factor.choices : null
}

/** Undefined while it is none that the factor may have. A comma is a point, as in half of Europe. */
export function readFigure(factor: OpenFactor, typed: string): FactorValue | undefined {
  const read = factor.kind === 'clock' ? readClockTime(typed) : typed.trim() === '' ? null : Number(typed.replace(',', '.'))
  return read !== null && mayBe(factor, read) ? read : undefined
}

/** 'By night · share of the speed: 0.5'; a name of the record that no factor has any more stands as it was written. */
export function changeWords({ name, value, isBack }: { readonly name: string; readonly value: FactorValue; readonly isBack: boolean }, nameOf: NameOf): string {
  const [first, ...way] = name.split('/')
  const group = factorGroups.find((each) => each === first)
  if (group === undefined) return words.setTo(name, String(value))
  const said = valueWords({ way, kind: isClockAt(group, way) ? 'clock' : 'choice' }, value, nameOf)
  const called = [words.groups[group], words.name(way, nameOf)].filter((part) => part !== '').join(' · ')
  return isBack ? words.setBack(called, said) : words.setTo(called, said)
}
