/** Words for documents whose record on the server's disk was found damaged. */
import type { DocumentScope } from '#shared/board/documentName.ts'

const parts: Record<DocumentScope['kind'], (syndicate: string) => string> = {
  board: (syndicate) => `The board of ${syndicate}`,
  protected: (syndicate) => `The protected part of ${syndicate}’s board`,
  discussion: (syndicate) => `The discussion of ${syndicate}`,
  control: () => 'The MSEL',
  overlay: () => 'The map layer of the directing staff',
  plenary: () => 'The plenary sheet',
}

export const damageText = {
  standsAt: (kind: DocumentScope['kind'], syndicate: string, time: string) =>
    `${parts[kind](syndicate)} was damaged on the server’s disk. It is shown as it was at ${time}, and can only be read.`,
  askStaff: 'Directing staff can open it again.',
  goOn: 'Go on from there',
  goOnFor: (kind: DocumentScope['kind'], syndicate: string) => `${parts[kind](syndicate)}: go on from there`,
}
