/** What a desk's map needs a moment after it stands: cards, panels and lists. One piece of code, fetched once (laterParts.svelte.ts). */
export { default as KeySheet } from './KeySheet.svelte'
export { default as MarkCard } from './MarkCard.svelte'
export { default as ObjectList } from './ObjectList.svelte'
export { default as RemovedMarks } from './RemovedMarks.svelte'
export { default as SinceLook } from './SinceLook.svelte'
export { default as ToolPanel } from './ToolPanel.svelte'
