import type { Plugin } from 'vite'

const kStart = 'src/app/start.tsx'

/**
 * What makes the first screen show sooner:
 * - Functions are compiled while a file is fetched, beside the page's own thread, and not one by one when they are first
 *   called there (V8's explicit compile hints; other engines read a comment).
 * - The page names what its small first file asks for, so that it comes along.
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
        const link = (rel: string) => (file: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        })
        return [link('modulepreload')(start.fileName), ...styles.map(link('stylesheet'))]
      },
    },
  }
}
