import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `npm run dev` shows the sources beside a running server: DAYBOOK_SERVER names it.
const server = process.env.DAYBOOK_SERVER ?? 'http://127.0.0.1:8484'
const proxied = ['/v1', '/openapi.json', '/help/images', '/healthz', '/readyz']

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: {
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Nothing is inlined into the page: the Content-Security-Policy allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    manifest: true,
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server }])),
  },
})
