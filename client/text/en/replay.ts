/** The few words of replay that live screens say, too; the rest is fetched with it (replayDesk.ts). */
export const replayText = {
  look: 'Look at',
  situation: 'The situation',
  notReadable: 'This board was not open to this seat at this moment.',
} as const
