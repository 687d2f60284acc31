// Writes src/api/schema.d.ts from the document of a running server (DAYBOOK_SERVER) or from the file named: the types of
// every route that the application calls. tests/e2e/web_types_e2e.mjs proves that what is committed is what is served.
import { readFile, writeFile } from 'node:fs/promises'
import { typesOf } from './types-of.mjs'

const [source = `${process.env.DAYBOOK_SERVER ?? 'http://127.0.0.1:8484'}/openapi.json`, target] =
  process.argv.slice(2)
const text = source.startsWith('http')
  ? await (await fetch(source)).text()
  : await readFile(source, 'utf8')
await writeFile(
  target ?? new URL('../src/api/schema.d.ts', import.meta.url),
  await typesOf(JSON.parse(text)),
)
