/** Every sentence of the interface, by area. One language so far; another one is another folder of the same shape. */
import { commonText } from './en/common.ts'
import { directingText } from './en/directing.ts'
import { historyText } from './en/history.ts'
import { houseText } from './en/house.ts'
import { inboxText } from './en/inbox.ts'
import { joinText } from './en/join.ts'
import { layersText } from './en/layers.ts'
import { mapText } from './en/map.ts'
import { planText } from './en/plan.ts'
import { replayText } from './en/replay.ts'
import { stageText } from './en/stage.ts'
import { symbolsText } from './en/symbols.ts'
import { syndicateText } from './en/syndicate.ts'
import { togetherText } from './en/together.ts'

export const text = {
  common: commonText,
  directing: directingText,
  history: historyText,
  house: houseText,
  inbox: inboxText,
  join: joinText,
  layers: layersText,
  map: mapText,
  plan: planText,
  replay: replayText,
  stage: stageText,
  symbols: symbolsText,
  syndicate: syndicateText,
  together: togetherText,
} as const
