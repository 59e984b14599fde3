import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Timeline } from '#shared/replay/timeline.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import type { Machine } from '../../../client/state/machine.ts'
import { ReplaySource } from '../../../client/state/replaySource.svelte.ts'

const never = (): (() => void) => () => undefined
const machine: Machine = { monotonicMs: () => 0, wallMs: () => 0, after: never, every: never, chance: () => 0 }

test('[RPL63] a document that is opened while the replay goes elsewhere is shown as it is there', async () => {
  const doc = new Y.Doc()
  const lines: ReplayLine[] = [{ kind: 'opened', s: 1, t: 0, document: 'overlay', epoch: 1, state: Y.encodeStateAsUpdate(doc) }]
  doc.on('update', (update: Uint8Array) => lines.push({ kind: 'update', s: lines.length + 1, t: lines.length * 1000, author: 'dana', document: 'overlay', update }))
  for (let second = 1; second <= 4; second += 1) doc.getMap('marks').set(`m${second}`, second)
  const timeline = new Timeline()
  timeline.append(lines)
  const replay = new ReplaySource('omar', timeline, machine)
  replay.seek(4000)
  const first = replay.open('overlay')
  await Promise.resolve()
  first.release()
  // one view hands it to the next, and the replay leaps back meanwhile
  const next = replay.open('overlay')
  replay.seek(1000)
  await Promise.resolve()
  expect(next.doc.getMap('marks').size).toBe(1)
})
