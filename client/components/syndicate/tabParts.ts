/** What a member turns to a moment after the map stands: plan, papers, the stage. One piece of code, fetched once (state/laterParts.svelte.ts). */
export { default as InjectCard } from '../inbox/InjectCard.svelte'
export { default as PapersPanel } from '../papers/PapersPanel.svelte'
export { default as PlanPanel } from '../plan/PlanPanel.svelte'
export { default as StageBody } from '../stage/StageBody.svelte'
