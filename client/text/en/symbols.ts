/** Names of what officers put on the map, and the other words they may look for it by. */
import type { MarkerSymbol, MarkerTheme } from '#shared/board/markerSymbols.ts'

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
  note: 'Note', question: 'Question', rumour: 'Rumour', time: 'Time',
}

/** Other words for the same thing; a word found here finds the symbol. */
const otherWords: Readonly<Record<MarkerSymbol, string>> = {
  base: 'camp company operating static COB flag', 'temporary-base': 'TOB mobile standing combat deployment camp',
  'observation-post': 'OP watch lookout sentry', checkpoint: 'CP barrier gate control point', patrol: 'foot vehicle route walk',
  convoy: 'truck vehicles column transport', escort: 'accompany guard aid protection',
  'quick-reaction': 'QRF reserve reaction fast', 'landing-site': 'HLS helipad helicopter air', 'medical-evacuation': 'ambulance MEDEVAC CASEVAC stretcher wounded injured',
  hotspot: 'risk flashpoint danger area', incident: 'event violation happened', attack: 'raid assault ambush looting', clash: 'fighting battle combat crossfire',
  abduction: 'kidnapping taken hostage missing', detention: 'prison arrest jail cell held', 'explosive-hazard': 'ERW UXO IED bomb landmine minefield explosive',
  roadblock: 'illegal barrier blocked obstacle closed', 'armed-group': 'militia rebels fighters gunmen sighting actor', weapons: 'gun rifle arms cache small',
  destroyed: 'damage house burned ruined village shelter', fire: 'burning arson smoke', flood: 'water rain river high flooded',
  displaced: 'IDP refugees displacement moving people fleeing', 'displacement-site': 'IDP camp tents refugees shelter settlement',
  'host-families': 'host community house home shelter', women: 'female mothers girls association', children: 'child boys girls minors',
  'limited-mobility': 'elderly old disability wheelchair cannot walk', crowd: 'demonstration protest gathering riot', leader: 'chief elder authority mayor',
  meeting: 'talk negotiation mediation key leader engagement', 'alert-network': 'CAN early warning bell alarm focal point phone', 'human-rights': 'HRD monitor investigation justice law',
  'sacred-place': 'church mosque temple shrine holy worship', burial: 'grave cemetery dead funeral',
  school: 'education book teacher pupils', health: 'clinic hospital doctor nurse medicine first aid', water: 'well borehole tap drinking', food: 'meal ration nutrition hunger',
  market: 'stalls shop trade', distribution: 'aid relief handout items NFI', warehouse: 'store depot stock', fuel: 'petrol diesel station',
  'radio-mast': 'antenna tower phone network coverage', 'no-phone': 'no network coverage signal dead mobile', firewood: 'wood collection fuel logs cooking',
  bridge: 'crossing river', ferry: 'boat crossing river', ford: 'crossing river shallow drift', airstrip: 'airfield runway plane airport',
  cattle: 'cows livestock herders grazing transhumance', harvest: 'crops field farmers grain season', 'market-route': 'cart trade traders path goods',
  'gold-mine': 'mining gold miners minerals pit quarry artisanal', 'safe-corridor': 'humanitarian way out passage road evacuation', 'evacuation-point': 'assembly rally gathering meet',
  'safe-place': 'shelter refuge shield haven protection', note: 'remark text paper', question: 'unknown ask information gap what', rumour: 'hearsay unconfirmed said talk',
  time: 'deadline clock hour trigger when',
}

export const symbolsText = {
  themes,
  names: symbolNames,
  otherWords,
  search: 'Search symbols',
  recent: 'Used lately',
  found: (count: number) => (count === 1 ? '1 symbol found' : `${count} symbols found`),
  none: 'No symbol found. Try another word, such as “water” or “TOB”.',
} as const
