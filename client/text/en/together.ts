/** Looking together at one board: who is here, following somebody, asking the others to look. */
import type { Doing } from '../../map/boardPeople.ts'

const doing: Readonly<Record<Doing, string>> = {
  draws: 'draws', writes: 'writes in the plan', holds: 'works on marks', points: 'points at the map', looks: 'looks at the map', away: 'has no map open',
}

export const togetherText = {
  title: 'People on this board',
  opener: (count: number) => `People ${count}`,
  nobody: 'Nobody else has this board open now.',
  doing,
  follows: (name: string) => `follows ${name}`,
  followsYou: 'follows you',
  person: (hat: string | null, name: string) => (hat === null ? name : `${hat} · ${name}`),
  follow: 'Follow',
  jump: 'Jump to',
  of: (what: string, name: string) => `${what}: ${name}`,
  following: (person: string) => `Following ${person}`,
  followingBy: (person: string, guide: string) => `Following ${person}, who follows ${guide}`,
  stop: 'Stop (Esc)',
  tookOver: (name: string) => `You moved or drew yourself, so you no longer follow ${name}.`,
  gone: (name: string) => `${name} left this board. You look around by yourself again.`,
  circle: (name: string) => `${name} already looks where you look. Two maps cannot follow each other.`,
  showOthers: 'Show the others',
  called: 'The others were asked to look at what your map shows.',
  wants: (person: string) => `${person} wants to show you something.`,
  look: 'Look',
  notNow: 'Not now',
} as const
