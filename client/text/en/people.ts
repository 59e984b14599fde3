/** Who is here, who is awaited, and who comes back from another laptop. Fetched with directing staff's desk. */
export const peopleText = {
  here: (here: number, of: number) => `${here} of ${of} here`,
  moveHint: 'To move somebody: drag the name to another syndicate, or go to it with Tab and press the syndicate’s number.',
  movedTo: (name: string, syndicate: string) => `${name} is now in ${syndicate}.`,
  awaited: (name: string) => `${name}, not here yet`,
  atAnyDoor: 'May come through any door',
  sitsAlready: (name: string, here: boolean) => `A ${name} sits here already, ${here ? 'at another laptop now' : 'away now'}.`,
  samePerson: 'Same person: move the seat',
  another: 'Somebody else: admit',
} as const
