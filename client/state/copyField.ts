/** Copies what stands in a field the one way that works on a LAN without TLS, too; false where the browser will not. */
export function copyField(field: HTMLInputElement | null): boolean {
  if (field === null) return false
  field.focus()
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}
