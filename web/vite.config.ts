import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { fasterStart } from './scripts/faster-start.ts'

// `npm run dev` shows the sources beside a running server: DAYBOOK_SERVER names it.
const server = process.env.DAYBOOK_SERVER ?? 'http://127.0.0.1:8484'
const proxied = ['/v1', '/openapi.json', '/help/images', '/healthz', '/readyz']

// The file that runs first asks for the others: it has none of what they share.
const kFirstFile = /index\.html|src\/main\.ts|src\/app\/page-of\.ts/
// What so many pages share is one file: more would be fetched than a page needs, but in one request.
const kManyPages = 5

export default defineConfig({
  plugins: [react(), fasterStart()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: {
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Nothing is inlined into the page: the Content-Security-Policy allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    manifest: true,
    rolldownOptions: {
      input: { index: 'index.html', start: 'src/app/start.tsx' },
      output: {
        codeSplitting: {
          groups: [
            { name: 'fetch', test: /preload-helper/, priority: 1 },
            { name: 'start', tags: ['$initial'], test: (id: string) => !kFirstFile.test(id) },
            {
              name: 'parts',
              minShareCount: kManyPages,
              test: /@mantine|@tabler|@floating-ui|src\/(?:api|shared)\//,
            },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server }])),
  },
})
