/** 'syndicate/s1/board' ⇄ its parts; on the wire a name ends in its epoch, 'syndicate/s1/board@1'. */
import type { DocumentName, SyndicateId } from '../exercise/names.ts'

export type DocumentScope =
  | { readonly kind: 'board' | 'protected' | 'discussion'; readonly syndicate: SyndicateId }
  | { readonly kind: 'control' | 'overlay' | 'plenary' }

export function documentName(scope: DocumentScope): DocumentName {
  return 'syndicate' in scope ? `syndicate/${scope.syndicate}/${scope.kind}` : scope.kind
}

/** Null for a name that is none of ours. */
export function parseDocumentName(name: string): DocumentScope | null {
  if (name === 'control' || name === 'overlay' || name === 'plenary') return { kind: name }
  const parts = /^syndicate\/([a-z0-9]{1,8})\/(board|protected|discussion)$/.exec(name)
  const syndicate = parts?.[1]
  const kind = parts?.[2]
  if (syndicate === undefined || (kind !== 'board' && kind !== 'protected' && kind !== 'discussion')) return null
  return { kind, syndicate }
}

/** 'overlay@2' → {name: 'overlay', epoch: 2}; null when it is no such thing. */
export function parseWireName(wire: string): { readonly name: DocumentName; readonly epoch: number } | null {
  const at = wire.lastIndexOf('@')
  const epoch = Number(wire.slice(at + 1))
  const name = wire.slice(0, at)
  if (at < 1 || !Number.isSafeInteger(epoch) || epoch < 1 || parseDocumentName(name) === null) return null
  return { name, epoch }
}

/** Every document an exercise with these syndicates has from its opening. */
export function allDocumentNames(syndicates: readonly SyndicateId[]): DocumentName[] {
  const own = syndicates.flatMap((syndicate) =>
    (['board', 'protected', 'discussion'] as const).map((kind) => documentName({ kind, syndicate })))
  return ['control', 'overlay', 'plenary', ...own]
}
