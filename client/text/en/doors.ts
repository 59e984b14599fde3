/** The sheet of codes and the laptop looked over. Fetched with directing staff's desk, not with the first page. */
const devices = (count: number) => (count === 1 ? '1 other device has' : `${count} other devices have`)
const ago = (minutes: number) => (minutes < 1 ? 'just now' : minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`)

export const doorsText = {
  checkTitle: 'Is this laptop ready?',
  summary: (all: number, toDo: number) => (toDo === 0 ? `${all} of ${all} in order` : `${toDo} to do`),
  well: 'In order:',
  toDo: 'To do:',
  looking: 'Looking the laptop over',
  cannotLook: 'The laptop could not be looked over just now. This is tried again.',
  onlyHere: 'Only this laptop can reach the exercise.',
  onlyHereRemedy: 'Stop the server in its window with Ctrl+C, then start it with:\nnpm start -- --lan',
  noNetwork: 'This laptop has no network address.',
  noNetworkRemedy: 'Connect it to the room’s Wi-Fi or cable. The address then appears here by itself.',
  onNetwork: (address: string, others: readonly string[]) =>
    others.length === 0 ? `On the room’s network as ${address}.` : `On the network as ${address}. It has other addresses, too: ${others.join(', ')}. If the first does not answer, try these.`,
  sameAddress: 'The address is the one the room was shown.',
  otherAddress: (known: string, now: string) => `The room was shown ${known}. This laptop is now ${now}.`,
  otherAddressRemedy: (known: string) => `Give this laptop the address ${known} back in its network settings, and open pages find it again by themselves. Or print the codes anew and have everybody type the new address.`,
  acceptAddress: 'The room has the new address',
  nobodyYet: 'No other device has reached this laptop yet.',
  nobodyYetRemedy: (address: string) =>
    `Open ${address} on a second laptop or a phone. If no page comes: is it in the same network? Guest Wi-Fi often keeps devices apart: use another network or a cable. Does this laptop’s firewall let Node.js through? Allow it for this network.`,
  reached: (count: number, minutes: number) => `${devices(count)} reached this laptop, the last ${ago(minutes)}.`,
  disk: (gigabytes: string) => `${gigabytes} GB free for the exercise.`,
  diskRemedy: 'That is little. Empty the bin and remove large files, or start the server with --data and a folder on another disk.',
  diskUnknown: 'How full the disk is could not be read.',
  diskUnknownRemedy: 'Look yourself that the disk with the data folder has at least 1 GB free.',

  print: 'Print the codes',
  sheetTitle: 'Print the codes',
  wifi: 'Name of the Wi-Fi (optional)',
  printNow: 'Print, or save as PDF',
  hint: 'A4, landscape, no margins. A page for each syndicate and for observers; the last one stays with directing staff.',
  sheetOnlyHere: 'Only this laptop answers to this address. See “Is this laptop ready?” before you print.',
  stepWifi: (name: string) => `Join the Wi-Fi “${name}”`,
  stepAddress: 'On your laptop, open a browser and type',
  stepCode: 'Then type this code',
  scan: 'or scan',
  keepTitle: 'For directing staff. Do not hang this up.',
  notReal: 'This is an exercise. Nothing here is real.',
  printedAt: (wall: string) => `Printed ${wall}. Void once the codes change.`,
} as const
