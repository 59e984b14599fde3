/** `npm run bench -- jump`: a board of 50,000 changes, jumped to at any moment, and played on from its beginning. */
import * as Y from 'yjs'
import { DocumentTrack } from '#shared/replay/documentTrack.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { percentile, say } from './figures.ts'

const changes = 50_000
const jumps = 300

export function measureJump(): Promise<void> {
  const random = seededRandom(20_261_128)
  const track = new DocumentTrack()
  const doc = new Y.Doc()
  let s = 1
  track.add({ kind: 'opened', s, epoch: 1, state: Y.encodeStateAsUpdate(doc) })
  doc.on('update', (update: Uint8Array) => track.add({ kind: 'update', s: (s += 1), update }))
  const text = doc.getText('plan/risk')
  const marks = doc.getMap('annotations')
  while (s <= changes) {
    if (random.chance(0.3)) marks.set(`m${random.whole(200)}`, new Y.Map<unknown>([['kind', 'marker'], ['geometry', [-5.8 + random.next() / 10, -9.1]]]))
    else if (random.chance(0.2) && text.length > 50) text.delete(random.whole(text.length - 20), 12)
    else text.insert(random.whole(text.length + 1), 'the ford ')
  }
  const begun = performance.now()
  for (let at = 500; at <= s; at += 500) track.seek(at)
  const seconds = (performance.now() - begun) / 1000
  const took = Array.from({ length: jumps }, () => {
    const at = 1 + random.whole(s)
    const from = performance.now()
    track.seek(at)
    return performance.now() - from
  })
  say('played on from the beginning', `${Math.round(changes / seconds)} changes a second`, 'at least 30,000')
  say('jumps to any moment', `p95 ${(percentile(took, 0.95) ?? 0).toFixed(0)} ms, most ${Math.max(...took).toFixed(0)} ms`, 'p95 at most 300 ms')
  return Promise.resolve()
}
