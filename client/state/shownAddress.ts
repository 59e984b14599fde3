/** The address this browser last showed or printed with an exercise's codes: it outlives a restart of laptop and server. */

const keyOf = (exercise: string): string => `sandtable.shown.${exercise}`

export function shownAddress(storage: Storage | null, exercise: string): string | null {
  try {
    return storage?.getItem(keyOf(exercise)) ?? null
  } catch {
    return null
  }
}

export function rememberShown(storage: Storage | null, exercise: string, address: string): void {
  try {
    storage?.setItem(keyOf(exercise), address)
  } catch {
    // A full or closed store only costs the warning after a restart; the server still remembers its first address.
  }
}
