/** The sentences that every screen needs in its first second, by area; screens opened later import theirs from `en/` themselves. One language so far; another one is another folder of the same shape. */
import { commonText } from './en/common.ts'
import { inboxText } from './en/inbox.ts'
import { joinText } from './en/join.ts'
import { layersText } from './en/layers.ts'
import { mapText } from './en/map.ts'
import { stageText } from './en/stage.ts'
import { symbolsText } from './en/symbols.ts'
import { syndicateText } from './en/syndicate.ts'
import { togetherText } from './en/together.ts'

export const text = {
  common: commonText,
  inbox: inboxText,
  join: joinText,
  layers: layersText,
  map: mapText,
  stage: stageText,
  symbols: symbolsText,
  syndicate: syndicateText,
  together: togetherText,
} as const
