/** The copy of a document that a page keeps in its browser: what its Yjs document holds, read from outside. */
import * as Y from 'yjs'
import { copyName } from '../../client/connection/localCopy.ts'
import type { Person } from '../support/person.ts'
import type { Laptop } from './room.ts'

/** The board, or whatever is named, as this laptop holds it now. */
export async function copyOf({ page }: Laptop, { exercise, seat }: Person, wireName: string): Promise<Y.Doc> {
  const updates = await page.evaluate((name) => new Promise<number[][]>((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => reject(new Error(`this browser keeps no ${name}`))
    opening.onsuccess = () => {
      const database = opening.result
      const asked = database.transaction('updates').objectStore('updates').getAll()
      asked.onerror = () => reject(new Error(`the copy ${name} cannot be read`))
      asked.onsuccess = () => {
        database.close()
        resolve(asked.result.flatMap((each: unknown) => (each instanceof Uint8Array ? [Array.from(each)] : [])))
      }
    }
  }), copyName(exercise, wireName, seat))
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, Uint8Array.from(update))
  return doc
}
