/**
 * How the client is built. No inline scripts, styles or data: addresses, because the server's content policy allows none;
 * the editor of prose is a chunk of its own, fetched by those who write.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const root = new URL('.', import.meta.url).pathname

export default defineConfig({
  root,
  base: '/',
  plugins: [svelte({ configFile: false })],
  resolve: { dedupe: ['yjs', 'lib0', 'y-protocols', 'svelte'] },
  build: {
    outDir: `${root}dist`,
    emptyOutDir: true,
    target: ['chrome109', 'firefox115'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // A group takes its dependencies along, so what others need too stands first.
        codeSplitting: {
          groups: [
            { name: 'yjs', test: /node_modules[\\/](yjs|lib0|y-protocols|y-websocket|y-indexeddb)[\\/]/, priority: 50 },
            { name: 'leaflet', test: /node_modules[\\/]leaflet/, priority: 40 },
            { name: 'socket', test: /node_modules[\\/](socket\.io|engine\.io|@socket\.io)/, priority: 40 },
            { name: 'prose', test: /node_modules[\\/](@tiptap|prosemirror-|orderedmap|rope-sequence|w3c-keyname|linkifyjs)/, priority: 30 },
          ],
        },
      },
    },
  },
})
