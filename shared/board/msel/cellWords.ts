/** Words of a table that stand for one of a few things: channels, kinds of answer, precision, yes and no. */
import { injectChannels, type AnswerForm, type InjectChannel, type InjectPlace } from '../../exercise/inject.ts'
import { plainWords } from './tableContext.ts'

const channelWords: Readonly<Record<InjectChannel, readonly string[]>> = {
  radio: ['vhf', 'uhf', 'radio net', 'radio call', 'voice', 'net call'],
  phone: ['telephone', 'phone call', 'call', 'mobile', 'cell phone', 'telephone call'],
  hotline: ['can alert', 'community alert', 'alert line', 'hot line'],
  report: ['sitrep', 'patrol report', 'written report', 'handout', 'flash report', 'intsum', 'document'],
  letter: ['note', 'written note', 'paper', 'hand delivered letter'],
  email: ['e mail', 'mail', 'electronic mail'],
  media: ['tv', 'press', 'news', 'newspaper', 'broadcast', 'media report', 'radio broadcast', 'news report'],
  social: ['social media', 'twitter', 'x', 'facebook', 'social media post', 'post'],
  hf: ['hf radio', 'hf net'],
  uas: ['drone', 'uav', 'isr', 'uas image', 'imagery', 'graphic'],
  visitor: ['role player', 'role play', 'in person', 'face to face', 'visit', 'person', 'actor'],
  order: ['frago', 'warno', 'opord', 'fragmentary order', 'orders'],
  technical: ['tech', 'equipment', 'failure', 'system'],
  message: ['text', 'sms', 'chat', 'runner', 'verbal', 'signal', 'text message'],
}

const byWord = new Map<string, InjectChannel>(injectChannels.flatMap((channel) => [channel, ...channelWords[channel]].map((word) => [word, channel] as const)))

/** 'Telephone call' → phone. An empty cell is a message; null = nobody knows this word. */
export function channelOf(cell: string): InjectChannel | null {
  const words = plainWords(cell)
  return words === '' ? 'message' : (byWord.get(words) ?? null)
}

type AnswerKind = AnswerForm['kind']

/** How the kinds of answer are written in a table. */
export const answerWords: Readonly<Record<AnswerKind, string>> = { read: 'read only', choice: 'choice', place: 'place', units: 'units', text: 'free text' }

const answerAliases: Readonly<Record<AnswerKind, readonly string[]>> = {
  read: ['', 'none', 'no', 'read', 'information', 'info', 'for information'],
  choice: ['multiple choice', 'decision', 'choose', 'option'],
  place: ['location', 'point', 'grid', 'a place on the map', 'map'],
  units: ['unit', 'forces', 'troops', 'assets'],
  text: ['text', 'answer', 'written', 'reply', 'yes', 'report'],
}

export function answerKindOf(cell: string): AnswerKind | null {
  const words = plainWords(cell)
  const kinds: readonly AnswerKind[] = ['read', 'choice', 'place', 'units', 'text']
  return kinds.find((kind) => plainWords(answerWords[kind]) === words || answerAliases[kind].includes(words)) ?? null
}

export function precisionOf(cell: string): InjectPlace['precision'] | null {
  const words = plainWords(cell)
  return (['exact', 'near', 'district', 'unknown'] as const).find((each) => each === words) ?? null
}

/** An empty cell is a no; null = neither. */
export function yesOrNo(cell: string): boolean | null {
  const words = cell.trim().toLowerCase()
  if (['yes', 'y', 'x', '1', 'true', 'on', '✓', '✔', '☑', 'oui', 'да'].includes(words)) return true
  return ['', 'no', 'n', '0', 'false', 'off', '-', '–', '☐', 'non', 'нет'].includes(words) ? false : null
}
