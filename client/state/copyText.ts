/** Puts words on the clipboard. On a LAN without TLS browsers know the old way only; false when neither works. */
export async function copyText(words: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    if (window.isSecureContext) {
      await navigator.clipboard.writeText(words)
      return true
    }
  } catch {
    // Not allowed here: the old way may still be.
  }
  field?.focus()
  field?.select()
  try {
    return field !== null && document.execCommand('copy')
  } catch {
    return false
  }
}
