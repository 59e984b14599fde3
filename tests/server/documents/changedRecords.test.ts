/** A document looked through by what was written since is mended as one that is looked through whole. */
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { putAnnotation } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { deepestNesting, repairDocument, seedDocument } from '#shared/board/documentShape.ts'
import { planRoots, rowKinds } from '#shared/board/planRows.ts'
import { ChangedRecords } from '../../../server/documents/changedRecords.ts'
import { randomMarks } from '../../support/randomMarks.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'

const scope = { kind: 'board', syndicate: 's1' } as const
const roots = ['annotations', 'remarks', 'slides', 'planAccepted', ...rowKinds.map((kind) => planRoots[kind])]

/** Something a foreign program might write: whole, half, or no record at all. */
function write(doc: Y.Doc, random: SeededRandom): void {
  const records = doc.getMap(random.pick(roots))
  const key = `k${random.whole(12)}`
  const present = records.get(key)
  switch (random.whole(7)) {
    case 0: { const [mark] = randomMarks(random, 1); if (mark !== undefined) putAnnotation(doc, { ...mark, id: key }, {}); break }
    case 1: records.set(key, 'no record'); break
    case 2: records.set(key, new Y.Map([['kind', 'marker'], ['geometry', 'nowhere']])); break
    case 3: if (present instanceof Y.Map) present.set(random.pick(['geometry', 'kind', 'order', 'text', 'title']), random.pick([7, 'x', null, [1, 2]])); break
    case 4: if (present instanceof Y.Map) present.delete(random.pick(['geometry', 'kind', 'order'])); break
    case 5: records.delete(key); break
    case 6: doc.getText('plan/risk').insert(0, 'words '); break
  }
}

test.each(Array.from({ length: 60 }, (_, index) => index + 1))('[DOC106] after any writing, the parts that were written are all that has to be looked at: seed %i', (seed) => {
  const random = seededRandom(seed)
  const hand = new Y.Doc()
  seedDocument(hand, scope, { planSections: [], msel: [] })
  const [byParts, whole] = [new Y.Doc(), new Y.Doc()]
  const changed = new ChangedRecords(byParts)
  const refuses = ({ label }: { readonly label: string }): boolean => label.startsWith('Camp')
  let nested = false
  for (let look = 0; look < 6; look += 1) {
    for (let act = random.whole(10); act >= 0; act -= 1) write(hand, random)
    if (random.chance(0.2)) {
      hand.transact(() => {
        let map = hand.getMap('annotations')
        for (let level = 0; level <= deepestNesting + 2; level += 1) {
          const inner = new Y.Map<unknown>()
          map.set('deep', inner)
          map = inner
        }
      })
      nested = true
    }
    for (const doc of [byParts, whole]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(hand))
    const records = changed.take()
    const one = repairDocument(byParts, scope, refuses, records === null ? null : { records, nested })
    const other = repairDocument(whole, scope, refuses)
    nested = false
    expect([[...one.unreadable].sort(), [...one.protectedMarks].sort()]).toEqual([[...other.unreadable].sort(), [...other.protectedMarks].sort()])
    expect(canonicalDocument(byParts)).toBe(canonicalDocument(whole))
    Y.applyUpdate(hand, Y.encodeStateAsUpdate(byParts))
  }
  changed.close()
})

test('[DOC106] what was taken and not looked at is looked at whole the next time', () => {
  const doc = new Y.Doc()
  const changed = new ChangedRecords(doc)
  expect(changed.take()).toBeNull()
  doc.getMap('annotations').set('a', new Y.Map([['kind', 'marker']]))
  doc.getMap<Y.Map<unknown>>('annotations').get('a')?.set('label', 'x')
  expect(changed.take()).toEqual(new Map([['annotations', new Set(['a'])]]))
  changed.forget()
  expect(changed.take()).toBeNull()
  changed.close()
})
