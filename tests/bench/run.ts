/**
 * `npm run bench`: measures what people feel, on the product as it is started. `npm run bench -- map` (`pan`, `reality`, `replay`, `rude`, `crowd`) runs one of them.
 * `npm run bench -- soak` lives eight hours of a course at sixty times its rate (`--minutes=8` unless said), and only when it is named.
 * `npm run bench -- peers` sets our server beside others; it takes hours, and so it runs only when it is named.
 * Nothing here passes or fails: each line is a figure beside its goal. Run it on a machine that does nothing else.
 */
import { measureCrowd } from './crowd/crowdBench.ts'
import { measureMap } from './mapBench.ts'
import { measurePan } from './panBench.ts'
import { measurePeers } from './compare/peersBench.ts'
import { measureReality } from './realityBench.ts'
import { measureReplay } from './replayBench.ts'
import { measureRude } from './rudeBench.ts'
import { measureJump } from './jumpBench.ts'
import { measureSoak } from './soak/soakBench.ts'

const benches: Readonly<Record<string, () => Promise<void>>> = { map: measureMap, pan: measurePan, reality: measureReality, replay: measureReplay, jump: measureJump, rude: measureRude, crowd: measureCrowd, soak: measureSoak, peers: measurePeers }
const onlyByName = ['peers', 'soak']

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
for (const [name, measure] of Object.entries(benches)) {
  if (!wanted.includes(name) && (wanted.length > 0 || onlyByName.includes(name))) continue
  console.log(`\n== ${name} ==`)
  await measure()
}
