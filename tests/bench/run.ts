/**
 * `npm run bench`: measures what people feel, on the product as it is started. `npm run bench -- map` (`pan`, `reality`, `replay`, `rude`) runs one of them.
 * Nothing here passes or fails: each line is a figure beside its goal. Run it on a machine that does nothing else.
 */
import { measureMap } from './mapBench.ts'
import { measurePan } from './panBench.ts'
import { measureReality } from './realityBench.ts'
import { measureReplay } from './replayBench.ts'
import { measureRude } from './rudeBench.ts'

const benches: Readonly<Record<string, () => Promise<void>>> = { map: measureMap, pan: measurePan, reality: measureReality, replay: measureReplay, rude: measureRude }

const wanted = process.argv.slice(2)
for (const [name, measure] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n== ${name} ==`)
  await measure()
}
