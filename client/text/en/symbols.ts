/** Names of what officers put on the map. */
import type { MarkerSymbol, MarkerTheme } from '#shared/board/markerSymbols.ts'
import { unitsText } from './units.ts'

const themes: Readonly<Record<MarkerTheme, string>> = {
  forces: 'Posts and patrols', danger: 'Danger', people: 'People', services: 'Daily life', land: 'Land and ways', words: 'Words',
}

export const symbolNames: Readonly<Record<MarkerSymbol, string>> = {
  base: 'Base', 'temporary-base': 'Temporary operating base', 'observation-post': 'Observation post', checkpoint: 'Checkpoint',
  patrol: 'Patrol', convoy: 'Convoy', escort: 'Escort', 'quick-reaction': 'Quick reaction force',
  'landing-site': 'Helicopter landing site', 'medical-evacuation': 'Medical evacuation',
  hotspot: 'Hotspot', incident: 'Incident', attack: 'Attack', clash: 'Armed clash', abduction: 'Abduction', detention: 'Detention',
  'explosive-hazard': 'Mine or unexploded ordnance', roadblock: 'Roadblock', 'armed-group': 'Armed group seen', weapons: 'Weapons',
  destroyed: 'Houses destroyed', fire: 'Fire', flood: 'Flood',
  displaced: 'Displaced people', 'displacement-site': 'Displacement site', 'host-families': 'Host families', women: 'Women’s group',
  children: 'Children', 'limited-mobility': 'Older or disabled people', crowd: 'Crowd', leader: 'Community leader',
  meeting: 'Meeting or dialogue', 'alert-network': 'Community alert network', 'human-rights': 'Human rights monitoring',
  'sacred-place': 'Religious or sacred place', burial: 'Burial place',
  school: 'School', health: 'Health', water: 'Water point', food: 'Food', market: 'Market', distribution: 'Distribution point',
  warehouse: 'Warehouse', fuel: 'Fuel', 'radio-mast': 'Radio mast', 'no-phone': 'No phone', firewood: 'Firewood',
  bridge: 'Bridge', ferry: 'Ferry', ford: 'Ford', airstrip: 'Airstrip', cattle: 'Cattle', harvest: 'Harvest',
  'market-route': 'Road to market', 'gold-mine': 'Mine (gold, minerals)', 'safe-corridor': 'Safe corridor',
  'evacuation-point': 'Evacuation point', 'safe-place': 'Place of safety',
  note: 'Note', question: 'Question', rumour: 'Rumour', time: 'Time', comment: 'Comment',
}

export const symbolsText = {
  themes,
  names: symbolNames,
  search: 'Search symbols',
  recent: 'Used lately',
  found: (count: number) => (count === 1 ? '1 symbol found' : `${count} symbols found`),
  none: 'No symbol found. Try another word, such as “water” or “TOB”.',
  units: unitsText,
} as const
