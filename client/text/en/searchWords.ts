/** The other words officers look for a marker or a unit by; a word found here finds it. Read by the pickers only. */
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import type { UnitEchelon, UnitSide, UnitTask } from '../../map/symbols/unitSet.ts'

const symbols: Readonly<Record<MarkerSymbol, string>> = {
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
  cattle: 'cows livestock herders grazing transhumance', harvest: 'crops field farmers grain season', 'market-route': 'basket trade traders path goods cart',
  'gold-mine': 'mining gold miners minerals pit quarry artisanal', 'safe-corridor': 'humanitarian way out passage road evacuation', 'evacuation-point': 'assembly rally gathering meet',
  'safe-place': 'shelter refuge shield haven protection', note: 'remark text paper', question: 'unknown ask information gap what', comment: 'remark thread discuss say', rumour: 'hearsay unconfirmed said talk',
  time: 'deadline clock hour trigger when',
}

const sides: Readonly<Record<UnitSide, string>> = {
  own: 'UN friendly blue mission peacekeepers', police: 'UNPOL mission', state: 'national government army forces security',
  threat: 'armed group rebels militia enemy hostile red', 'self-defence': 'militia local village defence vigilante group', civilian: 'humanitarian people',
}

const tasks: Readonly<Record<UnitTask, string>> = {
  infantry: 'foot rifle soldiers fighters dismounted', motorised: 'vehicles trucks technicals pickup motorized',
  mechanised: 'APC armoured carrier mechanized', reconnaissance: 'recce scouts', engineers: 'construction bridge road',
  'explosive-disposal': 'EOD bomb IED UXO', 'mine-clearance': 'demining UNMAS', artillery: 'guns fire', mortars: 'fire',
  signals: 'communications radio', medical: 'hospital doctor level role aid ambulance', transport: 'trucks convoy logistics movement',
  supply: 'logistics stores sustainment', maintenance: 'workshop repair recovery logistics', headquarters: 'HQ command post CP staff',
  'military-police': 'MP provost', observers: 'UNMO team site milob monitoring', helicopters: 'aviation rotary air',
  boats: 'riverine river naval patrol marine', 'civil-affairs': 'CA CIMIC cooperation liaison',
  engagement: 'FET female liaison outreach community LO', police: 'IPO officers law station', 'riot-police': 'FPU riot crowd control public order',
  gendarmerie: 'internal security ISF', 'police-headquarters': 'HQ command', group: 'unknown fighters militia rebels',
  civilians: 'population people', people: 'crowd community villagers', displaced: 'IDP refugees moving', aid: 'NGO humanitarian relief agency',
  government: 'administration authority local mayor', 'emergency-medical': 'ambulance doctors health emergency',
}

const echelons: Readonly<Record<UnitEchelon, string>> = {
  none: '', team: 'tm crew', squad: 'sqd', section: 'sect', platoon: 'plt pl detachment', company: 'coy squadron battery', battalion: 'bn batt INFBATT', brigade: 'bde sector',
}

export const searchWordsText = { symbols, sides, tasks, echelons } as const
