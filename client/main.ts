/** Starts the client: hands the machine's clock and chance to the app. Nothing else asks the machine for them. */
import { mount } from 'svelte'
import * as z from 'zod/mini'
import App from './App.svelte'
import type { Machine } from './state/machine.ts'

// The server's content policy forbids evaluated code; zod would try it to be faster.
z.config({ jitless: true })

const machine: Machine = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
  every: (ms, act) => {
    const timer = setInterval(act, ms)
    return () => clearInterval(timer)
  },
  chance: () => Math.random(),
}

const target = document.getElementById('app')
if (target === null) throw new Error('the page has no #app')
mount(App, { target, props: { machine } })
