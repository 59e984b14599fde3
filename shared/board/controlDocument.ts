/**
 * The `control` document: the MSEL as the directing staff edit it. Root Y.Map `msel`, one record of flat fields under
 * each serial. Holding, skipping and releasing are events and leave no trace here.
 */
import * as Y from 'yjs'
import type { Msel, MselItem } from '../exercise/msel.ts'
import { mselFieldNames, mselFields, readMselItem } from './mselRecord.ts'
import { newRecord, readFields, writeFields, type Origin } from './yjsRecord.ts'

/** Writes items in this order, each over what stands under its serial; other items are left alone. */
export function writeMsel(doc: Y.Doc, items: readonly MselItem[], origin?: Origin): void {
  const root = mselRoot(doc)
  doc.transact(() => {
    items.forEach((item, order) => {
      const present = root.get(item.serial)
      if (present instanceof Y.Map) writeFields(present, mselFields(item, order))
      else root.set(item.serial, newRecord(mselFields(item, order)))
    })
  }, origin)
}

/** The MSEL as far as it can be read; rows that cannot are named with their reason and can never be released. */
export function readMsel(doc: Y.Doc): Msel {
  const items: Record<string, MselItem> = {}
  const places: { readonly serial: string; readonly order: number }[] = []
  const unreadable: { readonly serial: string; readonly why: string }[] = []
  for (const [serial, record] of mselRoot(doc)) {
    const fields = readFields(record, mselFieldNames)
    const read = fields === null ? { ok: false as const, why: 'it is not a row' } : readMselItem(serial, fields)
    if (read.ok) {
      items[serial] = read.item
      places.push({ serial, order: read.order })
    } else {
      unreadable.push({ serial: serial.slice(0, 64), why: read.why })
    }
  }
  places.sort((one, other) => one.order - other.order || (one.serial < other.serial ? -1 : 1))
  return { items, order: places.map(({ serial }) => serial), unreadable }
}

function mselRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('msel')
}
