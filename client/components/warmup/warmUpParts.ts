/** The warm-up's two parts as one file on the wire. */
export { default as WarmUp } from './WarmUp.svelte'
export { default as WarmUpMessage } from './WarmUpMessage.svelte'
