/** Reference layers on the map: listed, shown, read, copied to the board. */
export const referenceText = {
  title: 'Reference',
  listTitle: 'Reference layers',
  objects: (count: number) => (count === 1 ? '1 object' : `${count} objects`),
  loading: 'The layer is being fetched',
  missing: 'This layer cannot be shown here now.',
  takeOff: (name: string) => `Take “${name}” off the board`,
  unnamed: 'Layer without a name',
  copyInView: (count: number) => `Copy the ${count === 1 ? 'object' : `${count} objects`} in view to the board`,
  copyTooMany: (count: number, most: number) => `${count} objects are in view. Come closer to copy them: at most ${most} at once.`,
  help: 'Click an object on the map to read it.',
  copyOne: 'Copy to the board',
  copied: (count: number) => (count === 1 ? '1 object was copied to the board.' : `${count} objects were copied to the board.`),
  kinds: { point: 'Point', line: 'Line', area: 'Area' },
  boardFull: 'The board is full. Take some marks away first.',
} as const
