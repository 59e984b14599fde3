/**
 * A still: the stage of one moment as a picture, for a report, a print or a comparison. Nothing in it moves and nothing in it is
 * unrecorded: no animation, no other person's cursor or trail, and every clock shows the figure of the last entry on it. So a live
 * still and the replay at the moment it names are one picture. Asked for by `?still` (route.svelte.ts).
 */

/** Marks the whole page: the style sheets stop what moves, the map goes where it is told at once. Returns the way back. */
export function standStill(): () => void {
  document.documentElement.dataset['still'] = ''
  return () => delete document.documentElement.dataset['still']
}

export function isStill(): boolean {
  return document.documentElement.dataset['still'] !== undefined
}

/** Whether a move may be shown as one: not in a still, and not to people who asked their machine for no motion. */
export function motionIsWelcome(): boolean {
  return !isStill() && !window.matchMedia('(prefers-reduced-motion: reduce)').matches
}
