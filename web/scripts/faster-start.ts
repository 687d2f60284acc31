import type { Plugin } from 'vite'

const kStart = 'src/app/start.tsx'
const kLetters = /inter-latin-wght-normal.*\.woff2$/

/**
 * What makes the first screen show sooner:
 * - Functions are compiled while a file is fetched, beside the page's own thread, and not one by one when they are first
 *   called there (V8's explicit compile hints; other engines read a comment).
 * - The page names what its small first file asks for, and the letters that English has, so that they come along: letters
 *   that come late are measured and placed twice.
 */
export function fasterStart(): Plugin {
  return {
    name: 'faster-start',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const made of Object.values(bundle)) {
          if (made.type === 'chunk') made.code = `//# allFunctionsCalledOnLoad\n${made.code}`
        }
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((made) => made.type === 'chunk')
        const start = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(kStart))
        if (!start) return []
        const styles = [...(start.viteMetadata?.importedCss ?? [])]
        const letters = Object.keys(bundle ?? {}).filter((file) => kLetters.test(file))
        const link = (attrs: Record<string, string>) => (file: string) => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        })
        return [
          link({ rel: 'modulepreload' })(start.fileName),
          ...styles.map(link({ rel: 'stylesheet' })),
          ...letters.map(link({ rel: 'preload', as: 'font', type: 'font/woff2' })),
        ]
      },
    },
  }
}
