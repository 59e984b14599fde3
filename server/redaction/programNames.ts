/** Names the program goes by, in events: blacked out, nothing would find them again; and nobody typed them. */

const fields: ReadonlySet<string> = new Set([
  'type', 'version', 'kind', 'id', 'scenarioId', 'zoneId', 'openedWallAt', 'document', 'documents', 'media', 'seat', 'seats', 'syndicate', 'syndicates', 'hat', 'role',
  'serial', 'inject', 'card', 'pile', 'vote', 'rule', 'factor', 'mark', 'code', 'codes', 'status', 'state', 'presenter', 'persona', 'layer', 'hash', 'takenOutWallAt',
])

export class ProgramNames {
  /** They stand elsewhere, too: as a syndicate's lead, as who asked. */
  readonly #names = new Set<string>()

  /** Notes those of one more event. */
  add(json: unknown): void {
    const open: { readonly field: string; readonly value: unknown }[] = [{ field: '', value: json }]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { field, value } = next
      if (typeof value === 'string') {
        if (fields.has(field)) this.#names.add(value)
      } else if (Array.isArray(value)) for (const each of value) open.push({ field, value: each })
      else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) open.push({ field: key, value: each })
    }
  }

  has(field: string, text: string): boolean {
    return fields.has(field) || this.#names.has(text)
  }
}
