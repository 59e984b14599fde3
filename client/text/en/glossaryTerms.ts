/**
 * Terms of the field, in our own plain words, each with the public source an officer can look it up in. Fetched after the first
 * screen stands. What belongs to one scenario alone stands in its own glossary paper.
 */

export interface GlossaryTerm {
  /** As it is headed in the card. */
  readonly term: string
  /** How it stands in texts. Written with capitals: found only so; else found however it is written. */
  readonly found: readonly string[]
  readonly meaning: string
  readonly source: string
}

const pocPolicy = 'UN DPO, Policy on the Protection of Civilians in UN Peacekeeping (2023)'
const pocHandbook = 'UN DPO, Handbook on the Protection of Civilians (2020)'
const battalion = 'UN Infantry Battalion Manual (2020)'
const intelligence = 'UN Military Peacekeeping-Intelligence Handbook (2019)'
const crsvPolicy = 'UN Policy on preventing and responding to CRSV (2020)'
const hrddp = 'UN Human Rights Due Diligence Policy (A/67/775-S/2013/110)'
const displacement = 'UN Guiding Principles on Internal Displacement (1998)'
const children = 'UN Security Council resolutions 1612 (2005) and following, on children and armed conflict'
const conduct = 'UN Secretary-General’s Bulletin ST/SGB/2003/13'
const escorts = 'IASC, Non-Binding Guidelines on the Use of Armed Escorts (2013)'
const coordination = 'UN OCHA, UN-CMCoord Field Handbook'
const mines = 'International Mine Action Standards, IMAS 04.10'
const casevac = 'UN Department of Operational Support, Casualty Evacuation in the Field (2020)'
const police = 'UN Guidelines on the Role of UN Police in the Protection of Civilians (2017)'
const gbv = 'IASC, Guidelines on Gender-Based Violence in Humanitarian Action (2015)'
const ddr = 'UN Integrated DDR Standards'
const matrix = 'MONUSCO, protection tools: the must, should, could matrix'
const humanitarian = 'UN General Assembly resolution 46/182 (1991)'
const ihl = 'Geneva Conventions (1949) and Additional Protocols (1977)'
const sofa = 'UN model status-of-forces agreement (A/45/594)'

export const glossaryTerms: readonly GlossaryTerm[] = [
  { term: 'PoC, protection of civilians', found: ['PoC', 'POC', 'protection of civilians'], meaning: 'All the mission does, by civilians, police and soldiers together, so that people are not killed or hurt: with words, with presence, and if nothing else works with force. The State has the first duty.', source: pocPolicy },
  { term: 'Tiers I, II and III', found: ['Tier I', 'Tier II', 'Tier III', 'tier I', 'tier II', 'tier III', 'Tiers', 'three tiers'], meaning: 'Three ways to protect, used at the same time: I talk and persuade; II be there, in the body; III make the surroundings safer, by law, rights and trust.', source: pocPolicy },
  { term: 'Pre-emption', found: ['pre-emption'], meaning: 'The phase in which violence is near and likely: act now, before it begins.', source: pocPolicy },
  { term: 'Consolidation', found: ['consolidation'], meaning: 'The phase after violence: stay, keep evidence, help safe returns, rebuild trust.', source: pocPolicy },
  { term: 'Hotspot', found: ['hotspot', 'hotspots'], meaning: 'A place where civilians are most likely to be attacked soon, and where it would be worst.', source: pocHandbook },
  { term: 'Early warning', found: ['early warning'], meaning: 'How people who see danger first let others know in time, and what is done when they do.', source: pocHandbook },
  { term: 'Must, should, could', found: ['must, should, could', 'must/should/could', 'MUST', 'SHOULD', 'COULD'], meaning: 'A ranking of places when there are too few troops. Must: here we act first and keep on. Should: here we act next. Could: here we act if something is left.', source: matrix },
  { term: 'CLA, community liaison assistant', found: ['CLA', 'CLAs', 'community liaison assistant', 'community liaison assistants'], meaning: 'National staff who live with a base and speak with the communities every day. They often hear of danger first, and they live on when we leave.', source: pocHandbook },
  { term: 'JPT, joint protection team', found: ['JPT', 'joint protection team'], meaning: 'A small team of several civilian sections that goes to a place for a few days and says what protection is needed there.', source: pocHandbook },
  { term: 'JOC, joint operations centre', found: ['JOC'], meaning: 'Where all parts of a mission bring their reports together, so that there is one picture.', source: 'UN DPO, Policy on Joint Operations Centres' },
  { term: 'CRSV, conflict-related sexual violence', found: ['CRSV', 'conflict-related sexual violence'], meaning: 'Sexual violence linked to the conflict, by or for those who fight in it. It can be a weapon. Watch for signs, refer survivors to help, ask them no questions.', source: crsvPolicy },
  { term: 'WPA, women’s protection adviser', found: ['WPA', 'Women Protection Adviser', 'Women\'s Protection Adviser'], meaning: 'The civilian who follows conflict-related sexual violence for the mission. Tell him or her, with no name on open channels.', source: crsvPolicy },
  { term: 'GBV, gender-based violence', found: ['GBV', 'gender-based violence'], meaning: 'Harm done to somebody because of being a woman, a man, a girl or a boy. It is wider than CRSV: it happens at home and in camps, too.', source: gbv },
  { term: 'Survivor', found: ['survivor', 'survivors'], meaning: 'A person who lived through violence. She or he decides what happens next. Offer help and a safe way to it; do not question.', source: gbv },
  { term: 'Referral', found: ['referral', 'referrals'], meaning: 'Bringing a person to medical, legal or other help, with consent and in confidence.', source: gbv },
  { term: 'CPA, child protection adviser', found: ['CPA', 'Child Protection Adviser'], meaning: 'The civilian who follows what happens to children. Under 18 is a child, with or without a weapon.', source: children },
  { term: 'MRM, monitoring and reporting mechanism', found: ['MRM'], meaning: 'How six grave violations against children are checked and reported to the Security Council. Soldiers pass on what they see; they do not interview.', source: children },
  { term: 'Six grave violations', found: ['grave violation', 'grave violations'], meaning: 'Against children: killing or maiming; recruiting; sexual violence; attacks on schools and hospitals; abduction; keeping aid from them.', source: children },
  { term: 'HRDDP, human rights due diligence policy', found: ['HRDDP', 'due diligence', 'due-diligence policy', 'due diligence policy'], meaning: 'Before the UN helps forces that are not its own, with fuel, seats or plans, it looks at what they do to people, sets conditions, watches, and stops if need be.', source: hrddp },
  { term: 'SEA, sexual exploitation and abuse', found: ['SEA', 'sexual exploitation and abuse'], meaning: 'Sex for food, money or help, or by force, by people who work for the UN. Never allowed. Report at once, and keep it confidential.', source: conduct },
  { term: 'ROE, rules of engagement', found: ['ROE', 'rules of engagement'], meaning: 'When, how and against whom soldiers of the mission may use force. They allow force to protect civilians; they do not replace judgement.', source: battalion },
  { term: 'QRF, quick reaction force', found: ['QRF', 'quick reaction force'], meaning: 'The reserve that can move at once. As soon as it guards something it is no reserve any more.', source: battalion },
  { term: 'FPU, formed police unit', found: ['FPU', 'formed police unit'], meaning: 'About 140 to 160 police officers who work as one body: crowds, patrols, guarding people and places.', source: police },
  { term: 'UNPOL, UN police', found: ['UNPOL'], meaning: 'Police officers in the mission. They advise and patrol, and take over people who were detained.', source: police },
  { term: 'UNMO, UN military observer', found: ['UNMO', 'UNMOs'], meaning: 'Officers without weapons who watch, talk and report.', source: 'UN Military Observers Handbook' },
  { term: 'CIMIC, civil-military coordination', found: ['CIMIC', 'UN-CIMIC', 'civil-military coordination'], meaning: 'How soldiers keep in touch with civilians in and around the mission, so that neither stands in the other’s way. Aid belongs to humanitarians.', source: coordination },
  { term: 'Armed escort', found: ['armed escort', 'armed escorts'], meaning: 'Soldiers who go with an aid convoy. Humanitarians ask for it only when nothing else gets help through: afterwards they may be seen as one side’s.', source: escorts },
  { term: 'OCHA', found: ['OCHA'], meaning: 'The UN office that coordinates humanitarian aid. It speaks for access and keeps aid apart from the fight.', source: humanitarian },
  { term: 'NGO, non-governmental organisation', found: ['NGO', 'NGOs'], meaning: 'An organisation of no government. Many bring aid; they need to be seen as nobody’s party.', source: coordination },
  { term: 'IDP, internally displaced person', found: ['IDP', 'IDPs', 'internally displaced'], meaning: 'Somebody who had to flee home and is still in the own country, with all rights of a citizen. Return must be free and safe.', source: displacement },
  { term: 'Do no harm', found: ['do no harm'], meaning: 'Ask first whom our help, our presence or our questions could hurt, now and after we leave.', source: pocHandbook },
  { term: 'CIVCAS', found: ['CIVCAS'], meaning: 'Civilians hurt or killed by our own acts, on the road as in a fight. Say so openly, help, learn.', source: pocHandbook },
  { term: 'CASEVAC, casualty evacuation', found: ['CASEVAC'], meaning: 'Bringing a wounded person to care. The aim: first aid in 10 minutes, advanced care in 1 hour, surgery in 2.', source: casevac },
  { term: 'DDR', found: ['DDR'], meaning: 'Disarmament, demobilisation and reintegration: the way of fighters back into civilian life.', source: ddr },
  { term: 'UNMAS', found: ['UNMAS'], meaning: 'The UN mine action service: finds, marks and clears mines, and teaches people to stay safe.', source: mines },
  { term: 'UXO and ERW', found: ['UXO', 'ERW', 'unexploded'], meaning: 'Shells and bombs that did not go off, and what a war leaves behind that can. Do not touch; mark from afar; report.', source: mines },
  { term: 'PIR, priority information requirement', found: ['PIR', 'PIRs'], meaning: 'The question the commander most needs answered before deciding.', source: intelligence },
  { term: 'RFI, request for information', found: ['RFI', 'RFIs'], meaning: 'A question to those who may know. Say by when you need the answer.', source: intelligence },
  { term: 'COA, course of action', found: ['COA', 'COAs', 'course of action', 'courses of action'], meaning: 'One possible way to do the task: who does what, where, when, and why.', source: battalion },
  { term: 'WARNO, warning order', found: ['WARNO'], meaning: 'Get ready: a task is coming. The full order follows.', source: battalion },
  { term: 'FRAGO, fragmentary order', found: ['FRAGO'], meaning: 'A short order that changes a part of an order given before.', source: battalion },
  { term: 'AOR, area of responsibility', found: ['AOR'], meaning: 'The land one unit answers for.', source: battalion },
  { term: 'TOB, temporary operating base', found: ['TOB', 'TOBs'], meaning: 'A small base for some days or weeks. It brings soldiers near to people, and people near to soldiers.', source: battalion },
  { term: 'Caveat', found: ['caveat', 'caveats'], meaning: 'A limit a country puts on what its soldiers may do in the mission. Plan with what troops may really do.', source: battalion },
  { term: 'SOFA, status-of-forces agreement', found: ['SOFA'], meaning: 'The agreement with the State that lets the mission be there and move freely.', source: sofa },
  { term: 'IHL, international humanitarian law', found: ['IHL', 'international humanitarian law'], meaning: 'The law of war: who may not be attacked, and how those who fight must behave.', source: ihl },
  { term: 'Civilian', found: ['presumed civilian'], meaning: 'Anybody who does not, or no longer, take part in the fighting. In doubt: a civilian.', source: ihl },
]

export const glossaryText = {
  /** Beside the term, for those who hear the page. */
  explain: (term: string) => `${term}: what does it mean?`,
  source: (source: string) => `Source: ${source}`,
  scenario: 'Glossary of this scenario',
} as const
