/** What a change of the world did to a table's answers: told once the plan is counted in the new world, and only live. */
import type { WorldFacts } from '#shared/exercise/world.ts'
import type { WayChanged } from '#shared/reality/changes.ts'
import type { Finding } from '#shared/reality/findings.ts'
import type { Reality } from '../../state/reality/reality.svelte.ts'

/** Ways that are longer, shorter or gone, and findings that were not there before. */
export interface MeansNews { readonly ways: readonly WayChanged[]; readonly found: readonly Finding[] }

export class WorldChanges {
  /** Null when there is nothing to tell. */
  news = $state.raw<MeansNews | null>(null)
  /** The world as it was before a change that is not told yet, and what was found in it. */
  #before: { readonly world: WorldFacts; readonly keys: ReadonlySet<string> } | null = null
  #seen: WorldFacts | null = null

  /** The world is this one now; compared by identity. Called before the plan is counted in it. */
  turn(world: WorldFacts | null, reality: Pick<Reality, 'picture'> | null): void {
    if (this.#seen !== null && world !== null && world !== this.#seen) this.#before ??= { world: this.#seen, keys: new Set(reality?.picture?.findings.map(({ key }) => key)) }
    this.#seen = world
  }

  /** The plan is counted. */
  async tell(reality: Pick<Reality, 'picture' | 'changesSince'>, isLive: boolean): Promise<void> {
    const before = this.#before
    if (before === null || !isLive) return
    this.#before = null
    const found = (reality.picture?.findings ?? []).filter(({ key, weight }) => weight !== 'unsaid' && !before.keys.has(key))
    const ways = await reality.changesSince(before.world)
    if (ways.length > 0 || found.length > 0) this.news = { ways, found }
  }
}
